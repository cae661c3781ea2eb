"""Goes through the documents that answer a question, and knows when to stop: the same for a fetch and for a dry run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kamermijn.fetch.account import Account
from kamermijn.fetch.errors import FetchError, OverLimitError
from kamermijn.fetch.publication import Publication

TOO_MANY = "stopped at the limit of {:,} documents a run: run again for the rest, or raise it"


def go_through(publications: Iterable[Publication], account: Account, take: Callable[[Publication], bool]) -> bool:
    """Count and take every document; ``take`` says whether it is lacking. Why it stopped early is noted in the account.

    Returns whether there is use in asking another question: not when a limit was reached or the service is away.
    """
    try:
        for publication in publications:
            account.found += 1
            account.in_vain.count(take(publication), account.lacks)
    except OverLimitError as error:
        account.stop("the run", error.reason, str(error))
        return False
    except FetchError as error:
        # What one document lacks is noted where it is asked; what is left is that no more documents are named.
        account.stop("the search", error.reason, str(error))
    return True
