"""Who does the work: this process, or a pool of workers that cannot take the run down with them."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import wait as wait_for
from typing import Any, Protocol

from kamermijn.batch.task import Mined, Task, failed, perform
from kamermijn.fork_server import context_of
from kamermijn.ingest.limits import ReadingLimits
from kamermijn.model import KamermijnError

Done = tuple[Task, Mined]
Given = tuple[Task, int]
"""A task that workers have, and for which time."""

POOLS = 4
"""How often workers are started when the process that they come from is killed."""
PAUSE = 0.5
"""So many seconds later they are started anew: what is killed no longer answers a while before it counts as ended."""
ENDED = (f"the workers ended before they began, {POOLS} times; what is done is kept, and the next run goes on from there "
         "(with more memory, --memory, if there was too little)")  # fmt: skip
_LOOK = 1.0  # seconds without news after which it is looked whether the workers are still there


class Workers(Protocol):
    """Performs tasks in any order; None in the stream of tasks is handed back, so that whoever made it gets a turn."""

    def perform(self, tasks: Iterable[Task | None]) -> Iterator[Done | None]:
        """Take tasks as there is room for them, and give what came of each."""


@dataclass(frozen=True)
class Limits:
    """What one letter may take; 0 is no limit."""

    seconds: float = 300.0
    megabytes: int = 4000
    reading: ReadingLimits = field(default_factory=ReadingLimits)


class Here:
    """Work in this process: nothing to start, but a letter that hangs or crashes takes the run with it."""

    def perform(self, tasks: Iterable[Task | None]) -> Iterator[Done | None]:
        """One task after the other."""
        for task in tasks:
            yield (task, perform(task)) if task else None


@dataclass
class Pool:
    """Worker processes on this machine, each with the rules loaded once.

    A letter that takes too long, takes too much memory, or whose worker dies is tried once more in another worker, and is
    then reported. Workers that end before they begin, as when the process that they come from is killed, are started anew a few
    times; KamermijnError when that does not help. No more than ``ahead`` letters a worker wait their turn.
    """

    count: int
    limits: Limits
    rules: str | None = None
    model: str | None = None
    ahead: int = 2

    def perform(self, tasks: Iterable[Task | None]) -> Iterator[Done | None]:
        """Tasks to workers as these get free; when nobody asks for more, the workers are stopped."""
        from kamermijn.batch.meanwhile import prepared  # which no worker needs

        waiting: dict[Future[Mined], Given] = {}
        with passing_folder() as passing, prepared(tasks) as given:
            for _ in range(POOLS):
                pool = process_pool(self.count, self.limits, self.rules, self.model, passing)
                try:
                    yield from self._pumped(pool, given, waiting)
                except BrokenProcessPool:
                    time.sleep(PAUSE)
                    continue
                finally:
                    pool.stop()
                    pool.join()
                return
        raise KamermijnError(ENDED)

    def _pumped(self, pool: Any, tasks: Iterator[Task | None], waiting: dict[Future[Mined], Given]) -> Iterator[Done | None]:
        """Raises BrokenProcessPool when the process that workers come from is gone; what is not done is then in ``waiting``."""
        exhausted = False

        def schedule(task: Task, attempt: int) -> None:
            future: Future[Mined] = Future()
            waiting[future] = (task, attempt)
            try:
                scheduled = pool.schedule(perform, args=(task,), timeout=self.limits.seconds or None)
            except RuntimeError as error:
                raise BrokenProcessPool from error
            waiting[scheduled] = waiting.pop(future)

        # Of a pool that broke: no worker had begun with these, or else the pool would know which of them it was that died.
        for future in list(waiting):
            schedule(*waiting.pop(future))
        while waiting or not exhausted:
            while not exhausted and len(waiting) < self.count * self.ahead:
                try:
                    task = next(tasks)
                except StopIteration:
                    exhausted = True
                    break
                if task is None:
                    yield None
                    if any(future.done() for future in waiting):
                        break
                else:
                    schedule(task, 1)
            if not waiting:
                continue
            done, _ = wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
            if not done and not pool.active:
                raise BrokenProcessPool  # it can leave what it was asked last without an answer
            for future in done:
                mined = outcome(future, self.limits)
                task, attempt = waiting.pop(future)
                if attempt == 1 and not mined.lasting and mined.problems[0][1] in AGAIN:
                    schedule(task, 2)
                else:
                    yield task, mined


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def passing_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for what workers keep for a moment; it goes with all in it, also what a worker left behind that was stopped."""
    return tempfile.TemporaryDirectory(prefix="kamermijn-", ignore_cleanup_errors=True)


def process_pool(count: int, limits: Limits, rules: str | None, model: str | None, passing: str) -> Any:
    """Processes that have loaded the rules and the model, take no more memory than they may, and keep passing files in ``passing``."""
    from pebble import ProcessPool

    return ProcessPool(max_workers=count, initializer=_prepare, initargs=(limits.megabytes, rules, passing),
                       context=context_of(rules, model))  # fmt: skip


AGAIN = ("timeout", "memory", "crashed")
"""Reasons to try a letter once more: it may have been the machine, or the letter before it."""


def outcome(future: Future[Mined], limits: Limits) -> Mined:
    """What came of a letter, also when its process did not live to tell."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        return failed("timeout", f"took longer than {limits.seconds:g} seconds, twice; --time-limit gives it more")
    except ProcessExpired as error:
        # The system stops a process that takes more memory than there is.
        return failed(
            "crashed",
            f"its worker process died, twice ({_ending(error.exitcode)}): give it more memory (--memory), and if it "
            "dies again, please report this with the letter",
        )


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"


def _prepare(megabytes: int, rules: str | None, passing: str) -> None:
    """What a worker does before its first letter."""
    tempfile.tempdir = os.environ["TMPDIR"] = passing  # for this process, and for what it starts
    # Ctrl-C is for the process that keeps the books; it stops its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if megabytes and sys.platform.startswith("linux"):
        import resource

        # Private memory (since Linux 4.7), and so not the libraries that all workers share.
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, resource.RLIM_INFINITY))
    from kamermijn.rules import load

    load(rules)


def _end_with_parent() -> None:
    """A worker whose run was killed does not live on."""
    parent = multiprocessing.parent_process()
    if parent:
        wait_for([parent.sentinel])
        os._exit(1)
