"""``kamermijn fetch``: asks, brings in, and tells what came and what could not be had."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from kamermijn.cli.fetch_options import Asked
from kamermijn.fetch import Account, FetchError, Limits, Pace, Services, Web
from kamermijn.fetch.cited import mined_letters
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.download import Tell, download
from kamermijn.fetch.dry import Coming, Sizes, plan
from kamermijn.fetch.live import check
from kamermijn.fetch.plan import documents
from kamermijn.fetch.publication import Publication
from kamermijn.fetch.register import TABLE, fetch_register
from kamermijn.fetch.sources import SOURCES
from kamermijn.fetch.wire import MEGABYTE
from kamermijn.fetch.wish import Wish


def run_fetch(web: Web, asked: Asked, to: Path) -> bool:
    """Do what was asked, and tell; returns whether all of it is there now. FetchError for what the user can mend."""
    asked.refuse_what_does_not_go_together()
    with _told_in_one_line(), web, _cache_told(web):
        if asked.live_check:
            return _check_services(web)
        if asked.promises is not None:
            return _fetch_promises(web, asked.promises, asked.since)
        return _fetch_documents(web, asked, to)


def web_for(server: str | None, pace: Pace, limits: Limits, contact: str | None) -> Web:
    """The services, or those on a server that the user names, with a cache in the user's own folder."""
    try:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        # A user without a home, as in a container, does without a cache.
        return Web(Services.at(server) if server else Services(), pace, limits, None, contact)
    return Web(Services.at(server) if server else Services(), pace, limits, home / "kamermijn", contact)


def _fetch_documents(web: Web, asked: Asked, to: Path) -> bool:
    told, account, collection = Console(highlight=False, soft_wrap=True), Account(), Collection(to)
    wishes = asked.wishes(collection)
    if not wishes:
        told.print("Every document that these letters cite is there.")
        return True
    if asked.dry_run:
        _tell_plan(web, collection, wishes, account, told)
        return account.whole
    with collection.alone(), _progress(Console(stderr=True, highlight=False, soft_wrap=True)) as tell:
        for wish in wishes:
            if not _fetch_wish(web, collection, wish, account, tell):
                break
    if asked.repeats:
        told.print(f"Asked again: {'; '.join(wish.options for wish in wishes)}", markup=False)
    _tell_account(told, account, to, asked)
    return account.whole


def _fetch_wish(web: Web, collection: Collection, wish: Wish, account: Account, tell: Tell) -> bool:
    """Fetch what one wish asks; returns whether there is use in going on with the next."""
    # Before anything is asked: what is published while it is being asked comes the next time.
    day = datetime.datetime.now(datetime.UTC).date()
    found, lacks = account.found, len(account.lacks)
    going_on = download(web, collection, documents(web, collection, wish, account), wish.pages, account, tell)
    whole = len(account.lacks) == lacks
    if not wish.question.identifiers and (whole or account.found > found):
        try:
            collection.asked(wish, day if whole else None)
        except OSError as error:
            account.stop("the question", "unwritable", f"{error.strerror or error}: it is not remembered for --new")
            return False
    return going_on


def _fetch_promises(web: Web, output: Path, since: datetime.date | None) -> bool:
    letters = mined_letters(output) if (output / "letters.csv").exists() else frozenset[str]()
    try:
        number = fetch_register(web, output, letters, since)
    except FetchError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"lacking {TABLE}: {error.reason}: {error}", markup=False)
        return False
    Console(highlight=False, soft_wrap=True).print(
        f"{number:,} promises from the Tweede Kamer's register are in {escape(str(output / TABLE))}"
    )
    return True


def _check_services(web: Web) -> bool:
    told = Console(highlight=False, soft_wrap=True)
    said: set[str] = set()
    for finding in check(web):
        word = "[green]holds[/]" if finding.holds else "[red]FAILS[/]" if finding.tried else "[yellow]not tried[/]"
        said.add(word)
        told.print(f"{word}  {escape(finding.assumption)}: {escape(finding.found)}")
    if "[red]FAILS[/]" in said:
        told.print("What fails is where kamermijn and the service no longer agree.")
    if "[yellow]not tried[/]" in said:
        told.print("What was not tried could not be reached: nothing is known of it; run it again where there is internet, or later.")
    if said == {"[green]holds[/]"}:
        told.print("All assumptions hold.")
    return said == {"[green]holds[/]"}


def _tell_plan(web: Web, collection: Collection, wishes: tuple[Wish, ...], account: Account, told: Console) -> None:
    coming = Coming()

    def tell(publication: Publication, sizes: Sizes) -> None:
        forms = ", ".join(f"{form} {_in_words(size)}" for form, size in sizes.items())
        told.print(
            f"{publication.identifier}  {publication.date or 'undated'}  {publication.kind}: {publication.title} ({forms})", markup=False
        )

    for wish in wishes:
        if not plan(web, collection, documents(web, collection, wish, account), wish.pages, account, coming, tell):
            break
    every = [size for sizes in coming.sizes.values() for size in sizes.values()]
    unknown = every.count(None)
    told.print(f"{len(coming.sizes):,} documents would come, {account.unchanged:,} are there; {_in_words(sum(size or 0 for size in every))}"
               + (f" and {unknown:,} of unknown size" if unknown else "")
               + ", their metadata aside; nothing was fetched (--dry-run)")  # fmt: skip
    _tell_lacks(told, account)


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    """A file or folder that cannot be read or written is something the user can mend."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FetchError("unwritable", ": ".join(str(each) for each in (error.filename, error.strerror or error) if each)) from error


@contextmanager
def _cache_told(web: Web) -> Iterator[None]:
    """At the end of every fetch, however it ends, tell once that a cache could not be used."""
    try:
        yield
    finally:
        if web.uncached:
            Console(stderr=True, highlight=False, soft_wrap=True).print(f"notice: {web.uncached}", markup=False)


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
    other = f", {account.of_another_kind:,} of another kind{f' than {asked.kind}' if asked.kind else ''}" if account.of_another_kind else ""
    left = f", {account.attachments_left_out:,} attachments left out (--with-attachments)" if account.attachments_left_out else ""
    states = f"{account.new:,} new, {account.changed:,} changed, {account.unchanged:,} there already"
    told.print(f"{account.found:,} documents: {states}{other}{left}; {_in_words(account.bytes)} came", markup=False)
    _tell_lacks(told, account)
    if (to / SOURCES).exists():
        told.print(f"They are in {to}/, with where each came from in {to / SOURCES}", markup=False)


def _tell_lacks(told: Console, account: Account) -> None:
    for lack in account.lacks:
        told.print(f"[red]lacking[/] {escape(lack.what[:100])}: {lack.reason}: {escape(lack.message)}")
    if account.lacks:
        told.print(f"{len(account.lacks):,} things could not be had or are not as they should be; the same command tries again")


def _in_words(size: int | None) -> str:
    if size is None:
        return "of unknown size"
    return f"{size / MEGABYTE:,.1f} MB" if size >= MEGABYTE else f"{size / 1000:,.0f} kB"
