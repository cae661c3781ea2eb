"""One statement beside another: the same indicator and period in two letters.

A comparison finds two statements that differ, and accuses nobody: definitions change, counts are revised, and a later letter may say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from kamermijn.dossier.check_notes import note, noted
from kamermijn.dossier.links import Known
from kamermijn.dossier.measured import Measured
from kamermijn.dossier.rows import Check
from kamermijn.dossier.series import Point
from kamermijn.dossier.statements import Verdict, plain


def between_letters(points: Iterable[Point], letters: Mapping[str, Known]) -> Iterator[Check]:
    """The points of one series that are about the same period, each letter beside the one before it.

    The points of one period come together, the earlier periods first.
    """
    comparable = (point for point in points
                  if point.figure.period_start and point.figure.value_high is None and letters[point.letter_id].date)  # fmt: skip
    for _, of_period in groupby(comparable, key=lambda point: (point.figure.period_start, point.figure.period_end)):
        told: dict[str, list[Point]] = defaultdict(list)
        for point in of_period:
            told[point.letter_id].append(point)
        order = sorted(told, key=lambda letter_id: (letters[letter_id].date or "", letter_id))
        for earlier, later in pairwise(order):
            if letters[earlier].date != letters[later].date:
                yield from _beside(told[earlier], told[later], letters[earlier], letters[later])


def _beside(earlier: list[Point], later: list[Point], before: Known, after: Known) -> Iterator[Check]:
    """The statement of a later letter beside that of an earlier one; of several numbers each that is not among the other's."""
    corrects = any(point.corrects for point in later)
    for point in sorted(later, key=lambda point: point.figure.start):
        tolerance = {id(old): _tolerance(old.figure, point.figure) for old in earlier}
        same = [old for old in earlier if abs(old.figure.value - point.figure.value) <= tolerance[id(old)] + 1e-9]
        old = same[0] if same else min(earlier, key=lambda old: (abs(old.figure.value - point.figure.value), old.figure.start))
        if same and len(later) > 1:
            continue  # the number that the letter sets right is named again
        certain = len(earlier) == 1 and (len(later) == 1 or corrects) and not (old.figure.qualifier or point.figure.qualifier)
        verdict: Verdict = "holds" if same else "does not hold" if certain else "cannot tell"
        why = "corrects" if corrects else "unexplained" if certain else "several_numbers"
        notes = () if same else (note(why),)
        yield _row("two letters", verdict, point.figure, old.figure, tolerance[id(old)], before, after, None if same else corrects, notes)


def _tolerance(one: Measured, other: Measured) -> float:
    return abs(one.value) * one.relative_error + abs(other.value) * other.relative_error


def _row(kind: str, verdict: Verdict, figure: Measured, old: Measured, tolerance: float, before: Known, after: Known,
         corrected: bool | None, notes: tuple[str, ...]) -> Check:  # fmt: skip
    return Check.model_validate({
        "kind": kind, "verdict": verdict, "letter_id": after.letter_id, "date": after.date, "stated": figure.quote,
        "computed": f"{old.quote} in {before.letter_id}", "tolerance": plain(tolerance), **noted(*notes), "other_letter": before.letter_id,
        "other_date": before.date, "corrected": corrected, "figures": (figure.record, old.record), "sentence": figure.sentence,
        "fictional": after.fictional,
    })  # fmt: skip
