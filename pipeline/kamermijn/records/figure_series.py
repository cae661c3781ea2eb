"""Numbers in a row that share what stands behind the last: `5 en 10 procent`, `€ 100, € 100 en € 150 miljoen`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

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
    r"(?:(?:van|respectievelijk|naar|circa|ongeveer|ruim|bijna|maximaal|minimaal|ten hoogste|ten minste|hooguit|de)\s)*|,\s?",
    regex.IGNORECASE,
)
# Not in the row for a unit, where nothing goes from one to the other.
_WEIGHED = regex.compile(
    r",?\s?(?:(?:,|en|of|versus)\s)+(?:ruim|bijna|maximaal|minimaal|ten hoogste|ten minste|hooguit)\s", regex.IGNORECASE
)


def shared(text: str, outcomes: Sequence[Amount | Refusal], names_noun: Callable[[Amount], bool]) -> list[tuple[Amount | Refusal, bool]]:
    """The outcomes of a text in reading order, with what a row of numbers shares; the flag says that a unit was inferred.

    A unit behind the last number counts for the bare ones before it. A scale word may count for them or not: a number of
    less than a thousand before `en 150 miljoen` has no certain value, and is refused, unless what stands around it settles
    that they share it (``_shares_scale``). ``names_noun`` tells whether a noun of its own follows an amount, which ends the row.
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
            if not uncertain and _shares_scale(text, outcome, following):
                inferred = outcome.unit != following.unit
                outcome = replace(outcome, value=outcome.value * following.scale, unit=following.unit, scale=following.scale)
                row, following = True, outcome
                out.append((outcome, inferred))
                continue
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
            # `er vielen 12 doden en bijna 40 procent`: what is weighed anew may be of its own.
            apart = apart or _WEIGHED.match(text, outcome.end, following.start) is not None
            apart = apart or (following.unit == "ratio" and _TIMES.search(text, following.start, following.end) is None)
            if bare and following.unit != "count" and not apart:
                outcome, inferred = replace(outcome, unit=following.unit), True
        uncertain, row = False, joined
        following = outcome
        out.append((outcome, inferred))
    return list(_over_years(text, out[::-1], names_noun))


def _shares_scale(text: str, amount: Amount, following: Amount) -> bool:
    """Whether the scale word of the next number is that of this one too: `van 12 naar 15 miljoen`, `respectievelijk 5 en 10 miljoen`.

    So it is where something goes from one to the other, and where one thing is told one by one; but only where both are of one size then.
    `van 800 naar 2 miljoen` stays open, and `scholen en budget bedragen respectievelijk 8 en 12 miljoen` does.
    """
    if following.scale < 1000 or following.high is not None or amount.scale != 1 or not 0 < amount.value < 1000:
        return False
    if not Fraction(1, 10) < amount.value * following.scale / following.value < 10:
        return False
    before = text[max(0, amount.start - _REACH) : amount.start]
    if _GOES_TO.match(text, amount.end, following.start):
        return _GOES_FROM.search(before) is not None
    one_by_one = _ONE_BY_ONE.search(before)
    if one_by_one is None and "resp" not in text[amount.end : following.start]:
        return False
    clause = _STOP.split(before[: one_by_one.start()] if one_by_one else before)[-1]
    return len(clause) < _LONG and _SEVERAL.search(_YEARS.sub("", clause)) is None


# So far back is looked, and so long is what is seen to its start.
_REACH, _LONG = 300, 200
_GOES_TO = regex.compile(r"\s(?:naar|tot)\s")
_GOES_FROM = regex.compile(r"(?i)(?<!\p{L})van\s(?:(?:ongeveer|circa|ruim|bijna|maximaal|minimaal|gemiddeld)\s)?(?:[€$]\s?)?$")
_ONE_BY_ONE = regex.compile(r"(?i)(?<!\p{L})resp(?:ectievelijk|\.)\s(?:[€$\d.,\s]|en)*$")
_STOP = regex.compile(r"[.;:]\s|\n")
# Several things, that need not be of one kind; years are.
_SEVERAL = regex.compile(r"(?i)[,(/]|(?<!\p{L})(?:en|of|alsmede|evenals|plus|zowel|beide|samen)(?!\p{L})")
_YEARS = regex.compile(r"(?:19|20)\d\d(?:,\s(?:19|20)\d\d)*,?\sen\s(?:19|20)\d\d(?!\d)")


def _over_years(text: str, outcomes: Sequence[tuple[Amount | Refusal, bool]],
                names_noun: Callable[[Amount], bool]) -> Iterator[tuple[Amount | Refusal, bool]]:  # fmt: skip
    """Numbers with a year each: `8,3% in 2021 en 9,1 in 2022` are of one unit; after `€ 2 mld. in 2021` a scale may be left out."""
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
