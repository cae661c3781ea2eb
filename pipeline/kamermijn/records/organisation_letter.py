"""What one letter says of its bodies: the names found in it and the acronyms that it introduces."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import regex

from kamermijn.language import Match
from kamermijn.language.gazetteer import WORD, Gazetteer, NameMatch, fold, gazetteer
from kamermijn.language.matching import match_of
from kamermijn.records.extraction import Extraction
from kamermijn.rules import Body, Rule, Rules

_JOINTS = frozenset({"van", "voor", "de", "het", "der", "den", "des", "en", "te", "tot", "ter", "op", "in", "tegen", "bij", "aan",
                     "met", "naar", "uit", "inzake", "of", "for", "and", "the", "on", "to"})  # fmt: skip
_BUDGET = regex.compile(r"[IVX]{1,5}[A-E]?")
_LONG_FORM = 14


@dataclass
class LetterBodies:
    """The bodies of one letter while it is read; the gazetteer is searched once."""

    extraction: Extraction
    introduced: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Acronym -> where its long form stands, for bodies that only this letter knows."""
    group_names: dict[str, str] = field(default_factory=dict)
    """Noun -> what this letter calls its group by that noun."""
    foreign: set[str] = field(default_factory=set)
    """Acronyms that this letter uses for something that is no body."""

    @property
    def text(self) -> str:
        """The letter's text."""
        return self.extraction.text

    @property
    def rules(self) -> Rules:
        """The rules by which it is read."""
        return self.extraction.annotated.rules

    @property
    def day(self) -> date | None:
        """The letter's date, on which a ministry goes by its name."""
        return self.extraction.anchor

    @property
    def gazetteer(self) -> Gazetteer:
        """The tables of bodies."""
        return gazetteer(self.rules)

    @cached_property
    def names(self) -> tuple[NameMatch, ...]:
        """Every name of the tables in the text."""
        return tuple(self.gazetteer.find(self.text))

    @cached_property
    def name_starts(self) -> dict[int, NameMatch]:
        """The names of the tables by where they start; bare places left out."""
        return {name.start: name for name in self.names if name.kind != "place"}

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where the names of the tables start, in order; bare places left out."""
        return tuple(sorted(self.name_starts))

    def inside_a_name(self, offset: int) -> bool:
        """Whether a name of the tables runs on over the offset (`Commissie` in `Europese Commissie`)."""
        index = bisect_left(self.starts, offset)
        return any(self.name_starts[start].end > offset for start in self.starts[max(0, index - 3) : index])

    @cached_property
    def places(self) -> dict[int, NameMatch]:
        """The bare places by where they start."""
        return {name.start: name for name in self.names if name.kind == "place"}

    @cached_property
    def named(self) -> frozenset[str]:
        """Names of the bodies that the letter names in full."""
        return frozenset(n.bodies[0].name for n in self.names if n.kind == "name" and len({b.name for b in n.bodies}) == 1)

    @cached_property
    def place_like(self) -> frozenset[str]:
        """Bodies whose bare name is a place first (airports): mentions only where they act."""
        return frozenset(w for words in self.rules.lexicon("organisation_place_like").values() for w in words)

    def rule(self, reading: str) -> Rule | None:
        """The one rule with this reading; None in a rules folder that does without."""
        return next((r for r in self.rules.of("organisation") if r.reading == reading), None)

    def matches(self) -> Iterator[Match]:
        """The matches of all rules that look at the text by themselves; the introductions are read first."""
        self._introductions()
        for rule in self.rules.of("organisation"):
            if rule.reading == "gazetteer":
                yield from (Match(rule, n.start, n.end) for n in self.names if n.kind != "place")
            elif rule.reading == "introduced":
                yield from self._introduced_mentions(rule)
            elif rule.reading != "short_form":
                for found in self.extraction.annotated.anchors.finditer(rule):
                    yield match_of(rule, found)

    def _introductions(self) -> None:
        if (rule := self.rule("introduced")) is None:
            return
        ends = {name.end: name for name in reversed(self.names) if name.kind != "place"}  # the longest that ends there
        for found in self.extraction.annotated.anchors.finditer(rule):
            short = found["short"]
            before = len(self.text[: found.start()].rstrip())
            long = self._long_form(before, short)
            name = ends.get(before)
            if name and (long is None or long[0] >= name.start):
                if name.kind == "name" and self._short_for(short, name, announced=bool(found["announced"])):
                    self.introduced.setdefault(short, (name.start, name.end))
            elif long and self._names_a_body(*long):
                self.introduced.setdefault(short, long)
            elif long:
                self.foreign.add(short)

    def _short_for(self, short: str, name: NameMatch, *, announced: bool) -> bool:
        """Whether what stands in brackets behind a name is short for it, and not its place, ministry or country."""
        known = self._bodies_named(short)
        if known:
            return False  # the tables know it: as this body, or as another that is named beside it
        if announced:
            return True
        if _BUDGET.fullmatch(short) and any(body.type == "ministry" for body in name.bodies):
            return False  # the chapter of the budget: `Financiën (IXB)`
        words = {fold(w) for w in WORD.findall(self.text[name.start : name.end])}
        return _is_acronym(short) or {fold(w) for w in WORD.findall(short)} <= words

    def _bodies_named(self, short: str) -> tuple[Body, ...]:
        return next((n.bodies for n in self.gazetteer.find(short) if n.kind != "place" and n.end - n.start == len(short)), ())

    def _long_form(self, before: int, short: str) -> tuple[int, int] | None:
        """The words right before ``(SHORT)`` whose initials make the acronym, nearest first."""
        letters = [c for c in short if c.isalnum()]
        capitals = [c for c in letters if c.isupper() or c.isdigit()]
        wanted = "".join(capitals if len(capitals) >= 2 else letters).casefold()
        if not _is_acronym(short):
            return None
        sentence = self.extraction.annotated.sentence_at(max(0, before - 1))
        words = list(WORD.finditer(self.text, pos=min(sentence.start, before), endpos=before))
        for count in range(1, min(_LONG_FORM, len(words)) + 1):
            piece = words[-count:]
            if fold(piece[0].group()) in _JOINTS and count > 1:
                continue
            if _spells([fold(w.group()) for w in piece], fold(wanted)):
                return piece[0].start(), before
        return None

    def _names_a_body(self, start: int, end: int) -> bool:
        """Whether a long form is the name of a body: its first telling noun is one for bodies, not for plans or laws."""
        form = self.text[start:end]
        words = [fold(w) for w in WORD.findall(form)]
        if not any(w[0].isupper() for w in form.split()):
            return False
        if words[-1] in self.english_heads:
            return True
        heads, endings = self.heads, tuple(self._lexicon("organisation_head_ending"))
        others = tuple(self._lexicon("organisation_no_body"))
        for word in words:
            if word in heads or word.endswith(endings):
                return True
            if word.endswith(others):
                return False
        return False

    @cached_property
    def heads(self) -> frozenset[str]:
        """Nouns for bodies, folded (`raad`, `inspectie`)."""
        return self._lexicon("organisation_head")

    @cached_property
    def english_heads(self) -> frozenset[str]:
        """English nouns for bodies (Agency, Council), which stand last in the name."""
        return frozenset(self.rules.lexicon("organisation_head_ending")["english"])

    def _lexicon(self, name: str) -> frozenset[str]:
        return frozenset(fold(w) for words in self.rules.lexicon(name).values() for w in words)

    def acronyms(self) -> dict[str, str]:
        """The acronyms that this letter gives to bodies of the tables, by the body's name."""
        known = ((self.name_starts.get(start), short) for short, (start, _) in self.introduced.items() if _is_acronym(short))
        return {name.bodies[0].name: short for name, short in known if name}

    def _introduced_mentions(self, rule: Rule) -> Iterator[Match]:
        """Every mention, long or short, of the bodies that this letter introduces."""
        forms: Counter[str] = Counter()
        for short, (start, end) in self.introduced.items():
            forms[short] += 1
            forms[self.text[start:end]] += 1
        if not forms:
            return
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        # Letters write MCE&N and MCEN for the same.
        shapes = "|".join(regex.sub(r"\\?&", "(?:&|en)?", regex.escape(form).replace(r"\ ", r"\s+")) for form in ordered)
        for found in regex.finditer(rf"(?<![\p{{L}}\p{{N}}])(?:{shapes})(?:['’](?:s|en)\b)?(?![\p{{L}}\p{{N}}])", self.text):
            yield Match(rule, *found.span())


def _is_acronym(short: str) -> bool:
    return " " not in short and sum(c.isupper() or c.isdigit() for c in short) >= 2


def _spells(words: list[str], letters: str) -> bool:
    """Whether the initials of the words make the acronym; joints may be left out, parts of compounds may count."""
    if not letters:
        return all(word in _JOINTS for word in words)
    if not words:
        return False
    word, rest = words[0], words[1:]
    if word in _JOINTS and _spells(rest, letters):
        return True
    if word[0] != letters[0]:
        return False
    # The word gives its initial, and further letters of the acronym where a compound has them in this order.
    position = 0
    for taken in range(1, len(letters) + 1):
        if taken > 1:
            position = word.find(letters[taken - 1], position + 1)
            if position < 0:
                return False
        if _spells(rest, letters[taken:]):
            return True
    return False
