"""The points of a series as they are remembered: read one by one, since a series may have one of each letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kamermijn.dossier.kept import read, tuples_in, values_of, written
from kamermijn.dossier.measured import Measured
from kamermijn.dossier.series import Point
from kamermijn.dossier.state import State


def _field(name: str) -> str:
    """A field of a point's figure in SQL."""
    return f"json_extract(point.data, '$[0][{Measured.__slots__.index(name)}]')"


_IN_SERIES = f"coalesce({_field('period_start')}, '9999'), coalesce(card.date, '9999'), letter_id, {_field('start')}, {_field('record')}"
_IN_PERIODS = f"{_field('period_start')}, coalesce({_field('period_end')}, ''), letter_id, position"


def keep_points(state: State, letter_id: str, points: Iterable[tuple[str, Measured, bool]]) -> None:
    """Remember the points of a letter: the key of the series of each, its figure, and whether its sentence corrects an earlier letter."""
    state.write_all("INSERT INTO point VALUES (?, ?, ?, ?)",
                    ((key, letter_id, position, written([values_of(figure), corrects]))
                     for position, (key, figure, corrects) in enumerate(points)))  # fmt: skip


class Points:
    """The points of one series; each time they are asked for they are read anew."""

    def __init__(self, state: State, key: str) -> None:
        self._state, self._key = state, key

    def __len__(self) -> int:
        return int(self._state.value("SELECT count(*) FROM point WHERE series = ?", self._key) or 0)

    def __iter__(self) -> Iterator[Point]:
        """By the beginning of their period, of those the older letters first; at the end what has no period."""
        return self._read(_IN_SERIES)

    def in_periods(self) -> Iterator[Point]:
        """Those of one period together, of each period letter by letter."""
        return self._read(_IN_PERIODS)

    def by_letter(self) -> list[Point]:
        """All of them, letter by letter."""
        return list(self._read("letter_id, position"))

    def _read(self, order: str) -> Iterator[Point]:
        query = f"SELECT letter_id, point.data FROM point JOIN card USING (letter_id) WHERE series = ? ORDER BY {order}"
        for letter_id, data in self._state.rows(query, self._key):
            figure, corrects = read(data)
            yield Point(letter_id, Measured(*tuples_in(figure)), corrects)
