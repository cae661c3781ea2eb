"""``kamermijn export``: any form of the dataset from the letters' JSON."""

from __future__ import annotations

from pathlib import Path

import typer

from kamermijn.batch import DATASET, shown
from kamermijn.store import FORMS
from kamermijn.store.export import export


def export_forms(output: Path, forms: list[str], to: Path | None) -> None:
    """Write the forms, and say which files they are."""
    names, report = export(output, to or output, DATASET, list(FORMS) if "all" in forms else forms)
    for name in names:
        typer.echo(shown((to or output) / name))
    for notice in report.notices:
        typer.echo(notice, err=True)
