"""Which files hold the same letter, and the id of each letter: the one that it was published under, or else a new one.

Decided on all letters of a run at once: neither the order of the files nor who mined them makes a difference. What earlier runs
published does: a letter keeps its id for as long as it is there, and an id made of a file name is never given to another letter.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kamermijn.batch.clusters import Clusters
from kamermijn.batch.copies import Compare, Copy, is_official

RELATED, CLEARLY_RELATED = 0.3, 0.8
"""Shared words from which on two texts of one official id, or of one file name, are versions of one letter."""


@dataclass(slots=True)
class Group:
    """The files of one letter, and its id."""

    versions: list[list[Copy]]
    """What files hold now: texts that differ, each in one or more renditions, the best first."""
    former: list[Copy]
    """What was published under the same id and no file holds any more."""
    kept: str | None
    letter_id: str = ""

    @property
    def files(self) -> list[Copy]:
        """What files hold now."""
        return [copy for version in self.versions for copy in version]

    @property
    def digest(self) -> str:
        """The first digest of the letter's files."""
        return min(copy.sha256 for copy in self.files)


def letters_apart(copies: Iterable[Copy], compare: Compare, taken: Container[str]) -> list[Group]:
    """The letters of a run, each with its id. No new letter gets an id that is ``taken`` (without regard to capitals).

    Groups without files, and so without an id, hold what nobody goes on with.
    """
    groups = [group for family in _families(list(copies)) for group in _groups(family, compare)]
    _give_ids([group for group in groups if group.versions], taken)
    return groups


def are_versions(one: Copy, other: Copy, compare: Compare) -> bool:
    """Whether two texts of one id have enough in common to be one letter."""
    return bool(one.names & other.names) and compare(one, other).share >= _least(one)


def are_renditions(one: Copy, other: Copy, compare: Compare) -> bool:
    """Whether two files of one id hold the same version of a letter."""
    if not one.may_be_of_stage_of(other):
        return False
    return bool(one.names & other.names) and compare(one, other).same_words(same_form=one.form == other.form)


def _least(copy: Copy) -> float:
    return RELATED if is_official(copy.says) else CLEARLY_RELATED


def _families(copies: list[Copy]) -> Iterator[list[Copy]]:
    """The files that may be of one letter, by what they say that they are and were published as."""
    clusters, first = Clusters(len(copies)), dict[str, int]()
    for number, copy in enumerate(copies):
        for name in copy.names:
            clusters.join(first.setdefault(name, number), number)
    return ([copies[number] for number in numbers] for numbers in clusters.groups())


def _groups(family: list[Copy], compare: Compare) -> list[Group]:
    files = [copy for copy in family if copy.heir is None]
    if len(family) == len(files) == 1:
        return [Group([files], [], files[0].kept)]
    versions: list[list[Copy]] = []
    keep: list[str | None] = []
    for copy in sorted(files, key=lambda one: (one.rank, one.stage)):
        kept = copy.kept
        fits = (number for number, version in enumerate(versions)
                if _may_be_one(keep[number], kept) and are_renditions(version[0], copy, compare))  # fmt: skip
        own = next(fits, None)
        if own is None:
            versions.append([copy])
            keep.append(kept)
        else:
            versions[own].append(copy)
            keep[own] = keep[own] or kept
    nodes = [*versions, *([copy] for copy in family if copy.heir is not None)]
    joined, ids = _joined(nodes, compare)
    groups = []
    for numbers in joined.groups():
        texts = [nodes[number] for number in numbers]
        groups.append(Group([text for text in texts if text[0].heir is None], [text[0] for text in texts if text[0].heir is not None],
                            ids[joined.lead(numbers[0])]))  # fmt: skip
    return groups


def _joined(nodes: list[list[Copy]], compare: Compare) -> tuple[Clusters, dict[int, str | None]]:
    """Which texts are of one letter, and by its leader the id that each letter keeps.

    Joined first are texts that were clearly written over by the next version, and then the most alike.

    What was published under one id is one letter, and what was published under two is not.
    """
    joined = Clusters(len(nodes))
    kept = {number: _kept(node) for number, node in enumerate(nodes)}
    has_file = {number: node[0].heir is None for number, node in enumerate(nodes)}

    def join(one: int, other: int) -> None:
        one, other = joined.lead(one), joined.lead(other)
        kept[one], has_file[one] = kept[one] or kept[other], has_file[one] or has_file[other]
        joined.join(one, other)

    seen: set[str] = set()
    # What stands there under an id has it before what only had it once: an official id may have gone to another text since.
    for holds in (True, False):
        first: dict[str, int] = {}
        for number, node in enumerate(nodes):
            name = (_kept(node) or "").casefold()
            if name and name not in seen and holds == any(copy.holds_its_id for copy in node):
                join(first.setdefault(name, number), number)
        seen |= first.keys()
    edges = []
    for one, other in combinations(range(len(nodes)), 2):
        text, against = nodes[one][0], nodes[other][0]
        if (kept[one] and kept[other] and not _may_be_one(kept[one], kept[other])) or not (has_file[one] or has_file[other]):
            continue
        share = compare(text, against).share if text.names & against.names else -1.0
        written_over = _takes_place(nodes[one], nodes[other], share)
        if written_over or share >= _least(text):
            goes_on = written_over and share >= CLEARLY_RELATED
            digests = sorted((text.sha256, against.sha256))
            edges.append((not goes_on, -share, not written_over, digests, share < _least(text), one, other))
    for *_, only_by_place, one, other in sorted(edges):
        one, other = joined.lead(one), joined.lead(other)
        # A text that is hardly like what stood in its place takes its place only where no other does.
        if one != other and _may_be_one(kept[one], kept[other]) and not (only_by_place and has_file[one] and has_file[other]):
            join(one, other)
    return joined, kept


def _takes_place(one: list[Copy], other: list[Copy], share: float) -> bool:
    """Whether one text was written over by the other, which goes on as its letter."""
    for (former, *_), heirs in ((one, other), (other, one)):
        if share >= 0 and former.heir is not None and any(copy.sha256 == former.heir for copy in heirs):
            # What a publication says of itself is so, whatever its words; two letters that say the same are told apart by them.
            alone = is_official(former.says) and (former.kept or former.base).casefold() == former.family
            return alone or share >= RELATED
    return False


def _kept(node: list[Copy]) -> str | None:
    """The id that a text keeps: that of what stands under it first."""
    ids = sorted((not copy.holds_its_id, letter_id) for copy in node if (letter_id := copy.kept))
    return ids[0][1] if ids else None


def _may_be_one(one: str | None, other: str | None) -> bool:
    return not one or not other or one.casefold() == other.casefold()


def _give_ids(groups: list[Group], taken: Container[str]) -> None:
    """Give each letter its id: kept ones first, then the oldest of those that say one id, then others with a piece of their digest."""
    given: dict[str, str] = {}

    def give(group: Group, letter_id: str, *, new: bool = True) -> bool:
        if letter_id.casefold() in given or (new and letter_id.casefold() in taken):
            return False
        group.letter_id = letter_id
        given[letter_id.casefold()] = letter_id
        return True

    for group in sorted(groups, key=lambda one: not any(copy.holds_its_id for copy in [*one.files, *one.former])):
        if group.kept:
            give(group, group.kept, new=False)
    for group in sorted(groups, key=lambda one: (min(copy.date or "9999" for copy in one.files), one.digest)):
        if not group.letter_id:
            give(group, _plain(group))
    for group in sorted(groups, key=lambda one: one.digest):
        if not group.letter_id:
            plain = given.get(_plain(group).casefold(), _plain(group))  # with the capitals of the other
            any(give(group, f"{plain}-{group.digest[:length]}") for length in (8, 16, 32, 64))


def _plain(group: Group) -> str:
    return max(copy.base for copy in group.files)
