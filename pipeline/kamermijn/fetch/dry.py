"""What a fetch would bring, with sizes, without bringing it: ``--dry-run``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kamermijn.fetch.account import Account
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.download import best_form, note_failed
from kamermijn.fetch.errors import FetchError, OverLimitError
from kamermijn.fetch.frame import TOO_MANY, go_through
from kamermijn.fetch.publication import BEST_FIRST, METADATA, Publication
from kamermijn.fetch.web import Web

Sizes = dict[str, int | None]
"""For each form the bytes, None where the service does not say."""


@dataclass
class Coming:
    """What all questions of one run would bring: ``sizes`` by document, and how often one would be ``fetched``."""

    sizes: dict[str, Sizes] = field(default_factory=dict)
    fetched: int = 0


def plan(
    web: Web,
    collection: Collection,
    publications: Iterable[Publication],
    pages: bool,
    account: Account,
    coming: Coming,
    tell: Callable[[Publication, Sizes], None],
) -> bool:
    """Tell the documents that would come, as ``download`` would bring them; what is there already and what lacks is in the account.

    Every size is one request, also of a document that several questions name. Of one that is known by its id alone, forms are tried
    from the best on. Returns whether ``download`` would go on with another question.
    """

    def take(publication: Publication) -> bool:
        if _is_there(collection, publication, pages):
            account.unchanged += 1
            return False
        had = coming.sizes.get(publication.identifier)
        if had is not None and not _only_pages(publication, pages, had):
            return False
        if coming.fetched >= web.limits.documents:
            raise OverLimitError("limit", TOO_MANY.format(web.limits.documents))
        if had is not None:
            sizes = {form: _size(web, publication, form, account) for form in _only_pages(publication, pages, had)}
        elif publication.described:
            sizes = _described(web, publication, pages, account)
        else:
            sizes = _tried(web, publication, pages, account)
        if sizes:
            coming.sizes.setdefault(publication.identifier, {}).update(sizes)
            coming.fetched += 1
            tell(publication, sizes)
        return bool(account.lacks) and account.lacks[-1].what == publication.identifier

    return go_through(publications, account, take)


def _only_pages(publication: Publication, pages: bool, had: Sizes) -> list[str]:
    """What one more question wants of a document that comes already: its page images, where no earlier one asked for them."""
    return ["pdf"] if pages and "pdf" in publication.forms and "pdf" not in had else []


def _is_there(collection: Collection, publication: Publication, pages: bool) -> bool:
    if publication.described:
        forms = publication.wanted(pages)
        return bool(forms) and all(collection.has(publication, form) for form in (*forms, METADATA) if form in publication.forms)
    # Whether it changed only a fetch can tell.
    return any(collection.is_kept(publication.identifier, form) for form in BEST_FIRST) and (
        not pages or collection.is_kept(publication.identifier, "pdf")
    )


def _described(web: Web, publication: Publication, pages: bool, account: Account) -> Sizes:
    sizes = {form: _size(web, publication, form, account) for form in publication.wanted(pages)}
    if not sizes:
        account.note_no_form(publication.identifier)
    return sizes


def _tried(web: Web, publication: Publication, pages: bool, account: Account) -> Sizes:
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
