"""What people said of records: accepted, rejected or corrected, kept apart from the records so that it survives every run."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kamermijn.model import KamermijnError

REVIEWS = "reviews.jsonl"
"""The file in the output folder that holds them, one JSON object a line, only ever appended to."""

Verdict = Literal["accepted", "rejected", "corrected"]
Key: TypeAlias = tuple[str, str]
"""A record as a review knows it: its id and its quote. Where a later run finds other words, the review says nothing of them."""


class Review(BaseModel):
    """One judgement of one person on one record; a later one on the same record takes its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    record_id: str = Field(min_length=1, max_length=200, description="Id of the record.")
    letter_id: str = Field(min_length=1, max_length=300, description="Letter in which the record stands.")
    quote: str = Field(description="The words of the letter that were judged.")
    verdict: Verdict = Field(description="accepted: right as it is; rejected: no such record; corrected: right but for a field.")
    correction: str = Field("", max_length=1000, description="For corrected: what it should be, such as `value = 12`.")
    note: str = Field("", max_length=1000, description="What else the reviewer has to say.")
    reviewer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)] = Field(
        description="Name of who judged."
    )
    time: datetime.datetime = Field(description="When, in UTC.")

    @property
    def key(self) -> Key:
        """What the review is joined by."""
        return self.record_id, self.quote

    def __str__(self) -> str:
        said = f"{self.verdict} by {self.reviewer}, {self.time:%Y-%m-%d}"
        return f"{said}: {self.correction}" if self.correction else said


def history(output: Path) -> list[Review]:
    """All reviews of an output folder, the oldest first; none where there is no file.

    Raises KamermijnError where a line is no review. A line that was not written to its end is left out: whoever wrote it
    was stopped, and saw no confirmation.
    """
    path = output / REVIEWS
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    found = []
    for number, line in enumerate(lines[:-1], start=1):
        if line.strip() and line.strip().endswith(b"}"):
            try:
                found.append(Review.model_validate_json(line))
            except ValidationError as error:
                raise KamermijnError(f"{path}: line {number} is no review: {error.errors()[0]['msg']}; mend or remove it") from error
    return found


def reviews(output: Path) -> Mapping[Key, Review]:
    """The review that counts, the last one, of each record that has one: by record id and quote."""
    return {review.key: review for review in history(output)}


def add_review(output: Path, review: Review) -> None:
    """Append a review, and have it on disk before returning."""
    line = review.model_dump_json().encode() + b"\n"
    with (output / REVIEWS).open("ab+") as file:
        if end := file.seek(0, os.SEEK_END):
            file.seek(end - 1)
            if file.read(1) != b"\n":
                # What a stopped writer left stays a line of its own, that is not whole.
                line = b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
