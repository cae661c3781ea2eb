"""Gets letters from the official sources, politely: a question becomes documents, with where they came from.

The order is that of the file names a fetch goes through: ``question`` (what is asked) → ``sru`` (what there is) → ``publication`` (one
document and its forms) → ``collection`` (what is had already, and where the rest goes) → ``download`` → ``account`` (what could
not be had). ``web`` is the only module that goes online.
"""

from kamermijn.fetch.account import Account
from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.question import Question
from kamermijn.fetch.services import Services
from kamermijn.fetch.web import Limits, Pace, Web

__all__ = ["Account", "FetchError", "Limits", "Pace", "Question", "Services", "Web"]
