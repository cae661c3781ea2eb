"""What tells two letters apart: an id of its own for each, and whether it is one of the fictional samples."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import regex

from kamermijn.model import LetterText, Record, with_ids
from kamermijn.records import KINDS, Letter, LetterFields

# A sample declares itself in its own text, so that a copy of it is known for what it is in any folder.
_DECLARED = regex.compile(r"fictieve\s+voorbeeldbrief\s+van\s+kamermijn", regex.IGNORECASE)


def is_fictional(text: LetterText) -> bool:
    """Whether the letter says, in its text or in what is printed around it, that it is a sample of kamermijn."""
    printed = (text.text, *text.furniture, *(value for _, value in text.letterhead))
    return any(_DECLARED.search(piece) for piece in printed)


def completed(fields: LetterFields, text: LetterText, date: datetime.date | None) -> LetterFields:
    """The fields with what the text as a whole says, and with ``date`` where the letter says none."""
    return fields.model_copy(update={"date": fields.date or date, "fictional": is_fictional(text), "pages": len(text.pages) or None})


def renamed(letter: Letter, letter_id: str) -> Letter:
    """The same letter under another id: the ids of its records, and what refers to them, follow."""
    ids: dict[str, str] = {}
    lists: dict[str, tuple[Record, ...]] = {}
    for cls in KINDS:
        moved = [record.model_copy(update={"letter_id": letter_id}) for record in letter.records(cls.plural)]
        lists[cls.plural] = with_ids(moved)
        ids |= {old.record_id: new.record_id for old, new in zip(letter.records(cls.plural), lists[cls.plural], strict=True)}
    for plural, records in lists.items():
        lists[plural] = tuple(_pointing(record, ids) for record in records)
    fields = letter.fields.model_copy(update={"letter_id": letter_id})
    return replace(letter, fields=fields, **lists)  # type: ignore[arg-type]


def _pointing(record: Record, ids: dict[str, str]) -> Record:
    update: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, tuple) and any(isinstance(v, str) and v in ids for v in value):
            update[name] = tuple(ids.get(v, v) for v in value)
    return record.model_copy(update=update) if update else record
