"""The letters of a run linked to each other, as far as they were not before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from kamermijn.dossier import STATE, Linking, Source, State
from kamermijn.rules import Rules
from kamermijn.store import Letters, Values


def across_rows(out: Path, rules: Rules, letters: Letters) -> Iterator[tuple[str, Sequence[Values]]]:
    """Bring the links of an output folder up to date with the planned letters, and give all rows."""
    with State(out / STATE) as state:
        linking = Linking(state, rules)
        linking.update(
            Source(standing.letter_id or "", f"{standing.key} {standing.producer} {standing.letter_id}", read)
            for standing, read in letters.sources()
            # Who says the same as another letter links nothing twice.
            if not json.loads(standing.says).get("duplicate_of")
        )
        yield from linking.rows()


def rows_across(output: Path, letters: Sequence[Path], rules: Rules) -> Iterator[tuple[str, Sequence[Values]]]:
    """All rows of an output folder across its letters, from their files alone; what the last run remembered is left as it is."""
    with State(":memory:") as state:
        linking = Linking(state, rules)
        linking.update(Source(read["letter"]["letter_id"], "", lambda read=read: read) for read in map(_read, letters)  # type: ignore[misc]
                       if not read["letter"].get("duplicate_of"))  # fmt: skip
        yield from linking.rows()


def _read(path: Path) -> Values:
    document: Values = json.loads(path.read_bytes())
    return document
