"""The names of letters as files."""

from __future__ import annotations

import hashlib

import regex

_UNSAFE = regex.compile(r"[^\p{L}\p{N}._~()-]|^\.")


def file_name(letter_id: str) -> str:
    """A letter's file in ``letters/``: its id, or where that is no safe name on every file system, something like it."""
    # File systems count bytes (255), and a letter may take four.
    safe = _UNSAFE.sub("_", letter_id).encode()[:120].decode(errors="ignore")
    if safe != letter_id:
        safe += "-" + hashlib.sha256(letter_id.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{safe}.json"


def letter_places(letter_id: str) -> tuple[str, str]:
    """The two names under which a letter can stand in an output folder: one of few letters, one of many."""
    name = file_name(letter_id)
    return f"letters/{name}", f"letters/{shard_of(letter_id)}/{name}"


def shard_of(letter_id: str) -> str:
    """The folder in which the file of a letter stands where there are many."""
    return hashlib.sha256(letter_id.encode("utf-8", "replace")).hexdigest()[:2]
