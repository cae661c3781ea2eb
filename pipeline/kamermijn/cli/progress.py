"""How far a run is: a bar on a terminal, lines in a pipe, JSON objects for a program that listens."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from kamermijn.batch import Outcome
from kamermijn.records import KINDS, Numeral

Tell = Callable[[Outcome], None]


@dataclass
class Pace:
    """What is done, how fast, and how long the rest takes at that pace; letters of an earlier run do not count for it."""

    total: int
    clock: Callable[[], float] = time.monotonic
    done: int = 0
    failed: int = 0
    worked: int = 0
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()

    def count(self, outcome: Outcome) -> None:
        """One file more."""
        self.done += 1
        self.failed += outcome.state == "failed"
        self.worked += not outcome.before and outcome.state != "duplicate"

    @property
    def rate(self) -> float:
        """Letters mined a second."""
        return self.worked / max(self.clock() - self.began, 1e-6)

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at most; None before the first letter."""
        return (self.total - self.done) / self.rate if self.worked else None

    def __str__(self) -> str:
        left = "" if self.left is None else f", {duration(self.left)} left"
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{self.rate:.1f} letters/s{left}{failed}"


def duration(seconds: float) -> str:
    """Seconds as ``42s``, ``3m20s`` or ``5h04m``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}s"
    return f"{whole // 60}m{whole % 60:02d}s" if whole < 3600 else f"{whole // 3600}h{whole % 3600 // 60:02d}m"


@contextmanager
def progress(console: Console, total: int, *, as_json: bool) -> Iterator[Tell]:
    """Who hears of each file; what is the matter with one is told in every form."""
    pace = Pace(total)
    if as_json:
        yield lambda outcome: _tell_json(console, pace, outcome)
    elif not console.is_terminal:
        yield lambda outcome: _tell_line(console, pace, outcome)
    else:
        columns = (TextColumn("[bold]{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("Mining", total=total, pace="")

            def tell_bar(outcome: Outcome) -> None:
                pace.count(outcome)
                if not outcome.before:
                    _tell_problems(bar.console, outcome)
                bar.update(task, advance=1, pace=escape(str(pace)))

            yield tell_bar


def _tell_line(console: Console, pace: Pace, outcome: Outcome) -> None:
    pace.count(outcome)
    if outcome.before:
        return
    console.print(f"{pace.done}/{pace.total} {outcome.path}: {_in_short(outcome)} ({pace})", markup=False)
    _tell_problems(console, outcome)


def _tell_json(console: Console, pace: Pace, outcome: Outcome) -> None:
    pace.count(outcome)
    left = None if pace.left is None else round(pace.left, 1)
    problems = [{"level": p.level, "reason": p.reason, "message": p.message} for p in outcome.problems]
    said = {"event": "letter", "path": outcome.path, "state": outcome.state, "letter_id": outcome.letter_id, "before": outcome.before,
            "counts": dict(outcome.counts), "problems": problems, "done": pace.done, "total": pace.total, "failed": pace.failed,
            "rate": round(pace.rate, 3), "left": left}  # fmt: skip
    console.out(json.dumps(said, ensure_ascii=False), highlight=False)


def _in_short(outcome: Outcome) -> str:
    if outcome.state != "mined":
        return outcome.state
    return ", ".join(f"{outcome.counts.get(cls.plural, 0)} {cls.plural}" for cls in KINDS if cls is not Numeral)


def _tell_problems(console: Console, outcome: Outcome) -> None:
    for problem in outcome.problems:
        colour = "red" if problem.level == "error" else "yellow"
        told = f"{problem.path}: {problem.reason}: {problem.message}"
        console.print(f"[{colour}]{problem.level}[/] {escape(told)}")
