"""One process at a time in a folder: a lock that the system lets go of when the process dies."""

from __future__ import annotations

import sys
from typing import IO


def locked(file: IO[bytes]) -> bool:
    """Lock an open file for this process until it is closed; False where another process holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
