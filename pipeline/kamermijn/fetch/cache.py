"""What came before is kept with its ETag or Last-Modified (RFC 9110, 13.1), so that what did not change is not sent again.

A cache is a convenience: one that cannot be used is done without.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import hishel
import hishel.httpx
import httpx

_KEPT = 180 * 24 * 3600.0
BROKEN = (sqlite3.Error, OSError, RuntimeError, ValueError)
"""What a cache that cannot be used raises, at its opening or in the middle of an answer."""
# It tells of a cache that fails with a traceback; who wants it listens to this logger.
logging.getLogger("hishel").addHandler(logging.NullHandler())


def cached(transport: httpx.BaseTransport, folder: Path) -> httpx.BaseTransport:
    """The same transport with a cache in a folder; one of ``BROKEN`` where that cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "http.sqlite"
    with closing(sqlite3.connect(path)) as base:
        base.execute("BEGIN IMMEDIATE")
        base.execute("SELECT count(*) FROM sqlite_master")
        base.rollback()
    storage = hishel.SqliteStorage(database_path=path, default_ttl=_KEPT)
    return hishel.httpx.CacheTransport(transport, storage, hishel.CacheOptions(shared=False))
