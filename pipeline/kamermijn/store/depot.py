"""Results in a store, each an object that is named by what it was made from and by what: whoever has made it need not make it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from kamermijn.store.filesystem import StoreError, opened

RESULTS = "results"
"""The folder of the results, in the store that a run writes to."""


class Depot:
    """The results of letters by the digest of their content and that of their producer.

    An object is one line of JSON that tells of the letter, and the letter's document behind it. It is written more than once only
    with the same bytes, and one that is not whole counts as none: no two workers can be in each other's way, and none needs a lock.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._files, self._root = opened(url)

    def _place(self, key: str, producer: str) -> str:
        return f"{self._root}/{RESULTS}/{key[:2]}/{key}-{producer}"

    def find(self, key: str, producer: str) -> tuple[dict[str, Any], bytes | None] | None:
        """What is told of a letter and its document, or None when nobody has made it."""
        try:
            content = self._files.cat_file(self._place(key, producer))
        except FileNotFoundError:
            return None
        line, _, document = content.partition(b"\n")
        try:
            about = json.loads(line)
            whole = about.pop("digest") == _digest(document)
        except (ValueError, KeyError, AttributeError):
            return None
        return (about, document or None) if whole else None

    def keep(self, key: str, producer: str, about: Mapping[str, Any], document: bytes | None) -> None:
        """Keep what came of a letter; StoreError when the store does not take it."""
        document = document or b""
        line = json.dumps({**about, "digest": _digest(document)}, ensure_ascii=True)
        try:
            self._files.pipe_file(self._place(key, producer), line.encode() + b"\n" + document)
        # Behind fsspec stands one of many libraries, each with errors of its own.
        except Exception as error:
            raise StoreError(f"{self.url}: cannot write there: {error}; what is done is kept: mend it and run again") from error


@cache
def depot(url: str) -> Depot:
    """The depot of a store, opened once a process."""
    return Depot(url)


def _digest(document: bytes) -> str:
    return hashlib.sha256(document).hexdigest()
