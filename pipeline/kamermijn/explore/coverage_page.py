"""The coverage page: what was seen in the letters, what of it became a record, what did not and why, and how often rules are right."""

from __future__ import annotations

import functools
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from kamermijn.explore.explorer import rows
from kamermijn.explore.overview import overview
from kamermijn.explore.pages import Paging, argument, page
from kamermijn.explore.search_page import NEWEST
from kamermijn.rules import precision

_PER_PAGE = 50
_MOST_NUMERALS = 500

_OF_LETTER = """
SELECT count(*) AS seen, coalesce(sum(outcome NOT IN ('left out', 'rejected')), 0) AS in_records,
coalesce(sum(outcome = 'rejected'), 0) AS rejected,
coalesce(sum(outcome = 'left out'), 0) AS left_out FROM coverage WHERE letter_id = :letter
"""


async def coverage(datasette: Datasette, request: Request) -> Response:
    """Show the account of all letters, or with ``?brief=`` that of one."""
    letter = argument(request, "brief", 300)
    if letter:
        return await _letter(datasette, request, letter)
    known = await overview(datasette)
    paging = Paging.of(request, _PER_PAGE)
    listed = paging.cut(await rows(datasette, NEWEST.format(where=""), paging.limits))
    for row in listed:
        row |= (await rows(datasette, _OF_LETTER, {"letter": row["letter_id"]}))[0]
    rules, counted = measured().get("rules", {}), dict[str, int](known.lists["rules"])
    context = {
        "title": "Dekking: wat is gezien, en wat niet is opgenomen",
        "letters": listed,
        "paging": paging,
        "outcomes": known.lists["outcomes"],
        "reasons": known.lists["reasons"],
        "rejected": known.lists["rejected"],
        "problems": await _problems(datasette),
        "rules": [{"rule": rule, "records": counted.get(rule, 0), **numbers} for rule, numbers in sorted(rules.items())],
        "unmeasured": sorted((rule, n) for rule, n in counted.items() if rule not in rules),
        "measured": measured(),
    }
    return await page(datasette, request, "coverage", context)


async def _letter(datasette: Datasette, request: Request, letter: str) -> Response:
    found = await rows(datasette, "SELECT * FROM letters WHERE letter_id = :letter", {"letter": letter})
    left_out = "SELECT * FROM coverage WHERE letter_id = :letter AND outcome IN ('left out', 'rejected') ORDER BY start LIMIT :most"
    context = {
        "title": f"Dekking van {found[0]['subject'] or letter}" if found else "Deze brief is er niet",
        "letter": found[0] if found else None,
        "asked": letter,
        "account": (await rows(datasette, _OF_LETTER, {"letter": letter}))[0],
        "outcomes": await rows(
            datasette,
            "SELECT outcome, count(*) AS n FROM coverage WHERE letter_id = :letter GROUP BY 1 ORDER BY 2 DESC",
            {"letter": letter},
        ),
        "numerals": await rows(datasette, left_out, {"letter": letter, "most": _MOST_NUMERALS}),
        "rejected": await rows(datasette, "SELECT * FROM rejected WHERE letter_id = :letter ORDER BY start", {"letter": letter}),
    }
    return await page(datasette, request, "coverage_letter", context, 200 if found else 404)


async def _problems(datasette: Datasette) -> list[dict[str, Any]]:
    return await rows(datasette, "SELECT source, level, reason, message FROM errors ORDER BY level, source LIMIT 100")


@functools.cache
def measured() -> dict[str, Any]:
    """What ``make score`` measured of the rules that ship."""
    return precision()


def precision_of(rule: str) -> dict[str, int] | None:
    """How many records a rule found in the annotated letters, and how many of them are right."""
    found: dict[str, int] | None = measured().get("rules", {}).get(rule)
    return found
