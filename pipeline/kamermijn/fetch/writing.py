"""Files are written whole, in a folder where one fetch writes at a time."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamermijn.fetch.errors import FetchError
from kamermijn.store.lock import locked

_LOCK = ".kamermijn-fetch-lock"
_HALF = re.compile(r"\..+\.[0-9a-f]{16}\.part")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Write in a folder while no other fetch does; FetchError when one does already. What a fetch that was killed left half goes."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("ab") as file:
        if not locked(file):
            raise FetchError("busy", f"{folder}: another fetch is writing there: wait for it, or choose another folder with --to")
        for half in folder.rglob(".*.part"):
            if _HALF.fullmatch(half.name):
                half.unlink(missing_ok=True)
        yield


def write(path: Path, body: bytes) -> None:
    """Write a file so that it is whole or not there, also where another process writes it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        with half.open("xb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
