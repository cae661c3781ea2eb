"""Goes online, one request at a time: with patience where a service is busy, a cache, and limits.

A service that is busy says so with 429 or 503 and may say when to come back in ``Retry-After`` (RFC 9110, 10.2.3).
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar

import httpx
import stamina

from kamermijn import __version__
from kamermijn.fetch.cache import BROKEN, cached
from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.services import Services
from kamermijn.fetch.wire import MEGABYTE, Polite, Traffic

_BUSY = frozenset([408, 429, 500, 502, 503, 504])
_MOST_REDIRECTS = 5
_PACKED = frozenset(["", "identity", "gzip", "deflate"])
_BAD_BODY = frozenset(["broken", "answer"])
# What is tried again is told when it fails for good; who wants each attempt listens to this logger.
logging.getLogger("stamina").addHandler(logging.NullHandler())
Answer = TypeVar("Answer")


class _BusyError(Exception):
    """A service that asks to come back later: ``after`` is when, in seconds, where it says so."""

    def __init__(self, status: int, after: float | None) -> None:
        super().__init__(f"the service is busy (HTTP {status})")
        self.after = after


@dataclass(frozen=True)
class Pace:
    """How a service is treated; seconds. ``longest_body`` is what one answer may take, however slowly it drips."""

    pause: float = 0.5
    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    timeout: float = 60.0
    longest_body: float = 900.0


@dataclass(frozen=True)
class Limits:
    """What one run may take."""

    documents: int = 5_000
    megabytes: int = 5_000
    megabytes_a_document: int = 200


@dataclass
class Web:
    """The services over HTTP; use it in a ``with`` statement. The cache is made with the first request.

    ``uncached`` says why a cache that was asked for is not used.
    """

    services: Services = field(default_factory=Services)
    pace: Pace = field(default_factory=Pace)
    limits: Limits = field(default_factory=Limits)
    cache: Path | None = None
    contact: str | None = None
    uncached: str | None = field(default=None, init=False)
    _traffic: Traffic = field(init=False, repr=False)
    _wire: Polite = field(init=False, repr=False)
    _plain: httpx.Client = field(init=False, repr=False)
    _cached: httpx.Client | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.contact and not (self.contact.isascii() and self.contact.isprintable()):
            raise FetchError("contact", f"{self.contact!r}: a service takes letters without accents only, on one line")
        self._traffic = Traffic(self.limits.megabytes)
        self._wire = Polite(self.services.allows, self._traffic, self.pace.pause, self.pace.longest_body)
        self._plain = self._client(self._wire)

    def _client(self, transport: httpx.BaseTransport) -> httpx.Client:
        agent = f"kamermijn/{__version__} (Dutch parliamentary papers as data{f'; {self.contact}' if self.contact else ''})"
        # max-age=0: what was kept is never used without asking the service whether it still holds.
        headers = {"User-Agent": agent, "Cache-Control": "max-age=0", "Accept-Encoding": "gzip, deflate"}
        return httpx.Client(transport=transport, headers=headers, timeout=self.pace.timeout, follow_redirects=True,
                            max_redirects=_MOST_REDIRECTS)  # fmt: skip

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(*BROKEN):
            if self._cached:
                self._cached.close()
        self._plain.close()

    @property
    def received(self) -> int:
        """Bytes that came over the wire, also of what was not kept."""
        return self._traffic.received

    @property
    def requests(self) -> int:
        """How often a service was asked something."""
        return self._traffic.requests

    def get(self, address: str, accept: str, parameters: dict[str, str] | None = None, *, anew: bool = False) -> bytes:
        """The body at an address, whole or not at all, past every cache where ``anew``; FetchError says why it cannot be had."""
        headers = {"Accept": accept} | ({"Cache-Control": "no-cache"} if anew else {})
        return self._asked(lambda client: self._body(client, address, headers, parameters), address, anew)

    def read(self, address: str, accept: str, reader: Callable[[bytes], Answer], parameters: dict[str, str] | None = None) -> Answer:
        """What a reader makes of the body; one that it finds broken is asked for once more, past the cache that may hold it."""
        try:
            return reader(self.get(address, accept, parameters))
        except FetchError as error:
            if error.reason not in _BAD_BODY:
                raise
        return reader(self.get(address, accept, parameters, anew=True))

    def size(self, address: str) -> int | None:
        """How many bytes a document has, as its service says; None where it does not say."""

        def asked(client: httpx.Client) -> int | None:
            response = client.head(address, headers={"Accept-Encoding": "identity"})
            if response.status_code in (405, 501):
                return None
            _refuse(response)
            return _length(response)

        return self._asked(asked, address, anew=True)

    def _body(self, client: httpx.Client, address: str, headers: dict[str, str], parameters: dict[str, str] | None) -> bytes:
        most = min(self.limits.megabytes_a_document, self.limits.megabytes) * MEGABYTE
        with client.stream("GET", address, params=parameters, headers=headers) as response:
            _refuse(response)
            # These grow to at most a thousand times their size, piece by piece; others, or one within another, may fill the memory at once.
            if (packed := response.headers.get("Content-Encoding", "identity").strip().casefold()) not in _PACKED:
                raise FetchError("packed", f"{address}: is packed as {packed[:60]}, which was not asked for")
            if (length := _length(response) or 0) > most:
                raise FetchError("too_large", f"{address}: {length / MEGABYTE:.0f} MB is more than the limit of {most // MEGABYTE} MB")
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > most:
                    raise FetchError("too_large", f"{address}: more than the limit of {most // MEGABYTE} MB")
            return bytes(body)

    def _asked(self, ask: Callable[[httpx.Client], Answer], address: str, anew: bool) -> Answer:
        self._traffic.check()
        try:
            httpx.URL(address)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError("address", f"{address[:200]!r}: is no address that can be opened ({error})") from None
        if not anew and (with_cache := self._with_cache()):
            try:
                return self._tried(ask, with_cache, address)
            except BROKEN as error:
                self._do_without(error)
        return self._tried(ask, self._plain, address)

    def _with_cache(self) -> httpx.Client | None:
        """The client that asks the cache first; None where there is none, or it cannot be used."""
        if self.cache is not None and self._cached is None and self.uncached is None:
            try:
                self._cached = self._client(cached(self._wire, self.cache))
            except BROKEN as error:
                self._do_without(error)
        return self._cached

    def _do_without(self, error: BaseException) -> None:
        self._cached = None
        self.uncached = f"the cache in {self.cache} cannot be used ({error}): went on without; mend or delete that folder to have one again"

    def _tried(self, ask: Callable[[httpx.Client], Answer], client: httpx.Client, address: str) -> Answer:
        pace = self.pace
        try:
            for attempt in stamina.retry_context(on=self._again, attempts=pace.attempts, timeout=None, wait_initial=pace.first_wait,
                                                 wait_max=pace.longest_wait, wait_jitter=pace.first_wait / 4):  # fmt: skip
                with attempt:
                    return ask(client)
        except _BusyError as busy:
            raise FetchError("busy", f"{address}: {busy}, also after {pace.attempts} attempts: try again later") from None
        except httpx.TooManyRedirects:
            raise FetchError("redirects", f"{address}: leads from one address to the next without end") from None
        except httpx.DecodingError:
            raise FetchError("broken", f"{address}: what came cannot be unpacked") from None
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


def _refuse(response: httpx.Response) -> None:
    status, address = response.status_code, str(response.url)
    if status in _BUSY:
        raise _BusyError(status, _after(response.headers.get("Retry-After")))
    if status in (404, 410):
        raise FetchError("missing", f"{address}: is not there (HTTP {status})")
    # Nothing but a whole body was asked for: a part of one (206), or none (204, 304), is no answer.
    if status not in (200, 203):
        raise FetchError("refused", f"{address}: the service refuses (HTTP {status})")


def _length(response: httpx.Response) -> int | None:
    said = response.headers.get("Content-Length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 else None


def _after(said: str | None) -> float | None:
    """Seconds to wait, from a number of seconds or an HTTP date, which is in UTC also where it does not say so."""
    if said is None:
        return None
    said = said.strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=datetime.UTC)
    return max((until - datetime.datetime.now(datetime.UTC)).total_seconds(), 0.0)


def _in_words(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.ProxyError):
        return f"the proxy of this machine refuses ({error})"
    if isinstance(error, httpx.ConnectError):
        return f"no connection ({error}): is this machine online?"
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    if isinstance(error, httpx.RemoteProtocolError):
        return "the answer was cut off"
    return str(error) or type(error).__name__
