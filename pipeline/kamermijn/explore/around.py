"""What other letters have to do with this one: which it names and which name it, and where its statements were set beside others."""

from __future__ import annotations

import json
from typing import Any

from datasette.app import Datasette

from kamermijn.explore.check_wording import told_check
from kamermijn.explore.checks_page import CHECKS
from kamermijn.explore.explorer import rows
from kamermijn.explore.overview import overview

LINKS = {"cites": "verwijst ernaar", "answers": "beantwoordt", "carries out": "voert uit", "corrects": "verbetert"}
HOW = {
    "number": "bij zijn nummer genoemd",
    "date": "de enige brief van die datum en afzender in deze verzameling",
    "ambiguous": "meer brieven van die datum passen",
    "not in this collection": "geen brief van die datum en afzender in deze verzameling",
}
"""Why it is this letter that is named, or why it is not known which."""
_MOST = 50

_NAMED_BY = """
SELECT k.letter_id, k.record_id, k.kind, k.how, k.quote, l.subject, l.date FROM links k JOIN letters l ON l.letter_id = k.letter_id
WHERE k.target = :letter AND k.letter_id <> :letter ORDER BY l.date, k.letter_id LIMIT :most
"""
# What is named by its number and is not here stands among the citations already.
_NAMES = """
SELECT k.target, k.record_id, k.kind, k.how, k.quote, k.candidates, l.subject, l.date
FROM links k LEFT JOIN letters l ON l.letter_id = k.target
WHERE k.letter_id = :letter AND (k.in_collection OR k.how <> 'number') AND k.target IS NOT :letter ORDER BY k.rowid LIMIT :most
"""


async def around(datasette: Datasette, letter_id: str) -> dict[str, Any]:
    """The letters that name this one and that it names, and the checks it is in; nothing of what this run did not look for."""
    known = await overview(datasette)
    values = {"letter": letter_id, "most": _MOST}
    linked = known.has("links", "target", "record_id", "kind", "quote", "how")
    named_by = await rows(datasette, _NAMED_BY, values) if linked else []
    names = await rows(datasette, _NAMES, values) if linked else []
    checked = known.has("checks", "verdict", "other_letter", "stated", "computed", "note", "figures")
    of_letter = CHECKS.format(where="c.letter_id = :letter OR c.other_letter = :letter")
    checks = await rows(datasette, of_letter, {"letter": letter_id, "limit": _MOST, "offset": 0}) if checked else []
    return {
        "named_by": [_told(row) for row in named_by],
        "names": [{**_told(row), "candidates": json.loads(row["candidates"] or "[]")} for row in names],
        "checks": [told_check(row) for row in checks],
    }


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "told": LINKS.get(row["kind"], row["kind"]), "why": HOW.get(row["how"], row["how"])}
