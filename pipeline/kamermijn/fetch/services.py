"""The official services, and which addresses a fetch may open.

Sources: the manual of KOOP's SRU 2.0 service, the repository's FRBR addresses, and the Tweede Kamer's open data portal. All of it
without a key.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from kamermijn.dutch.identifiers import PUBLICATIONS
from kamermijn.fetch.errors import FetchError


@dataclass(frozen=True)
class Services:
    """Where the services stand: addresses without a slash at their end."""

    search: str = "https://repository.overheid.nl/sru"
    publications: str = PUBLICATIONS.rstrip("/")
    parliament: str = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0"

    @classmethod
    def at(cls, server: str) -> Services:
        """The same services on another server that the user names, such as a mirror or a test server; FetchError where that is none."""
        try:
            parts = urlsplit(server)
            usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and "@" not in parts.netloc
        except ValueError:
            usable = False
        if not usable or parts.query or parts.fragment or any(letter.isspace() for letter in server):
            raise FetchError("server", f"{server!r} is no server: give its address, such as https://mirror.example.org")
        base = server.rstrip("/")
        return cls(f"{base}/sru", base, f"{base}/OData/v4/2.0")

    @property
    def origins(self) -> frozenset[str]:
        """Scheme and host of every service: nothing else is opened."""
        return frozenset(origin(address) for address in (self.search, self.publications, self.parliament))

    def allows(self, address: str) -> bool:
        """Whether an address is one of these services: the same scheme, host and port, and no password in it."""
        try:
            return origin(address) in self.origins and "@" not in urlsplit(address).netloc
        except ValueError:
            return False


def origin(address: str) -> str:
    """Scheme, host and port of an address, the port only where it is not the scheme's own."""
    parts = urlsplit(address)
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    port = "" if parts.port in (None, usual) else f":{parts.port}"
    return f"{parts.scheme}://{(parts.hostname or '').casefold()}{port}"
