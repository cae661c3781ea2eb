"""``kamermijn fetch``: asks, brings in, and tells what came and what could not be had."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from kamermijn.fetch import Account, Limits, Pace, Question, Services, Web
from kamermijn.fetch.cited import cited_documents
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.download import Tell, Wanted, download
from kamermijn.fetch.errors import FetchError, OverLimitError
from kamermijn.fetch.live import check
from kamermijn.fetch.plan import Wish, documents
from kamermijn.fetch.publication import Publication
from kamermijn.fetch.question import read_dossier, read_identifier
from kamermijn.fetch.register import TABLE, fetch_register
from kamermijn.fetch.sources import SOURCES
from kamermijn.fetch.wire import MEGABYTE

_SIZED_AT_MOST = 500
"""Documents of which a dry run asks the size: one request each."""


@dataclass(frozen=True)
class Asked:
    """The options of the command, as they were given."""

    documents: tuple[str, ...] = ()
    dossier: str | None = None
    search: str | None = None
    cited_by: Path | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    kind: str | None = None
    only_new: bool = False
    attachments: bool = False
    pages: bool = False

    def wish(self, there: frozenset[str]) -> Wish:
        """What to look for; FetchError when it is no question, or more than one."""
        ways = [bool(self.documents), bool(self.dossier), bool(self.search), self.cited_by is not None]
        if sum(ways) > 1 and not (self.dossier and self.search and sum(ways) == 2):
            raise FetchError("question", "ask one thing at a time: documents by id, --dossier (with --search), or --cited-by")
        if not any(ways):
            raise FetchError("question", "say what to fetch: ids such as kst-28638-158, --dossier NUMBER, --search WORDS or --cited-by DIR")
        identifiers = tuple(dict.fromkeys(map(read_identifier, self.documents)))
        if self.cited_by is not None:
            identifiers = cited_documents(self.cited_by, there)
        dossier = read_dossier(self.dossier) if self.dossier else None
        question = Question(dossier, self.search, identifiers, None, self.since, self.until)
        return Wish(question, self.kind, self.attachments, self.only_new)


def web_for(server: str | None, pace: Pace, limits: Limits, contact: str | None) -> Web:
    """The services, or those on a server that the user names, with a cache in the user's own folder."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Web(Services.at(server) if server else Services(), pace, limits, home / "kamermijn", contact)


def fetch_documents(web: Web, asked: Asked, to: Path, *, dry_run: bool) -> bool:
    """Fetch and tell; returns whether all that was asked for is there now."""
    told, account, collection = Console(highlight=False, soft_wrap=True), Account(), Collection(to)
    wish = asked.wish(collection.identifiers())
    if asked.cited_by is not None and not wish.question.identifiers:
        told.print("Every document that these letters cite is there.")
        return True
    day = datetime.datetime.now(datetime.UTC).date()
    with web:
        publications = documents(web, collection, wish, account)
        if dry_run:
            return _tell_plan(web, collection, publications, Wanted(asked.pages), account, told)
        with collection.alone():
            with _progress(Console(stderr=True, highlight=False, soft_wrap=True)) as tell:
                download(web, collection, publications, Wanted(asked.pages), account, tell)
            if account.whole and not wish.question.identifiers:
                collection.asked(wish.key, day)
    _tell_uncached(web)
    _tell_account(told, account, to, asked)
    return account.whole


def fetch_promises(web: Web, output: Path, since: datetime.date | None) -> None:
    """Fetch the Tweede Kamer's register of promises into a folder of tables."""
    import csv

    letters: list[str] = []
    if (output / "letters.csv").is_file():
        csv.field_size_limit(2**31 - 1)
        with (output / "letters.csv").open(encoding="utf-8", newline="") as file:
            letters = [row["letter_id"] for row in csv.DictReader(file)]
    with web:
        number = fetch_register(web, output, letters, since)
    Console(highlight=False, soft_wrap=True).print(
        f"{number:,} promises from the Tweede Kamer's register are in {escape(str(output / TABLE))}"
    )


def check_services(web: Web) -> bool:
    """Try what kamermijn assumes of the services, and tell; returns whether all of it holds."""
    told = Console(highlight=False, soft_wrap=True)
    holds = True
    with web:
        for finding in check(web):
            holds &= finding.holds
            told.print(f"{'[green]holds[/]' if finding.holds else '[red]FAILS[/]'}  {escape(finding.assumption)}: {escape(finding.found)}")
    told.print("All assumptions hold." if holds else "What fails is where kamermijn and the service no longer agree.")
    return holds


def _tell_plan(
    web: Web, collection: Collection, publications: Iterator[Publication], wanted: Wanted, account: Account, told: Console
) -> bool:
    total, unknown, there = 0, 0, 0
    for publication in publications:
        account.found += 1
        forms = wanted.forms(publication)
        if forms and all(collection.has(publication, form) for form in forms):
            there += 1
            continue
        sizes = [_size(web, publication, form, account) if account.found <= _SIZED_AT_MOST else None for form in forms]
        unknown += sizes.count(None)
        total += sum(size or 0 for size in sizes)
        shown = ", ".join(f"{form} {_in_words(size)}" for form, size in zip(forms, sizes, strict=True)) or "no form that can be read"
        told.print(
            f"{publication.identifier}  {publication.date or 'undated'}  {escape(publication.kind)}: {escape(publication.title)} ({shown})"
        )
    told.print(f"{account.found - there:,} documents would come, {there:,} are there; {_in_words(total)}"
               + (f" and {unknown:,} of unknown size" if unknown else "") + "; nothing was fetched (--dry-run)")  # fmt: skip
    _tell_lacks(told, account)
    return account.whole


def _size(web: Web, publication: Publication, form: str, account: Account) -> int | None:
    try:
        return web.size(publication.forms[form])
    except OverLimitError:
        raise
    except FetchError as error:
        if error.reason != "missing" or publication.modified:
            account.note(publication.identifier, error.reason, str(error))
        return None


@contextmanager
def _progress(console: Console) -> Iterator[Tell]:
    """Who hears of each document: a count on a terminal, a line each in a pipe."""
    if not console.is_terminal:
        yield lambda publication, state: console.print(f"{publication.identifier}: {state}", markup=False)
        return
    with Progress(TextColumn("[bold]Fetching"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[last]}"),
                  console=console, transient=True) as bar:  # fmt: skip
        task = bar.add_task("", total=None, last="")
        yield lambda publication, state: bar.update(task, advance=1, last=f"{publication.identifier}: {state}")


def _tell_account(told: Console, account: Account, to: Path, asked: Asked) -> None:
    other = f", {account.of_another_kind:,} of another kind than {escape(asked.kind or '')}" if account.of_another_kind else ""
    left = f", {account.attachments_left_out:,} attachments left out (--with-attachments)" if account.attachments_left_out else ""
    states = f"{account.new:,} new, {account.changed:,} changed, {account.unchanged:,} there already"
    told.print(f"{account.found:,} documents: {states}{other}{left}; {_in_words(account.bytes)} came")
    _tell_lacks(told, account)
    told.print(f"They are in {escape(str(to))}/, with where each came from in {escape(str(to / SOURCES))}")


def _tell_uncached(web: Web) -> None:
    if web.uncached:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"notice: {web.uncached}", markup=False)


def _tell_lacks(told: Console, account: Account) -> None:
    for lack in account.lacks:
        told.print(f"[red]lacking[/] {escape(lack.what[:100])}: {lack.reason}: {escape(lack.message)}")
    if account.lacks:
        told.print(f"{len(account.lacks):,} things could not be had or are not as they should be; the same command tries again")


def _in_words(size: int | None) -> str:
    if size is None:
        return "of unknown size"
    return f"{size / MEGABYTE:,.1f} MB" if size >= MEGABYTE else f"{size / 1000:,.0f} kB"
