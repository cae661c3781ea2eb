"""Plain text, typed or dumped from a PDF: UTF-8, UTF-16 with its mark, or cp1252 where it is neither."""

from __future__ import annotations

import codecs
import re

from kamermijn.ingest.raw import RawPage
from kamermijn.model import LetterError

_BREAK = re.compile(r"\r\n?|[\u0085\u2028\u2029\v]")
# PDFium writes one of these for a hyphen at a line end, and goes on with the rest of the word on the same line.
# A character of UTF-8 that is no ASCII.
_SEVERAL_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HYPHEN_AND_BREAK = re.compile(r"[\x02\ufffe](?=\w)")


def unmarked_utf_16(data: bytes) -> str | None:
    """The encoding of UTF-16 that has lost its byte order mark: every other byte is zero nearly always. None for anything else."""
    head = data[:2048]
    if len(head) < 40 or len(data) % 2:
        return None
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = head[start::2], head[1 - start :: 2]
        if high.count(0) > 0.9 * len(high) and not low.count(0):
            return encoding
    return None


def decode(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """The text and what to warn of; LetterError where the bytes are no text in an encoding that we know."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else unmarked_utf_16(data) or "utf-8-sig"
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        pass
    if nearly := nearly_utf_8(data):
        return nearly, ("some bytes are not UTF-8: what could not be read has the sign \ufffd, check that the whole letter was saved",)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise LetterError("unknown_format", f"{source}: neither UTF-8 nor cp1252 text: save it as UTF-8") from None
    return text, ("not UTF-8: read as cp1252 (Windows); check letters with accents",)


def nearly_utf_8(data: bytes) -> str | None:
    """The text of bytes of which all but a few that are broken are UTF-8, those of Windows (cp1252) where they are letters there.

    None for what is no more UTF-8 than another encoding: read as cp1252, every euro sign of a UTF-8 text would be lost.
    """
    whole, data = len(_SEVERAL_BYTES.findall(data)), data.removeprefix(codecs.BOM_UTF8)
    # Every piece that is broken has one such sign; the text may have had some itself.
    broken = data.decode("utf-8", "replace").count("\ufffd") - data.count("\ufffd".encode())
    return data.decode("utf-8", _AS_WINDOWS) if whole > 2 * broken else None


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """What a piece is read as that is no UTF-8: the letter of Windows, or a sign where a character of UTF-8 was cut off."""
    assert isinstance(error, UnicodeDecodeError)
    piece = error.object[error.start : error.end]
    cut_off = len(piece) > 1 or error.end == len(error.object)
    return "\ufffd" if cut_off else piece.decode("cp1252", "replace"), error.end


# Once and without any state: the table of handlers belongs to the whole process, and letters may be read in threads.
_AS_WINDOWS = "kamermijn.as_windows"
codecs.register_error(_AS_WINDOWS, _as_windows)


def pages(text: str) -> tuple[tuple[RawPage, ...], bool]:
    """The pages of a text (a form feed starts a new one) and whether it has page marks at all."""
    text = _HYPHEN_AND_BREAK.sub("-\n", _BREAK.sub("\n", text).removeprefix("\ufeff"))
    parts = text.split("\f")
    while len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(RawPage(number, part) for number, part in enumerate(parts, start=1)), "\f" in text
