"""Workers loaded beside this process as soon as it is known that they are needed: before its options are looked into."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from typer.core import TyperGroup


class LoadsAhead(TyperGroup):
    """The commands, of which ``run`` has its workers loaded first: typer takes a tenth of a second to see what options mean."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As typer does it; what is the matter with the options of ``run`` it tells itself."""
        if args[:1] == ["run"] and (command := self.get_command(ctx, "run")):
            with suppress(Exception):
                parser = command.make_parser(command.context_class(command, info_name="run", parent=ctx))
                given, _, _ = parser.parse_args(list(args[1:]))
                _look(given)
        return super().parse_args(ctx, args)


def _look(given: Mapping[str, Any]) -> None:
    """Start where workers are sure to be needed: where no run was before."""
    if {"help", "dry_run", "cluster"} & given.keys() or given.get("workers") == "0":
        return
    if not Path(given.get("out") or "output", "ledger.sqlite").exists():
        from kamermijn import fork_server

        rules, model = given.get("rules"), given.get("model")
        # By the names under which a run gives them to its workers; more of a model than that is not to be imported yet.
        lasting = str(Path(model).resolve()) if model and Path(model).is_dir() else model
        fork_server.start(str(Path(rules).resolve()) if rules else None, lasting)
