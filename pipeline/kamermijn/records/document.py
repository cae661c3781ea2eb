"""A mined letter as plain data, as its JSON file holds it, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kamermijn.model import LetterText, PageSpan
from kamermijn.records import KINDS, Letter, LetterFields

SCHEMA_VERSION = 1
"""Raised when a reader of an older version would misread the document."""


def document(letter: Letter) -> dict[str, Any]:
    """The letter as JSON holds it: fields, text, pages, a list for each kind of record, and the account of numbers."""
    pages = [{"number": page.number, "start": page.start, "end": page.end} for page in letter.letter_text.pages]
    lists = {cls.plural: [record.model_dump(mode="json") for record in letter.records(cls.plural)] for cls in KINDS}
    return {"schema_version": SCHEMA_VERSION, "letter": letter.fields.model_dump(mode="json"), "text": letter.text, "pages": pages,
            **lists, "coverage": coverage(letter)}  # fmt: skip


def coverage(letter: Letter) -> dict[str, Any]:
    """How many numerals were seen, in which kinds of record they ended, and for which reasons the rest was left out."""
    outcomes = Counter(numeral.outcome for numeral in letter.numerals)
    reasons = Counter(numeral.reason for numeral in letter.numerals if numeral.reason)
    return {"seen": len(letter.numerals), "outcomes": dict(sorted(outcomes.items())), "reasons": dict(sorted(reasons.items()))}


def read_document(data: Mapping[str, Any]) -> Letter:
    """The letter that a document was made from, without its paragraphs (a document does not hold them)."""
    text = LetterText(data["text"], pages=tuple(PageSpan(**page) for page in data["pages"]))
    lists = {cls.plural: tuple(cls.model_validate(record) for record in data[cls.plural]) for cls in KINDS}
    return Letter(LetterFields.model_validate(data["letter"]), text, **lists)  # type: ignore[arg-type]
