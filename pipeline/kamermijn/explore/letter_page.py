"""The page of a letter: its text with every record marked, the pages it was printed on with the same places boxed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from kamermijn.dutch.identifiers import publication_url
from kamermijn.explore.around import around
from kamermijn.explore.citation_style import reference
from kamermijn.explore.explorer import Explorer, present
from kamermijn.explore.highlight import SENTENCE, Span, marked, paragraphs, within
from kamermijn.explore.letters import Document
from kamermijn.explore.page_image import NoImageError
from kamermijn.explore.pages import decoded, no_page, page, unknown_letter
from kamermijn.explore.wording import KINDS, SINGULAR, explained, in_short

# Sentences are the outer marks, then what covers most.
_RANK = {
    kind: rank for rank, kind in enumerate((SENTENCE, "measures", "motions", "citations", "rejected", "figures", "organisations", "dates"))
}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as the page shows it."""

    form: str
    html: Markup


@dataclass(frozen=True)
class Sheet:
    """A printed page: its size in PDF points and the boxes of records on it."""

    number: int
    width: float
    height: float
    boxes: list[tuple[str, str, str, Mapping[str, float]]]


async def letter(datasette: Datasette, request: Request) -> Response:
    """Show a letter."""
    explorer = present(datasette)
    document = await asyncio.to_thread(explorer.letters.read, decoded(request, "letter"))
    if document is None:
        return await unknown_letter(datasette, request)
    context = await asyncio.to_thread(_context, explorer, document) | await around(datasette, document["letter"]["letter_id"])
    return await page(datasette, request, "letter", context)


def _context(explorer: Explorer, document: Document) -> dict[str, Any]:
    fields = document["letter"]
    reviews = explorer.reviews()
    note, sheets = None, list[Sheet]()
    try:
        sheets = _sheets(document, explorer.images.sizes(document))
    except NoImageError as error:
        note = str(error)
    findings = {
        kind: [(record, in_short(kind, record), reviews.get((record["record_id"], record["quote"]))) for record in document[kind]]
        for kind in KINDS
    }
    left_out = sum(numeral["outcome"] == "left out" for numeral in document["numerals"])
    return {
        "letter": fields,
        "left_out": left_out,
        "title": fields["subject"] or reference(fields),
        "reference": reference(fields),
        "url": official(fields),
        "paragraphs": list(_paragraphs(document)),
        "sheets": sheets,
        "note": note,
        "kinds": KINDS,
        "findings": findings,
        "coverage": document["coverage"],
    }


def spans(document: Document) -> list[Span]:
    """Everything that is marked in a letter: records, further mentions of motions, and the sentences that hold records."""
    found = []
    text = document["text"]
    sentences = set()
    for kind in KINDS:
        for record in document[kind]:
            title, rank = explained(kind, record), _RANK[kind]
            found.append(Span(record["start"], record["end"], kind, record["record_id"], title, rank))
            mentions = (mention for mention in record.get("mentions") or () if mention["start"] != record["start"])
            found += [Span(mention["start"], mention["end"], kind, "", title, rank) for mention in mentions]
            sentences.add(sentence_of(text, record))
    # Every number that was seen can be pointed at; those that ended in no record are marked as such.
    for numeral in document["numerals"]:
        kind = "numerals" if numeral["outcome"] in ("left out", "rejected") else "seen"
        title = explained("numerals", numeral) if kind == "numerals" else ""
        found.append(Span(numeral["start"], numeral["end"], kind, numeral["record_id"], title, len(_RANK)))
    found += [Span(start, end, SENTENCE) for start, end in sentences]
    return [span for span in found if 0 <= span.start < span.end <= len(text)]


def sentence_of(text: str, record: Mapping[str, Any]) -> tuple[int, int]:
    """Where the sentence of a record stands; the record itself where that cannot be told."""
    sentence, start = record["sentence"], record["start"]
    place = text.find(sentence, max(0, start - len(sentence)), start + len(sentence)) if sentence else -1
    return (place, place + len(sentence)) if 0 <= place <= start else (start, record["end"])


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    text = document["text"]
    headings = {record["section"] for kind in (*KINDS, "numerals") for record in document[kind] if record["section"]}
    bounds = list(paragraphs(text))
    for (start, end), here in zip(bounds, within(spans(document), bounds), strict=True):
        words = text[start:end]
        form = "heading" if words in headings else "row" if "\t" in words else "text"
        yield Paragraph(form, marked(text, start, end, here))


def _sheets(document: Document, sizes: tuple[tuple[float, float], ...]) -> list[Sheet]:
    sheets = [Sheet(number, width, height, []) for number, (width, height) in enumerate(sizes, start=1)]
    # The wide ones first, so that those within them lie on top and can be hit.
    for kind in sorted(KINDS, key=lambda kind: _RANK[kind]):
        for record in document[kind]:
            label = f"{SINGULAR[kind]}: {record['quote'][:80]}"
            for box in record["boxes"]:
                if 1 <= box["page"] <= len(sheets):
                    sheets[box["page"] - 1].boxes.append((kind, record["record_id"], label, box))
    return sheets


def official(letter: Mapping[str, Any]) -> str | None:
    """Where the letter is published officially; a made-up letter is nowhere."""
    return None if letter["fictional"] else publication_url(letter["letter_id"])


async def image(datasette: Datasette, request: Request) -> Response:
    """One page of a letter's PDF as PNG."""
    explorer = present(datasette)
    document = await asyncio.to_thread(explorer.letters.read, decoded(request, "letter"))
    if document is None:
        return await unknown_letter(datasette, request)
    try:
        png = await asyncio.to_thread(explorer.images.image, document, int(request.url_vars["page"]))
    except NoImageError as error:
        return await no_page(datasette, request, "Deze bladzijde is er niet", str(error))
    return Picture(png)


class Picture(Response):
    """A PNG; what stands under an address does not change as long as the letter does not."""

    def __init__(self, png: bytes) -> None:
        super().__init__(png, content_type="image/png", headers={"cache-control": "private, max-age=3600"})
