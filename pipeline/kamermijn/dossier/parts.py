"""Totals against parts, across letters: an indicator beside the sum of those that make it up (``parts`` in ``rules/indicator/``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kamermijn.dossier.check_notes import note, noted
from kamermijn.dossier.links import Known
from kamermijn.dossier.rows import Check
from kamermijn.dossier.series import Point
from kamermijn.dossier.statements import Verdict, plain

Period = tuple[str, str | None]
_Told = Mapping[Period, Mapping[str, list[Point]]]


def against_parts(whole: Sequence[Point], parts: Sequence[Sequence[Point]], letters: Mapping[str, Known]) -> Iterator[Check]:
    """For each period of which all parts are known: the total of each letter that states it, beside their sum.

    A part is taken from the letter that states the total, else from the newest letter that states it.
    """
    of_parts = [_by_period(points, letters) for points in parts]
    for period, told in sorted(_by_period(whole, letters).items(), key=lambda item: (item[0][0], item[0][1] or "")):
        if not all(period in part for part in of_parts):
            continue
        for letter_id in sorted(told, key=lambda one: (letters[one].date or "", one)):
            yield from _beside(told[letter_id], [_from(part[period], letter_id, letters) for part in of_parts], letters)


def _by_period(points: Sequence[Point], letters: Mapping[str, Known]) -> _Told:
    found: dict[Period, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for point in sorted(points, key=lambda point: (point.letter_id, point.figure.start, point.figure.record)):
        if point.figure.period_start and point.figure.value_high is None and letters[point.letter_id].date:
            found[point.figure.period_start, point.figure.period_end][point.letter_id].append(point)
    return found


def _from(told: Mapping[str, list[Point]], letter_id: str, letters: Mapping[str, Known]) -> list[Point]:
    return told[letter_id] if letter_id in told else told[max(told, key=lambda one: (letters[one].date or "", one))]


def _beside(whole: list[Point], parts: list[list[Point]], letters: Mapping[str, Known]) -> Iterator[Check]:
    total, taken = whole[0], [points[0] for points in parts]
    added = sum(point.figure.value for point in taken)
    figures = [total.figure, *(point.figure for point in taken)]
    tolerance = sum(figure.resolution / 2 for figure in figures if figure.resolution > 1)
    tolerance += sum(abs(figure.value) * 0.05 for figure in figures if figure.qualifier)
    several = any(len({point.figure.value for point in points}) > 1 for points in (whole, *parts))
    bodies = {figure.organisation for figure in figures if figure.organisation}
    others = sorted({point.letter_id for point in taken} - {total.letter_id})
    notes = [note("parts_of", ", ".join(others)) if others else note("one_letter")]
    verdict: Verdict
    if several:
        verdict = "cannot tell"
        notes.append(note("several_of_one"))
    elif abs(added - total.figure.value) <= tolerance + 1e-9:
        verdict = "holds"
    elif len(bodies) > 1:
        verdict = "cannot tell"
        notes.append(note("counted_by", ", ".join(sorted(bodies))))
    else:
        verdict = "does not hold"
        notes.append(note("part_missing"))
    letter, other = letters[total.letter_id], letters[others[-1]] if others else None
    yield Check.model_validate({
        "kind": "parts", "verdict": verdict, "letter_id": letter.letter_id, "date": letter.date, "stated": total.figure.quote,
        "computed": f"{' + '.join(plain(point.figure.value) for point in taken)} = {plain(added)}", "tolerance": plain(tolerance),
        **noted(*notes), "other_letter": other.letter_id if other else None,
        "other_date": other.date if other else None, "figures": tuple(figure.record for figure in figures),
        "sentence": total.figure.sentence, "fictional": letter.fictional,
    })  # fmt: skip
