"""What keeps the pages safe: a strict Content-Security-Policy, and no request that another site could have made up."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from contextvars import ContextVar
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

OURS = "x-kamermijn-page"
"""Header by which a page of ours asks for the strictest policy; it does not leave the server."""

_STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
# Datasette's own templates hold scripts, which get a nonce; its SQL editor makes style sheets as it runs, which cannot have one.
_DATASETTE = ("default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
              "connect-src 'self'")  # fmt: skip
_ALWAYS = "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_nonce: ContextVar[str] = ContextVar("nonce", default="")


class Nonces(Extension):
    """Gives every script that stands in a template (never one that comes out of data) the nonce of the request."""

    _element = re.compile(r"<script(?=[\s>])")

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals["csp_nonce"] = _nonce.get

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template's own text, before anything is filled in."""
        return self._element.sub('<script nonce="{{ csp_nonce() }}"', source)


def protected(app: App, hosts: Collection[str] = ()) -> App:
    """The application with its headers; ``hosts`` are the names by which it may be asked (none: any).

    A page of another site that has its own name point to this machine would otherwise read what is on it.
    """

    async def guarded(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if hosts and _host(scope) not in hosts:
            await _refuse(send)
            return
        nonce = secrets.token_urlsafe(16)
        token = _nonce.set(nonce)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_headers(message.get("headers", ()), nonce)}
            await send(message)

        try:
            await app(scope, receive, send_guarded)
        finally:
            _nonce.reset(token)

    return guarded


def _with_headers(headers: Any, nonce: str) -> list[tuple[bytes, bytes]]:
    given = [(bytes(name).lower(), bytes(value)) for name, value in headers]
    ours = any(name == OURS.encode() for name, _ in given)
    policy = (_STRICT if ours else _DATASETTE.format(nonce=nonce)) + _ALWAYS
    set_here = {**_HEADERS, "content-security-policy": policy}
    kept = [(name, value) for name, value in given if name.decode("latin-1") not in set_here and name != OURS.encode()]
    return [*kept, *((name.encode(), value.encode()) for name, value in set_here.items())]


def _host(scope: Message) -> str:
    values = [value.decode("latin-1") for name, value in scope.get("headers", ()) if name.lower() == b"host"]
    return re.sub(r":\d+$", "", values[0]).strip("[]").lower() if len(values) == 1 else ""


async def _refuse(send: Send) -> None:
    body = b"Deze naam van de server is niet bekend; gebruik het adres dat kamermijn bij het starten toonde.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
