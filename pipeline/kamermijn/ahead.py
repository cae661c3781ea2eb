"""Workers loaded beside this process as soon as it is known that they are needed: before what the command line is read with is imported."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

VALUED = ("--out", "--rules", "--model", "--workers", "--cluster", "--time-limit", "--max-pages", "--scanned-pages", "--memory", "--log")
"""The options of ``run`` that have a value."""
PLAIN = ("--samples", "--force", "--only-new", "--dry-run", "--feed", "--since-last", "--help", "-h")
"""Those that have none."""


def load_workers(arguments: Sequence[str]) -> None:
    """Start workers where a command is sure to need them: a ``run`` where no run was before.

    What is the matter with its options a run tells itself, later.
    """
    if arguments[:1] == ["run"]:
        with suppress(Exception, SystemExit):
            _look(arguments[1:])


def _look(arguments: Sequence[str]) -> None:
    # What typer is made of takes a tenth of a second to import and to see what options mean.
    from argparse import ArgumentParser

    parser = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for name in VALUED:
        parser.add_argument(name)
    for name in PLAIN:
        parser.add_argument(name, action="store_true")
    given, paths = parser.parse_known_args(list(arguments))
    if given.help or given.h or given.dry_run or given.cluster or given.workers == "0" or any(path.startswith("-") for path in paths):
        return
    if Path(given.out or "output", "ledger.sqlite").exists():
        return
    from kamermijn import fork_server

    # By the names under which a run gives them to its workers; more of a model than that is not to be imported yet.
    lasting = str(Path(given.model).resolve()) if given.model and Path(given.model).is_dir() else given.model
    fork_server.start(str(Path(given.rules).resolve()) if given.rules else None, lasting)
