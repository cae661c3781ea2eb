"""Text that any file can hold."""

from __future__ import annotations


def whole(text: str) -> str:
    """The text with ``?`` for lone surrogates, which no file in UTF-8 can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
