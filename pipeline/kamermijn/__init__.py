"""kamermijn: Dutch parliamentary letters in, checked records out. The whole flow on one page."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

# Everything is imported where it is used, so that `import kamermijn` and `kamermijn --help` stay quick.
if TYPE_CHECKING:
    import pandas as pd

    from kamermijn.ingest import Raw
    from kamermijn.records import Letter

__version__ = "0.1.0"
__all__ = ["load", "mine", "mine_text"]


def mine(path: str | Path, *, rules: str | Path | None = None, model: str | Path | None = None,
         clock: Callable[[str], None] | None = None) -> Letter:  # fmt: skip
    """Mine one letter file: bytes to pages, pages to text, text to matches, matches to records.

    ``rules`` is a rules folder, ``model`` a folder or an installed package with a Dutch spaCy pipeline, or ``none``
    (default: those that ship). Raises LetterError when the file cannot be read as a letter, with the reason and what to
    do about it, RuleError when a rule is wrong, and ModelError when there is no such model or it lacks a component.
    ``clock`` is told the name of each stage as it ends: read, layout, language, records.
    """
    from kamermijn import ingest

    return _mined(ingest.read(Path(path)), rules, model, clock=clock)


def mine_text(text: str, date: datetime.date | None = None, *, rules: str | Path | None = None,
              model: str | Path | None = None) -> Letter:  # fmt: skip
    """Mine a letter given as text; ``date`` is the letter's date where the text itself does not say it."""
    from kamermijn import ingest

    return _mined(ingest.read_text(text), rules, model, date)


def load(folder: str | Path = "output") -> dict[str, pd.DataFrame]:
    """The tables of a run by name (``figures``, ``promises``, ...), as pandas frames with typed columns."""
    from kamermijn import dossier, store

    # A folder that was made by other means than a run may hold the letters alone.
    across = {name: cls for name, cls in dossier.ACROSS_TABLES.items() if (Path(folder) / f"{name}.csv").is_file()}
    return store.load(folder, {**store.TABLES, **across})


def _mined(raw: Raw, rules: str | Path | None, model: str | Path | None, date: datetime.date | None = None,
           clock: Callable[[str], None] | None = None) -> Letter:  # fmt: skip
    from kamermijn import language, layout, records
    from kamermijn.language.weights import SHIPPED
    from kamermijn.records.identity import completed
    from kamermijn.rules import load, remember

    tell = clock or (lambda stage: None)
    tell("read")
    loaded = load(rules)
    text = layout.compose(raw, loaded)
    tell("layout")
    annotated = language.annotate(text, loaded, model or SHIPPED)
    tell("language")
    fields = records.read_fields(annotated, source=raw.source, sha256=raw.sha256, format=raw.format, warnings=raw.warnings,
                                 metadata=raw.metadata)  # fmt: skip
    letter = records.extract(annotated, completed(fields, text, date))
    tell("records")
    remember(loaded)
    return letter
