"""The spaCy component: ``spacy.blank("nl").add_pipe("kamermijn")`` fills ``doc.spans`` per kind of record.

spaCy imports this module whenever it makes a pipeline, so it imports nothing of kamermijn before a text comes in.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

if TYPE_CHECKING:
    from kamermijn.model import LetterText
    from kamermijn.records import Letter

_PARAGRAPH = re.compile(r"\S(?:(?!\n\s*\n).)*", re.DOTALL)


@Language.factory("kamermijn", default_config={"rules": None, "date": None, "model": None})
def make_kamermijn(nlp: Language, name: str, rules: str | None, date: str | None, model: str | None) -> Kamermijn:
    """Make the component; ``rules`` is a rules folder, ``model`` a folder, a package or ``none`` (default: those that ship).

    ``date`` (ISO) is the date of texts that do not say their own.
    """
    return Kamermijn(rules, datetime.date.fromisoformat(date) if date else None, model)


class Kamermijn:
    """Mines the text of a Doc as it stands: blank lines separate paragraphs, offsets are those of ``doc.text``.

    ``doc.spans`` gets a group for each kind of record (``figures``, ``dates``, ...); a span's label is the kind
    (``figure``), its ``id_`` the rule that found it and its ``kb_id_`` the record's id. Where a record does not end with a
    token, its span is the tokens that hold it. ``doc._.kamermijn`` is the Letter.
    """

    def __init__(self, rules: str | None = None, date: datetime.date | None = None, model: str | None = None) -> None:
        self.rules, self.model = rules, model
        self.date = date
        if not Doc.has_extension("kamermijn"):
            Doc.set_extension("kamermijn", getter=_letter)

    def __call__(self, doc: Doc) -> Doc:
        """Mine the text and put its records on the Doc."""
        from kamermijn.records import KINDS
        from kamermijn.records.document import document

        letter = _mined(doc.text, self.rules, self.date, self.model)
        for cls in KINDS:
            spans = (_span(doc, record.start, record.end, cls.singular, record.rule, record.record_id)
                     for record in letter.records(cls.plural))  # fmt: skip
            doc.spans[cls.plural] = SpanGroup(doc, name=cls.plural, spans=[span for span in spans if span is not None])
        # As plain data, so that a Doc can be written to disk with it.
        doc.user_data["kamermijn"] = document(letter)
        return doc


def _span(doc: Doc, start: int, end: int, label: str, rule: str, record_id: str) -> Span | None:
    return doc.char_span(start, end, label=label, span_id=rule, kb_id=record_id, alignment_mode="expand")


def _letter(doc: Doc) -> Letter | None:
    from kamermijn.records.document import read_document

    data = doc.user_data.get("kamermijn")
    return read_document(data) if data else None


def _as_letter_text(text: str) -> LetterText:
    from kamermijn.model import LetterText, Paragraph

    paragraphs = (Paragraph(m.start(), m.start() + len(m[0].rstrip())) for m in _PARAGRAPH.finditer(text))
    return LetterText(text, tuple(paragraphs))


def _mined(text: str, rules: str | None, date: datetime.date | None, model: str | None) -> Letter:
    from kamermijn import language, records
    from kamermijn.language.weights import SHIPPED
    from kamermijn.records.identity import completed
    from kamermijn.rules import load

    annotated = language.annotate(_as_letter_text(text), load(rules), model or SHIPPED)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    # Two texts in one pipeline are two letters, so the text itself gives the id where it says none.
    fields = records.read_fields(annotated, source=f"doc-{digest[:12]}", sha256=digest, format="text")
    return records.extract(annotated, completed(fields, annotated.letter, date))
