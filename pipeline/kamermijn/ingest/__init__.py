"""From a file to raw pages: which form it has, and the reader that reads that form."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kamermijn.ingest import docx, legible, limits, metadata, odt, official, pdf, text, webpage
from kamermijn.ingest.container import Container
from kamermijn.ingest.raw import Glyphs, Place, Raw, RawBlock, RawPage, RawTable, Ruling
from kamermijn.ingest.recognise import recognise
from kamermijn.ingest.sources import STANDARD_INPUT, content
from kamermijn.model import LetterError


def _read_text(data: bytes, source: str, digest: str) -> Raw:
    decoded, warnings = text.decode(data, source)
    return _raw_text(decoded, source, digest, warnings)


def _refuse_endless(characters: int, source: str) -> None:
    most = limits.current().characters
    if most and characters > most:
        raise LetterError("too_large", f"{source}: {characters:,} characters are more than the limit of {most:,}: split the document")


def _raw_text(decoded: str, source: str, digest: str, warnings: tuple[str, ...]) -> Raw:
    _refuse_endless(len(decoded), source)
    if max(map(len, decoded.split()), default=0) >= _ENDLESS:
        raise LetterError("unknown_format", f"{source}: it holds a word without end, as no letter does: check that it is one")
    if not decoded.strip():
        raise LetterError("empty", f"{source}: there is no text in it: check that the whole letter was saved")
    if legible.tally(decoded).unmapped_share > legible.MOST_UNMAPPED:
        raise LetterError("unknown_format", f"{source}: this is no readable text: save the letter as UTF-8 text or PDF")
    if not legible.is_dutch(decoded):
        warnings += (legible.NOT_DUTCH,)
    pages, paged = text.pages(decoded)
    return Raw(source, digest, "text", pages, warnings, paged)


_ENDLESS = 20_000
"""Characters without white space from which on a text is none."""

Reader = Callable[[bytes, str, str], Raw]

READERS: dict[str, Reader] = {
    "text": _read_text,
    "pdf": pdf.read,
    "xml": official.read,
    "html": webpage.read,
    "docx": docx.read,
    "odt": odt.read,
}
"""The reader of each form; a new form is a module here and a row in this table."""

_MENDS = {
    "doc": (
        "an old Office document (DOC)",
        "open it in a word processor and save it as DOCX (with LibreOffice: soffice --convert-to docx FILE)",
    ),
    "rtf": ("a Rich Text document (RTF)", "open it in a word processor and save it as DOCX"),
    "image": ("an image", "save it as a PDF, which is read by OCR"),
    "mail": ("a mail or a web page saved as one (EML, MHT)", "save the letter that is in it, or the page as HTML or PDF"),
    "archive": ("an archive within an archive, or of a kind that is not opened", "unpack it and give the letters in it"),
}


def read(path: str | Path) -> Raw:
    """Read one file; LetterError says why it cannot be mined and what to do about it."""
    path = Path(path)
    source = "standard input" if path == STANDARD_INPUT else path.name or str(path)
    data = content(path)
    raw = read_bytes(data, source)
    beside, warnings = metadata.beside(path, raw.metadata.get("identifier"))
    return replace(raw, metadata=raw.metadata | beside, warnings=(*raw.warnings, *warnings))


def read_bytes(data: bytes, source: str) -> Raw:
    """Read a file's content; ``source`` is the name it goes by in messages and records."""
    if not data.strip():
        raise LetterError("empty", f"{source}: the file is empty: download or save it again")
    form = recognise(data)
    reader = READERS.get(form)
    if reader:
        raw = reader(data, source, hashlib.sha256(data).hexdigest())
        _refuse_endless(sum(len(page.text) for page in raw.pages), source)
        if raw.pages and raw.pages[0].blocks and not legible.is_dutch(raw.pages[0].text):
            raw = replace(raw, warnings=(*raw.warnings, legible.NOT_DUTCH))
        return raw
    if form == "encrypted":
        raise LetterError("encrypted", f"{source}: the document is encrypted: save a copy without password")
    if form == "truncated":
        raise LetterError("truncated", f"{source}: the archive breaks off before its end: download it again")
    if form == "broken_archive" or (form == "archive" and data.startswith(b"PK")):
        _refuse_unopened(data, source)
    if form in _MENDS:
        what, mend = _MENDS[form]
        raise LetterError("unsupported", f"{source}: {what}, a form that is not read: {mend}")
    raise LetterError("unknown_format", f"{source}: not a letter in any form that is known: give a PDF or a text file")


def _refuse_unopened(data: bytes, source: str) -> None:
    """LetterError for an archive of which no file can be given: it is broken, too large, or holds none."""
    if not Container(data, source).parts:
        raise LetterError("empty", f"{source}: the archive holds no files: check that the whole dossier was saved")


def read_text(decoded: str, source: str = "text") -> Raw:
    """A letter given as text, as if it had been read from a file of that text in UTF-8."""
    return _raw_text(decoded, source, hashlib.sha256(decoded.encode("utf-8", "surrogatepass")).hexdigest(), ())


__all__ = [
    "READERS",
    "Glyphs",
    "Place",
    "Raw",
    "RawBlock",
    "RawPage",
    "RawTable",
    "Ruling",
    "content",
    "read",
    "read_bytes",
    "read_text",
    "recognise",
]
