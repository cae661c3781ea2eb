"""The page of one record: all that is known of it, how to cite it, and what reviewers said."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Mapping
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from kamermijn.dutch.identifiers import publication_url
from kamermijn.explore.citation_style import quoted, reference
from kamermijn.explore.coverage_page import precision_of
from kamermijn.explore.explorer import Explorer, present
from kamermijn.explore.highlight import Span, marked
from kamermijn.explore.letter_page import official, sentence_of
from kamermijn.explore.letters import CLASSES, record_of
from kamermijn.explore.pages import decoded, letter_path, no_page, page, unknown_letter
from kamermijn.explore.review import may_review, reviewer
from kamermijn.explore.wording import SINGULAR
from kamermijn.store import Review, columns
from kamermijn.store.columns import row


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
    start, end = sentence_of(document["text"], values)
    own = [Span(values["start"], values["end"], kind)] if start <= values["start"] and values["end"] <= end else []
    context = {
        "kind": kind,
        "singular": SINGULAR[kind],
        "record": values,
        "letter": fields,
        "title": f"{SINGULAR[kind]}: {values['quote'][:100]}",
        "sentence": marked(document["text"], start, max(end, values["end"]), own),
        "fields": [name for name in _field_names(kind) if values.get(name) not in (None, "", [], False)],
        "reference": reference(fields, values["page"]),
        "quoted": quoted(values["quote"], fields, values["page"]),
        "csv": as_csv(kind, values, said_of(explorer, values)),
        "here": letter_path(fields["letter_id"], values["record_id"]),
        "url": official(fields),
        "target_url": values.get("url") or publication_url(str(values.get("target") or "")),
        "may_review": may_review(datasette, request),
        "reviewer": reviewer(request),
        "measured": precision_of(values["rule"]),
        "review": said_of(explorer, values),
    }
    return await page(datasette, request, "record_part" if "deel" in request.args else "record", context)


async def record_csv(datasette: Datasette, request: Request) -> Response:
    """One record as a CSV table of one row, with its header."""
    explorer = present(datasette)
    document = await asyncio.to_thread(explorer.letters.read, decoded(request, "letter"))
    found = record_of(document, decoded(request, "record")) if document else None
    if found is None:
        return await no_page(datasette, request, "Deze vondst is er niet", "Ga terug naar de brief of zoek opnieuw.")
    headers = {"content-disposition": f'attachment; filename="{found[1]["record_id"]}.csv"'}
    return Response(as_csv(*found, said_of(explorer, found[1])), content_type="text/csv; charset=utf-8", headers=headers)


def said_of(explorer: Explorer, values: Mapping[str, Any]) -> Review | None:
    """The review of a record that counts."""
    return explorer.reviews().get((values["record_id"], values["quote"]))


def as_csv(kind: str, values: Mapping[str, Any], review: Review | None = None) -> str:
    """The record as a row of its table, under the table's header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns(CLASSES[kind])])
    writer.writerow(row({**values, "review": str(review) if review else None}, CLASSES[kind]))
    return out.getvalue()


def _field_names(kind: str) -> list[str]:
    """The fields that people want to see, those of the kind before those that every record has."""
    own = [column.name for column in columns(CLASSES[kind])]
    return [
        name for name in own if name not in {"record_id", "letter_id", "quote", "start", "end", "boxes", "sentence", "fictional", "element"}
    ]
