"""The base of every record: what it says, where it stands and which rule made it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kamermijn.model.text import Box, Speaker

TextSource = Literal["text", "ocr"]
_SPACE = re.compile(r"\s+")


class Row(BaseModel):
    """Something that becomes a row of a table: frozen, strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    singular: ClassVar[str]
    """Singular name: tag in rule examples, prefix of rule ids."""
    plural: ClassVar[str]
    """Name of the JSON list, of the attribute of Letter and, unless ``table`` says otherwise, of the table."""
    table: ClassVar[str | None] = None
    """Name of the table, where it is not the plural."""
    key: ClassVar[str | None] = None
    """The column that tells rows apart, where there is one."""
    references: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Columns that hold the key of a row elsewhere, each with the name of that table."""
    facets: ClassVar[tuple[str, ...]] = ()
    """Columns by which readers pick rows: they are indexed, and offered as filters."""
    searched: ClassVar[tuple[str, ...]] = ()
    """Columns whose words are indexed for search."""
    sorted_by: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Columns by which rows are put in order or found together: indexed as well, and not offered as filters."""


class Record(Row):
    """A finding in a letter; ``quote`` is always ``text[start:end]``."""

    key: ClassVar[str | None] = "record_id"
    references: ClassVar[Mapping[str, str]] = MappingProxyType({"letter_id": "letters"})
    searched: ClassVar[tuple[str, ...]] = ("quote",)
    identity: ClassVar[str | None] = None
    """The field that tells apart records of one kind on one quote (a citation's target)."""

    record_id: str = Field(
        "", description="Stable id: a hash of letter, kind, quote, the quote's ordinal and target.", examples=["figure-f3b7ece5d698f5a8"]
    )
    letter_id: str = Field(description="Letter in which the record stands.", examples=["kst-39901-12"])
    quote: str = Field(description="The words of the letter, literally.", examples=["8%"])
    start: int = Field(
        description="Offset of the quote in the cleaned text, in Unicode code points.",
        examples=[709],
        json_schema_extra={"unit": "code points"},
    )
    end: int = Field(description="Offset just behind the quote, exclusive.", examples=[711], json_schema_extra={"unit": "code points"})
    page: int | None = Field(None, description="Page on which the quote starts, 1-based; empty without pages.", examples=[2])
    boxes: tuple[Box, ...] = Field(
        (),
        description="Rectangles of the quote on its pages, PDF points from the top left.",
        examples=[[{"page": 2, "x0": 221.1, "y0": 310.2, "x1": 236.5, "y1": 319.8}]],
        json_schema_extra={"unit": "PDF points"},
    )
    element: str | None = Field(
        None,
        description="Path of the element that holds the quote, in XML, HTML and word-processor files.",
        examples=["/officiele-publicatie/kamervragen[1]/antwoord[2]/al[1]"],
    )
    source: TextSource = Field(
        "text", description="How the words were read: text, or ocr where the page is only an image.", examples=["text"]
    )
    speaker: Speaker = Field("sender", description="Whose words these are: sender, questioner or quoted.")
    sentence: str = Field(
        description="The whole sentence in which the quote stands.", examples=["In 2030 lag het aantal storingen 8% lager dan in 2029."]
    )
    section: str | None = Field(None, description="Nearest heading above the quote.", examples=["Stand van zaken"])
    rule: str = Field(description="Id of the rule that made the record.", examples=["figure.quantity"])
    rule_revision: int = Field(1, description="Revision of that rule.", examples=[1])
    inferred: tuple[str, ...] = Field(
        (), description="Names of fields whose value the letter implies but does not say.", examples=[["period_end"]]
    )
    fictional: bool = Field(False, description="True for the sample letters that ship with kamermijn.")


class Rejected(Record):
    """Something that was seen and looked like a record, but has no certain value: shown, never guessed."""

    singular: ClassVar[str] = "rejected"
    plural: ClassVar[str] = "rejected"
    identity: ClassVar[str | None] = "attempted"
    facets: ClassVar[tuple[str, ...]] = ("attempted", "reason")

    attempted: str = Field(description="Kind of record that it would have been.", examples=["date"])
    reason: str = Field(description="Why it is not one, in plain words.", examples=["the letter does not decide the year"])
    candidates: tuple[str, ...] = Field((), description="The values between which the letter does not decide.", examples=[["2016", "2017"]])


AnyRecord = TypeVar("AnyRecord", bound=Record)


def with_ids(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Sort records by place and give each its ``record_id``.

    The id rests on letter, kind, white-space-normalised quote, ordinal and target, never on page, offset or rule, so
    that a second run updates instead of duplicating and renditions of one letter agree (RECORDS.md).
    """
    ordered = sorted(records, key=lambda r: (r.start, r.end, r.singular, str(getattr(r, r.identity or "", "") or "")))
    ids = record_ids((r.letter_id, r.singular, r.quote, str(getattr(r, r.identity or "", "") or "")) for r in ordered)
    return tuple(record.model_copy(update={"record_id": record_id}) for record, record_id in zip(ordered, ids, strict=True))


def record_ids(records: Iterable[tuple[str, str, str, str]]) -> Iterator[str]:
    """The ids of records in the order of their places, of each given its letter, kind, quote and target (empty where it has none)."""
    seen: Counter[tuple[str, ...]] = Counter()
    for letter_id, singular, quote, target in records:
        key = (letter_id, singular, _SPACE.sub(" ", quote).strip(), target)
        seen[key] += 1
        digest = hashlib.sha256("\x1f".join((*key, str(seen[key]))).encode()).hexdigest()[:16]
        yield f"{singular}-{digest}"
