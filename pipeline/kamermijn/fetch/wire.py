"""The wire itself: only the services that were named, one request at a time, with a pause, counted and bounded as it comes.

A proxy that the environment names (``https_proxy``, ``no_proxy``, or the settings of the system) is used for the services; it opens no
other host than they do.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from kamermijn.fetch.errors import FetchError, OverLimitError

MEGABYTE = 1_000_000


@dataclass
class Traffic:
    """What came over the wire, in bytes and requests, and the most that may."""

    megabytes: int
    received: int = 0
    requests: int = 0

    def came(self, size: int) -> None:
        """Count bytes; OverLimitError as soon as they are more than may come."""
        self.received += size
        self.check()

    def check(self) -> None:
        """OverLimitError when more came than may."""
        if self.received > self.megabytes * MEGABYTE:
            raise OverLimitError("limit", f"stopped at the limit of {self.megabytes:,} MB a run: run again for the rest, or raise it")


class Polite(httpx.BaseTransport):
    """A transport that opens what ``allows`` lets through; ``pause`` and ``longest_body`` are seconds."""

    def __init__(self, allows: Callable[[str], bool], traffic: Traffic, pause: float, longest_body: float) -> None:
        self._allows, self._traffic, self._pause, self._longest_body = allows, traffic, pause, longest_body
        self._wires: dict[str | None, httpx.HTTPTransport] = {}
        self._last: dict[str, float] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, in its turn; FetchError for an address that leads elsewhere."""
        address = str(request.url)
        if not self._allows(address):
            raise FetchError("address", f"{address}: leads away from the official services: not followed")
        host = urlsplit(address).netloc
        wait = self._last.get(host, float("-inf")) + self._pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._traffic.requests += 1
        try:
            response = self._wire(address).handle_request(request)
        finally:
            self._ended(host)
        if response.has_redirect_location:
            # What stands in it is of no use, and httpx would read all of it, however large.
            response.close()
            return httpx.Response(response.status_code, headers={"Location": response.headers["Location"]}, content=b"")
        stream = _Counted(response.stream, self._pieces(response, address), lambda: self._ended(host))
        return httpx.Response(response.status_code, headers=response.headers, stream=stream, extensions=response.extensions)

    def close(self) -> None:
        """Close every connection."""
        for wire in self._wires.values():
            wire.close()

    def _ended(self, host: str) -> None:
        self._last[host] = time.monotonic()

    def _pieces(self, response: httpx.Response, address: str) -> Iterator[bytes]:
        latest = time.monotonic() + self._longest_body
        assert isinstance(response.stream, httpx.SyncByteStream)
        for piece in response.stream:
            self._traffic.came(len(piece))
            if time.monotonic() > latest:
                raise FetchError("slow", f"{address}: not all there after {self._longest_body:.0f} seconds: given up; try again later")
            yield piece

    def _wire(self, address: str) -> httpx.HTTPTransport:
        proxy = proxy_for(address)
        if proxy not in self._wires:
            try:
                self._wires[proxy] = httpx.HTTPTransport(proxy=proxy)
            except (ValueError, ImportError, httpx.InvalidURL) as error:
                raise FetchError("proxy", f"the proxy {proxy} that your environment names cannot be used: {error}") from None
            except OSError as error:
                raise FetchError("network", f"the certificates that your environment names cannot be read: {error}") from None
        return self._wires[proxy]


class _Counted(httpx.SyncByteStream):
    """A body of which each piece is counted."""

    def __init__(self, stream: object, pieces: Iterator[bytes], ended: Callable[[], None]) -> None:
        self._stream, self._pieces, self._ended = stream, pieces, ended

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        if isinstance(self._stream, httpx.SyncByteStream):
            self._stream.close()
        self._ended()


def proxy_for(address: str) -> str | None:
    """The proxy through which the environment wants an address opened; None for straight ahead."""
    parts = urlsplit(address)
    said = getproxies()
    proxy = said.get(parts.scheme) or said.get("all")
    if not proxy or proxy_bypass(parts.netloc):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
