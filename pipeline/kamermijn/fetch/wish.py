"""What a user wants of a question: which of its answers, and what of them."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from kamermijn.fetch.question import Question


@dataclass(frozen=True)
class Wish:
    """What to look for: of one kind or all, with attachments and page images or without, all or only what changed since the last answer."""

    question: Question
    kind: str | None = None
    attachments: bool = False
    pages: bool = False
    only_new: bool = False

    @property
    def key(self) -> str:
        """The same for the same wish, whenever it is asked."""
        more = f"{' with attachments' if self.attachments else ''}{' with pages' if self.pages else ''}"
        return f"{self.question.key} | {self.kind or 'all'}{more}"

    @property
    def options(self) -> str:
        """The wish as it is typed: ``--dossier 28638 --kind brief``."""
        asked = self.question
        said = {"--dossier": asked.dossier, "--search": asked.words, "--since": asked.since, "--until": asked.until, "--kind": self.kind}
        words = [word for option, value in said.items() if value is not None for word in (option, str(value))]
        flags = ["--with-attachments"] * self.attachments + ["--pages"] * self.pages
        return shlex.join([*asked.identifiers, *words, *flags])
