"""The letters of a run linked to each other, as far as they were not before."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kamermijn.batch.versions import rank_of_form
from kamermijn.dossier import STATE, Linking, Source, State
from kamermijn.rules import Rules
from kamermijn.store import Letters, Values
from kamermijn.store.letters import Superseded


def across_rows(out: Path, rules: Rules, letters: Letters) -> Iterator[tuple[str, Sequence[Values]]]:
    """Bring the links of an output folder up to date with the planned letters, and give all rows."""
    with State(out / STATE) as state:
        linking = Linking(state, rules)
        linking.update(_sources(letters))
        yield from linking.rows()


def _sources(letters: Letters) -> Iterator[Source]:
    earlier: dict[str, dict[int, Superseded]] = defaultdict(dict)
    for one in letters.superseded():
        kept = earlier[one.letter_id].get(one.version)
        if kept is None or rank_of_form(one.form) < rank_of_form(kept.form):
            earlier[one.letter_id][one.version] = one
    for standing, read in letters.sources():
        if json.loads(standing.says).get("duplicate_of"):
            continue  # who says the same as another letter links nothing twice
        letter_id = standing.letter_id or ""
        versions = [one for _, one in sorted(earlier.get(letter_id, {}).items())]
        stamp = " ".join((f"{standing.key} {standing.producer} {letter_id}", *(one.stamp for one in versions)))
        yield Source(letter_id, stamp, read, tuple(one.read for one in versions))


def rows_across(output: Path, letters: Sequence[Path], rules: Rules) -> Iterator[tuple[str, Sequence[Values]]]:
    """All rows of an output folder across its letters, from their files alone; what the last run remembered is left as it is."""
    with State(":memory:") as state:
        linking = Linking(state, rules)
        linking.update(_sources_of_files(output, letters))
        yield from linking.rows()


def _sources_of_files(output: Path, letters: Sequence[Path]) -> Iterator[Source]:
    earlier = _superseded(output)
    for document in map(_read, letters):
        if not document["letter"].get("duplicate_of"):
            letter_id = document["letter"]["letter_id"]
            yield Source(letter_id, "", lambda document=document: document, tuple(earlier.get(letter_id, ())))  # type: ignore[misc]


def _superseded(output: Path) -> dict[str, list[Callable[[], Values]]]:
    """What reads the earlier versions of each letter, of each the best form, the oldest first: as the table of versions says."""
    best: dict[tuple[str, int], tuple[tuple[int, str], Path]] = {}
    newest: dict[str, int] = {}
    for row in _version_rows(output / "versions.csv"):
        place, rank = (row["letter_id"], int(row["version"])), (rank_of_form(row["form"]), row["sha256"])
        newest[place[0]] = max(place[1], newest.get(place[0], 0))
        if place not in best or rank < best[place][0]:
            best[place] = (rank, output / row["json_file"])
    found: dict[str, list[Callable[[], Values]]] = defaultdict(list)
    for (letter_id, version), (_, path) in sorted(best.items()):
        if version < newest[letter_id] and path.is_file():
            found[letter_id].append(lambda path=path: _read(path))  # type: ignore[misc]
    return found


def _version_rows(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _read(path: Path) -> Values:
    document: Values = json.loads(path.read_bytes())
    return document
