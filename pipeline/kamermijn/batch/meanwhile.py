"""What a run does while it waits for its first letters: it prepares what the tables are written with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from kamermijn.batch.published import DATASET
from kamermijn.batch.task import Task
from kamermijn.batch.workers import cores
from kamermijn.dossier.words import Words
from kamermijn.store import prepare_forms


@contextmanager
def prepared(tasks: Iterable[Task | None]) -> Iterator[Iterator[Task | None]]:
    """The same tasks; with the first letter to be mined the tables are prepared, beside the workers that are started for it.

    A run that has no letter to mine prepares nothing, and on a machine with one core nothing comes before the letters. Who ends without
    an error finds the tables prepared; a run that is stopped does not wait for them.
    """
    preparing = Thread(target=_prepare)
    yield _given(tasks, preparing)
    if preparing.ident:
        preparing.join()


def _given(tasks: Iterable[Task | None], preparing: Thread) -> Iterator[Task | None]:
    for task in tasks:
        if task and not preparing.ident and cores() > 1:
            preparing.start()
        yield task


def _prepare() -> None:
    # What goes wrong here goes wrong again where it is needed, and is told there; or the run is being stopped.
    with suppress(Exception):
        prepare_forms(DATASET)
        Words.with_plain(["gaat"])  # reads the lemmas by which letters are linked
