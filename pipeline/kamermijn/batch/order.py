"""In which order letters are handed to workers: as they come, large ones earlier, so that none is left with one at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from kamermijn.batch.task import Task

_AHEAD = 50
"""So many letters a worker are known before the one that is handed out."""
_STEP = 4
"""So many are looked at for one that is handed out, until there are enough: the first must not wait for all of them."""
_LONGER = 4
"""A large file takes longer than its size says: often it is a scan."""


def large_first(tasks: Iterable[Task | None], workers: int) -> Iterator[Task | None]:
    """The same tasks, each as many places earlier as others are done meanwhile by the other workers, told by its size.

    None, which gives a turn to whoever makes the tasks, is handed on at once.
    """
    waiting: list[tuple[float, int, Task]] = []
    total = count = 0
    coming = iter(tasks)
    more = True
    while more or waiting:
        for _ in range(_STEP if more and len(waiting) < _AHEAD * workers else 0):
            try:
                task = next(coming)
            except StopIteration:
                more = False
                break
            if task is None:
                yield None
                continue
            total, count = total + task.size, count + 1
            earlier = _LONGER * (workers - 1) * task.size * count / total if total else 0.0
            heappush(waiting, (count - earlier, count, task))
        if waiting:
            yield heappop(waiting)[2]
