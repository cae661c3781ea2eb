"""``kamermijn run``: what is asked for, and a summary when it is done."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from kamermijn import batch
from kamermijn.batch import InputError, Limits, Options, Preview, Summary
from kamermijn.batch.workers import cores
from kamermijn.cli.chosen_model import tell_model
from kamermijn.cli.lasting import LastingConsole
from kamermijn.cli.progress import progress
from kamermijn.ingest import sources
from kamermijn.ingest.limits import ReadingLimits
from kamermijn.language.weights import SHIPPED
from kamermijn.records import KINDS, Numeral
from kamermijn.rules import load
from kamermijn.store import is_store

CORPUS = Path("corpus")


@dataclass(frozen=True)
class Wishes:
    """The options of the command, as they were given."""

    samples: bool = False
    force: bool = False
    only_new: bool = False
    dry_run: bool = False
    workers: int | None = None
    time_limit: float = 300
    memory: int = 4000
    log_json: bool = False
    model: str | None = None
    cluster: str | None = None
    feed: bool = False
    since_last: bool = False
    max_pages: int = 2000
    scanned_pages: int = 60

    def options(self, letters: int) -> Options:
        """The options of the run; there is no use in more workers than letters."""
        workers = min(cores() if self.workers is None else self.workers, letters)
        limits = Limits(self.time_limit, self.memory, self._reading())
        return Options(workers, limits, self.force, self.only_new, model=self.model or SHIPPED, cluster=self.cluster)

    def _reading(self) -> ReadingLimits:
        # OCR ends in time for what it found to be mined.
        return ReadingLimits(pages=self.max_pages, scanned_pages=self.scanned_pages, scan_seconds=0.8 * self.time_limit)


def run_letters(paths: list[str], out: str, rules: Path | None, wishes: Wishes) -> int:
    """Mine and tell; returns how many letters failed."""
    # Of pyarrow, which keeps for itself what memory it once had; it asks when it is imported.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    if not out:
        raise InputError("--out has no name; name the folder for the tables, or leave --out away to have them in output/")
    if not paths and not CORPUS.is_dir():
        raise InputError("there is no folder corpus/ here; say where your letters are: kamermijn run PATH ...")
    # Before anything else: a wrong rule stops the run before the first letter.
    loaded = load(rules)
    named = paths or [str(CORPUS)]
    inputs = batch.collect(named, out, samples=wishes.samples)
    if not inputs.files:
        raise InputError(f"no letters in {', '.join(batch.shown(p) for p in named)}")
    if sources.is_address(out):
        raise InputError(f"{out}: nothing can be written to a web address; name a folder, or a store such as s3://bucket/tables")
    if wishes.since_last and not wishes.feed:
        raise InputError("--since-last says what the feed tells: give --feed too")
    if wishes.feed and is_store(out):
        raise InputError(f"{out}: a feed is written to a folder; name one with --out")
    told, asked = LastingConsole(stderr=True, highlight=False, soft_wrap=True), LastingConsole(highlight=False, soft_wrap=True)
    options = wishes.options(len(inputs.files))
    tell_model(told, wishes.model)
    if wishes.dry_run:
        _tell_plan(asked, batch.preview(inputs.files, out, loaded, options))
        return 0
    with progress(told, len(inputs.files), as_json=wishes.log_json) as tell:
        if is_store(out):
            summary = batch.run_into_store(inputs.files, out, loaded, tell, options)
        else:
            summary = batch.run(inputs.files, Path(out), loaded, tell, options)
    _summarise(asked, summary, inputs.samples_left_out, batch.shown(out).rstrip("/"))
    if wishes.feed:
        number = batch.write_feed(Path(out), loaded, datetime.datetime.now(datetime.UTC), since_last=wishes.since_last)
        asked.print(f"{_counted(number, 'thing')} told in {escape(batch.shown(out))}/nieuw.md and feed.atom")
    return summary.states["failed"]


def _tell_plan(console: Console, plan: Preview) -> None:
    todo = {"new": plan.new, "changed": plan.changed, "mined by other rules or code": plan.outdated, "gone": plan.gone}
    for what, paths in todo.items():
        for path in paths:
            console.print(f"{what}: {path}", markup=False)
    counts = ", ".join(f"{len(paths)} {what}" for what, paths in todo.items())
    console.print(f"{counts}, {plan.unchanged} unchanged, {plan.duplicates} duplicate; nothing was done (--dry-run)")


def _summarise(console: Console, summary: Summary, samples_left_out: int, out: str) -> None:
    states = summary.states
    console.print(f"{_counted(states['mined'], 'letter')} mined in {summary.seconds:.1f} seconds"
                  + (f", {summary.before} of them before" if summary.before else "")
                  + (f", [red]{states['failed']} failed[/]" if states["failed"] else "")
                  + (f", {_counted(states['duplicate'], 'duplicate')} left out" if states["duplicate"] else "")
                  + (f", {summary.gone} gone" if summary.gone else ""))  # fmt: skip
    for cls in KINDS:
        if cls is not Numeral:
            console.print(f"{summary.records[cls.plural]:7d}  {cls.plural}")
    if summary.fictional:
        console.print(f"[yellow]{_counted(summary.fictional, 'letter')} of these {'is a' if summary.fictional == 1 else 'are'} fictional "
                      f"{'sample' if summary.fictional == 1 else 'samples'} (fictional: true in every table).[/]")  # fmt: skip
    if samples_left_out:
        console.print(f"The {_counted(samples_left_out, 'sample letter')} were left aside; --samples takes them along.")
    for notice in summary.notices:
        console.print(f"[yellow]{escape(notice)}[/]")
    if states["failed"]:
        console.print(f"What failed, and why: {escape(out)}/errors.csv")
    console.print(
        f"The tables are in {escape(out)}/ (figures.csv, kamermijn.xlsx, kamermijn.sqlite, ...), each letter in {escape(out)}/letters/"
    )
    console.print(f"What each column means: {escape(out)}/DATA.md")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
