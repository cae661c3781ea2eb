"""Two years side by side: whether `2021/2022` is two calendar years, or the year of a school or of Parliament."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kamermijn.dutch.calendar import Period
from kamermijn.records.date_context import Context
from kamermijn.records.date_phrases import Phrase
from kamermijn.records.date_readings import year_kind

_KINDS = (("date_session_cue", "session_year"), ("date_academic_cue", "academic_year"), ("date_school_cue", "school_year"))


def place_year_pairs(phrases: Sequence[Phrase], context: Context) -> None:
    """Read pairs of years by what stands beside them.

    Behind a year that is said to be a school year (`schooljaren 2020/2021 en 2021/2022`) a pair is one too; a pair with
    a slash is one where the sentence speaks of schools, students or the sittings.
    """
    unit: str | None = None
    for index, phrase in enumerate(phrases):
        meaning = phrase.reading.meaning
        linked = index > 0 and phrases[index - 1].link == "and"
        if phrase.kind == "session_year" and isinstance(meaning, Period):
            unit = next((unit for _, unit in _KINDS if meaning.start and year_kind(unit)(meaning.start.year) == meaning), None)
            continue
        unit = unit if linked else None
        if phrase.kind != "year_range" or not isinstance(meaning, Period) or not (meaning.start and meaning.end):
            continue
        if meaning.end.year != meaning.start.year + 1:
            continue
        kind = unit or ("/" in context.extraction.text[phrase.start : phrase.end] and _kind_here(phrase, context)) or None
        if kind:
            phrase.reading = replace(phrase.reading, meaning=year_kind(kind)(meaning.start.year))
            phrase.kind, unit = "session_year", kind if linked or phrase.link == "and" else None


def _kind_here(phrase: Phrase, context: Context) -> str | None:
    words = " ".join(context.around(phrase.start, phrase.end))
    return next((unit for cue, unit in _KINDS if context.says(cue, words)), None)
