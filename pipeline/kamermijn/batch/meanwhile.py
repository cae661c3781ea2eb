"""What a run does while it waits for its first letters: it imports what the tables are written with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Thread

from kamermijn.batch.task import Task
from kamermijn.batch.workers import cores
from kamermijn.store import import_libraries


def prepared(tasks: Iterable[Task | None]) -> Iterator[Task | None]:
    """The same tasks; with the first letter to be mined the imports begin, beside the workers that are started for it.

    A run that has no letter to mine imports nothing, and on a machine with one core nothing comes before the letters.
    """
    preparing = Thread(target=import_libraries) if cores() > 1 else None
    for task in tasks:
        if task and preparing:
            preparing.start()
            preparing = None
        yield task
