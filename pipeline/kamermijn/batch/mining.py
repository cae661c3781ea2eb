"""Mine many letters into one output folder: only what is not mined yet, and what fails is reported and stops nothing."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kamermijn.batch.across import linked
from kamermijn.batch.cluster import Cluster
from kamermijn.batch.distant import Distant
from kamermijn.batch.former import Formers, told_former, told_gone
from kamermijn.batch.inputs import Input, InputError
from kamermijn.batch.order import large_first
from kamermijn.batch.planning import Options, Planning, Verdict, shown
from kamermijn.batch.producer import producer
from kamermijn.batch.published import DATASET
from kamermijn.batch.settling import Settling, told, version_rows
from kamermijn.batch.summary import Outcome, Summary, write_account
from kamermijn.batch.task import Mined, Task, failed, perform
from kamermijn.batch.workers import Here, Pool, Workers
from kamermijn.dossier import Linking
from kamermijn.dossier import producer as linking_producer
from kamermijn.ingest.sources import is_stream
from kamermijn.language.weights import lasting_name
from kamermijn.rules import Rules
from kamermijn.store import (
    REVIEWS,
    Known,
    Ledger,
    Letters,
    OutputError,
    OutputFolder,
    Problem,
    Values,
    Version,
    files_of,
    form_digest,
    reviews,
    write_dataset,
)
from kamermijn.store.gone import gone, keep_gone

_OFTEN = 1.0  # seconds between two moments at which what is done is made to last


def run(files: Sequence[Input], out: Path, rules: Rules, tell: Callable[[Outcome], None] = lambda outcome: None,
        options: Options | None = None) -> Summary:  # fmt: skip
    """Mine the files into ``out``; ``tell`` hears of each file, in their order, as soon as it and those before it are done.

    Raises OutputError when the folder cannot be used. Every other trouble is a row in ``errors.csv``. A run that is stopped,
    in whatever way, is gone on with by the next.
    """
    options = options or Options()
    if (options.workers or options.cluster) and (options.depot or str(files[0] if files else "")).startswith("memory:"):
        raise InputError("memory:// is the memory of one process: with it, --workers 0 and no --cluster")
    try:
        with OutputFolder(out) as folder, Ledger(out) as ledger:
            folder.refuse_foreign({"run.json", *files_of(DATASET)})
            return _Run(files, folder, ledger, rules, options, tell).go()
    except OSError as error:
        # Reading a letter has its own net: this is about writing, or about there being no room.
        raise OutputError(f"{out}: cannot write there: {error.strerror or error}; what is done is kept: mend it and run again") from error


class _Run:
    """One run: plan what is to be mined, take in what is mined, settle file by file, publish."""

    def __init__(self, files: Sequence[Input], folder: OutputFolder, ledger: Ledger, rules: Rules, options: Options,
                 tell: Callable[[Outcome], None]) -> None:  # fmt: skip
        self._files, self._folder, self._ledger, self._rules, self._options, self._tell = files, folder, ledger, rules, options, tell
        self._letters = Letters(folder, ledger)
        self._model = lasting_name(options.model)
        self._producer = producer(rules, self._model, options.limits.reading)
        self._summary = Summary(folder.path)
        self._planning = Planning(ledger, self._letters, rules, options, self._model, self._producer)
        # Files of which the verdict is known while that of one before them is not, by position.
        self._ready: dict[int, Verdict] = {}
        self._next = 0

    def go(self) -> Summary:
        """Do it all."""
        began, started = time.time(), time.monotonic()
        with self._ledger.together():
            self._ledger.begin()
            self._mine()
            self._settle_letters()
            self._ledger.commit()
            digest = self._planned_digest()
            changed = digest != self._ledger.note("fingerprint") or self._ledger.note("tables") != _stamps(self._folder.path)
            changed = changed or self._folder.has_staged()
            if changed:
                self._write()
            else:
                self._letters.stay()
            self._summary.seconds = round(time.monotonic() - started, 3)
            with self._folder.create("run.json") as file:
                write_account(file, self._summary, self._rules, self._ledger, began=began, producer=self._producer, model=self._model,
                              workers=self._options.workers)  # fmt: skip
            self._folder.publish(() if changed else files_of(DATASET))
            self._ledger.tables_published(digest, _stamps(self._folder.path))
        return self._summary

    # -- mining ---------------------------------------------------------------------------------------------------

    def _mine(self) -> None:
        try:
            self._mine_all()
        except BaseException:
            # What is done is kept, that of the last moment too, unless there is no room for it.
            with suppress(sqlite3.Error):
                self._ledger.commit()
            raise

    def _mine_all(self) -> None:
        last = time.monotonic()
        workers = self._options.workers
        tasks = large_first(self._tasks(), workers) if workers > 1 and not self._options.cluster else self._tasks()
        for done in self._workers().perform(tasks):
            if done:
                self._take_in(*done)
            self._settle()
            if time.monotonic() - last > _OFTEN:
                self._ledger.commit()
                last = time.monotonic()
        self._settle()

    def _workers(self) -> Workers:
        options = self._options
        if options.cluster:
            return Cluster(options.cluster, options.limits, self._rules.folder, self._model, self._producer)
        return Pool(options.workers, options.limits, str(self._rules.folder), self._model) if options.workers else Here()

    def _tasks(self) -> Iterator[Task | None]:
        """What is to be mined; None for a file that is not."""
        for position, path in enumerate(self._files):
            planned = self._planning.look(position, path)
            if isinstance(planned, Verdict):
                self._ready[position] = planned
                yield None
            elif not isinstance(path, Distant) and is_stream(path):
                self._take_in(planned, perform(planned))  # no worker has it
                yield None
            else:
                yield planned

    def _take_in(self, task: Task, mined: Mined) -> None:
        """Keep what came of a task."""
        source = task.source or mined.source
        path = self._files[task.position]
        if source and isinstance(path, Distant):
            self._ledger.see(path.url, path.stamp, source.sha256, source.key)
        for stage, seconds in mined.seconds:
            self._summary.took(stage, seconds)
        if source is None or not mined.lasting:
            self._ready[task.position] = Verdict(source, mined)
            return
        known = Known(source.key, mined.found or self._producer, source.sha256, mined.letter_id, len(mined.document or b""),
                      mined.fictional, mined.counts, mined.problems, mined.traits)  # fmt: skip
        if mined.document is not None:
            began = time.perf_counter()
            self._letters.keep(known, mined.document)
            self._summary.took("write", time.perf_counter() - began)
        self._ledger.learn(known)
        self._ready[task.position] = Verdict(source, before=mined.found is not None, claimed=task.source is not None)

    # -- file by file, in their order -----------------------------------------------------------------------------

    def _settle(self) -> None:
        """Decide on each file as soon as all before it are decided on: who is first counts, not who is done first."""
        while verdict := self._ready.pop(self._next, None):
            path = self._files[self._next]
            outcome, key = self._outcome(path, verdict)
            sha256 = verdict.source.sha256 if verdict.source else None
            self._ledger.add_input(self._next, outcome.path, sha256, key, outcome.state, outcome.letter_id)
            for problem in outcome.problems:
                self._ledger.add_problem(problem)
            self._summary.add(outcome)
            self._tell(outcome)
            self._next += 1

    def _outcome(self, path: Input, verdict: Verdict) -> tuple[Outcome, str | None]:
        twice_of = verdict.twice_of
        if verdict.source and not verdict.claimed:
            twice_of = self._ledger.claim("content", verdict.source.sha256, shown(path))
        if twice_of:
            if verdict.source and (first := self._ledger.failed(verdict.source.sha256)):
                # A twin of a file that failed fails for the same reason.
                return _failure(path, first.problems), None
            message = f"has the same content as {twice_of}, which is read already"
            return Outcome(shown(path), "duplicate", problems=(_problem(path, "notice", "duplicate", message),)), None
        if verdict.failure:
            return _failure(path, verdict.failure.problems), None
        assert verdict.source
        known = self._ledger.known(verdict.source.key)
        if not known:  # it was thought to be the same as a file that then could not be read
            return _failure(path, failed("unreadable", "could not be read this time; the next run tries it again").problems), None
        if known.letter_id is None:
            return _failure(path, known.problems, before=verdict.before), known.key
        notices = tuple(_problem(path, level, reason, message) for level, reason, message in known.problems)
        return Outcome(shown(path), "mined", known.letter_id, dict(known.counts), notices, known.fictional, verdict.before), known.key

    # -- letters among each other -----------------------------------------------------------------------------------

    def _settle_letters(self) -> None:
        """Find renditions, versions and duplicates, now that all letters are known."""
        for problem in (*Formers(self._ledger, self._letters, self._options.depot).bring_in(len(self._files)), *self._ledger.untold()):
            self._report(problem)
        counts: dict[str, str] = {}  # by letter, who made what counts; files come before what they held
        for decision, known in Settling(self._ledger, self._letters).settle():
            copy = decision.copy
            (path,) = next(self._ledger.rows("SELECT path FROM input WHERE position = ?", copy.position))
            if copy.heir is not None:
                outdated = decision.state != "left" and known.producer != counts[decision.letter_id]
                self._report(told_former(decision, str(path), outdated=outdated))
                continue
            if decision.state == "mined":
                counts[decision.letter_id] = known.producer
            if worth_telling := told(decision):
                self._report(_problem(self._files[copy.position], "notice", *worth_telling))
            if decision.state != "mined" or decision.duplicate_of:
                self._summary.count_out(decision.state, dict(known.counts), fictional=known.fictional)

    def _report(self, problem: Problem) -> None:
        self._ledger.add_problem(problem)
        self._summary.tell(problem)

    # -- publishing -----------------------------------------------------------------------------------------------

    def _planned_digest(self) -> str:
        """Decide what is to stand in the folder; returns a digest of all of it."""
        letters = self._letters.plan()
        for found in gone(self._ledger):
            self._report(told_gone(found))
            self._summary.gone += not found.remains
        self._ledger.commit()
        made = letters + linking_producer(self._rules)
        return _fingerprint(made, self._ledger, self._producer, self._folder.path / REVIEWS)

    def _write(self) -> None:
        """Write the tables, and move the letters to their places; only then the tables follow."""
        began = time.perf_counter()
        self._letters.refuse_foreign()
        # Linked before the tables are begun: what the one takes of memory is free again for the other.
        with linked(self._folder.path, self._rules, self._letters) as linking:
            self._summary.notices += write_dataset(self._folder, DATASET, self._rows(linking)).notices
        self._ledger.set_note("fingerprint", None)
        self._ledger.commit()
        keep_gone(self._ledger)
        self._ledger.keep_untold()
        self._letters.publish()
        self._ledger.forget_results()
        self._letters.forget_trees()
        self._ledger.commit()
        self._summary.took("write", time.perf_counter() - began)

    def _rows(self, linking: Linking) -> Iterator[tuple[str, Sequence[Values]]]:
        """All rows of the dataset, as they come."""
        yield from DATASET.of_letters(self._letters.documents(), reviews(self._folder.path))
        for row in version_rows(self._ledger, self._producer):
            yield Version.plural, [row]
        for problem in self._ledger.problems():
            yield Problem.plural, [problem.model_dump(mode="json")]
        yield from linking.rows()


def _failure(path: Input, problems: Sequence[tuple[str, str, str]], *, before: bool = False) -> Outcome:
    told = tuple(_problem(path, level, reason, message) for level, reason, message in problems)
    return Outcome(shown(path), "failed", problems=told, before=before)


def _problem(path: Input, level: str, reason: str, message: str) -> Problem:
    return Problem(source=shown(Path(path.name)), path=shown(path), level="error" if level == "error" else "notice", reason=reason,
                   message=message)  # fmt: skip


def _fingerprint(letters: str, ledger: Ledger, producer: str, said: Path) -> str:
    """A digest of all that the tables are made from, the form of the tables included."""
    digest = hashlib.sha256(letters.encode())
    digest.update(form_digest(DATASET).encode())
    for row in version_rows(ledger, producer):
        digest.update(repr(row).encode())
    for problem in ledger.problems():
        digest.update(problem.model_dump_json().encode())
    digest.update(said.read_bytes() if said.is_file() else b"")
    return digest.hexdigest()


def _stamps(out: Path) -> str:
    """Size and time of each published file, by which one sees that nobody changed or removed it."""
    stamps = {}
    for name in files_of(DATASET):
        path = out / name
        if path.is_file():
            stamps[name] = [path.stat().st_size, path.stat().st_mtime_ns]
    return json.dumps(stamps)
