"""What a figure counts, and by whom, read from the tree of its sentence.

The number's noun, the subject of its clause or the noun that a price or duration is `van`; its phrase is then read from the
parts of speech. Relations of a small model err on attachment, so a preposition joins a phrase where the tree says so, or where word
order does: before the finite verb of a main clause stands one constituent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from kamermijn.language import Tree
from kamermijn.model import Record
from kamermijn.records.figure_amount import Amount

_NOMINAL = frozenset({"NOUN", "PROPN"})
_PHRASAL = frozenset({"nsubj", "obj", "iobj", "nmod", "obl", "conj", "appos"})
# Prepositions before a number that make it the level of the clause's subject, or the amount by which that changes.
_LEVEL = frozenset({"op", "tot", "naar", "met", "van", "rond", "onder", "boven", "tegen", "uit", "tussen"})
_NO_LINK = frozenset({"bij", "volgens", "per", "vanaf", "sinds", "tot", "binnen", "tijdens", "conform", "ten"})
_HOLDS = frozenset({"tellen", "hebben", "kennen", "omvatten", "bezitten"})
_STATES = frozenset({"bedragen", "zijn", "kosten", "duren", "blijven", "liggen", "komen", "uitkomen", "worden", "tellen", "belopen"})
_COUNTERS = frozenset({"aantal", "percentage", "aandeel", "hoeveelheid", "totaal", "deel"})
# `op het hoogste punt van 804 dagen`, `na een periode van zes jaar`: nouns of a level, not of what has it.
_LEVELS = frozenset({
    "punt", "niveau", "stand", "record", "dieptepunt", "hoogtepunt", "gemiddelde", "maximum", "minimum", "totaal", "periode", "tijdsbestek",
})  # fmt: skip
_RATE = regex.compile(r"(?i)\p{L}*(?:percentages?|rentes?|tarie(?:f|ven))")
# Groups of words that link as one preposition does.
_COMPLEX = (("ten", "aanzien", "van"), ("met", "betrekking", "tot"), ("op", "het", "gebied", "van"), ("ten", "behoeve", "van"))
_COMPOUND = regex.compile(r"(?:[-‑][\p{L}\d]+)+")
_LEAD = regex.compile(r"(?<![\p{L}\d-])[\p{L}\d]+[-‑]$")
_MAX_WORDS = 9


@dataclass(frozen=True)
class Place:
    """A number in the tree of its sentence; ``times`` and ``bodies`` are the dates and bodies that stand in it."""

    tree: Tree
    amount: Amount
    text: str
    times: Sequence[Record]
    bodies: Sequence[Record] = ()

    @cached_property
    def span(self) -> range:
        """The words of the number."""
        first, last = self.tree.at(self.amount.start), self.tree.at(self.amount.end - 1)
        return range(0) if first is None or last is None else range(first, last + 1)

    @cached_property
    def preposition(self) -> str:
        """The preposition before the number, over the words that say how exact it is."""
        return self.text_of(self._preposition).casefold() if self._preposition is not None else ""

    @cached_property
    def _preposition(self) -> int | None:
        for index in range(self.span.start - 1, max(-1, self.span.start - 6), -1):
            if self.tree.words[index].pos == "ADP":
                return index
            if self.tree.words[index].pos not in ("ADJ", "ADV", "DET", "SYM") and self.text_of(index) not in (
                "zo’n",
                "zo'n",
                "dan",
                "meer",
            ):
                return None
        return None

    def text_of(self, index: int) -> str:
        """A word as it stands."""
        return self.tree.words[index].text

    def nominal(self, index: int) -> bool:
        """Whether a word heads a noun phrase; a noun that the tagger takes for a verb does by its place in the tree."""
        word = self.tree.words[index]
        if word.pos in _NOMINAL or self._counted_verb(index):
            return True
        return word.pos in ("VERB", "ADJ", "X") and word.dep.split(":")[0] in _PHRASAL and bool(self.tree.children(index, "det", "nummod"))

    def _counted_verb(self, index: int) -> bool:
        """Whether a word right behind a number of things is a noun that looks like an infinitive: `telde Nederland 1.250 gevangenen`."""
        word = self.tree.words[index]
        behind = self.amount.unit == "count" and bool(self.span) and index == self.span.stop
        below = set(self.tree.children(index, "mark", "obj", "aux", "compound:prt")) - set(self.span)
        alone = word.pos == "VERB" and word.dep == "xcomp" and not below
        if behind and word.pos == "VERB" and "Part" not in word.morph and word.text.endswith("en"):
            # `er waren 46 misdrijven`: no infinitive hangs on `waren`.
            return any(self.tree.words[i].text in ("zijn", "waren") for i in self.tree.children(index, "aux", "cop"))
        return behind and alone and word.text.endswith("en") and not self.tree.children(word.head, "aux", "aux:pass")

    def noun_before(self) -> int | None:
        """The noun that the number hangs on with `van`: `een boete van € 500`, `een vertraging van vier jaar`."""
        words, index = self.tree.words, self._preposition
        before = (index if index is not None else self.span.start) - 1
        if before > 1 and words[before].text == "namelijk" and words[before - 1].text == ",":
            before -= 2  # `een klein krediet, namelijk tot 10.000 euro`
        elif self.preposition not in ("van", "à"):
            return None
        if before < 0 or not self.nominal(before):
            return None
        rate = next((i for i in self.tree.ancestors(before) if i < before and _RATE.fullmatch(words[i].text)), None)
        return None if words[before].text.casefold() in _LEVELS else before if rate is None else rate

    def described(self) -> int | None:
        """The noun that a number within an adjective describes: `een vierjarige vertraging`."""
        if len(self.span) != 1:
            return None
        word = self.tree.words[self.span.start]
        return word.head if word.dep == "amod" and word.text[-1] == "e" and self.nominal(word.head) else None

    def is_body(self, index: int) -> bool:
        """Whether a word is a body's name: it acts, and is not what is counted."""
        word = self.tree.words[index]
        return any(body.start <= word.start < body.end for body in self.bodies)

    def changed_object(self) -> int | None:
        """What someone changes by or to the number: `het kabinet verlaagt de accijns met 5 cent`, `ik verhoog het budget naar € 5 mln.`"""
        if self.preposition not in ("met", "tot", "naar", "op"):
            return None
        for verb in self.clauses():
            objects = [i for i in self.tree.children(verb, "obj") if i not in self.span and self.nominal(i) and not self.is_body(i)]
            if objects:
                return objects[0]
            if self.tree.children(verb, "nsubj"):
                return None
        return None

    def clause_subject(self) -> int | None:
        """The subject of the nearest clause around the number that has one; of a relative clause the noun it describes."""
        for verb in self.clauses():
            for index in self.tree.children(verb, "nsubj"):
                word = self.tree.words[index]
                if index in self.span or word.pos in ("SYM", "NUM") or self._parted(index):
                    continue
                if self.is_body(index):
                    return None
                if word.pos == "PRON" or word.text.casefold() in ("die", "dat", "wie", "er", "dit", "het"):
                    above = self.tree.words[verb]
                    relative = above.dep.startswith("acl") and self.nominal(above.head)
                    return above.head if relative else None
                return index
            if self.tree.words[verb].dep in ("ccomp", "advcl", "parataxis"):
                return None
        return None

    def _parted(self, index: int) -> bool:
        """Whether another clause begins between the number and a word behind it."""
        return any(w.pos == "CCONJ" or w.text in (",", ";", ":") for w in self.tree.words[self.span.stop : index])

    def clauses(self) -> Iterator[int]:
        """The words above the number, nearest first; the number's own where it is what the clause says."""
        if not self.span:
            return
        top = next((i for i in self.span if self.tree.words[i].head not in self.span or self.tree.words[i].head == i), self.span.start)
        yield top
        yield from self.tree.ancestors(top)

    def states(self) -> bool:
        """Whether the number is a level or change of the clause's subject: `bedraagt € 5`, `gestegen tot 5%`, `is 2%`."""
        top = next(iter(self.clauses()), None)
        if top is None:
            return False
        if self.preposition in _LEVEL:
            return True
        return bool(self.tree.children(top, "cop")) or any(
            self.tree.words[i].lemma in _STATES and self.tree.words[i].pos in ("VERB", "AUX") for i in self.clauses()
        )

    def phrase_at(self, offset: int | None) -> str | None:
        """The noun phrase that starts at a place in the text, or None where none does."""
        index = self.starting(offset)
        return self.phrase(index) if index is not None else None

    def holds(self) -> bool:
        """Whether the clause's subject has so many of something, and is not what is counted: `telde Nederland ...`."""
        return any(self.tree.words[i].lemma in _HOLDS and self.tree.words[i].pos == "VERB" for i in self.clauses())

    def starting(self, offset: int | None) -> int | None:
        """The word at a place in the text, where a noun phrase starts there."""
        index = self.tree.at(offset) if offset is not None else None
        return index if index is not None and self.starts_phrase(index) else None

    def phrase(self, index: int) -> str:
        """The noun phrase at a word: adjectives before the noun and what hangs on it behind, without article or number."""
        words = self.tree.words
        head = self._last_of_run(index)
        if words[head].lemma in _COUNTERS or words[head].text in _COUNTERS:
            below = [i for i in self.tree.children(head, "appos", "nmod", "flat") if i > head and self.nominal(i)]
            content = head + 1
            while content < len(words) and (words[content].text == "van" or words[content].pos in ("DET", "NUM")):
                content += 1
            if content < len(words) and self._in_run(content):
                index = content
                head = self._last_of_run(content)
            elif below and below[0] - head < _MAX_WORDS:
                index = head = below[0]
        first = index
        while first > 0 and self._in_run(first - 1) and first - 1 not in self.span:
            first -= 1
        while first < head and words[first].pos in ("NUM", "DET"):
            first += 1
        last = self._extended(self._completed(head), first)
        # The tokenizer parts some compounds: `MIRT-projecten`, `COVID-19-patiënten`.
        rest = _COMPOUND.match(self.text, words[last].end)
        start = words[first].start
        lead = _LEAD.search(self.text, max(0, start - 30), start)  # `EMU-saldo`
        return self.text[lead.start() if lead else start : rest.end() if rest else words[last].end].rstrip(";,")

    def _in_run(self, index: int) -> bool:
        word = self.tree.words[index]
        if self._timed(index) or (word.text[:1].isdigit() and word.pos != "PROPN"):
            return False
        if word.pos in _NOMINAL or word.pos == "ADJ" or (word.pos == "VERB" and word.dep.split(":")[0] in ("amod", "acl")):
            return True
        # `slecht geïsoleerde woningen`
        return self.nominal(index) or (word.pos == "ADV" and word.dep == "advmod" and self.tree.words[word.head].dep in ("amod", "acl"))

    def starts_phrase(self, index: int) -> bool:
        """Whether a noun phrase starts at a word, and not just an adjective or a verb."""
        return self._in_run(index) and self.nominal(self._last_of_run(index))

    def _last_of_run(self, index: int) -> int:
        last = index
        for following in range(index, min(len(self.tree.words), index + 6)):
            if not self._in_run(following) or (following in self.span and following > index):
                break
            if self.nominal(following):
                last = following
        return last

    def _completed(self, head: int) -> int:
        """The word that completes one whose last part stands later: of `land- en tuinbouwbedrijven` the second."""
        words, last = self.tree.words, head
        while words[last].text.endswith("-") and last + 2 < len(words) and words[last + 1].text in (",", "en", "of"):
            last += 2
        return head if words[last].text.endswith("-") or not self.nominal(last) else last

    def _timed(self, index: int) -> bool:
        word = self.tree.words[index]
        return any(record.start < word.end and word.start < record.end for record in self.times)

    @cached_property
    def _finite(self) -> int:
        """The first verb of the sentence that is no part of a noun phrase: what stands before it is one constituent."""
        return next((i for i, w in enumerate(self.tree.words) if w.pos in ("VERB", "AUX") and "Fin" in w.morph), 0)

    def _extended(self, head: int, first: int) -> int:
        """The last word of the phrase of ``head``."""
        words, last = self.tree.words, head
        single = first <= 1 and head < self._finite
        while last + 1 < len(words) and last - first < _MAX_WORDS:
            link = last + 1
            word = words[link]
            group = next((g for g in _COMPLEX if tuple(w.text for w in words[link : link + len(g)]) == g), None)
            if group:
                end = self._nominal_after(link + len(group))
            elif word.pos == "CCONJ" and word.text in ("en", "of"):
                end = self._conjunct(link, head, last)
            elif word.pos == "ADP" and word.text.casefold() not in _NO_LINK:
                end = self._complement(link, head, single)
            else:
                break
            if end is None or end - first >= _MAX_WORDS + 3:
                break
            last = end
        return last

    def _nominal_after(self, index: int) -> int | None:
        while index < len(self.tree.words) and self.tree.words[index].pos in ("DET", "NUM"):
            index += 1
        if index >= len(self.tree.words) or not self._in_run(index):
            return None
        last = self._last_of_run(index)
        return last if self.nominal(last) else None

    def _complement(self, link: int, head: int, single: bool) -> int | None:
        end = self._nominal_after(link + 1)
        if end is None or (end in self.span):
            return None
        below = head in self.tree.ancestors(end) and self.tree.words[end].dep != "obl"
        within = single and end < self._finite
        return end if self.tree.words[link].text == "van" or below or within else None

    def _conjunct(self, link: int, head: int, last: int) -> int | None:
        end = self._nominal_after(link + 1)
        if end is None or self.tree.words[link + 1].pos == "NUM" or any(self.is_body(i) for i in range(link + 1, end + 1)):
            return None
        joined = any(self.tree.words[i].dep == "conj" and self.tree.words[i].head in (head, last) for i in range(link + 1, end + 1))
        return end if joined else None
