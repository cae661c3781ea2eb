"""What a run has to say about a file: why it could not be mined, or what a reader should know about it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.model import Row


class Problem(Row):
    """A file that failed, or of which a run has something to report."""

    singular: ClassVar[str] = "error"
    plural: ClassVar[str] = "errors"
    facets: ClassVar[tuple[str, ...]] = ("level", "reason")

    source: str = Field(description="Name of the file.", examples=["brief.pdf"])
    path: str = Field(description="The file as the run was told of it.", examples=["brieven/brief.pdf"])
    level: Literal["error", "notice"] = Field(description="error: not mined; notice: mined, or known already, but worth a look.")
    reason: str = Field(description="What is the matter, as a short code.", examples=["encrypted"])
    message: str = Field(
        description="What is the matter and what can be done about it.", examples=["is encrypted: save it without a password"]
    )
