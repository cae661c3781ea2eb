"""What every page of ours has in common: its frame, its addresses, and what is said when there is nothing to show."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from kamermijn.explore.explorer import DATABASE, present
from kamermijn.explore.security import OURS
from kamermijn.explore.templates import filled_in

_LOG = logging.getLogger("kamermijn.explore")
_ASSETS = {
    "explore.css": "text/css; charset=utf-8",
    "explore.js": "text/javascript; charset=utf-8",
    "tables.css": "text/css; charset=utf-8",
}
NAVIGATION = (
    ("/", "Zoeken"),
    ("/cijfers", "Cijfers"),
    ("/reeksen", "Reeksen"),
    ("/toezeggingen", "Toezeggingen"),
    ("/moties", "Moties"),
    ("/nagerekend", "Nagerekend"),
    ("/dekking", "Dekking"),
    (f"/{DATABASE}", "Tabellen en SQL"),
)


@functools.cache
def asset(name: str) -> bytes:
    """A file that ships with the pages."""
    return resources.files("kamermijn.explore").joinpath("assets", name).read_bytes()


@functools.cache
def asset_path(name: str) -> str:
    """The address of such a file; another one when its content is another."""
    return f"/-/kamermijn/{name}?{hashlib.sha256(asset(name)).hexdigest()[:12]}"


async def assets(datasette: Datasette, request: Request) -> Response:
    """Serve the files that ship with the pages: those, by name, and nothing else."""
    name = request.url_vars["name"]
    return Response(asset(name).decode("utf-8"), content_type=_ASSETS[name], headers={"cache-control": "max-age=31536000, immutable"})


ASSET_ROUTE = rf"^/-/kamermijn/(?P<name>{'|'.join(name.replace('.', '[.]') for name in _ASSETS)})$"


def letter_path(letter_id: str, record_id: str | None = None) -> str:
    """The address of a letter, or of a record in it: opened there, the page stands at its sentence."""
    return f"/brief/{tilde_encode(letter_id)}" + (f"#{tilde_encode(record_id)}" if record_id else "")


def record_path(letter_id: str, record_id: str) -> str:
    """The address of all that is known of one record."""
    return f"/brief/{tilde_encode(letter_id)}/{tilde_encode(record_id)}"


def decoded(request: Request, name: str) -> str:
    """A part of the path as the id that it is."""
    return str(tilde_decode(request.url_vars[name]))


def argument(request: Request, name: str, longest: int = 200) -> str:
    """A word of the query string, cut to what is reasonable; NUL and line breaks are blanks."""
    text = (request.args.get(name) or "")[:longest]
    return " ".join(text.replace("\x00", " ").split())


async def page(datasette: Datasette, request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """One of our pages as a response, under the strictest policy."""
    explorer = present(datasette)
    frame = {
        "navigation": NAVIGATION,
        "here": request.path,
        "reviewing": explorer.desk is not None,
        "csrftoken": request.scope["csrftoken"],
        "letter_path": letter_path,
        "record_path": record_path,
        "asset_path": asset_path,
    }
    body = await asyncio.to_thread(filled_in, template, {**frame, **context})
    return Response.html(body, status=status, headers={OURS: "1", "cache-control": "no-cache"})


async def no_page(datasette: Datasette, request: Request, title: str, told: str, status: int = 404) -> Response:
    """What is said when there is nothing, or something went wrong: what, and where to go on."""
    return await page(datasette, request, "message", {"title": title, "told": told}, status)


async def unknown_letter(datasette: Datasette, request: Request) -> Response:
    """There is no such letter."""
    told = f"Er is in deze verzameling geen brief met het kenmerk {decoded(request, 'letter')}. Zoek hem op onderwerp, dossier of nummer."
    return await no_page(datasette, request, "Deze brief is er niet", told)


def asks_for_data(request: Request) -> bool:
    """Whether a program asks, that expects no page of ours."""
    return bool(re.search(r"[.](json|csv|blob)$", request.path))


def apology(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """What is said where Datasette found nothing or something went wrong; why, where it is a fault of ours, is told in the log."""

    async def told() -> Response:
        status = getattr(exception, "status", 500)
        if status == 404:
            return await no_page(datasette, request, "Deze bladzijde is er niet", f"Er is niets op het adres {request.path}.")
        if isinstance(exception, (Base400, DatasetteError)):
            reason = str(getattr(exception, "message", "") or exception)
            if "interrupted" in reason.lower() or "time limit" in reason.lower():
                reason = "Deze vraag duurde te lang en is afgebroken. Vraag minder tegelijk, of zet er een LIMIT bij."
            return await no_page(datasette, request, "Deze vraag kan niet worden beantwoord", re.sub(r"<[^>]*>", " ", reason), status)
        if isinstance(exception, QueryInterrupted):
            return await no_page(datasette, request, "Dit duurde te lang", "De vraag is afgebroken. Vraag minder tegelijk.", 503)
        _LOG.error("%s %s", request.method, request.path, exc_info=exception)
        told = "Er ging hier iets mis; wat, staat in het venster waarin kamermijn draait."
        return await no_page(datasette, request, "Dit is misgegaan", told, 500)

    return told


@dataclass
class Paging:
    """Which part of a long list is asked for; one row more than fits tells that there is a next part."""

    request: Request
    number: int
    size: int
    has_more: bool = field(default=False, init=False)

    @classmethod
    def of(cls, request: Request, size: int) -> Paging:
        """As ``?blz=`` says; the first where it says nothing sensible."""
        text = request.args.get("blz") or "1"
        return cls(request, min(int(text), 10_000) if re.fullmatch(r"[1-9][0-9]{0,4}", text) else 1, size)

    @property
    def limits(self) -> dict[str, int]:
        """The parameters ``:limit`` and ``:offset`` of the query."""
        return {"limit": self.size + 1, "offset": (self.number - 1) * self.size}

    def cut(self, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows of this part; remembers whether there are more."""
        self.has_more = len(found) > self.size
        return found[: self.size]

    @property
    def following(self) -> str | None:
        """The address of the next part, if there is one."""
        return self._at(self.number + 1) if self.has_more else None

    @property
    def preceding(self) -> str | None:
        """The address of the part before."""
        return self._at(self.number - 1) if self.number > 1 else None

    def _at(self, number: int) -> str:
        kept = [(name, value) for name, value in parse_qsl(self.request.query_string, keep_blank_values=False) if name != "blz"]
        return f"{self.request.path}?{urlencode([*kept, ('blz', number)])}"
