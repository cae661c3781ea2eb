"""Brings documents in: for each the best form there is, what it says about itself, and its page images when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from kamermijn.fetch.account import Account
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.errors import FetchError, OverLimitError
from kamermijn.fetch.frame import TOO_MANY, go_through
from kamermijn.fetch.publication import BEST_FIRST, METADATA, Publication
from kamermijn.fetch.web import Web
from kamermijn.fetch.whole import fault

_ACCEPT = {
    "xml": "application/xml, text/xml", METADATA: "application/xml, text/xml", "html": "text/html", "pdf": "application/pdf",
}  # fmt: skip
Had = TypeVar("Had")
Tell = Callable[[Publication, str], None]
"""Told of each document and what became of it: new, changed, unchanged, lacking."""


class _UnwritableError(Exception):
    """What came cannot be kept: the disk is full, or the folder may only be read."""

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what


def download(web: Web, collection: Collection, publications: Iterable[Publication], pages: bool, account: Account, tell: Tell) -> bool:
    """Fetch every document that is not there in this version; what cannot be had, and why it stopped early, is noted in the account.

    Returns whether there is use in asking another question: not when a limit was reached or nothing can be written.
    """

    def take(publication: Publication) -> bool:
        state = _fetched(web, collection, publication, pages, account)
        tell(publication, state)
        return state == "lacking"

    try:
        return go_through(publications, account, take)
    except _UnwritableError as error:
        account.stop(error.what, "unwritable", f"{error}; what came before it is kept")
        return False
    finally:
        account.bytes = web.received


def _fetched(web: Web, collection: Collection, publication: Publication, pages: bool, account: Account) -> str:
    forms = publication.wanted(pages)
    if not forms:
        account.note_no_form(publication.identifier)
        return "lacking"
    if all(collection.has(publication, form) for form in (*forms, METADATA) if form in publication.forms):
        account.unchanged += 1
        return "unchanged"
    if account.new + account.changed >= web.limits.documents:
        raise OverLimitError("limit", TOO_MANY.format(web.limits.documents))
    was_there = any(collection.newest(publication.identifier, form) for form in BEST_FIRST)
    bodies = _bodies(web, publication, pages, account)
    if not bodies:
        return "lacking"
    try:
        added = collection.add(publication, bodies)
    except OSError as error:
        raise _UnwritableError(publication.identifier, f"{error.filename or collection.folder}: {error.strerror or error}") from None
    if not added:
        account.unchanged += 1
        return "unchanged"
    if was_there:
        account.changed += 1
        return "changed"
    account.new += 1
    return "new"


def _bodies(web: Web, publication: Publication, pages: bool, account: Account) -> dict[str, tuple[str, bytes]]:
    """The best form that can be had, and what goes with it; empty when no form of the text can be had."""
    failed: list[FetchError] = []
    best = best_form(publication, lambda form: (publication.forms[form], _body(web, publication, form)), failed)
    if not best:
        note_failed(publication, failed, account)
        return {}
    bodies = dict([best])
    # Of a document known by its id only, not every form need be there; of one that the service describes, each must.
    for lack in failed:
        if lack.reason != "missing" or publication.described:
            account.note(publication.identifier, lack.reason, f"{lack}; taken in a lesser form")
    for form in (METADATA, *(["pdf"] if pages and "pdf" not in bodies else [])):
        if form in publication.forms:
            try:
                bodies[form] = publication.forms[form], _body(web, publication, form)
            except OverLimitError:
                raise
            except FetchError as error:
                account.note(publication.identifier, error.reason, str(error))
    return bodies


def best_form(publication: Publication, get: Callable[[str], Had], failed: list[FetchError]) -> tuple[str, Had] | None:
    """The best form of a document that ``get`` gives, and what it gives; why better ones were not had is added to ``failed``."""
    for form in (form for form in BEST_FIRST if form in publication.forms):
        try:
            return form, get(form)
        except OverLimitError:
            raise
        except FetchError as error:
            failed.append(error)
    return None


def note_failed(publication: Publication, failed: list[FetchError], account: Account) -> None:
    """Note why no form of a document can be had: in one line where it just is not there."""
    if {lack.reason for lack in failed} == {"missing"} and len(failed) > 1:
        forms = ", ".join(form for form in BEST_FIRST if form in publication.forms)
        account.note(publication.identifier, "missing", f"is not there in any form ({forms}): {failed[0]}")
        return
    for lack in failed:
        account.note(publication.identifier, lack.reason, str(lack))


def _body(web: Web, publication: Publication, form: str) -> bytes:
    address = publication.forms[form]

    def whole(body: bytes) -> bytes:
        if what := fault(form, body):
            raise FetchError("broken", f"{address}: what came {what}")
        return body

    return web.read(address, _ACCEPT.get(form, "*/*"), whole)
