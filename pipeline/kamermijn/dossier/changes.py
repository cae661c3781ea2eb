"""Stated changes: does a percentage fit the two numbers that it stands between?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import regex

from kamermijn.dossier.check_notes import note
from kamermijn.dossier.measured import Measured
from kamermijn.dossier.rows import Check
from kamermijn.dossier.statements import Place, Telling, decimals, plain
from kamermijn.records.figure_context import words_pattern
from kamermijn.rules import Rules

_FROM_TO = re.compile(r"(?i)\b(?:van|vanaf)\s(?:ongeveer\s|circa\s|ruim\s|bijna\s|zo'n\s|gemiddeld\s)?$")


def changes(paragraph: Sequence[Place], text: str, telling: Telling, rules: Rules) -> Iterator[Check]:
    """The percentages of a paragraph that say by how much something changed, beside the numbers before and after."""
    for place in paragraph:
        percentage = place.figure
        if percentage.unit != "percent" or percentage.change not in ("increase", "decrease"):
            continue
        levels = [
            other for other in paragraph if other.figure.is_level and other.figure.unit not in ("percent", "percentage_point", "ratio")
        ]
        here = [level for level in levels if level.sentence == place.sentence]
        if found := _from_to(place, here, text) or _then_and_now(place, levels) or _pointing_back(place, levels, text, rules):
            yield _change(percentage, *found, telling)
        elif (
            len(here) == 1
            and here[0].start > place.start
            and re.search(r"(?i)(?:tot|naar)\s(?:ongeveer\s|circa\s|ruim\s)?$", text[place.start : here[0].start])
        ):
            yield _implied(percentage, here[0].figure, telling)


def _from_to(place: Place, here: Sequence[Place], text: str) -> tuple[float, float, list[Measured]] | None:
    """``van A (in 2014) naar B``: two figures one after the other, or one that was read as a range."""
    for level in here:
        if level.figure.value_high is not None and _FROM_TO.search(text[max(0, level.start - 20) : level.start]):
            return level.figure.value, level.figure.value_high, [level.figure]
    for first, second in pairwise(here):
        between = text[first.start + len(first.figure.quote) : second.start]
        if _FROM_TO.search(text[max(0, first.start - 20) : first.start]) and re.fullmatch(
            r"(?i)[^.;]{0,60}?\s(?:naar|tot)\s(?:ongeveer\s|circa\s|ruim\s|bijna\s)?", between
        ):
            pairs = [pair for pair in pairwise(here) if pair[0].figure.unit == pair[1].figure.unit]
            return (first.figure.value, second.figure.value, [first.figure, second.figure]) if len(pairs) == 1 else None
    return None


def _then_and_now(place: Place, levels: Sequence[Place]) -> tuple[float, float, list[Measured]] | None:
    """The number of the period that the percentage is about, and that of the period it is compared with, where there is one of each."""
    percentage = place.figure
    near = [level for level in levels if abs(level.sentence - place.sentence) <= 1 and level.figure.value_high is None]
    near = [level for level in near if level.figure.period_start and _whose(level.figure, percentage)]
    if not any(level.sentence == place.sentence for level in near):
        return None
    now = [
        level
        for level in near
        if _same_period(level.figure.period_start, level.figure.period_end, percentage.period_start, percentage.period_end)
    ]
    then = [
        level
        for level in near
        if _same_period(level.figure.period_start, level.figure.period_end, percentage.baseline_start, percentage.baseline_end)
    ]
    if percentage.baseline_start is None or percentage.period_start is None:
        # Two of the sentence itself go before what stands around it.
        own = [level for level in near if level.sentence == place.sentence]
        near = own if len(own) == 2 else near
        # Without a stated comparison: two numbers of two years, and no third.
        ordered = sorted(near, key=lambda level: level.figure.period_start or "")
        if len(near) != 2 or ordered[0].figure.period_start == ordered[1].figure.period_start:
            return None
        if percentage.period_start is not None and percentage.period_start not in (
            ordered[0].figure.period_start,
            ordered[1].figure.period_start,
        ):
            return None
        then, now = [ordered[0]], [ordered[1]]
    if len(now) != 1 or len(then) != 1 or now[0] is then[0] or now[0].figure.unit != then[0].figure.unit:
        return None
    if not _alike(now[0].figure, then[0].figure):
        return None
    return then[0].figure.value, now[0].figure.value, [then[0].figure, now[0].figure]


_THIS_IS = re.compile(r"(?i)^(?:dat|dit|daarmee|hiermee)\s(?:is|was|zijn|waren|betekent|betekende|komt|kwam|ligt|lag)\b")


@cache
def _compared_with(rules: Rules) -> regex.Pattern[str]:
    words = words_pattern(rules, "figure_baseline", "compared", "against")
    return rules.compile(rf"(?i)^[^.;,]{{0,40}}?\b(?:{words})\s(?:de|het|die)\s(?:[^\W\d_]+\s){{0,2}}?(?:in \d{{4}} [^\W\d_]+ )?$")


def _pointing_back(place: Place, levels: Sequence[Place], text: str, rules: Rules) -> tuple[float, float, list[Measured]] | None:
    """``... 212.000 mensen. Dat is 25% meer dan de 165.000 reizigers in 2029``: what `dat` is stands in the sentence before."""
    here = [level for level in levels if level.sentence == place.sentence and level.start > place.start]
    before = [level for level in levels if level.sentence == place.sentence - 1 and level.figure.value_high is None]
    if len(here) != 1 or len(before) != 1 or here[0].figure.unit != before[0].figure.unit or not _THIS_IS.search(place.figure.sentence):
        return None
    if here[0].figure.value_high is not None or not _compared_with(rules).search(
        text[place.start + len(place.figure.quote) : here[0].start]
    ):
        return None
    return here[0].figure.value, before[0].figure.value, [here[0].figure, before[0].figure]


def _whose(level: Measured, percentage: Measured) -> bool:
    return level.organisation is None or percentage.organisation is None or level.organisation == percentage.organisation


def _same_period(start: str | None, end: str | None, other_start: str | None, other_end: str | None) -> bool:
    return start is not None and start == other_start and end == other_end


def _alike(one: Measured, other: Measured) -> bool:
    """Whether two figures count the same: all words of the shorter subject stand in the longer one."""
    small, large = sorted((set(one.about), set(other.about)), key=len)
    core, wide = sorted((set(one.core), set(other.core)), key=len)
    return bool(small & large) and (small <= large or (bool(core) and core <= wide))


def _change(percentage: Measured, then: float, now: float, levels: list[Measured], telling: Telling) -> Check:
    if not then:
        return telling.row("change", "cannot tell", percentage, f"from 0 to {plain(now)}", "none", levels, note("no_base"))
    computed = (now - then) / then * 100
    stated = percentage.value * (1 if percentage.change == "increase" else -1)
    high = percentage.value_high * (1 if percentage.change == "increase" else -1) if percentage.value_high is not None else stated
    error = abs(now / then) * 100 * sum(level.relative_error for level in levels) * (1 if len(levels) == 2 else 2)
    step = 10.0 ** -len(decimals(percentage.quote))
    tolerance = step / 2 + error + (percentage.value * 0.1 if percentage.qualifier else 0)
    low, top = sorted((stated, high))
    holds = low - tolerance - 1e-9 <= computed <= top + tolerance + 1e-9
    sum_ = f"({plain(now)} - {plain(then)}) / {plain(then)} = {computed:+.1f}%"
    if holds:
        return telling.row("change", "holds", percentage, sum_, f"{tolerance:.1f} percentage points", levels)
    if percentage.qualifier in ("over", "under", "at_least", "at_most") or any(level.qualifier for level in levels):
        return telling.row(
            "change",
            "cannot tell",
            percentage,
            sum_,
            f"{tolerance:.1f} percentage points",
            levels,
            note("inexact"),
        )
    return telling.row("change", "does not hold", percentage, sum_, f"{tolerance:.1f} percentage points", levels,
                    note("differs"))  # fmt: skip


def _implied(percentage: Measured, now: Measured, telling: Telling) -> Check:
    """``23% gedaald tot 217`` says what it was before, without saying it: there is nothing to compare that with."""
    factor = 1 + percentage.value / 100 * (1 if percentage.change == "increase" else -1)
    if factor <= 0:
        return telling.row(
            "implied base",
            "cannot tell",
            percentage,
            f"{plain(now.value)} / {factor:.2f}",
            "none",
            [now],
            note("more_than_all"),
        )
    step = 10.0 ** -len(decimals(percentage.quote)) / 200
    low, high = now.value / (factor + step), now.value / max(factor - step, 1e-9)
    return telling.row("implied base", "cannot tell", percentage, f"{plain(now.value)} / {factor:.2f} = {plain(round(now.value / factor))}",
                    f"{plain(round(low))} to {plain(round(high))}", [now],
                    note("implied"))  # fmt: skip
