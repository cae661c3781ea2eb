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
_REPRINT = re.compile(r"-h(\d{1,2})$", re.IGNORECASE)
_MADE_UP = 2
_STAGES = {"onopgemaakt": 0, "opgemaakt": _MADE_UP, "herdruk": _MADE_UP + 1}


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


def _reprint(says: str) -> int:
    """The number of a reprint, 0 of what is none."""
    found = _REPRINT.search(says) if is_official(says) else None
    return max(int(found[1]), 1) if found else 0


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
    sparks: bytes = b""
    """Of :func:`kamermijn.batch.likeness.packed`."""
    heir: str | None = None
    """Of a content that no file holds any more: the digest of what took its place, empty where that is not known."""
    number: int = 0
    """Of two contents that were written over, the later has the higher number."""
    published: tuple[str, ...] = ()
    """The ids that earlier runs published this content under, the last one first."""
    stands: bool = False
    """Whether it stands in the folder now, as an earlier run left it."""
    counts: bool = False
    """Whether its records stand in the tables of the last run."""
    version: int | None = None
    """The number of the version that the last run took it for."""

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
        """How far the publication of this version is: not yet made up, not said, made up, the first reprint, the second, and so on."""
        reprint = _reprint(self.says)
        return _MADE_UP + reprint if reprint else _STAGES.get(self.status or "", 1)

    def may_be_of_stage_of(self, other: Copy) -> bool:
        """Whether nothing that either says of itself tells that they are two versions."""
        one, another = sorted((self, other), key=lambda copy: copy.stage)
        # A reprint that says no number may be any of them.
        return one.stage == another.stage or 1 in (one.stage, another.stage) or (one.stage > _MADE_UP and not _reprint(one.says))

    @property
    def holds_its_id(self) -> bool:
        """Whether it stands in the folder now under the id that it keeps, and not under one that it had in between."""
        return self.stands and bool(self.published) and self.published[0] == self.kept

    @property
    def rank(self) -> tuple[int, str]:
        """Better forms first; then the digest decides."""
        return (rank_of_form(self.form), self.sha256)


Compare = Callable[[Copy, Copy], Likeness]
