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
    (b"PK\x05\x06", "archive"),  # without anything in it
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_WORD = re.compile(r"word/document\d{0,4}\.xml")
_END, _END_SIZE = b"PK\x05\x06", 22
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_COMMENTS = re.compile(rb"\A(?:<!--.*?-->\s*)+", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
# A piece of a page: tags that a text does not begin with.
_PIECE = re.compile(
    rb"<(?:head|body|meta|title|div|p|table|article|main|section|span|h[1-6]|[ou]l)\b(?:[^<>]*>|[^<>]*\Z)",
    re.IGNORECASE,
)
_XML = re.compile(rb"<\?xml\b|<!DOCTYPE\b|<officiele-publicatie\b", re.IGNORECASE)
# A mail, or a page that a browser saved as one (RFC 2045): what it says is packed, and not read as it stands.
_MAIL = re.compile(rb"[A-Z][A-Za-z-]{1,40}: ")
_MIME = re.compile(rb"^(?:MIME-Version|Message-ID):", re.IGNORECASE | re.MULTILINE)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of a Word document with a password (MS-OFFCRYPTO, 2.3.4)."""
# Bytes that no text file holds: controls other than tab, line feed, vertical tab, form feed, return, escape.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def recognise(data: bytes) -> str:
    """The name of the form: ``text``, ``pdf``, ``docx``, ``odt``, ``doc``, ``rtf``, ``xml``, ``html``, ``image``,
    ``archive``, ``mail``, ``encrypted``, ``unknown``, or of what is packed and cannot be opened ``truncated`` or ``broken_archive``."""
    head = data[:4096]
    if head.startswith(b"PK\x03\x04"):  # before PDF: what is only stored in an archive begins as it is
        return _zipped(data)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for signature, form in _SIGNATURES:
        if head.startswith(signature):
            return "encrypted" if form == "doc" and _ENCRYPTED in data else form
    if _MAIL.match(head) and _MIME.search(head):
        return "mail"
    if head.startswith(_UTF16):
        head = head[: len(head) // 2 * 2].decode("utf-16", "ignore").encode()
        sample = b""
    elif unmarked_utf_16(data):
        return "text"
    else:
        sample = data[:65536]
    start = _COMMENTS.sub(b"", head.removeprefix(b"\xef\xbb\xbf").lstrip())
    if _HTML.match(start) or _PIECE.match(start) or (_XML.match(start) and _HTML.search(start)):
        return "html"
    if _XML.match(start):
        return "xml"
    return "unknown" if len(_CONTROL.findall(sample)) > len(sample) // 500 else "text"


def _zipped(data: bytes) -> str:
    """DOCX and ODT are archives; their parts tell them apart from any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if any(map(_WORD.fullmatch, names)):
                return "docx"
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    if part.read(len(_OPEN_DOCUMENT)) == _OPEN_DOCUMENT:
                        return "odt"
            return "archive"
    except zipfile.BadZipFile:
        # What tells which parts there are stands last: without it (APPNOTE 4.3.16, 22 bytes) the end is missing.
        end = data.rfind(_END)
        return "truncated" if end < 0 or end + _END_SIZE > len(data) else "broken_archive"
    except (zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError):
        return "archive"
