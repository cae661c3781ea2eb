"""Gets letters from the official sources, politely: a question becomes documents, with where they came from.

A fetch goes through ``question`` and ``wish`` (what is asked) → ``plan`` and ``sru`` (what there is) → ``publication`` (one document and
its forms) → ``collection`` and ``sources`` (what is had already, and where the rest goes) → ``download``, or ``dry`` → ``account`` (what
could not be had). Only ``web`` goes online, over ``wire`` and ``cache``.
"""

from kamermijn.fetch.account import Account
from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.question import Question
from kamermijn.fetch.services import Services
from kamermijn.fetch.web import Limits, Pace, Web

__all__ = ["Account", "FetchError", "Limits", "Pace", "Question", "Services", "Web"]
