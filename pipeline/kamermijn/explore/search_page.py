"""The first page: search in the text of all letters, with the words found in their context, and the newest letters."""

from __future__ import annotations

import json
import re
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup, escape

from kamermijn.dutch.identifiers import parse_dossier, parse_kamerstuk, parse_kamerstuk_id
from kamermijn.explore.citation_style import reference
from kamermijn.explore.explorer import rows
from kamermijn.explore.overview import overview
from kamermijn.explore.pages import Paging, argument, page

_PER_PAGE = 20
_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"[^\W_]")
# Around the words found; no letter holds them, since control characters are taken out of its text.
_FROM, _TO = "\x02", "\x03"

_FOUND = """
SELECT l.*, f.snippet FROM (
  SELECT rowid, rank, snippet(texts_fts, 0, char(2), char(3), ' … ', 40) AS snippet FROM texts_fts WHERE texts_fts MATCH :match
) f JOIN texts t ON t.rowid = f.rowid JOIN letters l ON l.letter_id = t.letter_id {where} ORDER BY {order} LIMIT :limit OFFSET :offset
"""
_SENTENCES = """
SELECT r.record_id, r.letter_id, r.quote, r.sentence, '{kind}' AS kind FROM (
  SELECT rowid FROM {kind}_fts WHERE {kind}_fts MATCH :match ORDER BY rank LIMIT 6
) f JOIN {kind} r ON r.rowid = f.rowid
"""
NEWEST = """
SELECT * FROM letters WHERE letter_id IN (
  SELECT l.letter_id FROM letters l {where} ORDER BY l.date DESC, l.letter_id DESC LIMIT :limit OFFSET :offset
) ORDER BY date DESC, letter_id DESC
"""
"""The letters of a part of the list, the newest first and those without a date last: found by an index alone, then read."""
_ORDERS = {"passend": "f.rank", "nieuwste": "l.date DESC, l.letter_id DESC", "oudste": "l.date IS NULL, l.date, l.letter_id"}


async def search(datasette: Datasette, request: Request) -> Response:
    """Show what is found, or the newest letters where nothing is looked for."""
    asked, dossier = argument(request, "q"), argument(request, "dossier", 40)
    known = await overview(datasette)
    match = full_text(asked)
    paging = Paging.of(request, _PER_PAGE)
    order = argument(request, "volgorde") if argument(request, "volgorde") in _ORDERS else "passend"
    filed = (parse_dossier(dossier) or parse_dossier(dossier.replace(" ", ""))) if dossier else None
    values: dict[str, Any] = {"dossier": filed.identifier if filed else dossier, "match": match, **paging.limits}
    where = "EXISTS (SELECT 1 FROM json_each(l.dossiers) WHERE value = :dossier)" if dossier else ""
    named, sentences = list[dict[str, Any]](), list[dict[str, Any]]()
    if match:
        found = await rows(datasette, _FOUND.format(where=f"WHERE {where}" if where else "", order=_ORDERS[order]), values)
        count = await rows(datasette, "SELECT count(*) AS n FROM texts_fts WHERE texts_fts MATCH :match", values) if not where else []
        if paging.number == 1:
            named = await _named(datasette, asked)
            for kind in ("figures", "measures"):
                sentences += await rows(datasette, _SENTENCES.format(kind=kind), values)
    else:
        found, count = await rows(datasette, NEWEST.format(where=f"WHERE {where}" if where else ""), values), []
    context = {
        "title": f"Zoeken: {asked}" if asked else "Kamerbrieven doorzoeken",
        "q": asked,
        "dossier": dossier,
        "order": order,
        "orders": list(_ORDERS),
        "hits": [_hit(row) for row in paging.cut(found)],
        "named": [_hit(row) for row in named],
        "sentences": sentences,
        "searched": bool(match),
        "total": count[0]["n"] if count else None,
        "counts": known.counts,
        "dossiers": known.lists["dossiers"],
        "paging": paging,
    }
    return await page(datasette, request, "search", context)


def full_text(asked: str) -> str:
    """What people type as a full-text query: words that must all be there, ``"a phrase"``, ``begin*``; every sign is just a sign."""
    terms = []
    for phrase, word in _TERM.findall(asked):
        begins = word.endswith("*")
        text = (phrase or word.rstrip("*")).replace('"', "")
        if _WORD.search(text):
            terms.append(f'"{text}"' + ("*" if begins else ""))
    return " ".join(terms)


async def _named(datasette: Datasette, asked: str) -> list[dict[str, Any]]:
    """The letter that a number names: ``28 638, nr. 158``, ``kst-28638-158``; or those of a dossier: ``28638``."""
    paper = parse_kamerstuk_id(asked.strip()) or parse_kamerstuk(asked)
    if paper:
        return await rows(datasette, "SELECT * FROM letters WHERE letter_id = :id", {"id": paper.identifier})
    if dossier := parse_dossier(asked):
        return await rows(
            datasette,
            "SELECT l.* FROM letters l WHERE EXISTS (SELECT 1 FROM json_each(l.dossiers) WHERE value = :id) ORDER BY l.date DESC LIMIT 10",
            {"id": dossier.identifier},
        )
    return []


def _hit(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "reference": reference({**row, "dossiers": _listed(row["dossiers"])}), "snippet": _in_bold(row.get("snippet") or "")}


def _listed(text: object) -> list[str]:
    found = json.loads(str(text)) if text else []
    return [str(item) for item in found]


def _in_bold(snippet: str) -> Markup:
    """The words found in bold, everything escaped."""
    return Markup(str(escape(" ".join(snippet.split()))).replace(_FROM, "<b>").replace(_TO, "</b>"))
