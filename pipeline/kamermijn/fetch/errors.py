"""What a fetch can end with, each with a short code for the account."""

from __future__ import annotations

from kamermijn.model import KamermijnError


class FetchError(KamermijnError):
    """Something could not be had; ``reason`` is a short code, the message says what and why."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class OverLimitError(FetchError):
    """The run has had what it may have: nothing more is asked for."""
