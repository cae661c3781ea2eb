"""Figures as they stand side by side in a paragraph, and what is said of two or more of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kamermijn.dossier.check_notes import noted
from kamermijn.dossier.measured import Measured
from kamermijn.dossier.rows import Check

Verdict = Literal["holds", "does not hold", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Place:
    """A figure with its place within the letter's text: its sentence (by number within the paragraph) and its offset there."""

    figure: Measured
    sentence: int
    start: int


@dataclass(frozen=True, slots=True)
class Telling:
    """The letter that states something, for the rows of its checks."""

    letter_id: str
    date: str | None
    fictional: bool

    def row(
        self, kind: str, verdict: Verdict, stated: Measured, computed: str, tolerance: str, others: Sequence[Measured], *notes: str
    ) -> Check:
        """A check of what is stated; ``others`` are the figures that it is set beside."""
        return Check.model_validate({
            "kind": kind, "verdict": verdict, "letter_id": self.letter_id, "date": self.date, "stated": stated.quote, "computed": computed,
            "tolerance": tolerance, **noted(*notes), "figures": (stated.record, *(other.record for other in others)),
            "sentence": stated.sentence, "fictional": self.fictional,
        })  # fmt: skip


def paragraphs(text: str, figures: Sequence[Measured]) -> Iterator[list[Place]]:
    """The figures of each paragraph that has any, with the number of their sentence in it."""
    current: list[Place] = []
    end = sentence = -1
    last = ""
    for figure in sorted(figures, key=lambda one: (one.start, one.record)):
        if figure.start >= end:
            if current:
                yield current
            current, sentence, last = [], -1, ""
            end = text.find("\n", figure.start) if text.find("\n", figure.start) >= 0 else len(text)
        if figure.sentence != last:
            # Sentences without figures count too: two figures are only neighbours when nothing stands between them.
            gap = text.count(". ", max(0, current[-1].figure.start if current else figure.start), figure.start)
            sentence, last = sentence + max(1, gap), figure.sentence
        current.append(Place(figure, sentence, figure.start))
    if current:
        yield current


def by_sentence(paragraph: Sequence[Place]) -> Iterator[list[Place]]:
    """The figures of each sentence."""
    for number in sorted({place.sentence for place in paragraph}):
        yield [place for place in paragraph if place.sentence == number]


def decimals(quote: str) -> str:
    """What stands behind the decimal comma: a percentage of one decimal is stated to a tenth."""
    match = re.search(r"\d,(\d+)", quote)
    return match[1] if match else ""


def plain(number: float) -> str:
    """A number as one writes it in a sum, without exponent."""
    return f"{number:,.2f}".rstrip("0").rstrip(".") if number != int(number) else f"{int(number):,}"
