"""The motions page: each motion with the letters that speak of it in the order of their dates, and what these say is done."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from kamermijn.dutch.identifiers import parse_kamerstuk_id, publication_url
from kamermijn.explore.explorer import rows
from kamermijn.explore.overview import FIRST_MOTIONS, MOTION_ORDERS, MOTIONS, overview
from kamermijn.explore.pages import Paging, argument, page
from kamermijn.explore.search_page import full_text
from kamermijn.explore.wording import proposers, word

_PER_PAGE = 30
STATUSES = ("adopted", "rejected", "submitted", "withheld", "withdrawn", "lapsed", "carried out", "being carried out", "not carried out")
HOW = {
    "number": "",  # the plain case
    "proposers": "zonder nummer genoemd; indieners, datum en dossier wijzen alleen deze motie aan",
    "ambiguous": "zonder nummer genoemd; kan ook zijn",
    "not resolved": "zonder nummer genoemd; in deze verzameling is niet te zien welke het is",
}
"""Why a letter is taken to speak of this motion."""

_SPOKEN = """
SELECT h.motion, h.how, h.candidates, h.says, h.sentence AS telling, r.*, l.date AS letter_date, l.subject AS letter_subject
FROM motion_history h JOIN motions r ON r.record_id = h.record_id JOIN letters l ON l.letter_id = h.letter_id
WHERE h.motion IN ({names}) ORDER BY h.motion, h."order"
"""
_DONE = """
SELECT r.record_id, r.letter_id, r.quote, r.status, r.motion FROM measures r WHERE r.motion IN ({names}) ORDER BY r.letter_id, r.start
"""


async def motions(datasette: Datasette, request: Request) -> Response:
    """Show motions, the last spoken of first."""
    known = await overview(datasette)
    asked, status, order = argument(request, "q"), argument(request, "stand", 20), argument(request, "volgorde", 20)
    order = order if order in MOTION_ORDERS else "nieuwste"
    where, values = list[str](), dict[str, Any]()
    if paper := parse_kamerstuk_id(asked):
        where.append("h.motion = :target")
        values["target"] = paper.identifier
    elif match := full_text(asked):
        where.append("h.record_id IN (SELECT record_id FROM motions WHERE rowid IN "
                     "(SELECT rowid FROM motions_fts WHERE motions_fts MATCH :match))")  # fmt: skip
        values["match"] = match
    if status in STATUSES:
        where.append("EXISTS (SELECT 1 FROM json_each(h.says) WHERE value = :status)")
        values["status"] = status
    paging = Paging.of(request, _PER_PAGE)
    first, last = paging.limits["offset"], paging.limits["offset"] + paging.limits["limit"]
    if not where and last <= FIRST_MOTIONS:
        grouped = paging.cut(known.motions[order][first:last])
    else:
        sql = MOTIONS.format(where=" AND ".join(where) or "1", order=MOTION_ORDERS[order])
        grouped = paging.cut(await rows(datasette, sql, {**values, **paging.limits}))
    context = {
        "title": "Moties",
        "q": asked,
        "status": status,
        "statuses": STATUSES,
        "order": order,
        "paging": paging,
        "motions": await _told(datasette, [str(row["motion"]) for row in grouped]),
    }
    return await page(datasette, request, "motions", context)


async def _told(datasette: Datasette, names: list[str]) -> list[dict[str, Any]]:
    if not names:
        return []
    values = {f"n{number}": name for number, name in enumerate(names)}
    listed = ", ".join(f":{name}" for name in values)
    spoken, done = defaultdict(list), defaultdict(list)
    for row in await rows(datasette, _SPOKEN.format(names=listed), values):
        spoken[row["motion"]].append(_spoken(row))
    for row in await rows(datasette, _DONE.format(names=listed), values):
        done[row["motion"]].append(row)
    return [_motion(name, spoken[name], done[name]) for name in names if spoken[name]]


def _spoken(row: dict[str, Any]) -> dict[str, Any]:
    """A letter on the motion: what it says of it, and why we think that it is this motion."""
    says = ", ".join(word("status", each) for each in json.loads(row["says"] or "[]"))
    return {**row, "says": says, "why": HOW.get(row["how"], row["how"]), "candidates": json.loads(row["candidates"] or "[]")}


def _motion(name: str, spoken: list[dict[str, Any]], done: list[dict[str, Any]]) -> dict[str, Any]:
    # The fullest naming of it: most proposers, then the first letter.
    named = max(spoken, key=lambda row: len(json.loads(row["proposers"] or "[]")))
    paper = parse_kamerstuk_id(name)
    return {
        "names": proposers({**named, "proposers": json.loads(named["proposers"] or "[]")}),
        "quote": named["quote"],
        "printed": paper.printed if paper else None,
        "url": None if named["fictional"] else publication_url(name),
        "asks": next((row["asks"] for row in spoken if row["asks"]), None),
        "date": next((row["date"] for row in spoken if row["date"]), None),
        "spoken": spoken,
        "done": done,
    }
