"""What a figure counts, where the numbers beside it tell: those of its row, and the one before it that it is a part of or differs from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import regex

from kamermijn.records.figure_amount import Amount
from kamermijn.records.figure_context import Surroundings
from kamermijn.records.figure_row import Before, following_in_row, goes_on, has_own_aim, in_row, joined, more_than, of_one_thing
from kamermijn.records.figure_subject import counted, inherits, subject
from kamermijn.records.figure_syntax import Place
from kamermijn.rules import Rules

_NAMED = regex.compile(r"(?i)(?<!\p{L})(?:aantal(?:len)?|van\s(?:de|het|alle)\s\d)(?![\p{L}])")


class Counted(Before, Protocol):
    """The figure before, with what it counts."""

    @property
    def subject(self) -> str | None:
        """What it counts."""


def subject_in_row(
    amount: Amount, around: Surroundings, previous: Counted | None, paragraph_start: int, rules: Rules, place: Place | None,
    others: Sequence[Amount],
) -> str | None:  # fmt: skip
    """What the amount counts: for a part of what was counted before it in its paragraph, the same as there."""
    if amount.unit == "count" and (following := following_in_row(amount, others, around)):
        # `respectievelijk 31.200 en 8.450 controles`: the noun stands behind the last, unless one stands before them (`het aantal doden`).
        noun = counted(following, Surroundings("", around.behind[following.end - amount.end :]), rules)
        if noun is not None and not _NAMED.search(around.before):
            return noun
    if previous is not None and previous.start >= paragraph_start:
        row = (
            previous.unit == amount.unit and in_row(around.before[previous.end - amount.start :]) and counted(amount, around, rules) is None
        )
        row = row or (more_than(amount, around, previous) and previous.subject is not None)
        one = of_one_thing(around.before[previous.end - amount.start :]) and counted(amount, around, rules) is None
        row = row or one or goes_on(amount, around, previous, rules)
        if row or (inherits(amount, around, rules, place) and not has_own_aim(amount, around)):
            return previous.subject
    found = subject(amount, around, rules, place)
    if found is None and (following := following_in_row(amount, others, around)):
        found = subject(following, replace(around, behind=around.behind[following.end - amount.end :]), rules)
    if found is None and previous is not None and previous.end > amount.start - len(around.before) and previous.unit == amount.unit:
        # `14% minder slachtoffers en de ander 46% minder`, `€ 1 mln. voor de opvang en € 2 mln. structureel`: what is left out is that of
        # the number before.
        shares = amount.unit in ("percent", "percentage_point", "ratio")
        return previous.subject if shares or joined(around.before[previous.end - amount.start :]) else None
    return found
