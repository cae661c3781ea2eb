"""Which files hold the same letter: renditions of one version, versions of one letter, letters that only share an id, duplicates.

Decided on all letters of a run at once. Of what files hold now, that alone decides: neither the order of the files nor that of
earlier runs makes a difference. Only of what was written over it counts in which order that went.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kamermijn.batch.likeness import SPARKS, Likeness

FORMS = ("xml", "html", "docx", "odt", "pdf", "text", "ocr")
"""The forms of a letter, the best first."""
_OFFICIAL = re.compile(r"(?:kst|ah|h|blg|kv|nds)-.*\d", re.IGNORECASE)
_REPRINT = re.compile(r"-h\d{1,2}$", re.IGNORECASE)
_STAGES = {"onopgemaakt": 0, "opgemaakt": 2, "herdruk": 3}
_RELATED, _CLEARLY_RELATED = 0.3, 0.8
"""Shared words from which on two texts of one official id, or of one file name, are versions of one letter."""
_MOST_ALIKE = 50
"""A run of words that so many letters have is a phrase of the trade, and says nothing of them."""

_ANOTHER = "another letter stands in its place"

Compare = Callable[["Copy", "Copy"], Likeness]


def rank_of_form(form: str) -> int:
    """The lower the better; forms that are not known come last."""
    return FORMS.index(form) if form in FORMS else len(FORMS)


@dataclass(frozen=True)
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
    """Of a content that was written over: the digest of what took its place."""
    number: int = 0
    """Of two contents that were written over, the later has the higher number."""

    @property
    def family(self) -> str:
        """The id without regard to capitals, which file systems may not tell apart."""
        return self.base.casefold()

    @property
    def base(self) -> str:
        """The id without the mark of a reprint (`kst-99001-7-h1`)."""
        return _REPRINT.sub("", self.says) if _OFFICIAL.match(self.says) else self.says

    @property
    def stage(self) -> int:
        """How far the publication of this version is: not yet made up, not said, made up, reprinted."""
        return 3 if self.base != self.says else _STAGES.get(self.status or "", 1)

    @property
    def rank(self) -> tuple[int, str]:
        """Better forms first; then the digest decides."""
        return (rank_of_form(self.form), self.sha256)


@dataclass(frozen=True)
class Decision:
    """What a file is: of which letter and version, whether it is the one that counts, and why."""

    copy: Copy
    letter_id: str
    version: int = 1
    state: str = "mined"
    """``mined``: it counts; ``rendition``: a better file holds this version; ``superseded``: there is a newer version; ``left``: it was
    written over, by another letter or by the same words."""
    why: str = "the only file of this letter"
    renditions: tuple[str, ...] = ()
    duplicate_of: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the letter stands as its file says, with nothing to add."""
        return (self.letter_id, self.version, self.renditions, self.duplicate_of) == (self.copy.says, 1, (), None)


def decide(copies: Iterable[Copy], compare: Compare) -> list[Decision]:
    """Decide on all files, in the order of their positions."""
    families: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        families[copy.family].append(copy)
    held = {copy.sha256: copy for family in families.values() for copy in family if copy.heir is None}
    found = [decision for family in families.values() for decision in _family(family, held, compare)]
    return sorted(_without_duplicates(found, compare), key=lambda decision: decision.copy.position)


def _family(copies: list[Copy], now: Mapping[str, Copy], compare: Compare) -> Iterator[Decision]:
    """The files that say one id: the letters that they are, each with its versions and their renditions.

    ``now`` is what files hold now, of all families by its digest: what was written over may stand where another id is said now.
    """
    files = [copy for copy in copies if copy.heir is None]
    # What was written over last is most like what took its place.
    former = sorted((copy for copy in copies if copy.heir is not None), key=lambda copy: -copy.number)
    if len(files) == 1 and not former:
        yield Decision(files[0], files[0].base)
        return
    versions: list[list[Copy]] = []
    for copy in sorted(files, key=lambda one: (one.rank, one.stage)):
        own = next((version for version in versions if _is_rendition(version[0], copy, compare)), None)
        if own is None:
            versions.append([copy])
        else:
            own.append(copy)
    letters: list[list[list[Copy]]] = []
    for version in versions:
        own_letter = next((letter for letter in letters if any(_is_version(one[0], version[0], compare) for one in letter)), None)
        if own_letter is None:
            letters.append([version])
        else:
            own_letter.append(version)
    letters.sort(key=lambda letter: (min(copy.date or "9999" for version in letter for copy in version), _digest(letter)))
    for number, letter in enumerate(letters):
        plain = max(copy.base for version in letters[0] for copy in version)
        letter_id = plain if not number else f"{plain}-{_digest(letter)[:8]}"
        held = {copy.sha256 for version in letter for copy in version}
        for copy in [copy for copy in former if copy.heir in held]:
            former.remove(copy)
            if why := _not_added(letter, copy, compare):
                yield Decision(copy, letter_id, state="left", why=why)
        yield from _letter(letter, letter_id, number > 0)
    yield from (Decision(copy, copy.base, state="left", why=_why_elsewhere(copy, now, compare)) for copy in former)


def _why_elsewhere(copy: Copy, now: Mapping[str, Copy], compare: Compare) -> str:
    """Why what was written over is no version of what took its place, which says another id."""
    heir = now.get(copy.heir or "")
    if heir and compare(heir, copy).share >= _CLEARLY_RELATED:
        return f"what stands in its place says much the same but has another id ({heir.says})"
    return _ANOTHER


def _not_added(letter: list[list[Copy]], copy: Copy, compare: Compare) -> str | None:
    """Add what was written over to the versions of a letter, or say why it is none."""
    own = next((version for version in letter if _is_rendition(version[0], copy, compare)), None)
    if own and own[0].heir is None:
        return "its words are the same"
    # A file that goes on under its name goes on as its letter, where two files of one name may be two letters.
    if not own and not _OFFICIAL.match(copy.says) and all(compare(one[0], copy).share < _RELATED for one in letter):
        return _ANOTHER
    if own:
        own.append(copy)
    else:
        letter.append([copy])
    return None


def _digest(letter: list[list[Copy]]) -> str:
    return min(copy.sha256 for version in letter for copy in version)


def _is_rendition(one: Copy, other: Copy, compare: Compare) -> bool:
    if one.stage != other.stage and 1 not in (one.stage, other.stage):
        return False  # Their metadata says that they are two versions.
    return compare(one, other).same_words(same_form=one.form == other.form)


def _is_version(one: Copy, other: Copy, compare: Compare) -> bool:
    return compare(one, other).share >= (_RELATED if _OFFICIAL.match(one.says) else _CLEARLY_RELATED)


def _letter(versions: list[list[Copy]], letter_id: str, apart: bool) -> Iterator[Decision]:
    """One letter: its versions from the oldest to the newest, of each the best rendition first."""
    stages = [max(copy.stage for copy in version) for version in versions]
    dates = [max(copy.date or "" for copy in version) for version in versions]
    numbers = [min((copy.number for copy in version), default=0) for version in versions]
    there = [version[0].heir is None for version in versions]
    order = sorted(range(len(versions)), key=lambda n: (stages[n], dates[n], there[n], numbers[n], min(c.sha256 for c in versions[n])))
    # What files hold now counts, also where what one of them held before says that it is newer.
    last = [n for n in order if there[n]][-1]
    overtaken = last != order[-1]
    order.sort(key=lambda n: n == last)
    told = len({(stages[n], dates[n], there[n]) for n in order[-2:]}) > 1
    for number, n in enumerate(order, start=1):
        newest = number == len(order)
        first, *others = versions[n]
        names = tuple(f"{copy.form} {copy.sha256[:8]}" for copy in others)
        for copy in versions[n]:
            state = "superseded" if not newest else "mined" if copy is first else "rendition"
            if copy is not first and newest:
                better = "is a better form" if copy.form != first.form else "is the same in another file"
                why = f"has the words of {first.sha256[:8]}, which {better}"
            else:
                why = _why_superseded(copy, told) if not newest else _why_current(len(order) > 1, told, overtaken, apart, bool(others))
            yield Decision(copy, letter_id, number, state, why, names if copy is first else ())


def _why_superseded(copy: Copy, told: bool) -> str:
    if copy.heir is not None:
        return "its file was written over by another version"
    return "there is a newer version" + ("" if told else "; which is newer is not said, and was settled by their digests")


def _why_current(versions: bool, told: bool, overtaken: bool, apart: bool, renditions: bool) -> str:
    reasons = {
        "the best form of it": renditions,
        "what its file holds now, though what it held before says that it is newer": overtaken,
        "the newest version": versions and told and not overtaken,
        "taken for the newest version, since which is newer is not said": versions and not told,
        "another letter has the id that it says it has": apart,
    }
    return "; ".join(reason for reason, holds in reasons.items() if holds) or "the only file of this letter"


# -- the same text under two ids ------------------------------------------------------------------------------------------


def _without_duplicates(found: list[Decision], compare: Compare) -> list[Decision]:
    """The decisions, letters that say the same as one of a better id marked."""
    current = [number for number, decision in enumerate(found) if decision.state == "mined"]
    shared: dict[int, list[int]] = defaultdict(list)
    for number in current:
        sparks = found[number].copy.sparks
        for spark in sparks if len(sparks) == SPARKS else ():  # A few words are soon the same.
            shared[spark].append(number)
    pairs = {(a, b) for numbers in shared.values() if len(numbers) <= _MOST_ALIKE for i, a in enumerate(numbers) for b in numbers[i + 1 :]}
    leader = {number: number for number in current}

    def lead(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    def worth(number: int) -> tuple[bool, str, tuple[int, str]]:
        one = found[number]
        return (not _OFFICIAL.match(one.letter_id), one.copy.date or "9999", one.copy.rank)

    for a, b in sorted(pairs, key=lambda pair: sorted((found[pair[0]].copy.sha256, found[pair[1]].copy.sha256))):
        one, other = found[a].copy, found[b].copy
        if lead(a) != lead(b) and compare(one, other).same_words(same_form=False):
            better, worse = sorted((lead(a), lead(b)), key=worth)
            leader[worse] = better
    out = list(found)
    for number in current:
        if lead(number) != number:
            original = found[lead(number)].letter_id
            out[number] = replace(found[number], duplicate_of=original, why=f"says the same as {original}, under another id")
    return out
