"""Times that come every year (`30 augustus`, `de zomer`) and the choice of the year they are meant in."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from kamermijn.dutch.calendar import Period

# How far the nearest reading may lie from the letter, in days, before the other neighbour is as likely: a third of a year.
NEAR = 122


@dataclass(frozen=True, slots=True)
class Yearly:
    """A time of the year: ``place`` gives its period in a year, or None in a year that does not have it (29 February)."""

    place: Callable[[int], Period | None]

    def periods(self, around: datetime.date) -> list[Period]:
        """Its periods with both ends known in the years around a day, in order."""
        found = (self.place(around.year + step) for step in (-2, -1, 0, 1, 2))
        return [period for period in found if period and period.start and period.end]


def latest(yearly: Yearly, anchor: datetime.date, *, ended: bool = False) -> Period | None:
    """The latest that has begun by the anchor day (or, with ``ended``, is over)."""
    return next(
        (p for p in reversed(yearly.periods(anchor)) if p.start and p.end and (p.end < anchor if ended else p.start <= anchor)), None
    )


def coming(yearly: Yearly, anchor: datetime.date, *, unbegun: bool = False) -> Period | None:
    """The earliest that is not over on the anchor day (or, with ``unbegun``, has not begun)."""
    return next((p for p in yearly.periods(anchor) if p.start and p.end and (p.start > anchor if unbegun else p.end >= anchor)), None)


def nearest(yearly: Yearly, anchor: datetime.date) -> tuple[Period, ...]:
    """The one period near the anchor day, or the two between which nothing decides."""

    def distance(period: Period) -> int:
        assert period.start
        assert period.end
        return max(0, (period.start - anchor).days, (anchor - period.end).days)

    ranked = sorted(yearly.periods(anchor), key=distance)
    return tuple(ranked[: 1 if ranked and distance(ranked[0]) <= NEAR else 2])
