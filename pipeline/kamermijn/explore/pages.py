"""What every page of ours has in common: its frame, its addresses, and what is said when there is nothing to show."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from datasette.app import Datasette
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import Request, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from kamermijn.explore import wording
from kamermijn.explore.explorer import DATABASE, present
from kamermijn.explore.security import OURS, Nonces

_ASSETS = {
    "explore.css": "text/css; charset=utf-8",
    "explore.js": "text/javascript; charset=utf-8",
    "tables.css": "text/css; charset=utf-8",
}
NAVIGATION = (("/", "Zoeken"), ("/cijfers", "Cijfers"), ("/toezeggingen", "Toezeggingen"), ("/moties", "Moties"),
              ("/dekking", "Dekking"), (f"/{DATABASE}", "Tabellen en SQL"))  # fmt: skip


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


def prepare(environment: Environment) -> None:
    """Let templates ``kamermijn/...`` be found, speak Dutch, and carry nonces."""
    environment.loader = ChoiceLoader([PrefixLoader({"kamermijn": PackageLoader("kamermijn.explore", "html")}), environment.loader])  # type: ignore[list-item]
    environment.add_extension(Nonces)
    environment.filters.update(
        nl_number=wording.number, nl_day=wording.day, nl_word=lambda value, field: wording.word(field, value), nl_field=wording.field_name,
        nl_shown=lambda value, name: wording.shown(name, value),
    )  # fmt: skip
    environment.globals.update(
        nl_period=wording.period, nl_quantity=wording.quantity, letter_path=letter_path, record_path=record_path, asset_path=asset_path
    )


async def page(datasette: Datasette, request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """One of our pages as a response, under the strictest policy."""
    explorer = present(datasette)
    frame = {
        "navigation": NAVIGATION,
        "here": request.path,
        "reviewing": explorer.desk is not None,
        "has_database": DATABASE in datasette.databases,
    }
    body = await datasette.render_template(f"kamermijn/{template}.html", {**frame, **context}, request=request)
    return Response.html(body, status=status, headers={OURS: "1", "cache-control": "no-cache"})


async def no_page(datasette: Datasette, request: Request, title: str, told: str, status: int = 404) -> Response:
    """What is said when there is nothing, or something went wrong: what, and where to go on."""
    return await page(datasette, request, "message", {"title": title, "told": told}, status)
