"""The kinds of record, each defined once in its own module, and the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kamermijn.language import Annotated
from kamermijn.model import LetterText, Record, Rejected, with_ids
from kamermijn.records import citation, date, doubted, figure, measure, motion, numeral, organisation
from kamermijn.records.citation import Citation
from kamermijn.records.date import Date
from kamermijn.records.extraction import Extraction
from kamermijn.records.figure import Figure
from kamermijn.records.letter import LetterFields, read_fields
from kamermijn.records.measure import Measure
from kamermijn.records.motion import Motion
from kamermijn.records.numeral import Numeral
from kamermijn.records.organisation import Organisation

Extract = Callable[[Extraction], Iterator[Record]]

# Each kind may read those before it: a date is not looked for in a citation, a figure not in a date.
ORDER: tuple[tuple[type[Record], Extract], ...] = (
    (Citation, citation.extract),
    (Date, date.extract),
    (Organisation, organisation.extract),
    (Figure, figure.extract),
    (Motion, motion.extract),
    (Measure, measure.extract),
    (Numeral, numeral.extract),
)

KINDS: tuple[type[Record], ...] = (Figure, Date, Citation, Motion, Organisation, Measure, Rejected, Numeral)
"""Every kind of record, in the order in which tables and JSON list them."""

_NUMBERED = (Citation, Date, Figure)
"""The kinds whose value is read from digits."""


@dataclass(frozen=True)
class Letter:
    """A mined letter: its fields, its text and its records, each list in reading order."""

    fields: LetterFields
    letter_text: LetterText
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    citations: tuple[Citation, ...] = ()
    motions: tuple[Motion, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    measures: tuple[Measure, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    numerals: tuple[Numeral, ...] = ()

    @property
    def text(self) -> str:
        """The cleaned text that all spans point into."""
        return self.letter_text.text

    def records(self, plural: str) -> tuple[Record, ...]:
        """The records of one kind by its plural name (``"figures"``)."""
        found: tuple[Record, ...] = getattr(self, plural)
        return found


def extract(annotated: Annotated, fields: LetterFields) -> Letter:
    """Read all records of a letter, kind by kind; a letter without a date gets its inferred anchor first."""
    extraction = Extraction(annotated, fields)
    rejected: list[Rejected] = []
    for cls, read in ORDER:
        if cls is Date and fields.date is None and fields.date_inferred is None:
            extraction.fields = fields.model_copy(update={"date_inferred": date.infer_anchor(extraction)})
        if cls is Numeral:
            rejected += doubted.rest(extraction)
            extraction.found[Rejected.plural] = with_ids(rejected)
        records = list(read(extraction))
        if cls in _NUMBERED:
            records = list(doubted.settled(extraction, records))
        rejected += [r for r in records if isinstance(r, Rejected)]
        extraction.found[cls.plural] = with_ids(r for r in records if isinstance(r, cls))
        extraction.found[Rejected.plural] = with_ids(rejected)
    return Letter(extraction.fields, annotated.letter, **extraction.found)  # type: ignore[arg-type]


__all__ = ["KINDS", "Citation", "Date", "Extraction", "Figure", "Letter", "LetterFields", "Measure", "Motion", "Numeral",
           "Organisation", "extract", "read_fields"]  # fmt: skip
