"""What the tests of fetching share: a fetch from our own server, its account, and what became of each document."""

import csv

from kamermijn.fetch import Account, Limits, Pace, Services, Web
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.download import download
from kamermijn.fetch.plan import documents
from kamermijn.fetch.wish import Wish

QUICK = Pace(pause=0, attempts=3, first_wait=0.01, longest_wait=0.5, timeout=5)
PDF = b"%PDF-1.4\nfictief\n%%EOF\n"


def web(official, *, cache=None, pace=QUICK, limits=None):
    return Web(Services.at(official.base), pace, limits or Limits(), cache)


def fetch(official, folder, question, *, pages=False, cache=None, pace=QUICK, limits=None, **wish):
    """What a fetch does, with its account and what became of each document."""
    account, told = Account(), []
    with web(official, cache=cache, pace=pace, limits=limits) as online:
        collection, wished = Collection(folder), Wish(question, pages=pages, **wish)
        publications = documents(online, collection, wished, account)
        download(online, collection, publications, pages, account, lambda p, state: told.append((p.identifier, state)))
    return account, told


def sources(folder):
    with (folder / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
