"""The letters of a run linked to each other, as far as they were not before."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kamermijn.batch.copies import rank_of_form
from kamermijn.batch.freed import give_back
from kamermijn.dossier import STATE, Linking, Source, State
from kamermijn.rules import Rules
from kamermijn.store import Letters, Values
from kamermijn.store.letters import Superseded


@contextmanager
def linked(out: Path, rules: Rules, letters: Letters) -> Iterator[Linking]:
    """The links of an output folder, brought up to date with the planned letters."""
    give_back()  # what deciding between all letters took
    with State(out / STATE) as state:
        linking = Linking(state, rules)
        linking.update(_sources(letters))
        give_back()
        yield linking


def _sources(letters: Letters) -> Iterator[Source]:
    earlier = earlier_versions(letters.superseded())
    for standing, read in letters.sources():
        if json.loads(standing.says).get("duplicate_of"):
            continue  # who says the same as another letter links nothing twice
        letter_id = standing.letter_id or ""
        # What other rules found in another version is no change of the letter.
        versions = [one for one in earlier.get(letter_id, ()) if one.producer == standing.producer]
        stamp = " ".join((f"{standing.key} {standing.producer} {letter_id}", *(one.stamp for one in versions)))
        yield Source(letter_id, stamp, read, tuple(one.read for one in versions))


def earlier_versions(superseded: Iterable[Superseded]) -> dict[str, list[Superseded]]:
    """The earlier versions of each letter, the oldest first: of each the best form, of one form the first digest."""
    best: dict[tuple[str, int], Superseded] = {}
    for one in superseded:
        place = one.letter_id, one.version
        best[place] = min(best.get(place, one), one, key=_rank)
    found: dict[str, list[Superseded]] = defaultdict(list)
    for (letter_id, _), one in sorted(best.items()):
        found[letter_id].append(one)
    return found


def _rank(one: Superseded) -> tuple[int, str]:
    return rank_of_form(one.form), one.sha256


def rows_across(output: Path, letters: Sequence[Path], rules: Rules) -> Iterator[tuple[str, Sequence[Values]]]:
    """All rows of an output folder across its letters, from their files alone; what the last run remembered is left as it is."""
    with State(":memory:") as state:
        linking = Linking(state, rules)
        linking.update(_sources_of_files(output, letters))
        yield from linking.rows()


def _sources_of_files(output: Path, letters: Sequence[Path]) -> Iterator[Source]:
    earlier = earlier_versions(_superseded(output))
    for document in map(_read, letters):
        if not document["letter"].get("duplicate_of"):
            letter_id = document["letter"]["letter_id"]
            yield Source(letter_id, "", lambda document=document: document, tuple(one.read for one in earlier.get(letter_id, ())))  # type: ignore[misc]


def _superseded(output: Path) -> Iterator[Superseded]:
    """The files that hold an earlier version of a letter, as the table of versions says; one that is not there says nothing."""
    rows = list(_version_rows(output / "versions.csv"))
    current = {row["letter_id"]: row for row in rows if row["current"] == "true"}
    for row in rows:
        letter_id, version, path, maker = row["letter_id"], int(row["version"]), output / row["json_file"], row.get("made_by") or ""
        newest = current.get(letter_id)
        if newest and version < int(newest["version"]) and maker == (newest.get("made_by") or "") and path.is_file():
            yield Superseded(letter_id, version, row["form"], row["sha256"], maker, "", lambda path=path: _read(path))  # type: ignore[misc]


def _version_rows(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _read(path: Path) -> Values:
    document: Values = json.loads(path.read_bytes())
    return document
