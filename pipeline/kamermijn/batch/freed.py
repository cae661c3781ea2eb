"""Memory that one stage of a run has freed: the next finds it with the system, and not in pieces between what stays."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Have the C library give back to the system what is free in its heap (``malloc_trim`` of glibc); elsewhere it does nothing."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
