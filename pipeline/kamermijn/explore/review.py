"""Reviewing in the browser: only with ``--review``, only for who has the token, and never by a form of another site."""

from __future__ import annotations

import asyncio
import datetime
import hmac
from typing import Any
from urllib.parse import quote, unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from itsdangerous import BadSignature

from kamermijn.explore.explorer import Explorer, present
from kamermijn.explore.letters import record_of
from kamermijn.explore.pages import argument, decoded, letter_path, no_page, page, record_path, unknown_letter
from kamermijn.store import Review, add_review, history

_COOKIE = "kamermijn_review"
_NAME_COOKIE = "kamermijn_reviewer"
_PURPOSE = "kamermijn-review"
_LONGEST_FORM = 20_000
_OFF = "Nakijken staat uit. Start kamermijn met: kamermijn serve --review"


def may_review(datasette: Datasette, request: Request) -> bool:
    """Whether who asks has shown the token that the server printed at its start."""
    desk = present(datasette).desk
    if desk is None:
        return False
    try:
        shown = datasette.unsign(request.cookies.get(_COOKIE, ""), _PURPOSE)
    except BadSignature:
        return False
    return hmac.compare_digest(str(shown), desk.token)


def reviewer(request: Request) -> str:
    """The name that was given last in this browser."""
    return unquote(request.cookies.get(_NAME_COOKIE, ""))[:100]


async def desk(datasette: Datasette, request: Request) -> Response:
    """Take the token (by link or by form), or show who may review and what was reviewed last."""
    explorer = present(datasette)
    if explorer.desk is None:
        return await no_page(datasette, request, "Nakijken staat uit", _OFF)
    token = argument(request, "token")
    if request.method == "POST":
        token = (await _form(request)).get("token", "").strip()
    if token:
        if not hmac.compare_digest(token.encode(), explorer.desk.token.encode()):
            return await _desk(datasette, request, explorer, "Dit is niet de sleutel die bij het starten is getoond.", 403)
        response = Response.redirect("/-/nakijken")
        response.set_cookie(_COOKIE, datasette.sign(token, _PURPOSE), httponly=True, samesite="strict")
        return response
    return await _desk(datasette, request, explorer)


async def _desk(datasette: Datasette, request: Request, explorer: Explorer, wrong: str = "", status: int = 200) -> Response:
    reviewed = await asyncio.to_thread(history, explorer.output)
    latest = [(review, letter_path(review.letter_id, review.record_id)) for review in reversed(reviewed[-200:])]
    context = {"title": "Nakijken", "may": may_review(datasette, request), "wrong": wrong, "latest": latest}
    return await page(datasette, request, "desk", context, status)


async def review(datasette: Datasette, request: Request) -> Response:
    """Keep a review of a record, and go back to it."""
    explorer = present(datasette)
    if explorer.desk is None:
        return await no_page(datasette, request, "Nakijken staat uit", _OFF, 403)
    if request.method != "POST":
        return Response.redirect(record_path(decoded(request, "letter"), decoded(request, "record")))
    if not may_review(datasette, request):
        told = "Open eerst het adres met de sleutel dat kamermijn bij het starten toonde."
        return await no_page(datasette, request, "Nakijken mag alleen met de sleutel", told, 403)
    document = await asyncio.to_thread(explorer.letters.read, decoded(request, "letter"))
    if document is None:
        return await unknown_letter(datasette, request)
    found = record_of(document, decoded(request, "record"))
    form = await _form(request)
    if found is None or found[1]["quote"] != form.get("quote", "").replace("\r\n", "\n"):
        told = "Deze vondst is veranderd sinds de bladzijde werd geopend; open de brief opnieuw."
        return await no_page(datasette, request, "Deze vondst is er zo niet meer", told, 409)
    try:
        given = _review(document["letter"]["letter_id"], found[1], form)
    except ValueError:  # pydantic's errors are some of these
        told = "Geef uw naam, en bij verbeteren wat het moet zijn; niet langer dan 1.000 tekens."
        return await no_page(datasette, request, "Dit oordeel kon niet worden bewaard", told, 400)
    await asyncio.to_thread(add_review, explorer.output, given)
    response = Response.redirect(record_path(given.letter_id, given.record_id), 303)
    response.set_cookie(_NAME_COOKIE, quote(given.reviewer), max_age=60 * 60 * 24 * 365, httponly=True, samesite="strict")
    return response


def _review(letter_id: str, record: dict[str, Any], form: dict[str, str]) -> Review:
    verdict, correction = form.get("verdict", ""), form.get("correction", "").strip()
    if verdict == "corrected" and not correction:
        raise ValueError("a correction says what is right")
    return Review.model_validate(
        {
            "record_id": record["record_id"],
            "letter_id": letter_id,
            "quote": record["quote"],
            "verdict": verdict,
            "correction": correction if verdict == "corrected" else "",
            "note": form.get("note", "").strip(),
            "reviewer": form.get("reviewer", ""),
            "time": datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        }
    )


async def _form(request: Request) -> dict[str, str]:
    """What a form holds; nothing where it is longer than any of ours."""
    if int(request.headers.get("content-length") or 0) > _LONGEST_FORM:
        return {}
    return dict(await request.post_vars())
