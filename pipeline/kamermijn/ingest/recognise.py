"""Which form a file has, by its content: names lie, first bytes do not."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from kamermijn.ingest.text import unmarked_utf_16

# First bytes of forms that are not text, with the name of the form.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\b|<!DOCTYPE\b", re.IGNORECASE)
# Bytes that no text file holds: controls other than tab, line feed, vertical tab, form feed, return, escape.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def recognise(data: bytes) -> str:
    """The name of the form: ``text``, ``pdf``, ``docx``, ``odt``, ``doc``, ``rtf``, ``xml``, ``html``, ``image``,
    ``archive`` or ``unknown``."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    for signature, form in _SIGNATURES:
        if head.startswith(signature):
            return form
    if head.startswith(_UTF16):
        head = head[: len(head) // 2 * 2].decode("utf-16", "ignore").encode()
        sample = b""
    elif unmarked_utf_16(data):
        return "text"
    else:
        sample = data[:65536]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(start) or (_XML.match(start) and _HTML.search(start)):
        return "html"
    if _XML.match(start):
        return "xml"
    return "unknown" if len(_CONTROL.findall(sample)) > len(sample) // 500 else "text"


def _zipped(data: bytes) -> str:
    """DOCX and ODT are archives; their parts tell them apart from any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    if part.read(len(_OPEN_DOCUMENT)) == _OPEN_DOCUMENT:
                        return "odt"
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError):
        return "archive"
    return "archive"
