"""What a fetch did, and what could not be had: nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kamermijn.fetch.errors import OverLimitError

AWAY = frozenset(["busy", "network", "proxy", "slow"])
"""Reasons that tell of a service that cannot be reached now, and nothing of what it has."""
_MOST_IN_VAIN = 5
_GONE = "stopped, as the service gave no answer for the last {} documents: run again later"


class Lack(NamedTuple):
    """Something that could not be had, or is not as it should be."""

    what: str
    reason: str
    message: str


class InVain:
    """Documents in a row that could not be had since the service is away: all that are left are then not asked in vain."""

    def __init__(self) -> None:
        self._number = 0

    def count(self, lacking: bool, lacks: Sequence[Lack]) -> None:
        """Count what became of a document; OverLimitError when it is enough."""
        self._number = self._number + 1 if lacking and lacks[-1].reason in AWAY else 0
        if self._number == _MOST_IN_VAIN:
            raise OverLimitError("away", _GONE.format(self._number))


@dataclass
class Account:
    """Counts of documents, bytes that came, and what is lacking; ``whole`` means that nothing is."""

    found: int = 0
    of_another_kind: int = 0
    attachments_left_out: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bytes: int = 0
    lacks: list[Lack] = field(default_factory=list)
    stopped: bool = False
    in_vain: InVain = field(default_factory=InVain)
    """Of all questions of a run, as a service that is away for one is away for the next."""

    def note(self, what: str, reason: str, message: str) -> None:
        """Remember a lack."""
        self.lacks.append(Lack(what, reason, message))

    def note_no_form(self, what: str) -> None:
        """Remember a document of which there is nothing to read."""
        self.note(what, "no_form", "the service has no form of this document that kamermijn reads")

    def stop(self, what: str, reason: str, message: str) -> None:
        """Remember what made it end before all was asked."""
        self.stopped = True
        self.note(what, reason, message)

    @property
    def whole(self) -> bool:
        """Whether all that was asked for is there."""
        return not self.lacks and not self.stopped
