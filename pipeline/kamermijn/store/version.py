"""Which files hold which letter: its renditions in several forms, its versions, and letters that say the same as another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from pydantic import Field

from kamermijn.model import Row


class Version(Row):
    """A file that holds a letter, and whether it is the one that the tables rest on."""

    singular: ClassVar[str] = "version"
    plural: ClassVar[str] = "versions"
    references: ClassVar[Mapping[str, str]] = MappingProxyType({"letter_id": "letters"})
    facets: ClassVar[tuple[str, ...]] = ("form", "current")

    letter_id: str = Field(description="Letter that the file holds.", examples=["kst-39901-12"])
    sha256: str = Field(
        description="SHA-256 of the file's bytes.", examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
    )
    form: str = Field(description="Form in which the letter came: xml, html, docx, odt, pdf, text, or ocr for a scan.", examples=["pdf"])
    file: str = Field(
        description="Name of the file; of a content that was written over, that of the file that held it.", examples=["brief.pdf"]
    )
    version: int = Field(description="Number of the version that it holds, the oldest known one being 1.", examples=[2])
    status: str | None = Field(
        None, description="What the publication says of its version: onopgemaakt, opgemaakt or herdruk.", examples=["opgemaakt"]
    )
    current: bool = Field(description="True for the file that stands in the tables: the best form of the newest version.")
    duplicate_of: str | None = Field(
        None, description="Letter that says the same under a better id; its records are left out.", examples=["kst-39901-12"]
    )
    why: str = Field(description="Why it is the current one, or is not.", examples=["the best form of it"])
    made_by: str | None = Field(
        None,
        description="Digest of the rules, code and model that made its records, where it is not that of the run (`producer` in run.json): "
        "what a file held before it was written over cannot be read again.",
        examples=["1f3870be274f6c49"],
    )
    json_file: str = Field(description="Where its records stand, in the folder of the run.", examples=["letters/kst-39901-12.json"])
