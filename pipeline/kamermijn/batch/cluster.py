"""A cluster as the workers of a run: Dask distributed hands out the letters and looks after its machines."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from kamermijn.batch.crew import Commission, dismiss, mine
from kamermijn.batch.source import carried
from kamermijn.batch.task import Mined, Task, failed
from kamermijn.batch.workers import AGAIN, Done, Limits
from kamermijn.model import KamermijnError, LetterError
from kamermijn.rules import default_folder
from kamermijn.store import INSTALL

_WAIT = 30.0  # seconds for the scheduler to answer, and for a first worker to be there
_COUNT = 5.0  # seconds between two counts of the workers: machines come and go


class ClusterError(KamermijnError):
    """The cluster cannot be used; the message says what to do."""


@dataclass
class Cluster:
    """The workers of a Dask cluster; letters that lie here are sent to them, others they fetch themselves.

    A letter that takes too long or too much memory, or whose process dies, is tried once more, on another machine if there is one.
    What was at work on a machine that is lost, Dask gives to another.
    """

    address: str
    limits: Limits
    rules: Path
    model: str
    producer: str
    ahead: int = 2

    def perform(self, tasks: Iterable[Task | None]) -> Iterator[Done | None]:
        """Tasks to workers as these get free; when nobody asks for more, what waits is called off."""
        commission = Commission(uuid.uuid4().hex, self.producer, self.model, self.limits, _packed(self.rules))
        with _connected(self.address) as client:
            pending = _Pending(client, commission)
            try:
                yield from self._pumped(pending, iter(tasks))
            finally:
                pending.call_off()
                with suppress(Exception):  # a worker that is gone needs no word
                    client.run(dismiss, commission.run)

    def _pumped(self, pending: _Pending, tasks: Iterator[Task | None]) -> Iterator[Done | None]:
        exhausted = False
        while pending or not exhausted:
            while not exhausted and len(pending) < pending.threads() * self.ahead:
                try:
                    task = next(tasks)
                except StopIteration:
                    exhausted = True
                    break
                if task is None:
                    yield None
                    if pending.any_done():
                        break
                    continue
                try:
                    pending.submit(task if task.urls else replace(task, carried=carried(Path(task.path))), 1)
                except (LetterError, OSError) as error:
                    yield task, failed(getattr(error, "reason", "unreadable"), f"cannot be read: {error}")
            for task, attempt, worker, mined in pending.done():
                if attempt == 1 and not mined.lasting and mined.problems[0][1] in AGAIN:
                    pending.submit(task, 2, but_not=worker)
                else:
                    yield task, mined


class _Pending:
    """The letters that are with the cluster."""

    def __init__(self, client: Any, commission: Commission) -> None:
        import distributed

        self._client = client
        # Sent once, not with every letter.
        self._commission = commission if commission.rules is None else client.scatter(commission, broadcast=True)
        self._run = commission.run
        self._tasks: dict[str, tuple[Task, int, Any]] = {}
        self._completed: Any = cast(Any, distributed).as_completed(loop=client.loop, raise_errors=False)
        self._threads, self._counted = 0, 0.0

    def __len__(self) -> int:
        return len(self._tasks)

    def threads(self) -> int:
        """How many letters the cluster mines at the same time."""
        if time.monotonic() - self._counted > _COUNT:
            self._threads, self._counted = sum(self._client.nthreads().values()), time.monotonic()
        return max(self._threads, 1)

    def submit(self, task: Task, attempt: int, but_not: str | None = None) -> None:
        """Give a letter to the cluster."""
        others = [worker for worker in self._client.nthreads() if worker != but_not] if but_not else []
        where = {"workers": others, "allow_other_workers": True} if others else {}
        future = self._client.submit(
            mine, self._commission, task, key=f"kamermijn-{self._run}-{task.position}-{attempt}", pure=False, **where
        )
        self._tasks[future.key] = (task, attempt, future)
        self._completed.add(future)

    def any_done(self) -> bool:
        """Whether something has come back."""
        return not self._completed.queue.empty()

    def done(self) -> Iterator[tuple[Task, int, str | None, Mined]]:
        """What has come back, after a wait for at least one: letter, attempt, worker and what came of it."""
        if not self._tasks:
            return
        for future in self._completed.next_batch(block=True):
            task, attempt, _ = self._tasks.pop(future.key)
            worker, mined = _result(future)
            yield task, attempt, worker, mined

    def call_off(self) -> None:
        """Let go of all that waits."""
        with suppress(Exception):  # the scheduler may be gone
            self._client.cancel([future for _, _, future in self._tasks.values()])


def _result(future: Any) -> tuple[str | None, Mined]:
    from distributed import KilledWorker

    if future.status == "finished":
        worker, mined = future.result()
        future.release()
        return worker, mined
    if future.status in ("cancelled", "lost"):
        raise ClusterError("the scheduler of the cluster was lost; what is done is kept: start it and run again")
    error = future.exception()
    if isinstance(error, KilledWorker):
        return None, failed("crashed", "the machines that mined it were lost, one after the other; please report this with the letter")
    if isinstance(error, KamermijnError):
        raise error
    raise ClusterError(
        f"the workers of the cluster cannot mine ({type(error).__name__}: {error}); all need the same kamermijn: {INSTALL}"
    ) from error


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        import distributed
    except ImportError as error:
        raise ClusterError(f"--cluster needs more packages: {INSTALL}") from error
    try:
        client: Any = cast(Any, distributed).Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}: no scheduler of Dask answers there; start one (dask scheduler) or check the address") from error
    try:
        try:
            client.wait_for_workers(1, timeout=_WAIT)
        except TimeoutError as error:
            raise ClusterError(f"{address}: the scheduler has no workers; start some: dask worker {address}") from error
        yield client
    finally:
        client.close()


def _packed(rules: Path) -> dict[str, bytes] | None:
    """The files of a rules folder that the machines do not have; None for the one that ships with kamermijn."""
    if rules == default_folder():
        return None
    return {p.relative_to(rules).as_posix(): p.read_bytes() for p in sorted(rules.rglob("*")) if p.suffix in (".toml", ".csv")}
