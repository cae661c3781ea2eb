"""spaCy's tokenizer with its special cases taken in when a text holds them: the same tokens, and ready in a fifth of the time.

The Dutch tokenizer knows four thousand abbreviations and the like. To take them all in takes longer than to read the rest of the model,
and a hundred letters hold a hundred of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import RLock
from typing import Any

import regex
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

_LETTERS = regex.compile(r"\p{L}+")

Case = tuple[str, list[dict[int, str]]]
"""A special case: how it is written, and the tokens that it is."""


class WaitingCases(Tokenizer):  # type: ignore[misc]  # spaCy tells no types of its pipeline
    """A tokenizer whose special cases wait, each under the longest of its runs of letters, until a text holds run and case.

    That is soon enough, by the affixes that spaCy has for Dutch: none of them begins or ends between two letters. A case counts where it
    stands between two such places or beside white space, and then its runs of letters are runs of the text too.
    """

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        self._waiting: dict[str, list[Case]] = {}
        self._first_seen = False
        self._one_at_a_time = RLock()
        super().__init__(*arguments, **settings)

    def __call__(self, string: str) -> Doc:
        """Tokenize a text; threads are let in one at a time, for what one takes in the others use."""
        with self._one_at_a_time:
            self._take_in_cases_of(string)
            doc: Doc = super().__call__(string)
            return doc

    def _take_in_cases_of(self, string: str) -> None:
        if runs := self._waiting.keys() & set(_LETTERS.findall(string)):
            # A case is looked for among tokens too, and these may stand apart.
            joined = "".join(string.split())
            for run in runs:
                for case in [case for case in self._waiting[run] if case[0] in joined]:
                    self._waiting[run].remove(case)
                    self._take_in(*case)

    def _take_in(self, form: str, tokens: list[dict[int, str]]) -> None:
        self._first_seen = True
        self.add_special_case(form, tokens)
        self._first_seen = False

    def to_bytes(self, **settings: Any) -> bytes:
        """As spaCy does it, with all special cases."""
        self._take_in_all()
        written: bytes = super().to_bytes(**settings)
        return written

    def __reduce__(self) -> str | tuple[Any, ...]:
        self._take_in_all()
        made: str | tuple[Any, ...] = super().__reduce__()
        return made

    def _take_in_all(self) -> None:
        with self._one_at_a_time:
            for cases in self._waiting.values():
                for case in cases:
                    self._take_in(*case)
            self._waiting.clear()

    def _flush_cache(self) -> None:
        # What was in no text before is in nothing that is remembered of one; to forget it all each time would take longer than is won.
        if not self._first_seen:
            super()._flush_cache()

    def _load_special_cases(self, special_cases: Mapping[str, list[dict[int, str]]] | None) -> None:
        # spaCy calls this with other cases than before, or with those that it has when it has forgotten what it made of them.
        if special_cases is not self.rules:
            self._waiting.clear()
        for form, tokens in sorted((special_cases or {}).items()):
            if runs := _LETTERS.findall(form):
                self._waiting.setdefault(max(runs, key=len), []).append((form, tokens))
            else:
                self.add_special_case(form, tokens)
