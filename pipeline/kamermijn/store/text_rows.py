"""The letters' texts as rows: what spans point into, and where its pages begin."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from pydantic import Field

from kamermijn.model import Row


class Text(Row):
    """The clean text of a letter: `start` and `end` of every record count its characters."""

    singular: ClassVar[str] = "text"
    plural: ClassVar[str] = "texts"
    key: ClassVar[str | None] = "letter_id"
    references: ClassVar[Mapping[str, str]] = MappingProxyType({"letter_id": "letters"})
    searched: ClassVar[tuple[str, ...]] = ("text",)

    letter_id: str = Field(description="Letter whose text it is.", examples=["kst-39901-12"])
    text: str = Field(
        description="The text, with one empty line between paragraphs.",
        examples=["Geachte voorzitter,\n\nIn 2030 lag het aantal storingen 8% lager dan in 2029."],
    )


class Page(Row):
    """Where a page of a letter stands in its clean text."""

    singular: ClassVar[str] = "page"
    plural: ClassVar[str] = "pages"
    references: ClassVar[Mapping[str, str]] = MappingProxyType({"letter_id": "letters"})

    letter_id: str = Field(description="Letter whose page it is.", examples=["kst-39901-12"])
    number: int = Field(description="Number of the page, from 1.", examples=[2])
    start: int = Field(
        description="Offset in the clean text at which the page begins.", examples=[2380], json_schema_extra={"unit": "code points"}
    )
    end: int = Field(description="Offset just behind it, exclusive.", examples=[5102], json_schema_extra={"unit": "code points"})
