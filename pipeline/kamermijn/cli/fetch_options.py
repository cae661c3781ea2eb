"""The options of ``kamermijn fetch``: what goes with what, and the wishes that they say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from kamermijn.fetch import FetchError, Question
from kamermijn.fetch.cited import cited_documents
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.question import read_dossier, read_identifier
from kamermijn.fetch.wish import Wish

_NOTHING = "say what to fetch: ids such as kst-28638-158, --dossier NUMBER, --search WORDS or --cited-by DIR"


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
    dry_run: bool = False
    promises: Path | None = None
    live_check: bool = False

    @property
    def repeats(self) -> bool:
        """Whether every question that was ever asked is asked again: ``--new`` without one."""
        return self.only_new and not (self.documents or self.dossier or self.search or self.cited_by)

    def refuse_what_does_not_go_together(self) -> None:
        """FetchError when it is no question, more than one, or has an option that would be left aside without a word."""
        ways = {
            "ids": self.documents, "--dossier or --search": self.dossier or self.search, "--cited-by": self.cited_by,
            "--toezeggingen": self.promises, "--live-check": self.live_check,
        }  # fmt: skip
        asked = [way for way, given in ways.items() if given]
        options = {
            "--since": self.since, "--until": self.until, "--kind": self.kind, "--new": self.only_new,
            "--with-attachments": self.attachments, "--pages": self.pages, "--dry-run": self.dry_run,
        }  # fmt: skip
        given = {option for option, value in options.items() if value}
        if len(asked) > 1:
            raise FetchError("question", f"ask one thing at a time, not {' and '.join(asked)}")
        if not asked and not self.only_new:
            raise FetchError("question", _NOTHING)
        allowed = {
            "--live-check": set[str](), "--toezeggingen": {"--since"}, "--dossier or --search": set(options),
            "ids": {"--kind", "--with-attachments", "--pages", "--dry-run"},
            "--cited-by": {"--kind", "--with-attachments", "--pages", "--dry-run"},
        }  # fmt: skip
        alone = asked[0] if asked else "--new without a question, which asks every earlier one as it was asked,"
        if wrong := sorted(given - (allowed[asked[0]] if asked else {"--new", "--dry-run"})):
            raise FetchError("question", f"{alone} cannot be combined with {' and '.join(wrong)}")
        if self.since and self.until and self.since > self.until:
            raise FetchError("question", f"--since {self.since} is after --until {self.until}")

    def wishes(self, collection: Collection) -> tuple[Wish, ...]:
        """What to look for, one after another; FetchError where that cannot be understood."""
        if self.repeats:
            wishes = tuple(Wish(w.question, w.kind, w.attachments, w.pages, only_new=True) for w in collection.wishes())
            if not wishes:
                raise FetchError("question", f"no question was asked yet in {collection.folder}: ask one, such as --dossier 28638 --new")
            return wishes
        identifiers = tuple(dict.fromkeys(map(read_identifier, self.documents)))
        if self.cited_by is not None:
            identifiers = cited_documents(self.cited_by, collection.identifiers())
            if not identifiers:
                return ()
        dossier = read_dossier(self.dossier) if self.dossier else None
        question = Question(dossier, self.search, identifiers, None, self.since, self.until)
        return (Wish(question, self.kind, self.attachments, self.pages, self.only_new),)
