"""A Datasette that shows one output folder: read-only, under its limits, asked only by the names it was started with."""

from __future__ import annotations

import secrets
import signal
import socket
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from datasette.app import Datasette, DatasetteClient
from datasette.plugins import pm
from datasette.utils import parse_metadata

from kamermijn.explore import plugin
from kamermijn.explore.explorer import DATABASE, Desk, Explorer, attach, present
from kamermijn.model import KamermijnError

NAME = f"{DATABASE}.sqlite"
_EVERYWHERE = ("0.0.0.0", "::", "")
_SETTINGS = {
    "sql_time_limit_ms": 1000,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "suggest_facets": False,
    "facet_time_limit_ms": 200,
}


class _Open(Datasette):
    """A Datasette that asks once whether any table is closed to anybody.

    Otherwise it copies all metadata for each of the hundred names on the page of the database, to find that none is.
    """

    @cached_property
    def _has_closed_tables(self) -> bool:
        return any(_names(source, "allow") for source in self._metadata_sources("tables", DATABASE, None))

    def _table_permission_allows(self, database: str, table: str) -> list[Any]:
        return list(super()._table_permission_allows(database, table)) if self._has_closed_tables else []


def _names(metadata: object, key: str) -> bool:
    """Whether a key stands anywhere in metadata."""
    if isinstance(metadata, dict):
        return key in metadata or any(_names(value, key) for value in metadata.values())
    return isinstance(metadata, list) and any(_names(value, key) for value in metadata)


def built(output: Path, *, review: bool = False, hosts: frozenset[str] = frozenset()) -> Datasette:
    """The Datasette of an output folder; KamermijnError where that holds no run.

    ``hosts`` are the names by which browsers may ask for it; without any, every name will do.
    """
    if not (output / "letters").is_dir():
        raise KamermijnError(f"{output}: no output of a run there; make it with: kamermijn run --out {output}")
    database = output / NAME
    if not database.is_file():
        raise KamermijnError(f"{output}: no {NAME} there; make it with: kamermijn export {output} --format sqlite")
    if not any(each is plugin for each in pm.get_plugins()):
        pm.register(plugin, "kamermijn")
    metadata = output / "metadata.yaml"
    told = parse_metadata(metadata.read_text(encoding="utf-8")) if metadata.is_file() else {}
    datasette = _Open([], immutables=[str(database)], metadata=told, settings=_SETTINGS)
    attach(datasette, Explorer(output, Desk(secrets.token_urlsafe(24)) if review else None, hosts))
    # Its own client was made before there was an explorer.
    datasette.client = DatasetteClient(datasette)
    return datasette


def _stop(number: int, frame: object) -> None:
    raise SystemExit(0)


@dataclass
class Serving:
    """A socket that is bound, and what is served on it."""

    datasette: Datasette
    listening: socket.socket
    address: str

    def run(self) -> None:
        """Serve until it is stopped."""
        import uvicorn

        from kamermijn.explore import chart

        explorer = present(self.datasette)
        # Uvicorn hands a signal on when it is done, to who had it before: so that the process that draws pages ends too.
        signal.signal(signal.SIGTERM, _stop)
        explorer.images.warm()
        threading.Thread(target=chart.warm, daemon=True).start()
        try:
            config = uvicorn.Config(self.datasette.app(), log_level="warning", lifespan="on", server_header=False)
            uvicorn.Server(config).run(sockets=[self.listening])
        except KeyboardInterrupt:
            pass
        finally:
            explorer.images.close()
            self.listening.close()


def serving(output: Path, host: str = "127.0.0.1", port: int = 8001, *, review: bool = False) -> Serving:
    """Bind the address and build what is served there; port 0 takes a free one. KamermijnError says what is in the way."""
    names = frozenset() if host in _EVERYWHERE else frozenset({host.lower(), "localhost", "127.0.0.1", "::1"})
    datasette = built(output, review=review, hosts=names)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # Who opens the address as soon as it is told waits for the pages, and is not turned away.
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise KamermijnError(f"cannot serve on {host}, port {port}: {reason}; choose another with --port") from error
    shown = f"[{host}]" if ":" in host else "localhost" if host in _EVERYWHERE else host
    return Serving(datasette, listening, f"http://{shown}:{listening.getsockname()[1]}/")
