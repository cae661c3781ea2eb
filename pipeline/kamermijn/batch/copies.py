"""A file that holds a letter, as far as it decides which letter that is among others."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kamermijn.batch.likeness import Likeness

FORMS = ("xml", "html", "docx", "odt", "pdf", "text", "ocr")
"""The forms of a letter, the best first."""
_OFFICIAL = re.compile(r"(?:kst|ah|h|blg|kv|nds)-.*\d", re.IGNORECASE)
_MARK = re.compile(r"(?:-[0-9a-f]{8,64})?")
"""What kamermijn puts behind an id that another letter has."""
_REPRINT = re.compile(r"-h\d{1,2}$", re.IGNORECASE)
_STAGES = {"onopgemaakt": 0, "opgemaakt": 2, "herdruk": 3}


def rank_of_form(form: str) -> int:
    """The lower the better; forms that are not known come last."""
    return FORMS.index(form) if form in FORMS else len(FORMS)


def is_official(letter_id: str) -> bool:
    """Whether an id is one that a publication has of itself; others are made of file names."""
    return _OFFICIAL.match(letter_id) is not None


def base_of(letter_id: str) -> str:
    """An id without the mark of a reprint (`kst-99001-7-h1`)."""
    return _REPRINT.sub("", letter_id) if is_official(letter_id) else letter_id


# The letters that may be one are asked for these again and again, each time with every other one.
@lru_cache
def family_of(letter_id: str) -> str:
    """An id without the mark of a reprint and without regard to capitals."""
    return base_of(letter_id).casefold()


@lru_cache
def _names(says: str, kept: str | None) -> frozenset[str]:
    return frozenset((family_of(says), (kept or base_of(says)).casefold()))


@lru_cache
def _kept(says: str, published: tuple[str, ...]) -> str | None:
    return next((letter_id for letter_id in published if _keeps(says, letter_id)), None)


def _keeps(says: str, letter_id: str) -> bool:
    """What kamermijn makes of a file's name or puts behind an id is kept; what a publication says of itself holds while it says so."""
    family, name = family_of(says), letter_id.casefold()
    if name.startswith(family) and _MARK.fullmatch(name, len(family)):
        return True
    return not is_official(says) and not is_official(letter_id)


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that holds a letter: the id that it says it has, and what decides between it and others."""

    position: int
    sha256: str
    says: str
    form: str
    date: str | None = None
    status: str | None = None
    sparks: tuple[int, ...] = ()
    heir: str | None = None
    """Of a content that no file holds any more: the digest of what took its place, empty where that is not known."""
    number: int = 0
    """Of two contents that were written over, the later has the higher number."""
    published: tuple[str, ...] = ()
    """The ids that earlier runs published this content under, the last one first."""
    stands: bool = False
    """Whether it stands in the folder now, as an earlier run left it."""

    @property
    def family(self) -> str:
        """The id without regard to capitals, which file systems may not tell apart."""
        return family_of(self.says)

    @property
    def base(self) -> str:
        """The id without the mark of a reprint (`kst-99001-7-h1`)."""
        return base_of(self.says)

    @property
    def kept(self) -> str | None:
        """The id that it was published under and keeps."""
        return _kept(self.says, self.published) if self.published else None

    @property
    def names(self) -> frozenset[str]:
        """The ids by which it may be the same letter as another file."""
        return _names(self.says, self.kept)

    @property
    def stage(self) -> int:
        """How far the publication of this version is: not yet made up, not said, made up, reprinted."""
        return 3 if self.base != self.says else _STAGES.get(self.status or "", 1)

    @property
    def rank(self) -> tuple[int, str]:
        """Better forms first; then the digest decides."""
        return (rank_of_form(self.form), self.sha256)


Compare = Callable[[Copy, Copy], Likeness]
