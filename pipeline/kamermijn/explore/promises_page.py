"""The promises page: what was promised and undertaken, by whom, by when, and how long ago that was."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from kamermijn.explore.explorer import rows
from kamermijn.explore.overview import Overview, overview
from kamermijn.explore.pages import Paging, argument, page
from kamermijn.explore.search_page import full_text
from kamermijn.explore.wording import number, period, quantity

_PER_PAGE = 50
STATUSES = ("announced", "started", "considered", "completed")
TERMS = {"verstreken": "termijn verstreken", "komend": "termijn komt nog", "zonder": "zonder termijn"}
FOLLOWED = {
    "follow-up found": "vervolg gevonden",
    "none found in this collection": "geen vervolg gevonden in deze verzameling",
    "deadline ahead": "termijn was er nog niet in deze verzameling",
    "told as done": "volgens de brief zelf gedaan",
}
"""What was looked for in later letters and found, in careful words: what is not found may well have been done."""

WHY = {
    "same motion": "dezelfde motie",
    "explicit reference": "noemt de brief met de toezegging",
    "same act and object": "zelfde handeling en onderwerp",
}
"""Why a sentence of a later letter is taken to be about a promise."""
DOUBTS = {
    "few words in common": "weinig woorden gemeen",
    "names the same motion without saying what is done": "noemt dezelfde motie, zonder te zeggen wat er is gedaan",
    "fits another promise better": "past beter bij een andere toezegging",
    "another sentence of that letter fits better": "een andere zin van die brief past beter",
}

# The rows of a part of the list are chosen within one table, which an index alone can do, and then read.
_LISTED = """
SELECT r.*, {followed} l.date AS letter_date, l.subject AS letter_subject FROM measures r JOIN letters l ON l.letter_id = r.letter_id {join}
WHERE r.record_id IN (SELECT {id} FROM {table} WHERE {where} ORDER BY {none_last} deadline_end, {id} LIMIT :limit OFFSET :offset)
ORDER BY {none_last_of_r} r.deadline_end, r.record_id
"""
_OF_MEASURES = {"table": "measures", "id": "record_id", "status": "status"}
_OF_PROMISES = {"table": "promises", "id": "promise_id", "status": "told_as"}


async def promises(datasette: Datasette, request: Request) -> Response:
    """Show promises and measures; without a choice the promises to inform Parliament that were announced."""
    known = await overview(datasette)
    asked = {name: argument(request, name) for name in ("q", "wie", "soort", "stand", "termijn", "vervolg", "op")}
    first = not any(asked[name] for name in ("q", "wie", "soort", "stand", "termijn", "vervolg"))
    if first:
        asked |= {"soort": "information", "stand": "announced"}
    day = _day(asked["op"])
    followed = _knows_what_followed(known)
    has_term = asked["termijn"] in ("verstreken", "komend")
    by_follow_up = followed and asked["vervolg"] in FOLLOWED
    names = _OF_PROMISES if by_follow_up else _OF_MEASURES
    where, values = _where(asked, day, by_follow_up)
    paging = Paging.of(request, _PER_PAGE)
    sql = _LISTED.format(
        where=" AND ".join(where).format(**names) or "1",
        none_last="" if has_term else "deadline_end IS NULL,",
        none_last_of_r="" if has_term else "r.deadline_end IS NULL,",
        followed="p.status AS followed, p.followed_up_in, p.candidates AS doubtful, p.days_after_deadline," if followed else "",
        join="LEFT JOIN promises p ON p.promise_id = r.record_id" if followed else "", **names,
    )  # fmt: skip
    found = paging.cut(await rows(datasette, sql, {**values, **paging.limits}))
    context = {
        "title": "Toezeggingen en maatregelen",
        "asked": asked,
        "day": day,
        "wrong_day": bool(asked["op"]) and str(day) != asked["op"],
        "found": [_shown(row, day) for row in found],
        "paging": paging,
        "actors": known.lists["actors"],
        "statuses": STATUSES,
        "terms": TERMS,
        "knows_what_followed": followed,
        "follow_ups": FOLLOWED,
        "first": first,
    }
    return await page(datasette, request, "promises", context)


def _knows_what_followed(known: Overview) -> bool:
    return known.has("promises", "promise_id", "status", "followed_up_in", "candidates")


def _day(text: str) -> datetime.date:
    """The day to count from: the one asked for, else today."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return datetime.datetime.now(datetime.UTC).date()


def _where(asked: dict[str, str], day: datetime.date, by_follow_up: bool) -> tuple[list[str], dict[str, Any]]:
    """What is asked for, as conditions on the one table that is chosen from."""
    where, values = list[str](), {"day": day.isoformat(), "who": asked["wie"], "type": asked["soort"], "status": asked["stand"]}
    if match := full_text(asked["q"]):
        where.append(
            "{id} IN (SELECT record_id FROM measures WHERE rowid IN (SELECT rowid FROM measures_fts WHERE measures_fts MATCH :match))"
        )
        values["match"] = match
    if asked["wie"]:
        where.append("actor = :who")
    if asked["soort"] and asked["soort"] != "alle":
        where.append("type = :type")
    if asked["stand"] and asked["stand"] != "alle":
        where.append("{status} = :status")
    # Only what is announced can be late.
    match asked["termijn"]:
        case "verstreken":
            where.append("{status} = 'announced' AND deadline_end < :day")
        case "komend":
            where.append("deadline_end >= :day")
        case "zonder":
            where.append("deadline_end IS NULL")
    if by_follow_up:
        where.append("promises.status = :followed")
        values["followed"] = asked["vervolg"]
    return where, values


def _shown(row: dict[str, Any], day: datetime.date) -> dict[str, Any]:
    end = datetime.date.fromisoformat(row["deadline_end"]) if row["deadline_end"] else None
    # What was told as done, here or later, has no days that count on.
    waits = row["status"] == "announced" and row.get("followed") not in ("follow-up found", "told as done")
    past = (day - end).days if end and waits else None
    return {
        **row,
        "past": past,
        "when": period(row["deadline_start"], row["deadline_end"]),
        "costs": quantity(row["amount"], None, row["amount_unit"]) if row["amount"] is not None else "",
        "followed": FOLLOWED.get(row.get("followed") or "", ""),
        "later": [_follow_up(each) for each in json.loads(row.get("followed_up_in") or "[]")],
        "doubtful": [_follow_up(each) for each in json.loads(row.get("doubtful") or "[]")],
    }


def _follow_up(each: dict[str, Any]) -> dict[str, Any]:
    """A sentence of a later letter with the reason why it is about the promise."""
    shared = [f"gedeelde woorden: {', '.join(each['words'])}"] if each.get("words") else []
    amounts = [f"hetzelfde bedrag: {', '.join(each['amounts'])}"] if each.get("amounts") else []
    reason = "; ".join([WHY.get(each["why"], each["why"]), *shared, *amounts, f"gelijkenis {number(each['score'])}"])
    return {**each, "reason": reason, "doubt": _doubt(each.get("doubt") or "")}


def _doubt(told: str) -> str:
    if equally := re.fullmatch(r"fits (\d+) promises equally well", told):
        return f"past even goed bij {equally[1]} toezeggingen"
    return DOUBTS.get(told, told)
