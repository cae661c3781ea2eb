"""The checks page: what letters state, beside a computation or another letter, with the tolerance and how it comes out."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from kamermijn.explore.check_wording import SORTS, VERDICTS, told_check
from kamermijn.explore.explorer import rows
from kamermijn.explore.overview import overview
from kamermijn.explore.pages import Paging, argument, page
from kamermijn.explore.search_page import full_text

_PER_PAGE = 50

CHECKS = """
SELECT c.*, l.subject AS letter_subject, (SELECT record_id FROM figures WHERE record_id = json_extract(c.figures, '$[0]')) AS record_id
FROM checks c JOIN letters l ON l.letter_id = c.letter_id WHERE {where}
ORDER BY c.verdict = 'holds', c.verdict, c.date IS NULL, c.date DESC, c.letter_id, c.rowid LIMIT :limit OFFSET :offset
"""
"""Checks, those that differ first, each with its letter and the record at which the statement stands; a former version's is none."""


async def checks(datasette: Datasette, request: Request) -> Response:
    """Show the checks, those that differ first."""
    known = await overview(datasette)
    asked = {name: argument(request, name) for name in ("q", "soort", "uitkomst")}
    where, values = list[str](), dict[str, Any]()
    if match := full_text(asked["q"]):
        where.append("c.rowid IN (SELECT rowid FROM checks_fts WHERE checks_fts MATCH :match)")
        values["match"] = match
    for column, name, choices in (("kind", "soort", SORTS), ("verdict", "uitkomst", VERDICTS)):
        if asked[name] in choices:
            where.append(f"c.{column} = :{column}")
            values[column] = asked[name]
    paging = Paging.of(request, _PER_PAGE)
    found = paging.cut(await rows(datasette, CHECKS.format(where=" AND ".join(where) or "1"), {**values, **paging.limits}))
    context = {
        "title": "Nagerekend",
        "asked": asked,
        "sorts": SORTS,
        "verdicts": VERDICTS,
        "counts": known.lists["checks"],
        "found": [told_check(row) for row in found],
        "paging": paging,
    }
    return await page(datasette, request, "checks", context)
