"""On a machine of a cluster: the processes that mine for one run, kept by its Dask worker."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Mapping
from concurrent.futures import CancelledError, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from kamermijn.batch.producer import producer
from kamermijn.batch.task import Mined, Task, failed, perform
from kamermijn.batch.workers import ENDED, PAUSE, POOLS, Limits, outcome, passing_folder, process_pool
from kamermijn.model import KamermijnError
from kamermijn.rules import load

_IDLE = 600.0  # seconds after which the processes of a run that asks for nothing are stopped: nobody may be left to stop them

_LOOK = 1.0  # seconds after which it is looked whether the run has ended


@dataclass(frozen=True)
class Commission:
    """What the machines of a cluster are told of a run: its limits, its model, its rules where they are not those that ship."""

    run: str
    producer: str
    model: str
    limits: Limits
    rules: Mapping[str, bytes] | None = None


class Crew:
    """Mines letters in processes of their own, so that none takes the Dask worker with it and each can be stopped in time."""

    def __init__(self, commission: Commission, count: int) -> None:
        self._commission = commission
        self._closed = threading.Event()
        self._passing = passing_folder()
        rules = self._unpacked(Path(self._passing.name, "rules"))
        try:
            if (ours := producer(load(rules), commission.model, commission.limits.reading)) != commission.producer:
                told = f"a worker of the cluster has another version of kamermijn ({ours}, here {commission.producer})"
                raise KamermijnError(f"{told}: install the same on all")
            # Dask's workers are daemons, which Python lets have no children; these are stopped by `close`, and end with their parent.
            multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
            self._started = partial(process_pool, count, commission.limits, rules, commission.model, self._passing.name)
            self._pool: Any = self._started()
        except BaseException:
            self._passing.cleanup()
            raise
        self.rules = rules
        self._changing = threading.Lock()
        self._used = time.monotonic()

    def _unpacked(self, folder: Path) -> str | None:
        """The folder with the rules of the run; None where it mines by those that ship."""
        if self._commission.rules is None:
            return None
        for name, content in self._commission.rules.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return str(folder)

    def mine(self, task: Task) -> Mined:
        """What comes of a letter, in this or that way; KamermijnError where its processes end before they begin, again and again."""
        self._used = time.monotonic()
        try:
            for _ in range(POOLS):
                pool = self._pool
                try:
                    return self._asked(pool, task)
                except (BrokenProcessPool, CancelledError):
                    self._start_anew(pool)
            raise KamermijnError(ENDED)
        finally:
            self._used = time.monotonic()

    def _asked(self, pool: Any, task: Task) -> Mined:
        """Raises BrokenProcessPool when the process that the others come from is gone, CancelledError when another thread saw it first."""
        stopped = failed("stopped", "the run that asked for it has ended")
        if self._closed.is_set():
            return stopped
        try:
            future = pool.schedule(_perform_with, args=(task, self.rules), timeout=self._commission.limits.seconds or None)
        except RuntimeError as error:
            raise BrokenProcessPool from error
        # A pool that is stopped, or broken, can leave what it was asked last without an answer: who waited for it would wait for ever.
        while not wait([future], timeout=_LOOK).done:
            if self._closed.is_set():
                return stopped
            if not pool.active:
                raise BrokenProcessPool
        return outcome(future, self._commission.limits)

    def _start_anew(self, broken: Any) -> None:
        """Start the processes anew, unless another thread has done so."""
        with self._changing:
            if self._pool is broken and not self._closed.is_set():
                broken.stop()
                broken.join()
                time.sleep(PAUSE)
                self._pool = self._started()

    def idle(self) -> bool:
        """Whether nobody has asked for anything for long."""
        return time.monotonic() - self._used > max(_IDLE, 2 * self._commission.limits.seconds)

    def close(self) -> None:
        """Stop the processes."""
        self._closed.set()
        with self._changing:
            self._pool.stop()
            self._pool.join()
        self._passing.cleanup()


def _perform_with(task: Task, rules: str | None) -> Mined:
    return perform(replace(task, rules=rules))


_crews: dict[str, Crew] = {}
_lock = threading.Lock()


def mine(commission: Commission, task: Task) -> tuple[str, Mined]:
    """Run by Dask: what comes of a letter, and the worker that did it."""
    from distributed import get_worker

    worker = get_worker()
    with _lock:
        for run in [run for run, crew in _crews.items() if run != commission.run and crew.idle()]:
            _crews.pop(run).close()
        crew = _crews.get(commission.run) or _crews.setdefault(commission.run, Crew(commission, worker.state.nthreads))
    return worker.address, crew.mine(task)


def dismiss(run: str) -> None:
    """Run by Dask on each worker when a run has ended."""
    with _lock:
        crew = _crews.pop(run, None)
    if crew:
        crew.close()
