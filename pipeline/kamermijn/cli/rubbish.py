"""Python's search for rubbish, of which a command that loads much and ends soon leaves next to none."""

from __future__ import annotations

import atexit
import gc

_SELDOM = 500_000
"""Objects more than there were, after which it is searched all the same: a letter of a thousand pages has to fit."""


def leave_rubbish_at_the_end() -> None:
    """What is there when this process ends is the system's: to look through all of it takes a fifth of a second."""
    atexit.register(gc.freeze)


def seldom_look_for_rubbish() -> None:
    """Search less often: to look through what is loaded, over and over, takes a tenth of the time until a letter is shown."""
    gc.set_threshold(_SELDOM)
    leave_rubbish_at_the_end()
