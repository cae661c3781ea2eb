"""What other letters have to do with this one: which speak of it, and where its statements were set beside others."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette

from kamermijn.explore.explorer import rows
from kamermijn.explore.overview import overview

VERDICTS = {"holds": "klopt", "does not hold": "verschilt", "cannot tell": "niet zeker"}
LINKS = {"cites": "verwijst ernaar", "answers": "beantwoordt", "carries out": "voert uit", "corrects": "verbetert"}
_MOST = 50

_NAMED_BY = """
SELECT k.letter_id, k.record_id, k.kind, k.quote, l.subject, l.date FROM links k JOIN letters l ON l.letter_id = k.letter_id
WHERE k.target = :letter AND k.letter_id <> :letter ORDER BY l.date, k.letter_id LIMIT :most
"""
_CHECKS = """
SELECT kind, verdict, letter_id, other_letter, stated, computed, note, sentence FROM checks
WHERE letter_id = :letter OR other_letter = :letter ORDER BY verdict = 'holds', letter_id LIMIT :most
"""


async def around(datasette: Datasette, letter_id: str) -> dict[str, Any]:
    """The letters that name this one, and the checks it is in; nothing of what this run did not look for."""
    known = await overview(datasette)
    values = {"letter": letter_id, "most": _MOST}
    named_by = await rows(datasette, _NAMED_BY, values) if known.has("links", "target", "record_id", "kind", "quote") else []
    checked = known.has("checks", "verdict", "other_letter", "stated", "computed", "note")
    checks = await rows(datasette, _CHECKS, values) if checked else []
    return {
        "named_by": [{**row, "told": LINKS.get(row["kind"], row["kind"])} for row in named_by],
        "checks": [{**row, "told": VERDICTS.get(row["verdict"], row["verdict"])} for row in checks],
    }
