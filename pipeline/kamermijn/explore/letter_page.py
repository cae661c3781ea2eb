"""The page of a letter: its text with every record marked, the pages it was printed on with the same places boxed."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from kamermijn.dutch.identifiers import publication_url
from kamermijn.explore.citation_style import quoted, reference
from kamermijn.explore.explorer import Explorer, present
from kamermijn.explore.highlight import SENTENCE, Span, marked, paragraphs, within
from kamermijn.explore.letters import Document
from kamermijn.explore.page_image import NoImageError
from kamermijn.explore.pages import decoded, letter_path, no_page, page
from kamermijn.explore.wording import KINDS, SINGULAR, explained, in_short
from kamermijn.records import KINDS as RECORDS
from kamermijn.store import columns
from kamermijn.store.columns import row

# Sentences are the outer marks, then what covers most.
_RANK = {
    kind: rank for rank, kind in enumerate((SENTENCE, "measures", "motions", "citations", "rejected", "figures", "organisations", "dates"))
}
_CLASSES = {cls.plural: cls for cls in RECORDS}


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
    context = await asyncio.to_thread(_context, explorer, document)
    return await page(datasette, request, "letter", context)


async def unknown_letter(datasette: Datasette, request: Request) -> Response:
    """There is no such letter."""
    told = f"Er is in deze verzameling geen brief met het kenmerk {decoded(request, 'letter')}. Zoek hem op onderwerp, dossier of nummer."
    return await no_page(datasette, request, "Deze brief is er niet", told)


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
    return {"letter": fields, "title": fields["subject"] or reference(fields), "reference": reference(fields),
            "url": official(fields), "paragraphs": list(_paragraphs(document)), "sheets": sheets, "note": note,
            "kinds": KINDS, "findings": findings, "coverage": document["coverage"]}  # fmt: skip


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
            sentences.add(_sentence(text, record))
    found += [Span(start, end, SENTENCE) for start, end in sentences]
    return [span for span in found if 0 <= span.start < span.end <= len(text)]


def _sentence(text: str, record: Mapping[str, Any]) -> tuple[int, int]:
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


async def record(datasette: Datasette, request: Request) -> Response:
    """Show all that is known of one record: its sentence, fields, reference and review; with ``?deel`` only that, without the frame."""
    explorer = present(datasette)
    document = await asyncio.to_thread(explorer.letters.read, decoded(request, "letter"))
    if document is None:
        return await unknown_letter(datasette, request)
    found = record_of(document, decoded(request, "record"))
    if found is None:
        told = "Deze vondst staat niet (meer) in de brief. Andere regels of een andere versie van de brief kunnen hem hebben weggenomen."
        return await no_page(datasette, request, "Deze vondst is er niet", told)
    kind, values = found
    fields = document["letter"]
    start, end = _sentence(document["text"], values)
    own = [Span(values["start"], values["end"], kind)] if start <= values["start"] and values["end"] <= end else []
    context = {
        "kind": kind, "singular": SINGULAR[kind], "record": values, "letter": fields, "title": f"{SINGULAR[kind]}: {values['quote'][:100]}",
        "sentence": marked(document["text"], start, max(end, values["end"]), own),
        "fields": [name for name in _field_names(kind) if values.get(name) not in (None, "", [], False)],
        "reference": reference(fields, values["page"]), "quoted": quoted(values["quote"], fields, values["page"]),
        "csv": as_csv(kind, values), "here": letter_path(fields["letter_id"], values["record_id"]),
        "url": official(fields), "target_url": values.get("url") or publication_url(str(values.get("target") or "")),
        "review": explorer.reviews().get((values["record_id"], values["quote"])),
    }  # fmt: skip
    return await page(datasette, request, "record_part" if "deel" in request.args else "record", context)


async def record_csv(datasette: Datasette, request: Request) -> Response:
    """One record as a CSV table of one row, with its header."""
    document = await asyncio.to_thread(present(datasette).letters.read, decoded(request, "letter"))
    found = record_of(document, decoded(request, "record")) if document else None
    if found is None:
        return await no_page(datasette, request, "Deze vondst is er niet", "Ga terug naar de brief of zoek opnieuw.")
    headers = {"content-disposition": f'attachment; filename="{found[1]["record_id"]}.csv"'}
    return Response(as_csv(*found), content_type="text/csv; charset=utf-8", headers=headers)


def record_of(document: Document, record_id: str) -> tuple[str, dict[str, Any]] | None:
    """A record of a letter with its kind, by its id."""
    return next(((kind, found) for kind in _CLASSES for found in document[kind] if found["record_id"] == record_id), None)


def as_csv(kind: str, values: Mapping[str, Any]) -> str:
    """The record as a row of its table, under the table's header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns(_CLASSES[kind])])
    writer.writerow(row(values, _CLASSES[kind]))
    return out.getvalue()


def _field_names(kind: str) -> list[str]:
    """The fields that people want to see, those of the kind before those that every record has."""
    own = [column.name for column in columns(_CLASSES[kind])]
    return [
        name for name in own if name not in {"record_id", "letter_id", "quote", "start", "end", "boxes", "sentence", "fictional", "element"}
    ]


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
