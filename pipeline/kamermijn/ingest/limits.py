"""How much of a document is read: limits that a hostile or huge file meets before the machine does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What is read of one letter at most; 0 is no limit. What is left out is said in the letter's warnings.

    ``characters`` is for forms without pages, of which nothing is left out: a text beyond it is refused.
    ``scanned_pages`` are pages read by OCR (some two seconds each); ``page_seconds`` is what OCR may take for one page, and
    ``scan_seconds`` what it may take for all of a letter's pages.
    """

    pages: int = 2000
    characters: int = 8_000_000
    scanned_pages: int = 60
    page_seconds: float = 60.0
    scan_seconds: float = 240.0


_CURRENT: ContextVar[ReadingLimits | None] = ContextVar("reading_limits", default=None)


def current() -> ReadingLimits:
    """The limits that hold now: those of the nearest ``within``, else the usual ones."""
    return _CURRENT.get() or ReadingLimits()


@contextmanager
def within(limits: ReadingLimits | None) -> Iterator[None]:
    """Read under these limits; None leaves them as they are."""
    token = _CURRENT.set(limits or _CURRENT.get())
    try:
        yield
    finally:
        _CURRENT.reset(token)
