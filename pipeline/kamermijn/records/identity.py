"""What tells two letters apart: an id of its own for each, and whether it is one of the fictional samples."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import regex

from kamermijn.model import LetterText, record_ids
from kamermijn.records import KINDS, LetterFields

# A sample declares itself in its own text, so that a copy of it is known for what it is in any folder.
_DECLARED = regex.compile(r"fictieve\s+voorbeeldbrief\s+van\s+kamermijn", regex.IGNORECASE)


def is_fictional(text: LetterText) -> bool:
    """Whether the letter says, in its text or in what is printed around it, that it is a sample of kamermijn."""
    printed = (text.text, *text.furniture, *(value for _, value in text.letterhead))
    return any(_DECLARED.search(piece) for piece in printed)


def completed(fields: LetterFields, text: LetterText, date: datetime.date | None) -> LetterFields:
    """The fields with what the text as a whole says, and with ``date`` where the letter says none."""
    return fields.model_copy(update={"date": fields.date or date, "fictional": is_fictional(text), "pages": len(text.pages) or None})


def renamed(document: Mapping[str, Any], letter_id: str) -> dict[str, Any]:
    """The document of a letter (see :mod:`kamermijn.records.document`) under another id: ids of records and what refers to them follow.

    All else stays as it is, also fields and kinds of record that only an earlier or later kamermijn knows. Raises ValueError where
    that cannot be done.
    """
    try:
        ids: dict[str, str] = {}
        for plural, records in _lists_of_records(document):
            kind = _KINDS.get(plural)
            rows = sorted((_row(record, kind.identity if kind else None) for record in records), key=lambda row: row[:4])
            new = record_ids((letter_id, singular, quote, target) for _, _, singular, target, quote, _ in rows)
            ids |= {record_id: other for (*_, record_id), other in zip(rows, new, strict=True)}
        followed: dict[str, Any] = _followed(document, ids)
        for _, records in _lists_of_records(followed):
            for record in records:
                record["letter_id"] = letter_id
        followed["letter"]["letter_id"] = letter_id
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"no document of a letter: {error!r}") from error
    return followed


_KINDS = {cls.plural: cls for cls in KINDS}


def _lists_of_records(document: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name, value in document.items():
        if isinstance(value, list) and value and isinstance(value[0], dict) and "record_id" in value[0]:
            yield name, value


def _row(record: Mapping[str, Any], identity: str | None) -> tuple[int, int, str, str, str, str]:
    """What its id rests on, and its id: start, end, kind, target and quote, in the order in which records are counted."""
    singular = record["record_id"].rpartition("-")[0]
    target = str(record.get(identity or "") or "")
    return record["start"], record["end"], singular, target, record["quote"], record["record_id"]


def _followed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _followed(part, ids) for name, part in value.items()}
    if isinstance(value, list):
        return [_followed(part, ids) for part in value]
    return ids.get(value, value) if isinstance(value, str) else value
