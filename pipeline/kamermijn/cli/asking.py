"""The commands that ask the dataset: their options and words, without anything heavy, so that ``--help`` comes at once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kamermijn.cli.telling import told


class Form(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


class Exported(StrEnum):
    """Forms of the dataset that can be made alone."""

    csv = "csv"
    sqlite = "sqlite"
    parquet = "parquet"
    xlsx = "xlsx"
    jsonl = "jsonl"
    datapackage = "datapackage"
    schema = "schema"
    dictionary = "dictionary"
    metadata = "metadata"
    all = "all"


Output = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The output folder of a run.")]
Printed = Annotated[Form, typer.Option("--format", "-f", help="A table to read, or CSV or JSON with all columns and rows.")]
_WHEN = "a year, month or day: 2014, 2014-06, 2014-06-30"


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT, as DuckDB understands it.")],
    output: Output = Path("output"),
    form: Printed = Form.table,
) -> None:
    """Ask the tables in SQL (DuckDB over the Parquet files); nothing can be changed, and no other file be read."""
    with told():
        from kamermijn.cli.questions import ask

        ask(output, sql, form)


def figures(
    subject: Annotated[str | None, typer.Option("--subject", metavar="WORDS", help="What is counted holds these words.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help=f"About this time or later; {_WHEN}.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="About this time or earlier.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="count, percent, EUR, year, ...")] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="WORDS", help="The body that counts, or is counted, holds these words.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Of letters of this kind: kamerbrief, motie, ...")] = None,
    letter: Annotated[str | None, typer.Option("--letter", metavar="ID", help="Of this letter.")] = None,
    output: Output = Path("output"),
    form: Printed = Form.table,
) -> None:
    """Show figures by what they count, when and by whom, in the order of the time that they are about.

    Where a letter does not say what time a figure is about, the date of the letter counts.
    """
    with told():
        from kamermijn.cli.questions import ask_figures

        ask_figures(output, form, subject=subject, since=since, until=until, unit=unit, organisation=organisation, kind=kind,
                    letter=letter)  # fmt: skip


def promises(
    is_open: Annotated[bool, typer.Option("--open", help="Only what is announced, with no follow-up in later letters.")] = False,
    actor: Annotated[str | None, typer.Option("--actor", metavar="WORDS", help="Who is to act holds these words.")] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="DATE", help=f"Only what names a time that ends before this; {_WHEN}.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Of letters of this date or later.")] = None,
    kind: Annotated[
        str,
        typer.Option("--type", metavar="TYPE", help="Sort of measure: information is a promise to inform Parliament; all, funding, ..."),
    ] = "information",
    output: Output = Path("output"),
    form: Printed = Form.table,
) -> None:
    """Show promises to Parliament, or other measures, by who is to act and when, the earliest deadline first."""
    with told():
        from kamermijn.cli.questions import ask_promises

        ask_promises(output, form, is_open=is_open, actor=actor, before=before, since=since, kind=kind)


def export(
    forms: Annotated[list[Exported], typer.Option("--format", "-f", help="The form; may be given more than once.", show_default=False)],
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The output folder of a run, with its letters.")] = Path("output"),
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="Where to write. Default: the output folder itself.", show_default=False)
    ] = None,
) -> None:
    """Make any form of the dataset from the letters' JSON, without mining anything."""
    with told():
        from kamermijn.cli.export import export_forms

        export_forms(output, [form.value for form in forms], to)


def add_to(app: typer.Typer) -> None:
    """Give the app these commands."""
    app.command(
        epilog='Examples:\n\n  kamermijn query "SELECT unit, count(*) FROM figures GROUP BY unit ORDER BY 2 DESC"\n\n'
        "  kamermijn query \"SELECT letter_date, value, subject FROM figures_with_letter WHERE unit = 'EUR'\" --format csv\n\n"
        '  kamermijn query "DESCRIBE measures"'
    )(query)
    app.command(
        epilog="Examples:\n\n  kamermijn figures --subject slachtoffers --since 2014\n\n"
        "  kamermijn figures --unit EUR --organisation politie --format csv > bedragen.csv"
    )(figures)
    app.command(
        epilog='Examples:\n\n  kamermijn promises --open --actor "Minister van Justitie en Veiligheid"\n\n'
        "  kamermijn promises --open --before 2025-07 --format json\n\n  kamermijn promises --type funding"
    )(promises)
    app.command(epilog="Examples:\n\n  kamermijn export --format xlsx\n\n  kamermijn export tabellen --format jsonl --to elders")(export)
