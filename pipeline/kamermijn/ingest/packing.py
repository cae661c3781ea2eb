"""Streams of a PDF that unpack to far more than anyone prints: refused before PDFium unpacks them."""

from __future__ import annotations

import re
import zlib

from kamermijn.model import LetterError

LARGEST_STREAM = 100_000_000
"""Bytes of one unpacked stream of drawing; the text of a page takes some thousands, a map some millions."""
_BEST_RATIO = 1032
"""Deflate packs no tighter than this (zlib, technical details)."""
_SUSPECT_RATIO = 50
_SAMPLE = 16_384
_STREAM = re.compile(rb"stream\r?\n")
_PIECE = 1_000_000


def refuse_bomb(data: bytes, source: str) -> None:
    """LetterError for a PDF with such a stream. Images are passed over: they are drawn within limits of their own."""
    if len(data) * _BEST_RATIO < LARGEST_STREAM:
        return
    start = -1
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            if start >= 0 and (match.start() - start) * _BEST_RATIO > LARGEST_STREAM and _unpacks_beyond(data[start : match.start()]):
                limit = f"{LARGEST_STREAM // 1_000_000} MB"
                raise LetterError(
                    "too_large", f"{source}: a stream in the PDF unpacks to more than the limit of {limit}: print it to a new PDF"
                )
            start = -1
        elif b"/Image" not in data[max(0, match.start() - 400) : match.start()].rpartition(b" obj")[2]:
            start = match.end()


def _unpacks_beyond(packed: bytes) -> bool:
    """Whether a deflated stream is larger than the limit, unpacked piece by piece and only as far as that takes."""
    unpack = zlib.decompressobj()
    try:
        size = len(unpack.decompress(packed[:_SAMPLE]))
        if size < _SUSPECT_RATIO * _SAMPLE:
            return False
        rest = unpack.unconsumed_tail + packed[_SAMPLE:]
        while rest and not unpack.eof and size <= LARGEST_STREAM:
            size += len(unpack.decompress(rest, _PIECE))
            rest = unpack.unconsumed_tail
    except zlib.error:
        return False
    return size > LARGEST_STREAM
