"""Lists of measures: an introduction that ends in a colon, and the items under it that are acts without a verb."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

import regex

from kamermijn.language import Sentence
from kamermijn.language.clauses import Word
from kamermijn.language.syntax import Tree
from kamermijn.records.extraction import Extraction
from kamermijn.records.measure_items import item_act
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.rules import Rule, Rules

# An introduction that lists what is asked, advised, possible or lacking, not what is done.
_OTHERS = regex.compile(
    r"(?i)\b(?:aanbeveling\w*|beveelt|bevelen|adviseert|advies|verzoekt|vraagt|mogelijke|zou|zouden|geen|kan|kunnen|pleit|stelt\s+voor|doel\w*|criteria|"
    r"voorwaarden|redenen|vragen|knelpunten|bevindingen|conclusies|aanvullende\s+maatregelen\s+en\s+acties)\b"
)
_ANNOUNCES = regex.compile(
    r"(?i)\b(?:neem|neemt|nemen|tref|treft|treffen|getroffen|genomen|ingezet|onderneem|ondernemen|zet|zetten|kent|bevat|omvat|bestaat|volgende|onderstaande)\b"
)
_ACT_HEAD = regex.compile(
    r"(?i)^(?:(?:het|de|een)\s+)?(?:(?:extra|nieuwe|verdere|jaarlijkse|gefaseerde|tijdelijke|structurele|landelijke)\s+)*(?P<head>\p{L}+)(?P<rest>\s+(?:van|voor|in|op|met|aan|naar|tot|door)\b)?"
)


@cache
def _nouns(rules: Rules) -> tuple[regex.Pattern[str], frozenset[str]]:
    words = sorted(rules.lexicon("measure_list_noun")["word"], key=len, reverse=True)
    pattern = rules.compile(r"(?i)\b(?:" + "|".join(map(regex.escape, words)) + r")\b")
    return pattern, frozenset(w for ws in rules.lexicon("measure_list_head").values() for w in ws)


class Listing:
    """The lists of measures of one letter."""

    def __init__(self, extraction: Extraction) -> None:
        self.rules = extraction.annotated.rules
        self.rule = next((r for r in self.rules.of("measure") if r.reading == "list_item" and r.kind == "regex"), None)
        self.text = extraction.text
        self.paragraphs = extraction.annotated.letter.paragraphs
        self.starts = [p.start for p in self.paragraphs]
        self.listed: set[int] = set()
        self.intros: set[int] = set()
        self._find(extraction.annotated.sentences)

    def _find(self, sentences: tuple[Sentence, ...]) -> None:
        """Mark the paragraphs under each introduction up to the next paragraph that is no list item."""
        pattern, _ = _nouns(self.rules)
        for sentence in sentences:
            words = self.text[sentence.start : sentence.end]
            index = self._paragraph(sentence.start)
            if not words.endswith(":") or index < 0:
                continue
            if pattern.search(words) and _ANNOUNCES.search(words):
                self.intros.add(sentence.start)
            ends = not self.text[sentence.end : self.paragraphs[index].end].strip()
            if not ends or not pattern.search(words) or _OTHERS.search(words):
                continue
            following = index + 1
            while following < len(self.paragraphs) and self.paragraphs[following].kind in {"list_item", "footnote", "body"}:
                kind = self.paragraphs[following].kind
                if kind == "body" and not self._looks_listed(following):
                    break
                if kind != "footnote":
                    self.listed.add(following)
                following += 1
            if index + 1 in self.listed or index + 2 in self.listed:
                self.intros.add(sentence.start)

    def _looks_listed(self, index: int) -> bool:
        """Whether a paragraph that lost its bullet begins like an item: with a noun of acting, or in lower case."""
        text = self.text[self.paragraphs[index].start : self.paragraphs[index].end]
        if regex.match(r"\s*[-–—•●▪o*]\s", text):
            return True
        head = _ACT_HEAD.match(text)
        return bool(head and (head["head"].casefold() in _nouns(self.rules)[1]) and not regex.match(r"(?:De|Het)\s", text))

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def introduces(self, sentence: Sentence) -> bool:
        """Whether the sentence only announces the list under it."""
        return sentence.start in self.intros

    def holds(self, sentence: Sentence) -> bool:
        """Whether the sentence stands in a list of measures."""
        return self._paragraph(sentence.start) in self.listed

    def item(self, sentence: Sentence, scene: Scene, tree: Tree | None = None) -> Act | None:
        """The act of an item without a finite verb of its own: its head is a noun of acting or an infinitive.

        Its tree says which word is the head; its words do where there is no tree, or one that makes no sense of a fragment.
        """
        if self.rule is None or not self.holds(sentence):
            return None
        index = self._paragraph(sentence.start)
        opening = self.text[self.paragraphs[index].start : sentence.start]
        if len(opening.strip()) > 4 or not scene.words:
            return None
        if tree is not None and (act := item_act(scene, tree, self.rules)):
            return act
        if any(w.finite and w.level == "main" for w in scene.words):
            return None
        head = _ACT_HEAD.match(self.text[sentence.start : sentence.end])
        if not head:
            return None
        noun = head["head"].casefold()
        known = noun in _nouns(self.rules)[1] or any(noun.endswith(n) for n in self.rules.lexicon("measure_list_compound")["ending"])
        infinitive = bool(head["rest"]) and noun.endswith("en") and any(r.form == "infinitive" for w in scene.words[:3] for r in w.readings)
        if not (known or infinitive or self._ends_in_infinitive(scene.words)):
            return None
        return _item(self.rule, scene)

    @staticmethod
    def _ends_in_infinitive(words: list[Word]) -> bool:
        last = next((w for w in reversed(words) if w.text not in ",;:"), None)
        return bool(last and any(r.form == "infinitive" and r.verb.force != "process" for r in last.readings))


def _item(rule: Rule, scene: Scene) -> Act:
    clause = [w for w in scene.words if w.level == "main"] or scene.words
    return Act(rule, "announced", 2.0, clause[0], clause)
