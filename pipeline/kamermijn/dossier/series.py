"""Series: figures of one indicator over periods and letters, each point with its source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kamermijn.dossier.links import Known
from kamermijn.dossier.measured import Measured
from kamermijn.dossier.rows import SeriesPoint


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a letter as a point of a series that may have others; ``corrects`` says that its sentence corrects an earlier letter."""

    letter_id: str
    figure: Measured
    corrects: bool = False


NATURES = ("reported", "target", "estimate", "norm", "expected")
"""Each has a series of its own."""


_EVERYONE = frozenset({"kabinet", "regering", "Rijksoverheid"})
"""Bodies that speak for the country: what is counted is no part of it that they have to themselves."""


def key_of_indicator(indicator: str, unit: str, nature: str) -> str:
    """The key of the series of an indicator of ``rules/indicator/``."""
    return f"#{indicator} | {unit} | {nature} | "


def key_of(figure: Measured, date: str | None) -> str | None:
    """What the points of a series have in common, or None for a figure that can be no point of one.

    The size of a change is no level, and a figure of which neither subject nor clause says what it counts belongs nowhere.
    """
    if not figure.is_level or not (figure.about or figure.indicator) or (figure.vague and not figure.indicator):
        return None
    # What lies ahead is no report, whatever the letter calls it.
    ahead = figure.period_start is not None and date is not None and figure.period_start > date
    nature = figure.nature or ("expected" if ahead else "reported")
    about = f"#{figure.indicator}" if figure.indicator else " ".join(figure.about)
    per = f" per {figure.per}" if figure.per else ""
    whose = "" if figure.indicator or figure.organisation in _EVERYONE else figure.organisation or ""
    return f"{about} | {figure.unit}{per} | {nature} | {whose}"


def series(key: str, points: Iterable[Point], letters: Mapping[str, Known], names: Mapping[str, str]) -> Iterator[SeriesPoint]:
    """The rows of a series: none when all its points are one figure of one letter.

    The points are gone over twice, in the order of the rows: by the beginning of their period, then by the date of their letter.
    """
    places: set[tuple[str, str | None, str | None]] = set()
    has_period, indicator, subject = False, None, ""
    for figure, letter_id in ((point.figure, point.letter_id) for point in points):
        if len(places) < 2:
            places.add((letter_id, figure.period_start, figure.period_end))
        has_period = has_period or bool(figure.period_start)
        indicator = figure.indicator  # as the key says, the same for all
        subject = max(subject, figure.subject or "", key=lambda one: (len(one), one))
    if len(places) < 2 or not has_period:
        return
    name = names[indicator] if indicator else f"{subject} ({key.partition(' | ')[0]})".strip()
    nature = key.split(" | ")[2]
    series_id = (
        (f"{indicator}-{nature}" if nature != "reported" else indicator)
        if indicator
        else f"series-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
    )
    for point in points:
        figure, letter = point.figure, letters[point.letter_id]
        yield SeriesPoint.model_validate({
            "series": series_id, "name": name, "series_key": key, "nature": nature, "period_start": figure.period_start,
            "period_end": figure.period_end, "value": figure.value, "value_high": figure.value_high, "unit": figure.unit,
            "qualifier": figure.qualifier, "organisation": figure.organisation, "letter_id": point.letter_id, "date": letter.date,
            "record_id": figure.record, "quote": figure.sentence, "fictional": letter.fictional,
        })  # fmt: skip
