"""What is to be done with each file of a run: nothing, or a task for the workers."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from kamermijn.batch.distant import Distant
from kamermijn.batch.inputs import Input
from kamermijn.batch.source import Source, identify
from kamermijn.batch.task import Mine, Mined, Task, failed
from kamermijn.batch.workers import Limits
from kamermijn.ingest.sources import LARGEST_FILE
from kamermijn.language.weights import SHIPPED, weights_of
from kamermijn.model import LetterError
from kamermijn.rules import Rules
from kamermijn.store import Known, Ledger, Letters


@dataclass(frozen=True)
class Options:
    """How a run goes about it. ``workers`` 0 is this process alone: no crash is survived and no limit is kept.

    ``cluster`` is the address of a Dask scheduler, whose workers then do the work; ``depot`` that of a store in which workers
    keep and find results.
    """

    workers: int = 0
    limits: Limits = field(default_factory=Limits)
    force: bool = False
    only_new: bool = False
    mine: Mine | None = None
    cluster: str | None = None
    depot: str | None = None
    model: str = SHIPPED


def shown(path: Input | str) -> str:
    """A path as text that can be written anywhere, also where its name is not valid UTF-8."""
    return os.fsencode(path if isinstance(path, str) else path.as_posix()).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a file: a letter or failure that stands in the ledger under ``key``, or a failure that does not last.

    ``claimed`` is False where the content was not known in time to see whether another file of the run has it too.
    """

    source: Source | None
    failure: Mined | None = None
    before: bool = False
    twice_of: str | None = None
    claimed: bool = True


class Planning:
    """Looks at each file of a run, in their order."""

    def __init__(self, ledger: Ledger, letters: Letters, rules: Rules, options: Options, model: str, producer: str) -> None:
        self._ledger, self._letters, self._rules, self._options = ledger, letters, rules, options
        self._model, self._weights, self._producer = model, weights_of(model).digest, producer

    def look(self, position: int, path: Input) -> Verdict | Task:
        """What is known of a file already, or what is to be done."""
        if isinstance(path, Distant):
            return self._look_afar(position, path)
        try:
            source = identify(path)
        except (LetterError, OSError):
            return self._task(position, path)  # who reads it words best what is the matter
        if first := self._ledger.claim("content", source.sha256, shown(path)):
            return Verdict(source, twice_of=first)
        known = self._ledger.known(source.key)
        if known and self._good(known):
            return Verdict(source, before=True)
        return self._task(position, path, source, known.producer if known else None)

    def _look_afar(self, position: int, path: Distant) -> Verdict | Task:
        """As for a file that lies here, but nothing is fetched: who mines it fetches it, unless it is as an earlier run saw it."""
        if seen := self._ledger.seen(path.url, path.stamp):
            source = Source(*seen)
            known = self._ledger.known(source.key)
            twice = self._ledger.claim("awaited", source.sha256, path.url)
            if twice or (known and self._good(known)):
                return Verdict(source, before=True, claimed=False)
        elif path.size and path.size > LARGEST_FILE:
            message = f"{path.size / 1e6:.0f} MB is more than the limit of {LARGEST_FILE // 1_000_000} MB: split the document"
            return Verdict(None, failed("too_large", message))
        return self._task(position, path, made_by=self._ledger.made_by(path.url))

    def _task(self, position: int, path: Input, source: Source | None = None, made_by: str | None = None) -> Task:
        options = self._options
        urls = (path.url, *path.beside) if isinstance(path, Distant) else ()
        # Whose results in the depot will do.
        accepts = [] if options.force else [self._producer, *([made_by] if made_by and options.only_new else [])]
        return Task(position, str(path), str(self._rules.folder), options.mine, model=self._model, weights=self._weights,
                    ruled_by=self._rules.digest,
                    urls=urls, source=source, reading=options.limits.reading, depot=options.depot, producer=self._producer,
                    accepts=tuple(accepts),
                    trees=str(self._letters.trees(source.key)) if source and not options.cluster else None, size=_size(path))  # fmt: skip

    def _good(self, known: Known) -> bool:
        """Whether what an earlier run made of a content will do."""
        if self._options.force or not (self._options.only_new or known.producer == self._producer):
            return False
        return known.letter_id is None or self._letters.found(known)


def _size(path: Input) -> int:
    if isinstance(path, Distant):
        return path.size or 0
    try:
        return path.stat().st_size
    except OSError:  # within an archive, or not there
        return 0
