"""The figures page: a subject, a unit, a body, and what the letters say of it over time, as chart and as table."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from kamermijn.explore.chart import Point, chart
from kamermijn.explore.explorer import rows
from kamermijn.explore.overview import SERIES, overview
from kamermijn.explore.pages import Paging, argument, letter_path, page
from kamermijn.explore.search_page import full_text
from kamermijn.explore.wording import in_short, period

_PER_PAGE = 100
_MOST_POINTS = 400
_MOST_SERIES = 10
NATURES = ("reported", "target", "estimate", "norm", "unknown")

_FIGURES = """
SELECT r.*, l.date AS letter_date, l.subject AS letter_subject FROM figures r JOIN letters l ON l.letter_id = r.letter_id
WHERE {where} ORDER BY r.period_start IS NULL, r.period_start, r.period_end, l.date, r.letter_id, r.start LIMIT :limit OFFSET :offset
"""


async def figures(datasette: Datasette, request: Request) -> Response:
    """Show the figures that are asked for; without a question, what there is to ask for."""
    subject, unit, body = argument(request, "onderwerp"), argument(request, "eenheid", 40), argument(request, "organisatie")
    nature, kind = argument(request, "aard", 20), argument(request, "soort", 20)
    known = await overview(datasette)
    clauses, values = _asked(subject, body, nature)
    context: dict[str, Any] = {
        "title": f"Cijfers: {subject}" if subject else "Cijfers over de tijd",
        "subject": subject,
        "unit": unit,
        "body": body,
        "nature": nature,
        "kind": kind,
        "natures": NATURES,
        "subjects": known.lists["subjects"],
        "bodies": known.lists["bodies"],
        "units": known.lists["units"],
        "asked": bool(clauses),
        "found": [],
        "chart": None,
        "series": [],
    }
    if clauses:
        context |= await _found(datasette, request, clauses, values, unit, kind)
        context["series"] = await _series(datasette, values.get("match"))
    return await page(datasette, request, "figures", context)


def _asked(subject: str, body: str, nature: str) -> tuple[list[str], dict[str, Any]]:
    clauses, values = [], dict[str, Any]()
    if match := full_text(subject):
        clauses.append("r.rowid IN (SELECT rowid FROM figures_fts WHERE figures_fts MATCH :match)")
        values["match"] = f"subject : ({match})"
    if body:
        clauses.append("r.organisation = :body")
        values["body"] = body
    if clauses and nature in NATURES:
        clauses.append("r.nature IS NULL" if nature == "unknown" else "r.nature = :nature")
        values["nature"] = nature
    return clauses, values


async def _series(datasette: Datasette, match: str | None) -> list[dict[str, Any]]:
    """The series on the subject that is asked for, those of most periods first."""
    if not match:
        return []
    where = "rowid IN (SELECT rowid FROM series_fts WHERE series_fts MATCH :match)"
    values = {"match": match.replace("subject :", "name :", 1), "limit": _MOST_SERIES, "offset": 0}
    return await rows(datasette, SERIES.format(where=where), values)


async def _found(
    datasette: Datasette, request: Request, clauses: list[str], values: dict[str, Any], unit: str, kind: str
) -> dict[str, Any]:
    """The figures in one unit, levels apart from changes: what can stand in one chart."""
    grouped = await rows(
        datasette,
        "SELECT r.unit, r.change IS NOT NULL AND r.change <> 'none' AS is_change, count(*) AS n, count(r.period_start) AS dated "
        f"FROM figures r WHERE {' AND '.join(clauses)} GROUP BY 1, 2",
        values,
    )
    units = Counter[str]()
    for row in grouped:
        units[row["unit"]] += row["n"]
    # Of the units the one with most points to draw, levels before changes; the reader can choose another.
    drawable = Counter[str]()
    for row in grouped:
        drawable[row["unit"]] += row["dated"] * (1 if row["is_change"] else _MOST_POINTS)
    chosen = unit if unit in units else max(units, key=lambda name: (drawable[name], units[name]), default="")
    of_unit = [row for row in grouped if row["unit"] == chosen]
    levels, changes = (sum(row["n"] for row in of_unit if bool(row["is_change"]) is wanted) for wanted in (False, True))
    is_change = kind == "veranderingen" if kind in ("standen", "veranderingen") else not levels and bool(changes)
    where = [*clauses, "r.unit = :unit", f"(r.change IS NOT NULL AND r.change <> 'none') = {int(is_change)}"]
    values = {**values, "unit": chosen}
    paging = Paging.of(request, _PER_PAGE)
    sql = _FIGURES.format(where=" AND ".join(where))
    found = paging.cut(await rows(datasette, sql, {**values, **paging.limits}))
    # Without a subject the figures of a body count all sorts of things: only one of these can be a line through time.
    only, others = "", list[dict[str, Any]]()
    if "match" not in values:
        counting = "SELECT min(r.subject) AS subject, count(*) AS n, count(DISTINCT r.period_start) AS periods FROM figures r"
        others = await rows(
            datasette,
            f"{counting} WHERE {' AND '.join(where)} AND r.subject IS NOT NULL "
            "GROUP BY lower(r.subject) ORDER BY periods DESC, n DESC, 1 LIMIT 30",
            values,
        )
        only = others[0]["subject"] if others else ""
    drawn_where = [*where, "r.period_start IS NOT NULL", "r.period_end IS NOT NULL", *(["lower(r.subject) = lower(:only)"] if only else [])]
    drawn = await rows(
        datasette,
        _FIGURES.format(where=" AND ".join(drawn_where)),
        {**values, "only": only, "limit": _MOST_POINTS + 1, "offset": 0},
    )
    points = [_point(row) for row in drawn[:_MOST_POINTS]]
    return {
        "found": [{**row, "said": in_short("figures", row), "when": period(row["period_start"], row["period_end"])} for row in found],
        "chart": await asyncio.to_thread(chart, points, chosen) if points else None,
        "points": len(points),
        "cut": len(drawn) > _MOST_POINTS,
        "chosen": chosen,
        "found_units": units.most_common(),
        "levels": levels,
        "changes": changes,
        "is_change": is_change,
        "paging": paging,
        "total": changes if is_change else levels,
        "only": only,
        "others": others,
    }


def _point(row: dict[str, Any]) -> Point:
    told = f"{in_short('figures', row)} – {row['letter_subject'] or row['letter_id']}"
    return Point(row["period_start"], row["period_end"], row["value"], row["value_high"], row["nature"] or "unknown", told,
                 letter_path(row["letter_id"], row["record_id"]))  # fmt: skip
