"""The command ``kamermijn``: what can be asked, and nothing of how it is done, so that ``--help`` comes at once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kamermijn import __version__
from kamermijn.cli import asking
from kamermijn.cli.rubbish import leave_rubbish_at_the_end, seldom_look_for_rubbish
from kamermijn.cli.telling import FAILED, told

app = typer.Typer(
    name="kamermijn", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Turn Dutch parliamentary letters into figures, dates, citations, motions, organisations and measures.",
    epilog="Start with: kamermijn run corpus/   or look at one letter: kamermijn show brief.pdf",
)  # fmt: skip
rules_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="See and check what is looked for.")
app.add_typer(rules_app, name="rules")

RulesFolder = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Folder with rules to use in place of those that ship.")]

ModelName = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME_OR_PATH|none", help="Dutch spaCy pipeline in place of the one that ships; none: rules alone."),
]


class LogForm(StrEnum):
    """How progress is told."""

    text = "text"
    json = "json"


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kamermijn {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and stop.")] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command(
    epilog="Examples:\n\n  kamermijn run\n\n  kamermijn run brieven/ --out tabellen\n\n  kamermijn run '2024/**/*.pdf' kst-28638-158.txt"
    "\n\n  kamermijn run s3://archive/letters --out s3://archive/tables --cluster tcp://scheduler:8786"
)
def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Letters, folders with letters, or patterns, here or in a store. Default: the folder corpus/",
            show_default=False,
        ),
    ] = None,
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Where the tables go: a folder, or a place in a store.")] = "output",
    rules: RulesFolder = None,
    model: ModelName = None,
    samples: Annotated[bool, typer.Option("--samples", help="Mine the fictional sample letters too; their rows are marked.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Mine everything again, also what is unchanged.")] = False,
    only_new: Annotated[
        bool, typer.Option("--only-new", help="Mine only what was never mined; leave alone what other rules or an older version made.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            min=0,
            help="Letters at the same time; 0: no worker, no limits. Default: all cores.",
            show_default=False,
        ),
    ] = None,
    time_limit: Annotated[float, typer.Option("--time-limit", metavar="SECONDS", min=0, help="What a letter may take; 0: no limit.")] = 300,
    max_pages: Annotated[int, typer.Option("--max-pages", metavar="N", min=0, help="Pages read of a letter; 0: no limit.")] = 2000,
    scanned_pages: Annotated[
        int, typer.Option("--scanned-pages", metavar="N", min=0, help="Pages read of a letter by OCR (2 seconds each); 0: no limit.")
    ] = 60,
    memory: Annotated[int, typer.Option("--memory", metavar="MB", min=0, help="What a worker may take (on Linux); 0: no limit.")] = 4000,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Mine on the workers of this Dask scheduler.", show_default=False)
    ] = None,
    log: Annotated[LogForm, typer.Option("--log", help="Progress on stderr: for people, or a JSON object a line.")] = LogForm.text,
    feed: Annotated[bool, typer.Option("--feed", help="Write feed.atom and nieuw.md too: what the letters have to tell.")] = False,
    since_last: Annotated[bool, typer.Option("--since-last", help="With --feed: tell only what no earlier feed told.")] = False,
) -> None:
    """Mine letters into tables: what is new, changed or made by other rules. Exit code: 0 all good, 1 some failed, 2 wrong usage."""
    with told():
        leave_rubbish_at_the_end()
        from kamermijn.cli.run import Wishes, run_letters

        wishes = Wishes(
            samples,
            force,
            only_new,
            dry_run,
            workers,
            time_limit,
            memory,
            log == LogForm.json,
            model,
            cluster,
            feed,
            since_last,
            max_pages,
            scanned_pages,
        )
        raise typer.Exit(FAILED if run_letters(paths or [], out, rules, wishes) else 0)


@app.command(
    epilog="Examples:\n\n  kamermijn show brief.pdf\n\n  kamermijn show brief.pdf --kind figures --kind dates\n\n"
    "  kamermijn show brief.pdf --json"
)
def show(
    letter: Annotated[Path, typer.Argument(metavar="LETTER", help="The letter to look at.")],
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Only this kind of record (figures, dates, ...); may be given more than once."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the records as JSON.")] = False,
    rules: RulesFolder = None,
    model: ModelName = None,
) -> None:
    """Show one letter with its records marked in colour, and a table under it."""
    with told():
        seldom_look_for_rubbish()
        from kamermijn.cli.show import show_letter

        raise typer.Exit(0 if show_letter(letter, kind or [], rules, model, as_json=as_json) else FAILED)


@app.command(epilog="Examples:\n\n  kamermijn serve\n\n  kamermijn serve tabellen --port 8080 --review")
def serve(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The output folder of a run.")] = Path("output"),
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port; 0: a free one.")] = 8001,
    host: Annotated[
        str, typer.Option("--host", metavar="NAME", help="Address to listen on; 0.0.0.0: also for other machines.")
    ] = "127.0.0.1",
    review: Annotated[
        bool, typer.Option("--review", help="Let records be accepted, rejected and corrected by who has the token it prints.")
    ] = False,
) -> None:
    """Open the results in the browser: letters with every record marked, figures, promises, motions, tables and SQL."""
    with told():
        from kamermijn.cli.serve import serve_output

        serve_output(output, host, port, review=review)


@app.command(
    epilog="Examples:\n\n  kamermijn review output figure-0123456789abcdef accept\n\n"
    "  kamermijn review output figure-0123456789abcdef correct --correction 'value = 12' --by Noor\n\n  kamermijn review output"
)
def review(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The output folder of a run.")] = Path("output"),
    record: Annotated[str | None, typer.Argument(metavar="RECORD_ID", help="Id of the record; without one the reviews are listed.")] = None,
    verdict: Annotated[str | None, typer.Argument(metavar="VERDICT", help="accept, reject or correct.")] = None,
    correction: Annotated[str, typer.Option("--correction", metavar="TEXT", help="What it should be, such as 'value = 12'.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What else there is to say.")] = "",
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Your name. Default: that of your account.", show_default=False)
    ] = None,
) -> None:
    """Accept, reject or correct a record; kept in reviews.jsonl in the output folder, which no run touches."""
    with told():
        from kamermijn.cli.review import list_reviews, review_record

        if record is None:
            list_reviews(output)
        else:
            review_record(output, record, verdict or "", correction=correction, note=note, reviewer=by)


@app.command(epilog="Examples:\n\n  kamermijn run --out voor\n\n  (change a rule)\n\n  kamermijn run --out na\n\n  kamermijn diff voor na")
def diff(
    before: Annotated[Path, typer.Argument(metavar="OUT_A", help="Output folder of a run before the change.")],
    after: Annotated[Path, typer.Argument(metavar="OUT_B", help="Output folder of a run after it.")],
    examples: Annotated[int, typer.Option("--examples", metavar="N", min=0, help="So many examples of each sort and rule.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print the differences as JSON.")] = False,
) -> None:
    """Show which records were gained, lost or changed, per kind and rule. Exit code: 0 the same, 1 they differ, 2 wrong usage."""
    with told():
        from kamermijn.cli.diff import tell_differences

        raise typer.Exit(FAILED if tell_differences(before, after, examples, as_json=as_json) else 0)


@rules_app.command("check")
def check(rules: RulesFolder = None) -> None:
    """Run every example that stands in the rules. Exit code: 0 all as marked up, 1 some differ, 2 a rule is wrong."""
    with told():
        from kamermijn.cli.rules import check_rules

        raise typer.Exit(FAILED if check_rules(rules) else 0)


@rules_app.command("list")
def list_(
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only this kind: figure, date, citation, ...")] = None,
    rules: RulesFolder = None,
) -> None:  # fmt: skip
    """Show what is looked for: every rule with an example, the word lists and the bodies that are known by name."""
    with told():
        from kamermijn.cli.rules import list_rules

        list_rules(rules, kind)


@app.command(
    epilog="Examples:\n\n  kamermijn fetch kst-28638-158 h-tk-20162017-57-4\n\n"
    "  kamermijn fetch --dossier 28638 --since 2016-01-01 --kind brief\n\n"
    "  kamermijn fetch --search mensenhandel --since 2024-01-01 --dry-run\n\n  kamermijn fetch --new\n\n"
    "  kamermijn fetch --cited-by output/\n\n  kamermijn fetch --toezeggingen output/"
)
def fetch(
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Documents by id, or '28 638, nr. 158'.", show_default=False)
    ] = None,
    dossier: Annotated[str | None, typer.Option("--dossier", metavar="NUMBER", help="All documents of a dossier.")] = None,
    search: Annotated[str | None, typer.Option("--search", metavar="WORDS", help="All documents with these words.")] = None,
    cited_by: Annotated[
        Path | None, typer.Option("--cited-by", metavar="OUTPUT", help="What the letters in an output folder cite and is not there.")
    ] = None,
    toezeggingen: Annotated[
        Path | None, typer.Option("--toezeggingen", metavar="OUTPUT", help="The Tweede Kamer's register of promises, as a table in OUTPUT.")
    ] = None,
    since: Annotated[datetime | None, typer.Option("--since", metavar="DATE", formats=["%Y-%m-%d"], help="Not older than this.")] = None,
    until: Annotated[datetime | None, typer.Option("--until", metavar="DATE", formats=["%Y-%m-%d"], help="Not newer than this.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only of this kind: brief, motie, ...")] = None,
    new: Annotated[bool, typer.Option("--new", help="Only what is newer than the last answer; alone: to every question asked.")] = False,
    with_attachments: Annotated[bool, typer.Option("--with-attachments", help="Attachments (blg-) too.")] = False,
    pages: Annotated[bool, typer.Option("--pages", help="The PDF too, for the page images.")] = False,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where documents go.")] = Path("corpus"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would come, with sizes, and fetch nothing.")] = False,
    pause: Annotated[float, typer.Option("--pause", metavar="SECONDS", min=0, help="Between two requests to one host.")] = 0.5,
    attempts: Annotated[int, typer.Option("--attempts", metavar="N", min=1, help="How often a busy service is asked.")] = 5,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="Documents a run.")] = 5_000,
    megabytes: Annotated[int, typer.Option("--megabytes", metavar="MB", min=1, help="What a run may bring in.")] = 5_000,
    contact: Annotated[str | None, typer.Option("--contact", metavar="ADDRESS", help="Your mail address, told to the services.")] = None,
    server: Annotated[str | None, typer.Option("--server", metavar="URL", help="Another server that speaks as the official ones.")] = None,
    live_check: Annotated[bool, typer.Option("--live-check", help="Try with three requests whether the services are as assumed.")] = False,
) -> None:  # fmt: skip
    """Get documents from officielebekendmakingen.nl. Exit code: 0 all there, 1 something could not be had, 2 wrong usage."""
    with told():
        from kamermijn.cli.fetch import run_fetch, web_for
        from kamermijn.cli.fetch_options import Asked
        from kamermijn.fetch import Limits, Pace

        first, last = (day.date() if day else None for day in (since, until))
        named = tuple(documents or ())
        asked = Asked(named, dossier, search, cited_by, first, last, kind, new, with_attachments, pages, dry_run, toezeggingen, live_check)
        web = web_for(server, Pace(pause, attempts), Limits(most, megabytes), contact)
        raise typer.Exit(0 if run_fetch(web, asked, to) else FAILED)


asking.add_to(app)
