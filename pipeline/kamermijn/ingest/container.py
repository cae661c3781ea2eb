"""Archives (ZIP, DOCX, ODT) opened in place and within limits, however little they were made to be read."""

from __future__ import annotations

import io
import zipfile
import zlib

from kamermijn.model import LetterError

MOST_PARTS = 10_000
LARGEST_PART = 200_000_000
LARGEST_WHOLE = 1_000_000_000
"""Bytes when unpacked: of one part, and of all parts that are read of one archive."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError)


class Container:
    """An opened archive; what is read of it is counted against the limits by what comes out, not by what it says."""

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self.read_so_far = 0
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise LetterError("broken_archive", f"{source}: the file is broken and cannot be opened: download it again") from None
        if len(self.archive.infolist()) > MOST_PARTS:
            raise LetterError("too_large", f"{source}: more than {MOST_PARTS:,} files are in it: give them in smaller archives")
        # Broken, a part may have no name at all.
        self.parts = tuple(info for info in self.archive.infolist() if info.filename and not info.is_dir())
        self.names = tuple(info.filename for info in self.parts)

    def read(self, part_of: str | zipfile.ZipInfo) -> bytes:
        """The bytes of one part, of several of one name the last; LetterError where it is broken, encrypted or larger than it may be."""
        name = part_of if isinstance(part_of, str) else part_of.filename
        try:
            info = self.archive.getinfo(part_of) if isinstance(part_of, str) else part_of
            if info.flag_bits & 1:
                raise LetterError("encrypted", f"{self.source}: {name} in it is encrypted: save a copy without password")
            with self.archive.open(info) as part:
                data = part.read(LARGEST_PART + 1)
        except _BROKEN:
            raise LetterError("broken_archive", f"{self.source}: {name} in it is broken: download the file again") from None
        self.read_so_far += len(data)
        if len(data) > LARGEST_PART or self.read_so_far > LARGEST_WHOLE:
            limit = f"{(LARGEST_PART if len(data) > LARGEST_PART else LARGEST_WHOLE) // 1_000_000} MB"
            raise LetterError("too_large", f"{self.source}: unpacked it is larger than the limit of {limit}: give the letter in it alone")
        return data

    def find(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none of that name."""
        return self.read(name) if name in self.names else None
