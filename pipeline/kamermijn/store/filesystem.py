"""Places beyond this machine's folders: any address that fsspec reaches (``s3://``, ``gs://``, ``file://``, ``memory://``, ...)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kamermijn.model import KamermijnError

INSTALL = "pip install 'kamermijn[cluster]'"
_STORE = re.compile(r"[a-z][a-z0-9+.-]*:(?://|:)", re.IGNORECASE)


class StoreError(KamermijnError):
    """A store cannot be reached or used; the message says what to do."""


def is_store(path: str | Path) -> bool:
    """Whether this is the address of a place in a store, and no path of this machine."""
    return isinstance(path, str) and bool(_STORE.match(path))


def full_name(url: str) -> str:
    """The one way in which an address is written, without a slash at its end."""
    files, path = opened(url)
    return str(files.unstrip_protocol(path))


def opened(url: str) -> tuple[Any, str]:
    """The file system of an address and the path in it; StoreError when a package for it is missing."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise StoreError(f"{url}: stores need more packages: {INSTALL}") from error
    try:
        # A folder is made with the first file in it, as in stores that know no folders.
        options = {"auto_mkdir": True} if url.startswith(("file:", "local:")) else {}
        filesystem, path = url_to_fs(url, **options)
    except ImportError as error:
        raise StoreError(f"{url}: this kind of store needs one more package: {error}") from error
    except ValueError as error:
        raise StoreError(f"{url}: no address of a store: {error}") from error
    return filesystem, str(path).rstrip("/")
