"""Numbers in a row that share what stands behind the last: `5 en 10 procent`, `€ 100, € 100 en € 150 miljoen`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import regex

from kamermijn.records.figure_amount import Amount, Refusal, shown

_SHARED_SCALE = "the scale word behind the next number may belong to this one too"
_LEFT_OUT = "the scale word of the number before may belong to this one too"
_TIMES = regex.compile(r"(?i)keer|maal|x")
# Between two numbers that have a year each, in front or behind.
_YEAR_BETWEEN = regex.compile(
    r"\s?(?:\((?:19|20)\d\d\)|(?:in|voor|over|per|vanaf)\s(?:19|20)\d\d)(?:,|\sen|,\sen|\snaar|\stot)\s(?:(?:van|naar|nog)\s)?"
    r"|(?:,|\sen|,\sen)\s(?:in|voor|over|vanaf)\s(?:19|20)\d\d\s(?:van\s|nog\s)?"
)

# What may stand between two numbers of one row.
_JOINED = regex.compile(
    r",?\s?(?:(?:,|en|of|naar|tot|respectievelijk|resp\.|dan wel|tot maximaal|versus)\s)+"
    r"(?:(?:van|respectievelijk|naar|circa|ongeveer|de)\s)?|,\s?",
    regex.IGNORECASE,
)


def shared(text: str, outcomes: Sequence[Amount | Refusal], names_noun: Callable[[Amount], bool]) -> list[tuple[Amount | Refusal, bool]]:
    """The outcomes of a text in reading order, with what a row of numbers shares; the flag says that a unit was inferred.

    A unit behind the last number counts for the bare ones before it. A scale word may count for them or not: a number of
    less than a thousand before `en 150 miljoen` has no certain value, and is refused. ``names_noun`` tells whether a noun
    of its own follows an amount, which ends the row.
    """
    out: list[tuple[Amount | Refusal, bool]] = []
    following: Amount | None = None
    uncertain, row, scale = False, False, 1
    for outcome in reversed(outcomes):
        inferred = False
        if not isinstance(outcome, Amount):
            following = None
            out.append((outcome, False))
            continue
        joined = following is not None and _JOINED.fullmatch(text, outcome.end, following.start) is not None
        bare = outcome.unit == "count" and outcome.high is None and not names_noun(outcome)
        if joined and following is not None and (bare or outcome.unit == following.unit):
            uncertain_before = uncertain
            if (following.scale >= 1000 or uncertain) and outcome.scale == 1 and outcome.value < 1000:
                uncertain = True
                scale = scale if uncertain_before else following.scale
                candidates = (shown(outcome.value), shown(outcome.value * scale))
                out.append((Refusal(outcome.start, outcome.end, _SHARED_SCALE, candidates), False))
                following = outcome
                continue
            # `… tot 416 duizend, 2,4 procentpunt meer`: a share of its own behind a comma, no row.
            share = following.unit in ("percent", "percentage_point")
            apart = share and (outcome.scale > 1 or (not row and text[outcome.end : following.start].strip() == ","))
            apart = apart or (following.unit == "ratio" and _TIMES.search(text, following.start, following.end) is None)
            if bare and following.unit != "count" and not apart:
                outcome, inferred = replace(outcome, unit=following.unit), True
        uncertain, row = False, joined
        following = outcome
        out.append((outcome, inferred))
    return list(_over_years(text, out[::-1], names_noun))


def _over_years(text: str, outcomes: Sequence[tuple[Amount | Refusal, bool]],
                names_noun: Callable[[Amount], bool]) -> Iterator[tuple[Amount | Refusal, bool]]:  # fmt: skip
    """Numbers with a year each: `8,3% in 2021 en 9,1 in 2022` are of one unit; after `€ 2,3 mld. in 2021` a scale may be left out."""
    first: Amount | None = None
    end = 0
    for outcome, inferred in outcomes:
        bare = isinstance(outcome, Amount) and outcome.unit == "count" and outcome.scale == 1 and not names_noun(outcome)
        if bare and first is not None and isinstance(outcome, Amount) and _YEAR_BETWEEN.fullmatch(text, end, outcome.start):
            end = outcome.end
            if first.scale >= 1000:
                candidates = (shown(outcome.value), shown(outcome.value * first.scale))
                yield Refusal(outcome.start, outcome.end, _LEFT_OUT, candidates), False
            else:
                yield replace(outcome, unit=first.unit), True
            continue
        first = outcome if isinstance(outcome, Amount) and outcome.unit != "count" else None
        end = outcome.end
        yield outcome, inferred
