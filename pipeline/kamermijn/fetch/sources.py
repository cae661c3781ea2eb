"""``SOURCES.csv``: every file that was fetched, and where it came from. People open it in Excel, so it is read with care.

A row is added after its file is there whole; what a later row says of a file goes before what an earlier one says.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path, PurePosixPath, PureWindowsPath

from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.writing import write

SOURCES = "SOURCES.csv"
_BOM = b"\xef\xbb\xbf"
_MEND = "mend it, or move {} aside and fetch again: what is there already is then used, not written over"


@dataclass(frozen=True)
class Source:
    """One file of one version of a document, and where it came from; ``file`` is its path below the collection."""

    id: str
    title: str
    kind: str
    date: str
    version: str
    url: str
    fetched: str
    sha256: str
    licence: str
    form: str
    file: str
    modified: str


HEADER = tuple(field.name for field in fields(Source))


def read(path: Path) -> list[Source]:
    """The rows of a ``SOURCES.csv``, none where it is not there or empty; a last row that a crash cut off is left out.

    FetchError with the line and the mend when the file is anything else than what was written, Excel's ways to save it apart.
    """
    if not path.exists():
        return []
    content = _mended(path.read_bytes())
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _wrong(path, line, "is not in UTF-8: save it as 'CSV UTF-8'") from None
    if not text.strip():
        return []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(content), strict=True)
    sources: list[Source] = []
    begun = 1
    try:
        if (header := next((row for row in lines if any(row)), [])) != list(HEADER):
            raise _wrong(path, 1, f"the header is {','.join(header)[:200]!r}, not {','.join(HEADER)!r}")
        begun = lines.line_num + 1
        for row in lines:
            if any(row):
                sources.append(_source(path, begun, row))
            begun = lines.line_num + 1
    except csv.Error as error:
        raise _wrong(path, begun, f"the quotation marks of the row that begins here are broken ({error})") from None
    return sources


def append(path: Path, added: Iterable[Source]) -> None:
    """Add rows, in the form that the file has; an empty or new file gets its header, and a row that a crash cut off goes."""
    head, end = _ends(path)
    if end and not (end in b"\n\r" and head.removeprefix(_BOM).strip()):
        content = _mended(path.read_bytes())
        content = b"" if not content.removeprefix(_BOM).strip() else content
        write(path, content)
        head = content.removeprefix(_BOM).lstrip()
    text = io.StringIO()
    rows = csv.writer(text, delimiter=_delimiter(head), lineterminator="\n")
    if not head:
        rows.writerow(HEADER)
    rows.writerows(astuple(source) for source in added)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(text.getvalue().encode())
        file.flush()
        os.fsync(file.fileno())


def is_whole(path: Path, digest: str) -> bool:
    """Whether a file is there with the bytes of which this is the SHA-256."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _source(path: Path, line: int, row: list[str]) -> Source:
    if len(row) != len(HEADER):
        raise _wrong(path, line, f"has {len(row)} cells, not {len(HEADER)}")
    source = Source(*row)
    file = PurePosixPath(source.file)
    if not source.file or file.is_absolute() or ".." in file.parts or PureWindowsPath(source.file).drive or "\\" in source.file:
        raise _wrong(path, line, f"the file {source.file!r} does not stand in this folder")
    return source


def _mended(content: bytes) -> bytes:
    """The content with its last line complete, or without it where a crash cut it off."""
    if not content or content.endswith((b"\n", b"\r")):
        return content
    cut = max(content.rfind(b"\n"), content.rfind(b"\r")) + 1
    last = content[cut:]
    if not cut:
        return b"" if ",".join(HEADER).encode().startswith(last.removeprefix(_BOM)) else content + b"\n"
    try:
        cells = next(csv.reader([last.decode()], delimiter=_delimiter(content), strict=True))
    except (csv.Error, UnicodeDecodeError):
        return content[:cut]
    return content + b"\n" if len(cells) == len(HEADER) else content[:cut]


def _ends(path: Path) -> tuple[bytes, bytes]:
    """The first line of a file and its last byte, both empty where there is none."""
    try:
        with path.open("rb") as file:
            head = file.readline(10_000)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - 1, 0))
            return head, file.read(1)
    except FileNotFoundError:
        return b"", b""


def _delimiter(content: bytes) -> str:
    """What stands between cells: a comma, or the semicolon with which a Dutch Excel saves."""
    return ";" if content[:40].removeprefix(_BOM).lstrip().replace(b'"', b"").startswith(b"id;title;") else ","


def _wrong(path: Path, line: int, what: str) -> FetchError:
    return FetchError("sources", f"{path}, line {line}: {what}: {_MEND.format(path.name)}")
