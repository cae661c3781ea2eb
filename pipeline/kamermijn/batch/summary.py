"""What became of each file and of the run: for the lines on the screen and for ``run.json``."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import kamermijn
from kamermijn.batch.task import STAGES
from kamermijn.language.weights import weights_of
from kamermijn.records import KINDS
from kamermijn.records.document import SCHEMA_VERSION
from kamermijn.rules import Rules
from kamermijn.store import Ledger, Problem

MOST_TOLD = 1000
"""So many problems a summary holds; all of them are in ``errors.csv``."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file: ``mined``, ``failed`` or ``duplicate``; ``before`` when an earlier run had done it."""

    path: str
    state: str
    letter_id: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    fictional: bool = False
    before: bool = False


@dataclass
class Summary:
    """What a run did."""

    out: Path
    states: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    fictional: int = 0
    before: int = 0
    gone: int = 0
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    """What a form of the dataset could not hold as it is."""
    stages: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        self.states[outcome.state] += 1
        self.before += outcome.before and outcome.state == "mined"
        self.tell(*outcome.problems)
        if outcome.state == "mined":
            self.fictional += outcome.fictional
            self.records.update(outcome.counts)

    def count_out(self, state: str, counts: Mapping[str, int], *, fictional: bool) -> None:
        """Count a letter out that another stands for: its records are not in the tables."""
        if state != "mined":
            self.states["mined"] -= 1
            self.states[state] += 1
            self.fictional -= fictional
        self.records.subtract(counts)

    def tell(self, *problems: Problem) -> None:
        """Take problems into the summary, as long as they are not too many to read."""
        self.problems += problems[: max(0, MOST_TOLD - len(self.problems))]

    def took(self, stage: str, seconds: float) -> None:
        """Add to the time of a stage, over all workers."""
        self.stages[stage] = self.stages.get(stage, 0.0) + seconds


def write_account(
    file: TextIO, summary: Summary, rules: Rules, ledger: Ledger, *, began: float, producer: str, model: str, workers: int
) -> None:
    """Write ``run.json``: what was read, with which rules, what came of it and how long it took."""
    head: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "version": kamermijn.__version__,
        "rules": {"digest": rules.digest, "count": len(rules.rules)},
        "model": weights_of(model).record,
        "producer": producer,
    }
    tail: dict[str, Any] = {
        "counts": {
            "files": sum(summary.states.values()), "letters": summary.states["mined"], "failed": summary.states["failed"],
            "duplicates": summary.states["duplicate"],
            "renditions": summary.states["rendition"], "superseded": summary.states["superseded"],
            "fictional": summary.fictional, "unchanged": summary.before, "gone": summary.gone,
            **{cls.plural: summary.records[cls.plural] for cls in KINDS},
        },
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(began)),
        "seconds": summary.seconds,
        "workers": workers,
        "stages": {stage: round(seconds, 3) for stage, seconds in summary.stages.items()},
    }  # fmt: skip
    # One input at a time: there may be more of them than one would hold in memory.
    file.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "inputs": [')
    between = "\n  "
    for path, sha256, state, letter_id in ledger.rows(
        "SELECT path, sha256, state, letter_id FROM input WHERE heir IS NULL ORDER BY position"
    ):
        entry = {"path": path, "sha256": sha256, "state": state, **({"letter_id": letter_id} if letter_id else {})}
        file.write(between + json.dumps(entry, ensure_ascii=False))
        between = ",\n  "
    file.write("\n ],\n" + json.dumps(tail, ensure_ascii=False, indent=1).removeprefix("{\n") + "\n")
