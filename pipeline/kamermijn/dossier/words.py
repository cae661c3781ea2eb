"""The words of a sentence as they are compared between letters: lemmas, cut to stems, and the parts of compounds.

No model is loaded for it: the word lists that ship with the model say the lemma of a known form, a light stemmer that of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from kamermijn.dutch import word_list
from kamermijn.dutch.stems import fold, stem_of_form, stem_of_lemma

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\d*")
_LISTS = ("NOUN", "VERB", "ADJ")
_SHORTEST_HEAD, _SHORTEST_TAIL, _SHORTEST_COMPOUND, _LONG = 3, 4, 8, 14
_UNKNOWN_HEAD, _SURE_TAIL = 5, 6
PART = 0.5
"""What a part of a compound weighs, where the whole weighs 1."""


@cache
def lemmas() -> dict[str, str]:
    """Known forms with their lemma, both folded: nouns before verbs before adjectives."""
    found: dict[str, str] = {}
    for name in _LISTS:
        for form, lemma in word_list.lemmas(name).items():
            found.setdefault(fold(form), fold(lemma))
    return found


@cache
def _verb_stems() -> frozenset[str]:
    return frozenset(stem_of_lemma(lemma) for lemma in lemmas().values() if lemma.endswith("en"))


@dataclass
class Words:
    """Turns text into weighed stems; ``plain`` are words that stand in every letter and tell no two acts apart."""

    plain: frozenset[str] = frozenset()
    _known: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    _names: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @classmethod
    def with_plain(cls, plain: Iterable[str]) -> Words:
        """``plain`` as anyone writes them: they are stemmed here."""
        bare = cls()
        return cls(frozenset(stem for word in plain for stem in (fold(word), bare.stem(word))))

    def of(self, text: str, *, inside: bool = False) -> dict[str, float]:
        """The stems of a text with their weight: 1 for a word, half of it for each part of a compound.

        ``inside`` says that the text begins within a sentence. A capital there makes a name, which has no other forms: `Bad
        Nieuweschans` is no form of bidden.
        """
        weights: dict[str, float] = {}
        for word in _WORD.findall(text):
            known = self._names if inside and word[0].isupper() else self._known
            inside = True
            found = known.get(word)
            if found is None:
                if len(known) > 200_000:  # names and misprints without end
                    known.clear()
                found = known[word] = self._read(word, known is self._names)
            for stem, weight in found:
                if weights.get(stem, 0.0) < weight:
                    weights[stem] = weight
        return weights

    def stem(self, word: str) -> str:
        """The stem of one word that is no compound."""
        form = fold(word)
        if lemma := lemmas().get(form):
            return stem_of_lemma(lemma)
        if form.endswith("t") and (verb := stem_of_lemma(form[:-1])) in _verb_stems():
            return verb
        return stem_of_form(form)

    def _read(self, word: str, name: bool) -> tuple[tuple[str, float], ...]:
        form = fold(word)
        if len(form) < 3 and not word.isupper():
            return ()
        parts = _parts(form)
        joined = form.replace("-", "")
        if name and len(form) < _SHORTEST_COMPOUND:
            whole = joined.removesuffix("'s")
        elif parts and joined.endswith(parts[1]):
            whole = joined[: -len(parts[1])] + self.stem(parts[1])
        else:
            whole = self.stem(joined)
        if form in self.plain or whole in self.plain:
            return ()
        stems = [(whole, 1.0)]
        for part in parts:
            stem = self.stem(part)
            if len(stem) > 2 and stem != whole and part not in self.plain and stem not in self.plain:
                stems.append((stem, PART))
        return tuple(stems)


def _parts(form: str) -> tuple[str, str] | tuple[()]:
    """The two parts of a compound: at its hyphen, else where its longest ending that is a known word begins."""
    if "-" in form:
        head, _, tail = form.rpartition("-")
        return (head.replace("-", ""), tail) if len(head) > 2 and len(tail) > 2 else ()
    known = lemmas()
    if len(form) < (_LONG if form in known else _SHORTEST_COMPOUND):
        return ()
    for seam in range(_SHORTEST_HEAD, len(form) - _SHORTEST_TAIL + 1):
        tail, head = form[seam:], form[:seam]
        if tail not in known:
            continue
        for beginning in (head, head.removesuffix("s"), head.removesuffix("en"), head.removesuffix("e"), head + "en"):
            if len(beginning) >= _SHORTEST_HEAD and beginning in known:
                return (beginning, tail)
        if len(head) >= _UNKNOWN_HEAD and len(tail) >= _SURE_TAIL:
            # `eerstelijns|medewerkers`: the list knows not all that may stand before so long a word.
            return (head.removesuffix("s") if len(head) > _UNKNOWN_HEAD else head, tail)
    return ()
