"""``kamermijn export``: any form of the dataset from the letters' JSON."""

from __future__ import annotations

from pathlib import Path

import typer

from kamermijn.batch import DATASET, rows_across, shown
from kamermijn.rules import load
from kamermijn.store import FORMS
from kamermijn.store.export import export


def export_forms(output: Path, forms: list[str], to: Path | None) -> None:
    """Write the forms, and say which files they are."""
    across = rows_across(output, sorted((output / "letters").rglob("*.json"), key=lambda path: path.name), load())
    names, report = export(output, to or output, DATASET, list(FORMS) if "all" in forms else forms, across)
    for name in names:
        typer.echo(shown((to or output) / name))
    for notice in report.notices:
        typer.echo(notice, err=True)
