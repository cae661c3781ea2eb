"""What everything else is made of: the letter's text, the base record and the errors."""

from kamermijn.model.errors import KamermijnError, LetterError, ModelError, RuleError
from kamermijn.model.record import AnyRecord, Record, Rejected, Row, record_ids, with_ids
from kamermijn.model.table import Cell, Table, tabbed
from kamermijn.model.text import Box, Footnote, LetterText, PageSpan, Paragraph, ParagraphKind, Speaker

__all__ = [
    "AnyRecord", "Box", "Cell", "Footnote", "KamermijnError", "LetterError", "LetterText", "ModelError", "PageSpan", "Paragraph",
    "ParagraphKind", "Record", "Rejected", "Row", "RuleError", "Speaker", "Table", "record_ids", "tabbed", "with_ids",
]  # fmt: skip
