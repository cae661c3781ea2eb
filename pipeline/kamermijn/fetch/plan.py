"""From what a user asks to the documents that answer it: by dossier, words or id, with attachments, or cited by what was mined."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from kamermijn.fetch.account import Account, InVain
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.errors import FetchError, OverLimitError
from kamermijn.fetch.publication import Publication, of_identifier
from kamermijn.fetch.question import Question
from kamermijn.fetch.sru import search
from kamermijn.fetch.web import Web
from kamermijn.fetch.wish import Wish


def documents(web: Web, collection: Collection, wish: Wish, account: Account) -> Iterator[Publication]:
    """The documents that a wish names, each once and with its attachments behind it."""
    seen: set[str] = set()
    in_vain = InVain()
    for publication in _answers(web, _narrowed(wish, collection), account):
        if wish.kind and not publication.is_kind(wish.kind):
            account.of_another_kind += 1
            continue
        if publication.identifier in seen:
            continue
        if publication.is_attachment and not wish.attachments and publication.identifier not in wish.question.identifiers:
            account.attachments_left_out += 1
            continue
        seen.add(publication.identifier)
        yield publication
        if wish.attachments and not publication.is_attachment:
            lacks = len(account.lacks)
            for attachment in _attachments(web, publication, account):
                if attachment.identifier not in seen:
                    seen.add(attachment.identifier)
                    yield attachment
            in_vain.count(len(account.lacks) > lacks, account.lacks)


def _attachments(web: Web, publication: Publication, account: Account) -> Iterator[Publication]:
    try:
        yield from search(web, Question(main_document=publication.identifier), account.note)
    except OverLimitError:
        raise
    except FetchError as error:
        account.note(publication.identifier, error.reason, f"which attachments it has cannot be told: {error}")


def _answers(web: Web, question: Question, account: Account) -> Iterator[Publication]:
    found: set[str] = set()
    for publication in search(web, question, account.note):
        found.add(publication.identifier)
        yield publication
    # The search service does not know everything that stands on officielebekendmakingen.nl.
    for identifier in question.identifiers:
        if identifier not in found:
            yield of_identifier(identifier, web.services.publications)


def _narrowed(wish: Wish, collection: Collection) -> Question:
    """The question, for a morning job from the day before it was last answered: what was published that same day is in it."""
    last = collection.last_asked(wish) if wish.only_new else None
    return replace(wish.question, changed_since=last - datetime.timedelta(days=1)) if last else wish.question
