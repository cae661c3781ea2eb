"""What a form of the dataset is: the files it makes, and how rows get into them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from kamermijn.store.dataset import Dataset, Values
from kamermijn.store.folder import OutputFolder

Add = Callable[[str, Sequence[Values]], None]
"""Takes rows of the table of that name."""


@dataclass
class Report:
    """What a form could not hold as it is, in words for the user; empty where all went well."""

    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Form:
    """A form: it either takes rows as they come (``write``) or is made from what the tables are (``describe``), at the end."""

    name: str
    description: str
    files: Callable[[Dataset], list[str]]
    write: Callable[[OutputFolder, Dataset, Report], AbstractContextManager[Add]] | None = None
    describe: Callable[[OutputFolder, Dataset], None] | None = None
    libraries: tuple[str, ...] = ()
    """Modules that are imported when the form is written, and take long to import."""
    prepare: Callable[[Dataset], None] | None = None
    """Makes, and keeps for this process, what rests on no row."""
