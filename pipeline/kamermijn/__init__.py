"""kamermijn: Dutch parliamentary letters in, checked records out. The whole flow on one page."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kamermijn.records import Letter

__version__ = "0.1.0"
__all__ = ["mine", "mine_text"]


def mine(path: str | Path, *, rules: str | Path | None = None) -> Letter:
    """Mine one letter file: bytes to pages, pages to text, text to matches, matches to records.

    ``rules`` is a rules folder (default: the one that ships). Raises LetterError when the file cannot be read as a
    letter, with the reason and what to do about it, and RuleError when a rule is wrong.
    """
    # Imported here, so that `import kamermijn` and `kamermijn --help` stay quick.
    from kamermijn import ingest, language, layout, records
    from kamermijn.rules import load

    raw = ingest.read(Path(path))
    text = layout.compose(raw)
    annotated = language.annotate(text, load(rules))
    fields = records.read_fields(annotated, source=raw.source, sha256=raw.sha256, format=raw.format, warnings=raw.warnings)
    return records.extract(annotated, fields)


def mine_text(text: str, date: datetime.date | None = None, *, rules: str | Path | None = None) -> Letter:
    """Mine a letter given as text; ``date`` is the letter's date where the text itself does not say it."""
    from kamermijn import ingest, language, layout, records
    from kamermijn.rules import load

    raw = ingest.read_text(text)
    annotated = language.annotate(layout.compose(raw), load(rules))
    fields = records.read_fields(annotated, source=raw.source, sha256=raw.sha256, format=raw.format, warnings=raw.warnings)
    if date is not None and fields.date is None:
        fields = fields.model_copy(update={"date": date})
    return records.extract(annotated, fields)
