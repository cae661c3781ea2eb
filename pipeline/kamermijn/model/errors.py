"""The errors that a user can meet; each message names the file, the place and the mend."""

from __future__ import annotations


class KamermijnError(Exception):
    """Base of every error that kamermijn raises on purpose."""


class RuleError(KamermijnError):
    """A rule file is wrong: the message names the file, the rule and what to change."""


class LetterError(KamermijnError):
    """A file cannot be mined: ``reason`` is a short code for ``errors.csv``, the message says what to do."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class ModelError(KamermijnError):
    """A language model cannot be used: the message says why and what to give instead."""
