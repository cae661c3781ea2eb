"""Goes online, one request at a time: with a pause, patience where a service is busy, a cache, and limits.

A service that is busy says so with 429 or 503 and may say when to come back in ``Retry-After`` (RFC 9110, 10.2.3). What came before is
asked for again with its ETag or Last-Modified (RFC 9110, 13.1), so that what did not change is not sent again.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import hishel
import hishel.httpx
import httpx
import stamina

from kamermijn import __version__
from kamermijn.fetch.errors import FetchError, OverLimitError
from kamermijn.fetch.services import Services

_BUSY = frozenset([408, 429, 500, 502, 503, 504])
_KEPT = 180 * 24 * 3600.0
_MOST_REDIRECTS = 5
# What is tried again is told when it fails for good; who wants each attempt listens to this logger.
logging.getLogger("stamina").addHandler(logging.NullHandler())
MEGABYTE = 1_000_000
Answer = TypeVar("Answer")


class _BusyError(Exception):
    """A service that asks to come back later: ``after`` is when, in seconds, where it says so."""

    def __init__(self, status: int, after: float | None) -> None:
        super().__init__(f"the service is busy (HTTP {status})")
        self.after = after


@dataclass(frozen=True)
class Pace:
    """How a service is treated; seconds."""

    pause: float = 0.5
    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    timeout: float = 60.0


@dataclass(frozen=True)
class Limits:
    """What one run may take."""

    documents: int = 5_000
    megabytes: int = 5_000
    megabytes_a_document: int = 200


@dataclass
class Web:
    """The services over HTTP; use it in a ``with`` statement."""

    services: Services = field(default_factory=Services)
    pace: Pace = field(default_factory=Pace)
    limits: Limits = field(default_factory=Limits)
    cache: Path | None = None
    contact: str | None = None
    received: int = field(default=0, init=False)
    requests: int = field(default=0, init=False)
    _client: httpx.Client = field(init=False, repr=False)

    def __post_init__(self) -> None:
        agent = f"kamermijn/{__version__} (Dutch parliamentary papers as data{f'; {self.contact}' if self.contact else ''})"
        transport: httpx.BaseTransport = _Polite(self)
        if self.cache is not None:
            self.cache.mkdir(parents=True, exist_ok=True)
            storage = hishel.SqliteStorage(database_path=self.cache / "http.sqlite", default_ttl=_KEPT)
            transport = hishel.httpx.CacheTransport(transport, storage, hishel.CacheOptions(shared=False))
        # max-age=0: what was kept is never used without asking the service whether it still holds.
        headers = {"User-Agent": agent, "Cache-Control": "max-age=0"}
        self._client = httpx.Client(transport=transport, headers=headers, timeout=self.pace.timeout, follow_redirects=True,
                                    max_redirects=_MOST_REDIRECTS, trust_env=True)  # fmt: skip

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, accept: str, parameters: dict[str, str] | None = None) -> bytes:
        """The body at an address, whole or not at all; FetchError says why it cannot be had."""
        return self._asked(lambda: self._body(address, accept, parameters), address)

    def size(self, address: str) -> int | None:
        """How many bytes a document has, as its service says; None where it does not say."""

        def asked() -> int | None:
            response = self._client.head(address)
            _refuse(response)
            said = response.headers.get("Content-Length", "")
            return int(said) if said.isdigit() else None

        return self._asked(asked, address)

    def _body(self, address: str, accept: str, parameters: dict[str, str] | None) -> bytes:
        most = min(self.limits.megabytes_a_document, self.limits.megabytes) * MEGABYTE
        with self._client.stream("GET", address, params=parameters, headers={"Accept": accept}) as response:
            _refuse(response)
            said = response.headers.get("Content-Length", "")
            if said.isdigit() and int(said) > most:
                raise FetchError("too_large", f"{address}: {int(said) / MEGABYTE:.0f} MB is more than the limit of {most // MEGABYTE} MB")
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > most:
                    raise FetchError("too_large", f"{address}: more than the limit of {most // MEGABYTE} MB")
            self.received += len(body)
            return bytes(body)

    def _asked(self, ask: Callable[[], Answer], address: str) -> Answer:
        if self.received > self.limits.megabytes * MEGABYTE:
            raise OverLimitError(
                "limit", f"stopped at the limit of {self.limits.megabytes:,} MB a run: run again for the rest, or raise it"
            )
        pace = self.pace
        try:
            for attempt in stamina.retry_context(on=self._again, attempts=pace.attempts, timeout=None, wait_initial=pace.first_wait,
                                                 wait_max=pace.longest_wait, wait_jitter=pace.first_wait / 4):  # fmt: skip
                with attempt:
                    return ask()
        except _BusyError as busy:
            raise FetchError("busy", f"{address}: {busy}, also after {pace.attempts} attempts: try again later") from None
        except httpx.TooManyRedirects:
            raise FetchError("redirects", f"{address}: leads from one address to the next without end") from None
        except httpx.TransportError as error:
            raise FetchError("network", f"{address}: {_in_words(error)} (tried {pace.attempts} times)") from None
        except httpx.HTTPError as error:
            raise FetchError("network", f"{address}: {_in_words(error)}") from None
        raise AssertionError("stamina ends with an answer or an error")

    def _again(self, error: Exception) -> bool | float:
        """Whether it is worth asking again, and after how many seconds where the service says so."""
        if isinstance(error, _BusyError):
            if error.after is None:
                return True
            return error.after if error.after <= self.pace.longest_wait else False
        return isinstance(error, httpx.TransportError)


class _Polite(httpx.BaseTransport):
    """Only the services that were named, one request at a time, and a pause between two to one host."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._wire = httpx.HTTPTransport()
        self._last: dict[str, float] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        address = str(request.url)
        if not self._web.services.allows(address):
            raise FetchError("address", f"{address}: leads away from the official services: not followed")
        host = urlsplit(address).netloc
        wait = self._last.get(host, float("-inf")) + self._web.pace.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        try:
            self._web.requests += 1
            return self._wire.handle_request(request)
        finally:
            self._last[host] = time.monotonic()

    def close(self) -> None:
        self._wire.close()


def _refuse(response: httpx.Response) -> None:
    status, address = response.status_code, str(response.url)
    if status in _BUSY:
        raise _BusyError(status, _after(response.headers.get("Retry-After")))
    if status in (404, 410):
        raise FetchError("missing", f"{address}: is not there (HTTP {status})")
    if status >= 400:
        raise FetchError("refused", f"{address}: the service refuses (HTTP {status})")


def _after(said: str | None) -> float | None:
    """Seconds to wait, from a number of seconds or an HTTP date."""
    if said is None:
        return None
    if said.strip().isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max((until - datetime.datetime.now(datetime.UTC)).total_seconds(), 0.0)


def _in_words(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.ConnectError):
        return "no connection: is this machine online?"
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    if isinstance(error, httpx.RemoteProtocolError):
        return "the answer was cut off"
    return str(error) or type(error).__name__
