"""Stated shares and totals: does a percentage fit its two counts, a number its items?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kamermijn.dossier.check_notes import note
from kamermijn.dossier.rows import Check
from kamermijn.dossier.statements import Place, Telling, Verdict, decimals, plain

_IS_SHARE = re.compile(r"(?i)^[^.;:]{0,40}?(?:,\s|\s|\()(?:dat|dit|wat)\s(?:is|zijn|komt neer op|komt overeen met)\s"
                       r"(?:ongeveer\s|circa\s|ruim\s|bijna\s|zo'n\s)?$"
                       r"|^[^.;:]{0,40}?\s\(?(?:ofwel|oftewel)\s$|^[^.;:]{0,30}?\s\($")  # fmt: skip
_OF_WHICH = re.compile(r"(?i)\b(?:waarvan|van\swie|onder\swie|waaronder|daarvan)\b")
_THAT_IS = re.compile(r"(?i)(?:\b(?:namelijk|te weten|bestaande uit|verdeeld (?:in|over)|opgebouwd uit)\b|:)")
_IN_TOTAL = re.compile(
    r"(?i)\b(?:in totaal|bij elkaar|opgeteld|samen|tezamen)\s"
    r"(?:(?:gaat|ging) het om\s|zijn (?:dat|dit|er)\s|is dat\s|ruim\s|circa\s|ongeveer\s)?$"
)
_ALSO_OTHERS = re.compile(r"(?i)\b(?:onder meer|onder andere|o\.a\.|o\.m\.|waaronder|bijvoorbeeld|vooral)\b")


def shares(numbers: Sequence[Place], text: str, telling: Telling) -> Iterator[Check]:
    """``Van de 1.480 zwembaden zijn er 910 van gemeenten, dat is 61%``: two counts and what one is of the other."""
    for whole, part, share in zip(numbers, numbers[1:], numbers[2:], strict=False):
        one, other, percentage = whole.figure, part.figure, share.figure
        counts = one.unit == other.unit and one.is_level and other.is_level and one.unit != "percent" and percentage.unit == "percent"
        if not counts or percentage.change or one.value_high or other.value_high or not one.value or not other.value:
            continue
        if not _IS_SHARE.search(text[part.start + len(other.quote) : share.start]):
            continue
        of_all = re.search(r"(?i)\b(?:van|op|onder)\s(?:de|het totaal van|alle)?\s?$", text[max(0, whole.start - 20) : whole.start])
        large, small = (one, other) if one.value >= other.value else (other, one)
        if (large is one) != bool(of_all) and large is one:
            continue
        computed = small.value / large.value * 100
        tolerance = 10.0 ** -len(decimals(percentage.quote)) / 2 + computed * (small.relative_error + large.relative_error)
        tolerance += percentage.value * 0.1 if percentage.qualifier else 0
        holds = abs(computed - percentage.value) <= tolerance + 1e-9
        verdict: Verdict = (
            "holds" if holds else "cannot tell" if percentage.qualifier or small.qualifier or large.qualifier else "does not hold"
        )
        yield telling.row("share", verdict, percentage, f"{plain(small.value)} / {plain(large.value)} = {computed:.1f}%",
                       f"{tolerance:.1f} percentage points", [small, large])  # fmt: skip


def totals(numbers: Sequence[Place], text: str, telling: Telling) -> Iterator[Check]:
    """A number and its items in one sentence: ``1.480 zwembaden, waarvan 610 ... en 870 ...``, or items with `in totaal` behind them."""
    levels = [
        place
        for place in numbers
        if place.figure.is_level and place.figure.value_high is None and place.figure.unit not in ("percent", "ratio")
    ]
    if len(levels) < 3 or len({place.figure.unit for place in levels}) != 1:
        return
    first, last, sentence = levels[0], levels[-1], levels[0].figure.sentence
    behind = text[first.start + len(first.figure.quote) : levels[1].start]
    if _IN_TOTAL.search(text[max(0, last.start - 40) : last.start]):
        total, parts, all_told = last, levels[:-1], True
    elif _OF_WHICH.search(behind) or _THAT_IS.search(behind):
        total, parts, all_told = first, levels[1:], bool(_THAT_IS.search(behind)) and not _OF_WHICH.search(behind)
    else:
        return
    if _ALSO_OTHERS.search(sentence) or (
        total.figure.period_start and any(p.figure.period_start not in (None, total.figure.period_start) for p in parts)
    ):
        return
    added = sum(part.figure.value for part in parts)
    tolerance = sum(place.figure.resolution / 2 for place in levels if place.figure.resolution > 1)
    tolerance += sum(abs(place.figure.value) * 0.05 for place in levels if place.figure.qualifier)
    notes: tuple[str, ...] = ()
    verdict = "holds"
    if abs(added - total.figure.value) > tolerance + 1e-9:
        verdict = "does not hold" if all_told else "cannot tell"
        if not all_told:
            notes = (note("not_all_parts" if added < total.figure.value else "overlap"),)
    yield telling.row("total", verdict, total.figure, f"{' + '.join(plain(p.figure.value) for p in parts)} = {plain(added)}",  # type: ignore[arg-type]
                   plain(tolerance), [part.figure for part in parts], *notes)  # fmt: skip
