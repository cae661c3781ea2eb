"""The motions page: each motion with the letters that speak of it, and what these say is done."""

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
STATUSES = ("adopted", "rejected", "submitted", "withheld", "withdrawn", "lapsed")
SAID = {"carried out": "uitgevoerd", "being carried out": "wordt uitgevoerd", "not carried out": "wordt niet uitgevoerd"}

_SPOKEN = """
SELECT r.*, coalesce(r.target, r.record_id) AS motion, l.date AS letter_date, l.subject AS letter_subject
FROM motions r JOIN letters l ON l.letter_id = r.letter_id WHERE r.{column} IN ({names})
ORDER BY l.date IS NULL, l.date, r.letter_id, r.start
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
        where.append("r.target = :target")
        values["target"] = paper.identifier
    elif match := full_text(asked):
        where.append("r.rowid IN (SELECT rowid FROM motions_fts WHERE motions_fts MATCH :match)")
        values["match"] = match
    if status in STATUSES:
        where.append("r.status = :status")
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
        "motions": await _told(datasette, grouped, known.has("motion_history", "record_id", "says")),
    }
    return await page(datasette, request, "motions", context)


async def _told(datasette: Datasette, grouped: list[dict[str, Any]], has_history: bool) -> list[dict[str, Any]]:
    targets = [row["target"] for row in grouped if row["target"]]
    alone = [row["motion"] for row in grouped if not row["target"]]
    spoken, done, says = defaultdict(list), defaultdict(list), dict[str, list[str]]()
    for column, names in (("target", targets), ("record_id", alone)):
        for row in await _of(datasette, _SPOKEN, names, column=column):
            spoken[row["motion"]].append(row)
    for row in await _of(datasette, _DONE, targets):
        done[row["motion"]].append(row)
    if has_history:
        ids = [row["record_id"] for group in spoken.values() for row in group]
        for row in await _of(datasette, "SELECT record_id, says FROM motion_history WHERE record_id IN ({names})", ids):
            says[row["record_id"]] = json.loads(row["says"] or "[]")
    return [_motion(row, spoken[row["motion"]], done[row["motion"]], says) for row in grouped]


async def _of(datasette: Datasette, sql: str, names: list[str], **parts: str) -> list[dict[str, Any]]:
    """The rows that belong to these names, which go in as parameters."""
    if not names:
        return []
    values = {f"n{number}": name for number, name in enumerate(names)}
    return await rows(datasette, sql.format(names=", ".join(f":{name}" for name in values), **parts), values)


def _motion(group: dict[str, Any], spoken: list[dict[str, Any]], done: list[dict[str, Any]], says: dict[str, list[str]]) -> dict[str, Any]:
    # The fullest naming of it: most proposers, then the first letter.
    named = max(spoken, key=lambda row: len(json.loads(row["proposers"] or "[]")))
    paper = parse_kamerstuk_id(group["target"] or "")
    for row in spoken:
        told = says.get(row["record_id"]) or ([row["status"]] if row["status"] else [])
        row["says"] = ", ".join(SAID.get(each, word("status", each)) for each in told)
    return {
        "names": proposers({**named, "proposers": json.loads(named["proposers"] or "[]")}),
        "quote": named["quote"],
        "target": group["target"],
        "printed": paper.printed if paper else group["target"],
        "url": None if named["fictional"] else publication_url(group["target"] or ""),
        "asks": next((row["asks"] for row in spoken if row["asks"]), None),
        "date": next((row["date"] for row in spoken if row["date"]), None),
        "spoken": spoken,
        "done": done,
    }
