"""Runs that are killed in the middle, as by the system: from one moment on nothing more is done."""

from collections.abc import Callable

import pytest


class _KilledError(BaseException):
    """What no code of a run expects."""


def killed(run: Callable[[], object], owner: object, name: str, after: int = 0) -> bool:
    """Run until a function or method of ``owner`` would be called once more than ``after`` times; whether it came to that."""
    real, left = getattr(owner, name), [after]

    def call(*args: object, **named: object) -> object:
        if not left[0]:
            raise _KilledError
        left[0] -= 1
        return real(*args, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(owner, name, call)
        try:
            run()
        except _KilledError:
            return True
    return False
