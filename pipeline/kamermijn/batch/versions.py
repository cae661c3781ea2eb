"""What each file of a run is: the one that counts of its letter, a rendition of it, an older version, a duplicate of another letter.

Which files are of one letter :mod:`kamermijn.batch.letters_apart` finds out. Of what was written over, it counts in which order that went.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kamermijn.batch.copies import Compare, Copy
from kamermijn.batch.duplicates import duplicates
from kamermijn.batch.letters_apart import CLEARLY_RELATED, Group, are_renditions, are_versions, letters_apart

_ANOTHER = "another letter stands in its place"
ANOTHER_HAS = "another letter has the id that it says it has"
ANOTHER_HAD = "a letter of an earlier run had the id that it says it has"
OF_ANOTHER_NAME = "it keeps the id that it had under another file name"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a file is: of which letter and version, whether it is the one that counts, and why."""

    copy: Copy
    letter_id: str
    version: int = 1
    state: str = "mined"
    """``mined``: it counts; ``rendition``: a better file holds this version; ``superseded``: there is a newer version; ``left``: it was
    written over, by another letter or by the same words; ``gone``: its file is gone, and no other goes on with it."""
    why: str = "the only file of this letter"
    renditions: tuple[str, ...] = ()
    duplicate_of: str | None = None
    apart: str = ""
    """Why the letter does not have the id that its file says."""

    @property
    def is_plain(self) -> bool:
        """Whether the letter stands as its file says, with nothing to add."""
        return (self.letter_id, self.version, self.renditions, self.duplicate_of) == (self.copy.says, 1, (), None)

    @property
    def was(self) -> str | None:
        """The id that the letter had until now, where it counts and has another."""
        last = self.copy.published[0] if self.copy.stands and self.copy.published and self.state == "mined" else self.letter_id
        return last if last != self.letter_id else None


def decide(copies: Iterable[Copy], compare: Compare, taken: Container[str] = frozenset()) -> list[Decision]:
    """Decide on all files, in the order of their positions; no new letter gets an id that is ``taken`` (in lower case)."""
    groups = letters_apart(copies, compare, taken)
    # Of the many letters that are alone, nothing is held but what is decided.
    heirs = {copy.heir for group in groups for copy in group.former}
    now = {copy.sha256: group for group in groups for copy in group.files if copy.sha256 in heirs}
    asked = {copy.family for group in groups for copy in (*group.files, *group.former) if copy.family != group.letter_id.casefold()}
    ids = asked.intersection(group.letter_id.casefold() for group in groups)
    found: list[Decision] = []
    groups.reverse()
    while groups:
        found += _decided(groups.pop(), now, ids, compare)
    return sorted(_with_duplicates(found, compare), key=lambda decision: decision.copy.position)


def _decided(group: Group, now: Mapping[str, Group], ids: Container[str], compare: Compare) -> Iterator[Decision]:
    """What the files of one letter are, and what its files held before."""
    held = {copy.sha256 for copy in group.files}
    if len(held) == 1 and not group.former:  # as most letters are
        (copy,) = group.files
        apart = _why_apart(copy, group.letter_id, ids)
        yield Decision(copy, group.letter_id, why=_why_current(False, True, False, apart, False), apart=apart)
        return
    heirs: dict[str, str] = {}
    # What was written over last is most like what took its place.
    for copy in sorted(group.former, key=lambda one: -one.number):
        heir = copy.heir if copy.heir in held else heirs.get(copy.heir or "") or _moved_to(copy, group, compare)
        if heir is None:
            there = now.get(copy.heir or "")
            why = _why_elsewhere(copy, there, compare) if there else ""
            yield Decision(copy, next(iter(copy.published), copy.base), state="left" if there else "gone", why=why)
            continue
        heirs[copy.sha256] = heir
        if not _added(group.versions, replace(copy, heir=heir), compare):
            yield Decision(replace(copy, heir=heir), group.letter_id, state="left", why="its words are the same")
    if held:
        yield from _letter(group.versions, group.letter_id, ids)


def _moved_to(former: Copy, group: Group, compare: Compare) -> str | None:
    """The digest of the new file that goes on with what no file holds any more, and that is not where that was."""
    found = [(compare(copy, former).share, copy.sha256) for copy in group.files if not copy.stands and are_versions(copy, former, compare)]
    return max(found)[1] if found else None


def _why_elsewhere(copy: Copy, there: Group, compare: Compare) -> str:
    """Why what was written over is no version of the letter that took its place."""
    heir = next(one for one in there.files if one.sha256 == copy.heir)
    if compare(heir, copy).share >= CLEARLY_RELATED:
        return f"what stands in its place says much the same but has another id ({there.letter_id})"
    return _ANOTHER


def _added(versions: list[list[Copy]], copy: Copy, compare: Compare) -> bool:
    """Add what was written over to the versions of its letter; False where a file says the same."""
    own = next((version for version in versions if are_renditions(version[0], copy, compare)), None)
    if own is None:
        versions.append([copy])
    elif own[0].heir is None:
        return False
    else:
        own.append(copy)
    return True


def _letter(versions: list[list[Copy]], letter_id: str, ids: Container[str]) -> Iterator[Decision]:
    """One letter: its versions from the oldest to the newest, of each the best rendition first."""
    stages = [max(copy.stage for copy in version) for version in versions]
    dates = [max(copy.date or "" for copy in version) for version in versions]
    numbers = [min((copy.number for copy in version), default=0) for version in versions]
    there = [version[0].heir is None for version in versions]
    before = _as_before(versions)
    order = sorted(
        range(len(versions)), key=lambda n: (stages[n], dates[n], there[n], before[n], numbers[n], min(c.sha256 for c in versions[n]))
    )
    # What files hold now counts, also where what one of them held before says that it is newer.
    last = [n for n in order if there[n]][-1]
    # Where a date is lacking, nothing says that the one before is newer.
    overtaken = last != order[-1] and (stages[last] != stages[order[-1]] or bool(dates[last]))
    order.sort(key=lambda n: n == last)
    told = len({(stages[n], dates[n], there[n]) for n in order[-2:]}) > 1
    # The run after this one says the same: that an earlier run had them in the order of their digests is no other reason.
    digests = [min(copy.sha256 for copy in versions[n]) for n in order[-2:]]
    settled = "" if told else "by their digests" if digests == sorted(digests) else "by an earlier run"
    for number, n in enumerate(order, start=1):
        newest = number == len(order)
        first, *others = versions[n]
        names = tuple(f"{copy.form} {copy.sha256[:8]}" for copy in others)
        for copy in versions[n]:
            state = "superseded" if not newest else "mined" if copy is first else "rendition"
            apart = _why_apart(copy, letter_id, ids)
            if copy is not first and newest:
                better = "is a better form" if copy.form != first.form else "is the same in another file"
                why = f"has the words of {first.sha256[:8]}, which {better}"
            else:
                why = _why_superseded(copy, settled) if not newest else _why_current(len(order) > 1, told, overtaken, apart, bool(others))
            yield Decision(copy, letter_id, number, state, why, names if copy is first else (), apart=apart)


def _why_apart(copy: Copy, letter_id: str, ids: Container[str]) -> str:
    if letter_id.casefold() == copy.family:
        return ""
    if not letter_id.casefold().startswith(f"{copy.family}-"):
        return OF_ANOTHER_NAME
    return ANOTHER_HAS if copy.family in ids else ANOTHER_HAD


def _as_before(versions: list[list[Copy]]) -> list[int]:
    """The numbers of versions as the last run gave them, which may have known what is no longer to be seen; none where one is new."""
    given = [next((copy for copy in version if copy.stands), None) for version in versions]
    ids = {copy.published[:1] if copy else None for copy in given}
    return [copy.version or 0 for copy in given if copy] if None not in ids and len(ids) == 1 else [0] * len(versions)


def _why_superseded(copy: Copy, settled: str) -> str:
    if copy.heir is not None:
        return "its file was written over by another version"
    return "there is a newer version" + (f"; which is newer is not said, and was settled {settled}" if settled else "")


def _why_current(versions: bool, told: bool, overtaken: bool, apart: str, renditions: bool) -> str:
    reasons = {
        "the best form of it": renditions,
        "what its file holds now, though what it held before says that it is newer": overtaken,
        "the newest version": versions and told and not overtaken,
        "taken for the newest version, since which is newer is not said": versions and not told,
        apart: bool(apart),
    }
    return "; ".join(reason for reason, holds in reasons.items() if holds) or "the only file of this letter"


def _with_duplicates(found: list[Decision], compare: Compare) -> list[Decision]:
    """The decisions, letters that say the same as one of a better id marked."""
    current = [number for number, decision in enumerate(found) if decision.state == "mined"]
    same = duplicates([(found[number].letter_id, found[number].copy) for number in current], compare)
    for number, other in same.items():
        original = found[current[other]].letter_id
        why = f"says the same as {original}, under another id"
        found[current[number]] = replace(found[current[number]], duplicate_of=original, why=why)
    return found
