"""What a fetch would bring, with sizes, without bringing it: ``--dry-run``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kamermijn.fetch.account import Account, InVain
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.download import TOO_MANY, best_form, note_failed
from kamermijn.fetch.errors import FetchError, OverLimitError
from kamermijn.fetch.publication import BEST_FIRST, METADATA, Publication
from kamermijn.fetch.web import Web


@dataclass
class Planned:
    """A document that would come: ``sizes`` gives for each of its forms the bytes, None where the service does not say."""

    publication: Publication
    sizes: dict[str, int | None] = field(default_factory=dict)


def plan(web: Web, collection: Collection, publications: Iterable[Publication], pages: bool, account: Account) -> Iterator[Planned]:
    """The documents that would come, as ``download`` would bring them; what is there already and what lacks is in the account.

    Every size is one request. Of a document that is known by its id alone, forms are tried from the best on.
    """
    coming, in_vain = 0, InVain()
    try:
        for publication in publications:
            account.found += 1
            if _is_there(collection, publication, pages):
                account.unchanged += 1
                continue
            if coming >= web.limits.documents:
                raise OverLimitError("limit", TOO_MANY.format(web.limits.documents))
            sizes = _described(web, publication, pages, account) if publication.described else _tried(web, publication, pages, account)
            if sizes:
                coming += 1
                yield Planned(publication, sizes)
            in_vain.count(bool(account.lacks) and account.lacks[-1].what == publication.identifier, account)
    except OverLimitError as error:
        account.stop("the run", error.reason, str(error))
    except FetchError as error:
        account.stop("the search", error.reason, str(error))


def _is_there(collection: Collection, publication: Publication, pages: bool) -> bool:
    if publication.described:
        forms = publication.wanted(pages)
        return bool(forms) and all(collection.has(publication, form) for form in (*forms, METADATA) if form in publication.forms)
    # Whether it changed only a fetch can tell.
    return any(collection.is_kept(publication.identifier, form) for form in BEST_FIRST) and (
        not pages or collection.is_kept(publication.identifier, "pdf")
    )


def _described(web: Web, publication: Publication, pages: bool, account: Account) -> dict[str, int | None]:
    sizes = {form: _size(web, publication, form, account) for form in publication.wanted(pages)}
    if not sizes:
        account.note_no_form(publication.identifier)
    return sizes


def _tried(web: Web, publication: Publication, pages: bool, account: Account) -> dict[str, int | None]:
    failed: list[FetchError] = []
    best = best_form(publication, lambda form: web.size(publication.forms[form]), failed)
    if not best:
        note_failed(publication, failed, account)
        return {}
    for lack in failed:
        if lack.reason != "missing":
            account.note(publication.identifier, lack.reason, str(lack))
    sizes = dict([best])
    if pages and "pdf" in publication.forms and "pdf" not in sizes:
        sizes["pdf"] = _size(web, publication, "pdf", account)
    return sizes


def _size(web: Web, publication: Publication, form: str, account: Account) -> int | None:
    """How large a form is; None where the service does not say, and a note where it cannot be had."""
    try:
        return web.size(publication.forms[form])
    except OverLimitError:
        raise
    except FetchError as error:
        account.note(publication.identifier, error.reason, str(error))
        return None
