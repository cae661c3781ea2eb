"""What records a change of rules, model or letters gained, lost or changed, between two output folders."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kamermijn.model import KamermijnError
from kamermijn.records import KINDS, Numeral

Sort = Literal["gained", "lost", "changed"]
SORTS: tuple[Sort, ...] = ("gained", "lost", "changed")
# Where a record stands on its page and which revision of its rule made it is not what it says.
_NOT_SAID = frozenset({"start", "end", "page", "boxes", "element", "section", "rule_revision"})


@dataclass(frozen=True)
class Example:
    """One record that differs: its quote, its sentence and, where it changed, each field with both values."""

    letter_id: str
    record_id: str
    quote: str
    sentence: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {**self.__dict__, "fields": dict(self.fields)}


@dataclass
class Difference:
    """What differs of one kind and rule: how often, and the first examples."""

    kind: str
    rule: str
    counts: dict[Sort, int] = field(default_factory=lambda: dict.fromkeys(SORTS, 0))
    examples: dict[Sort, list[Example]] = field(default_factory=lambda: {sort: [] for sort in SORTS})


@dataclass
class Differences:
    """All that differs between two output folders; false when nothing does."""

    letters: tuple[int, int] = (0, 0)
    only_before: list[str] = field(default_factory=list)
    only_after: list[str] = field(default_factory=list)
    same: int = 0
    by_rule: dict[tuple[str, str], Difference] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.only_before or self.only_after or self.by_rule)

    def sorted(self) -> list[Difference]:
        """By kind and rule."""
        return [self.by_rule[key] for key in sorted(self.by_rule)]

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        rules = [
            {
                "kind": one.kind,
                "rule": one.rule,
                **one.counts,
                "examples": {sort: [e.plain() for e in one.examples[sort]] for sort in SORTS},
            }
            for one in self.sorted()
        ]
        before, after = self.letters
        letters = {"before": before, "after": after, "only_before": self.only_before, "only_after": self.only_after}
        return {"letters": letters, "same": self.same, "rules": rules}


def compare(before: Path, after: Path, examples: int = 3) -> Differences:
    """Compare the letters of two output folders record by record, one letter at a time; KamermijnError where there are none."""
    old, new = _letters(before), _letters(after)
    found = Differences((len(old), len(new)), sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys()))
    for name in sorted(old.keys() | new.keys()):
        for kind, record_id, one, other in _pairs(_document(old.get(name)), _document(new.get(name))):
            _note(found, kind, record_id, one, other, examples)
    return found


def _letters(folder: Path) -> dict[str, Path]:
    paths = {path.stem: path for path in sorted((folder / "letters").rglob("*.json"))}
    if not paths:
        raise KamermijnError(f"{folder}: no letters there; make them with: kamermijn run --out {folder}")
    return paths


def _document(path: Path | None) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        data: Mapping[str, Any] = json.loads(path.read_bytes())
        return data
    except (OSError, ValueError) as error:
        raise KamermijnError(f"{path}: cannot be read: {error}; make it anew with: kamermijn run") from error


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """The records of a letter by kind and id, as they were and as they are."""
    for kind in (cls.plural for cls in KINDS if cls is not Numeral):
        records: dict[str, list[Mapping[str, Any] | None]] = defaultdict(lambda: [None, None])
        for side, document in enumerate((old, new)):
            for record in document.get(kind, ()):
                records[record["record_id"]][side] = record
        for record_id in sorted(records):
            yield kind, record_id, records[record_id][0], records[record_id][1]


def _note(
    found: Differences, kind: str, record_id: str, one: Mapping[str, Any] | None, other: Mapping[str, Any] | None, examples: int
) -> None:
    fields: dict[str, tuple[Any, Any]] = {}
    if one is not None and other is not None:
        fields = {name: (one.get(name), other.get(name)) for name in sorted(one.keys() | other.keys())
                  if name not in _NOT_SAID and one.get(name) != other.get(name)}  # fmt: skip
        if not fields:
            found.same += 1
            return
    record = other if other is not None else one
    assert record is not None
    sort: Sort = "changed" if fields else "gained" if one is None else "lost"
    difference = found.by_rule.setdefault((kind, record["rule"]), Difference(kind, record["rule"]))
    difference.counts[sort] += 1
    if len(difference.examples[sort]) < examples:
        difference.examples[sort].append(Example(record["letter_id"], record_id, record["quote"], record["sentence"], fields))
