"""``kamermijn run``: progress while it works, a summary when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kamermijn import batch
from kamermijn.batch import InputError, Outcome, Summary
from kamermijn.records import KINDS, Numeral
from kamermijn.rules import load

CORPUS = Path("corpus")


def run_letters(paths: list[Path], out: Path, rules: Path | None, *, samples: bool) -> int:
    """Mine and tell; returns how many letters failed."""
    if not paths and not CORPUS.is_dir():
        raise InputError("there is no folder corpus/ here; say where your letters are: kamermijn run PATH ...")
    # Before anything else: a wrong rule stops the run before the first letter.
    loaded = load(rules)
    inputs = batch.collect(paths or [CORPUS], out, samples=samples)
    if not inputs.files:
        raise InputError(f"no letters in {', '.join(batch.shown(p) for p in paths or [CORPUS])}")
    told, asked = Console(stderr=True, highlight=False, soft_wrap=True), Console(highlight=False, soft_wrap=True)
    with _progress(told, len(inputs.files)) as tell:
        summary = batch.run(inputs.files, out, loaded, tell)
    _summarise(asked, summary, inputs.samples_left_out)
    return summary.states["failed"]


@contextmanager
def _progress(console: Console, total: int) -> Iterator[Callable[[Outcome], None]]:
    """A bar on a terminal, a line for each letter in a pipe; what is the matter with a file is told in both."""
    if not console.is_terminal:
        count = 0

        def tell_line(outcome: Outcome) -> None:
            nonlocal count
            count += 1
            console.print(f"{count}/{total} {batch.shown(outcome.path)}: {_in_short(outcome)}", markup=False)
            _tell_problems(console, outcome)

        yield tell_line
        return
    columns = (TextColumn("[bold]{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Mining", total=total)

        def tell_bar(outcome: Outcome) -> None:
            _tell_problems(bar.console, outcome)
            bar.update(task, advance=1)

        yield tell_bar


def _in_short(outcome: Outcome) -> str:
    if not outcome.letter:
        return outcome.state
    return ", ".join(f"{len(outcome.letter.records(cls.plural))} {cls.plural}" for cls in KINDS if cls is not Numeral)


def _tell_problems(console: Console, outcome: Outcome) -> None:
    for problem in outcome.problems:
        colour = "red" if problem.level == "error" else "yellow"
        told = f"{problem.path}: {problem.reason}: {problem.message}"
        console.print(f"[{colour}]{problem.level}[/] {escape(told)}")


def _summarise(console: Console, summary: Summary, samples_left_out: int) -> None:
    states = summary.states
    console.print(f"{_counted(states['mined'], 'letter')} mined in {summary.seconds:.1f} seconds"
                  + (f", [red]{states['failed']} failed[/]" if states["failed"] else "")
                  + (f", {_counted(states['duplicate'], 'duplicate')} left out" if states["duplicate"] else ""))  # fmt: skip
    for cls in KINDS:
        if cls is not Numeral:
            console.print(f"{summary.records[cls.plural]:7d}  {cls.plural}")
    if summary.fictional:
        console.print(f"[yellow]{_counted(summary.fictional, 'letter')} of these {'is a' if summary.fictional == 1 else 'are'} fictional "
                      f"{'sample' if summary.fictional == 1 else 'samples'} (fictional: true in every table).[/]")  # fmt: skip
    if samples_left_out:
        console.print(f"The {_counted(samples_left_out, 'sample letter')} were left aside; --samples takes them along.")
    out = batch.shown(summary.out)
    if states["failed"]:
        console.print(f"What failed, and why: {escape(out)}/errors.csv")
    console.print(f"The tables are in {escape(out)}/ (figures.csv, dates.csv, ...), each letter in {escape(out)}/letters/")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
