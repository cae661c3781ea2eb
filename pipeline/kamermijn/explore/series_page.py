"""The series page: figures of one indicator over periods and letters, as chart and table, with the key that joins them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from kamermijn.dossier.series import NATURES
from kamermijn.explore.chart import Point, chart
from kamermijn.explore.check_wording import told_check
from kamermijn.explore.checks_page import CHECKS
from kamermijn.explore.explorer import rows
from kamermijn.explore.overview import FIRST_SERIES, SERIES, overview
from kamermijn.explore.pages import Paging, argument, letter_path, no_page, page
from kamermijn.explore.search_page import full_text
from kamermijn.explore.wording import period, quantity, word

_PER_PAGE = 50
_MOST_POINTS = 400
_MOST_CHECKS = 500

_POINTS = """
SELECT s.*, l.subject AS letter_subject FROM series s JOIN letters l ON l.letter_id = s.letter_id
WHERE s.series_key IN ({keys}) ORDER BY s.period_start IS NULL, s.period_start, s.period_end, s.date, s.letter_id, s.record_id LIMIT :limit
"""
_ALIKE = "SELECT DISTINCT series_key FROM series WHERE series_key >= :from AND series_key < :to"
_OF_SERIES = "c.kind IN ('two letters', 'parts') AND c.letter_id IN (SELECT letter_id FROM series WHERE series_key IN ({keys}))"


async def series(datasette: Datasette, request: Request) -> Response:
    """Show the series there are, or with ``?reeks=`` one of them."""
    if chosen := argument(request, "reeks", 200):
        return await _one(datasette, request, chosen)
    known = await overview(datasette)
    asked = {name: argument(request, name) for name in ("q", "eenheid", "aard")}
    where, values = list[str](), dict[str, Any]()
    if match := full_text(asked["q"]):
        where.append("rowid IN (SELECT rowid FROM series_fts WHERE series_fts MATCH :match)")
        values["match"] = f"name : ({match})"
    for column, name in (("unit", "eenheid"), ("nature", "aard")):
        if asked[name]:
            where.append(f"{column} = :{column}")
            values[column] = asked[name]
    paging = Paging.of(request, _PER_PAGE)
    first, last = paging.limits["offset"], paging.limits["offset"] + paging.limits["limit"]
    if not where and last <= FIRST_SERIES:
        found = paging.cut(known.series[first:last])
    else:
        found = paging.cut(await rows(datasette, SERIES.format(where=" AND ".join(where) or "1"), {**values, **paging.limits}))
    context = {
        "title": "Reeksen: hetzelfde cijfer over de jaren en brieven",
        "asked": asked,
        "natures": NATURES,
        "units": known.lists["series_units"],
        "found": [{**row, "when": _from_to(row["first"], row["last"])} for row in found],
        "paging": paging,
    }
    return await page(datasette, request, "series", context)


async def _one(datasette: Datasette, request: Request, chosen: str) -> Response:
    keys = [row["series_key"] for row in await rows(datasette, "SELECT DISTINCT series_key FROM series WHERE series = :id", {"id": chosen})]
    if not keys:
        told = "Deze reeks is er niet (meer): na andere regels of met andere brieven kan hij anders heten. Zoek hem op bij Reeksen."
        return await no_page(datasette, request, "Deze reeks is er niet", told)
    about, unit, nature, body = keys[0].split(" | ", 3)
    # The same indicator of another nature is shown beside it, and never in one line with it.
    begins = f"{about} | {unit} | "
    alike = await rows(datasette, _ALIKE, {"from": begins, "to": f"{begins}\U0010ffff"})
    others = [row["series_key"] for row in alike if _is_beside(row["series_key"], nature, body)]
    values = {f"k{number}": key for number, key in enumerate((*keys, *others))}
    named = ", ".join(f":{name}" for name in values)
    found = await rows(datasette, _POINTS.format(keys=named), {**values, "limit": _MOST_POINTS + 1})
    cut, points = len(found) > _MOST_POINTS, found[:_MOST_POINTS]
    drawn = [_point(row) for row in points if row["period_start"] and row["period_end"]]
    ids = {row["record_id"] for row in points}
    of_letters = CHECKS.format(where=_OF_SERIES.format(keys=named))
    checks = [
        row
        for row in await rows(datasette, of_letters, {**values, "limit": _MOST_CHECKS, "offset": 0})
        if ids.intersection(json.loads(row["figures"] or "[]"))
    ]
    own = next((row for row in points if row["series"] == chosen), points[0])
    context = {
        "title": f"Reeks: {own['name']}",
        "series": chosen,
        "key": {"about": about.removeprefix("#"), "is_indicator": about.startswith("#"), "unit": unit, "nature": nature, "body": body},
        "parts": _by_nature(points, chosen),
        "chart": await asyncio.to_thread(chart, drawn, own["unit"]) if drawn else None,
        "points": len(drawn),
        "cut": cut,
        "letters": len({row["letter_id"] for row in points if row["series"] == chosen}),
        "checks": [told_check(row) for row in checks],
    }
    return await page(datasette, request, "series_one", context)


def _is_beside(key: str, nature: str, body: str) -> bool:
    """Whether a series has another nature, and no other body: a target is often set for what one body counts without naming it."""
    _, _, other, whose = key.split(" | ", 3)
    return other != nature and (whose == body or not whose or not body)


def _by_nature(points: Sequence[dict[str, Any]], chosen: str) -> list[dict[str, Any]]:
    """The points of each nature apart, those of the chosen series first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in points:
        told = {
            **row,
            "when": period(row["period_start"], row["period_end"]),
            "said": quantity(row["value"], row["value_high"], row["unit"]),
        }
        found.setdefault(row["series"], []).append(told)
    order = sorted(found, key=lambda name: (name != chosen, NATURES.index(found[name][0]["nature"])))
    return [{"series": name, "nature": found[name][0]["nature"], "points": found[name]} for name in order]


def _point(row: dict[str, Any]) -> Point:
    said = f"{quantity(row['value'], row['value_high'], row['unit'])}; {period(row['period_start'], row['period_end'])}"
    told = f"{said}; {word('nature', row['nature'])} – {row['letter_subject'] or row['letter_id']}"
    return Point(row["period_start"], row["period_end"], row["value"], row["value_high"], row["nature"], told,
                 letter_path(row["letter_id"], row["record_id"]))  # fmt: skip


def _from_to(first: str | None, last: str | None) -> str:
    if not first:
        return ""
    years = first[:4], (last or first)[:4]
    return years[0] if years[0] == years[1] else f"{years[0]}–{years[1]}"
