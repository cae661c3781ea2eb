"""The letters of a collection as links ask for them: read when they are asked for, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

from kamermijn.dossier.kept import read
from kamermijn.dossier.links import Known
from kamermijn.dossier.state import State

_AT_HAND, _DAYS_AT_HAND = 500, 100  # letters, and days with their letters
_COLUMNS = "letter_id, date, role, blocks, fictional, dated"


class KnownLetters(Mapping[str, Known]):
    """All letters of a state, by id in its order; what is read of it once is taken to stay."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._find = lru_cache(_AT_HAND)(partial(_found, state))  # of no method: what is at hand ends with this object
        self.of_day = lru_cache(_DAYS_AT_HAND)(partial(_of_day, state))
        """The letters of a date."""

    def __getitem__(self, letter_id: str) -> Known:
        known = self._find(letter_id)
        if known is None:
            raise KeyError(letter_id)
        return known

    def __iter__(self) -> Iterator[str]:
        return (letter_id for (letter_id,) in self._state.rows("SELECT letter_id FROM card ORDER BY letter_id"))

    def __len__(self) -> int:
        return int(self._state.value("SELECT count(*) FROM card") or 0)


def _found(state: State, letter_id: str) -> Known | None:
    return next(map(_known, state.rows(f"SELECT {_COLUMNS} FROM card WHERE letter_id = ?", letter_id)), None)


def _of_day(state: State, day: str) -> tuple[Known, ...]:
    return tuple(map(_known, state.rows(f"SELECT {_COLUMNS} FROM card WHERE date = ?", day)))


def _known(row: tuple[str, ...]) -> Known:
    letter_id, date, role, blocks, fictional, dated = row
    return Known(letter_id, date, role, frozenset(read(blocks)), bool(fictional), bool(dated))
