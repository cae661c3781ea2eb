"""Citations: references to numbered parliamentary and official documents, resolved to the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import ClassVar, Literal

from pydantic import Field

from kamermijn.dutch.identifiers import publication_url
from kamermijn.model import Record, Rejected
from kamermijn.records.citation_reading import READINGS, UnreadableError
from kamermijn.records.extraction import Extraction

CitationType = Literal["kamerstuk", "handelingen", "aanhangsel", "bijlage", "staatsblad", "staatscourant", "tractatenblad",
                       "com", "eu_law", "ecli", "zaak", "document", "other"]  # fmt: skip


class Citation(Record):
    """A reference to one official document."""

    singular: ClassVar[str] = "citation"
    plural: ClassVar[str] = "citations"
    facets: ClassVar[tuple[str, ...]] = ("type", "in_footnote", "target")
    identity: ClassVar[str | None] = "target"

    target: str | None = Field(
        None,
        description="Official id of the document: kst-28638-144, stb-2013-444, ECLI:...; empty where it cannot be resolved.",
        examples=["kst-28638-144"],
    )
    type: CitationType = Field(description="Series in which the document stands.")
    dossiers: tuple[str, ...] = Field((), description="Dossiers under which the document is filed.", examples=[["28638", "34193"]])
    number: str | None = Field(None, description="Number of the document in its series.", examples=["144"])
    chamber: Literal["TK", "EK"] | None = Field(None, description="Tweede Kamer (TK) or Eerste Kamer (EK).")
    session_year: str | None = Field(None, description="Parliamentary year, such as 2016-2017.", examples=["2016-2017"])
    url: str | None = Field(
        None, description="Address of the official publication.", examples=["https://zoek.officielebekendmakingen.nl/kst-28638-144.html"]
    )
    in_footnote: bool = Field(False, description="True where the reference stands in a footnote.")


def in_footnotes(extraction: Extraction) -> Callable[[int], bool]:
    """A test whether an offset stands in the body of a footnote."""
    letter = extraction.annotated.letter
    bodies = sorted((note.start, note.end) for note in letter.footnotes)
    starts = [start for start, _ in bodies]

    def inside(offset: int) -> bool:
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < bodies[index][1]:
            return True
        paragraph = letter.paragraph(offset)
        return paragraph is not None and paragraph.kind == "footnote"

    return inside


def extract(extraction: Extraction) -> Iterator[Citation | Rejected]:
    """Find the citations; the first kind to be extracted, since no other may read their numbers."""
    rules = extraction.annotated.rules
    inside = in_footnotes(extraction)
    for match in extraction.annotated.matches("citation"):
        rule, start, end = match.rule, match.start, match.end
        if rule.outcome == "ignore":
            extraction.ignored.append((start, end, rule.reason or ""))
            continue
        if rule.outcome == "reject":
            yield extraction.reject("citation", start, end, rule, rule.reason or "")
            continue
        groups = {name: extraction.text[a:b] for name, (a, b) in match.groups.items()}
        groups["quote"] = extraction.text[start:end]
        try:
            documents = list(READINGS[rule.reading or ""](groups, rule, rules))
        except UnreadableError as error:
            yield extraction.reject("citation", start, end, rule, str(error), error.candidates)
            continue
        for values in documents:
            if values["target"] and values["target"] == extraction.fields.letter_id:
                # A running footer, the colophon or the masthead: the letter does not refer to itself.
                extraction.ignored.append((start, end, "the letter's own number"))
                continue
            if values.get("url") is None and values["target"]:
                values["url"] = publication_url(values["target"])
            yield extraction.make(Citation, start, end, rule, in_footnote=inside(start), **values)
