"""Tell the main clause of a sentence from its subordinate clauses, by word order and without a trained model.

Dutch is verb-second in a main clause and verb-final in a subordinate one. The reader goes through the sentence once and keeps
the subordinate clauses that are open: each is closed by its verbs, and the next finite verb is the main clause's again.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from kamermijn.language.clause_words import Classes, Level, Word, classes_of, words_of
from kamermijn.rules import Rules

__all__ = ["Word", "clauses"]

_DOUBTFUL, _ASKING = frozenset({"als", "zoals", "nu", "toen"}), frozenset({"wat", "wie", "hoe", "dat", "die", "waar", "of"})
_PLURAL_SUBJECTS = frozenset({"we", "wij", "zij", "ze"})
# A word beside these may be a verb, whether a list knows it or not.
_BESIDE = frozenset({"we", "wij", "te"})
# What can open a subordinate clause beside the conjunctions and relatives of the rules.
# These stand behind no finite verb of their own clause: `die stoppen wordt` is two clauses.
_NO_CLUSTER = frozenset({"passive", "perfect", "being"})
_OPENING = frozenset({"om", "teneinde", "zonder", "alvorens", "door", "als", "nu", "toen", "zoals", "wie", "wat", "dat", "die", "of"})


@dataclass(slots=True)
class _Open:
    """A subordinate clause that has begun: ``paid`` once its verb has come, ``last`` the index of its last verb."""

    infinitive: bool = False
    reported: bool = False
    paid: bool = False
    last: int = -1


def clauses(text: str, start: int, end: int, rules: Rules) -> list[Word]:
    """The words of a sentence, each with its level, and the finite verb of every clause marked."""
    words = words_of(text, start, end, rules)
    _Reader(words, classes_of(rules)).read()
    if words and not any(w.finite and w.level == "main" for w in words):
        # `Als eerste stap heeft ...`: what looked like a conjunction was none, so its verb is the main one.
        first = next((i for i, w in enumerate(words) if w.finite), None)
        if first is not None and (
            words[0].text in _DOUBTFUL or (words[0].text in _ASKING and not any(w.text == "," for w in words[first:]))
        ):
            for word in words[: first + 1]:
                word.level = "main"
            for word in words[first + 1 :]:
                if not word.finite and word.text in ",;:":
                    break
                word.level = "main"
    return words


class _Reader:
    """One pass over a sentence."""

    def __init__(self, words: list[Word], classes: Classes) -> None:
        self.words, self.classes = words, classes
        self.opening, self.coordinator = classes.opener | _OPENING, classes.small["coordinator"]
        self.telling = self.opening | self.coordinator | {"te"}
        self.open: list[_Open] = []
        self.main_seen = False
        self.opened_at = self.closed_at = -1
        self.boundary = False  # A comma, semicolon or coordinator stood here since the last finite verb: a second clause may begin.

    def read(self) -> None:
        """Set ``level`` and ``finite`` of every word."""
        brackets = 0
        for i, word in enumerate(self.words):
            sign = word.text
            if sign in "()«»“”":
                brackets = max(0, brackets + (1 if sign in "(«“" else -1))
                word.level = "subordinate"
            elif brackets:
                word.level = "subordinate"
            elif sign in {",", "–", "—"}:
                while self.open and self.open[-1].paid:
                    self.open.pop()
                    self.closed_at = i
                self.boundary = True
            elif sign in ";:":
                self.open.clear()
                self.boundary = True
            elif word.readings or word.auxiliary or sign in self.telling or self._before(i) in _BESIDE or self._after(i) in _BESIDE:
                self._word(i, word)
            else:  # Most words are no verb and tell nothing of their clause.
                word.level = self._level()

    def _word(self, i: int, word: Word) -> None:
        if word.text in self.opening and (opened := self._opens(i)):
            self.open.append(opened)
            self.opened_at = i
            word.level = self._level()
            return
        if word.text in self.coordinator:
            self.boundary = True
        if self._is_finite(i):
            self._finite(i, word)
        elif word.verbal and self.open:
            top = self.open[-1]
            if (top.infinitive and i and self.words[i - 1].text == "te") or (top.paid and top.last == i - 1):
                top.paid, top.last = True, i
        elif word.text == "te" and self.open and self.open[-1].paid and self.open[-1].last == i - 1:
            self.open[-1].last = i
        elif self.open and self.open[-1].infinitive and i and self.words[i - 1].text == "te":
            self.open[-1].paid, self.open[-1].last = True, i
        word.level = self._level()

    def _finite(self, i: int, word: Word) -> None:
        top = self.open[-1] if self.open else None
        if top and not top.paid and not top.infinitive:
            top.paid, top.last, word.finite = True, i, True
            return
        if top and top.last == i - 1 and top.paid and not (top.infinitive and not self.main_seen) and not self._begins_main(i):
            top.last = i
            return
        while self.open and self.open[-1].paid:
            self.open.pop()
        if self.open:
            if not self.open[-1].infinitive:
                self.open[-1].paid, self.open[-1].last, word.finite = True, i, True
            return
        if not self.main_seen or self.boundary:
            word.finite, self.main_seen, self.boundary = True, True, False

    def _begins_main(self, i: int) -> bool:
        """Whether an auxiliary behind the finite verb of a subordinate clause begins the main one: `voor wie stopt wordt ...`."""
        before = self.words[i - 1]
        verb = (before.finite and not before.auxiliary) or before.can_be("infinitive") or before.can_be("plural")
        return not self.main_seen and verb and not before.can_be("participle") and self.words[i].auxiliary in _NO_CLUSTER

    def _level(self) -> Level:
        if not self.open:
            return "main"
        return "reported" if all(clause.reported for clause in self.open) else "subordinate"

    def _before(self, i: int) -> str:
        return self.words[i - 1].text if i else ""

    def _after(self, i: int) -> str:
        return self.words[i + 1].text if i + 1 < len(self.words) else ""

    def _is_finite(self, i: int) -> bool:
        """Whether the word is a finite verb here; nouns, infinitives and participles look like one."""
        words = self.words
        word, before, after = words[i], words[i - 1].text if i else "", words[i + 1].text if i + 1 < len(words) else ""
        small = self.classes.small
        if before == "te":
            return False
        if not word.verbal:
            # `bundelen we`: beside `we` a word in -en is a verb, whether a list knows it or not.
            beside = after in {"we", "wij"} or (before in {"we", "wij"} and i == 1)
            return beside and len(word.text) > 4 and word.text.endswith(("en", "aan")) and word.text not in small["no_verb"]
        if word.auxiliary:
            if word.text == "zijn":
                return before not in small["preposition"] and not (i and self.words[i - 1].auxiliary)
            if word.text in {"worden", "hebben", "kunnen", "moeten", "gaan", "willen", "mogen"}:
                return not (i and self.words[i - 1].auxiliary) and not self._in_frame(i, {"future", "modal", "going", "wish"})
            return True
        if self.opened_at == i - 1 and i:
            before = ""
        if (
            i == 1
            and before in {"dat", "dit", "het"}
            and word.can_be("third")
            and not word.can_be("first")
            and not word.can_be("participle")
        ):
            return True  # `Dat betekent dat ...`; `dit bericht` is a noun.
        if (
            i == 0
            or before in small["determiner"]
            or (before in small["preposition"] and before not in {"aan", "in", "op", "uit", "voor", "over"})
        ):
            return i == 0 and word.can_be("third") and after in {"het", "de", "er"} and not word.can_be("plural")
        waiting = bool(self.open) and not self.open[-1].paid and not self.open[-1].infinitive
        if waiting and i + 1 < len(words) and self._begins_main(i + 1):
            return True
        for reading in word.readings:
            if reading.joined and reading.form in {"first", "third", "past"}:
                if waiting and (after in {"", ",", ".", ";", "en", "of"}):
                    return True
            elif reading.form == "first":
                elided = before == "en" and self.main_seen and any(w.text == "ik" for w in self.words[:i])
                if (
                    elided
                    or "ik" in (before, after)
                    or (waiting and not self._auxiliary_at(i + 1) and any(w.text == "ik" for w in self.words[max(0, i - 14) : i]))
                ):
                    return True
                if reading.verb.first != word.text and word.can_be("third"):
                    return self._third(i, waiting)
            elif reading.form in {"third", "past"}:
                return self._third(i, waiting)
            elif reading.form == "plural":
                if after in _PLURAL_SUBJECTS or before in _PLURAL_SUBJECTS:
                    return True
                if waiting:
                    return after in {"", ",", ";", ":", "en", "of"} or after in small["preposition"]
                noun = before.endswith("e") and before not in small["plural_before"]  # `internationale onderzoeken`
                infinitive = self._in_frame(i, {"future", "modal", "going", "wish"})
                if not noun and not infinitive and (not self.main_seen or (self.boundary and before == "en")):
                    # Behind a relative clause that a comma closes the main verb may come: `Leraren die ..., krijgen`.
                    return before not in {",", "om"} or bool(self.open) or self.main_seen or self.closed_at == i - 1
        return False

    def _third(self, i: int, waiting: bool) -> bool:
        """A third person or past form; where it can be a participle too, its neighbours decide."""
        word = self.words[i]
        if word.can_be("participle"):
            return not self._auxiliary_at(i + 1) and not self._in_frame(i) and (waiting or not self.main_seen)
        return True

    def _auxiliary_at(self, i: int) -> bool:
        return i < len(self.words) and bool(self.words[i].auxiliary)

    def _in_frame(self, i: int, groups: frozenset[str] | set[str] = frozenset()) -> bool:
        """Whether an auxiliary (of these groups) opened the word's own clause: `heeft ... verkort`, `zal ... worden`."""
        for word in reversed(self.words[max(0, i - 30) : i]):
            if word.text in ",;:":
                return False
            if word.finite:
                return word.auxiliary in groups if groups else bool(word.auxiliary)
        return False

    def _opens(self, i: int) -> _Open | None:
        """The subordinate clause that this word opens, if it opens one."""
        word, before, after = self.words[i], self._before(i), self._after(i)
        text, small = word.text, self.classes.small
        next_finite = i + 1 < len(self.words) and (self.words[i + 1].auxiliary or self.words[i + 1].can_be("third"))
        if text in {"om", "teneinde", "zonder", "alvorens"} or (text == "door" and before in {"", ",", "en", "andere", "meer"}):
            return _Open(infinitive=True) if self._has_te(i) else None
        if text in self.classes.opener:
            return None if i == 0 and next_finite and text not in {"indien", "zodra", "omdat"} else _Open()
        if text in {"als", "nu", "toen", "zoals"}:
            told = i + 1 < len(self.words) and self.words[i + 1].can_be("participle")  # `Zoals toegezegd stuur ik ...`
            first = i == 0 or (i == 1 and text == "als" and before in {"ook", "alleen", "pas", "zelfs", "slechts"})
            return _Open() if first and not next_finite and not told and after not in small["no_clause"] else None
        if text in {"wie", "wat"}:
            return None if (i == 0 and next_finite) else (_Open() if i == 0 or before == "," or self.words[i - 1].verbal else None)
        if text == "dat":
            if i == 0:
                return None if next_finite else _Open()
            if self.open and not self.open[-1].paid and self._after(i + 1) == "," and self.words[i + 1].verbal:
                return None  # `Als schippers dat willen, ...`: a pronoun.
            if (before in small["preposition"] and not self._closed_by_particle(i)) or (
                self.words[i - 1].finite and not self._saying(i) and after not in small["determiner"] | small["pronoun"]
            ):
                return None
            return _Open(reported=self._saying(i))
        if text == "die":
            return (
                None
                if i == 0
                or (next_finite and before in {"en", "maar"})
                or (before in small["preposition"] and not self._closed_by_particle(i))
                or before in small["pronoun"] | {"en", "maar", "of"}
                or self.words[i - 1].finite
                else _Open()
            )
        if text == "of" and not i:
            return _Open()
        if text == "of":
            asks = (
                self.words[i - 1].verbal
                or before in small["pronoun"]
                or before == ","
                or any(w.finite for w in self.words[max(0, i - 4) : i])
            )
            return _Open() if asks and after in small["determiner"] | small["pronoun"] | small["preposition"] | {"en"} else None
        return None

    def _closed_by_particle(self, i: int) -> bool:
        """Whether the word before is the particle of the main verb, and no preposition: `stel een taskforce in die dit onderzoekt`.

        Of a preposition (`stel in die regio een taskforce in`) the particle follows, or no verb does.
        """
        particle = self.words[i - 1].text
        main = next((j for j in range(i - 2, -1, -1) if self.words[j].finite), None)
        if self.open or main is None or i - main < 4 or not any(r.particle == particle for r in self.words[main].readings):
            return False
        behind = list(itertools.takewhile(lambda word: word.text not in ".;:", self.words[i + 1 : i + 40]))
        return any(w.auxiliary or w.verbal for w in behind) and all(w.text != particle for w in behind)

    def _saying(self, i: int) -> bool:
        return any(w.text in self.classes.transparent for w in self.words[max(0, i - 9) : i])

    def _has_te(self, i: int) -> bool:
        """Whether ``te`` follows before any finite verb, so that the word opens an infinitive clause."""
        for word in self.words[i + 1 : i + 40]:
            if word.text == "te":
                return True
            if (word.auxiliary and word.auxiliary != "being") or word.text in {";", ":"}:
                return False
        return False
