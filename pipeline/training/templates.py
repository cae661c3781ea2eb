"""Sentences with their trees, made from the word material of ``templates.toml``: what ministers write and newspapers do not."""

from __future__ import annotations

import random
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from treebank import Tree

MATERIAL = Path(__file__).with_name("templates.toml")
_AUXILIARY = ("aux", "aux:pass", "cop")


@dataclass
class Unit:
    """A token or phrase in a sentence pattern: ``label`` is what others call it, ``head`` the label it hangs on."""

    tokens: list[Token]
    label: str
    head: str


@dataclass
class Token:
    """One word; ``head`` is an index within its phrase, -1 for the phrase's own head."""

    word: str
    lemma: str
    tag: str
    dep: str
    head: int = -1


@dataclass
class Analyses:
    """What the treebank says of tags and words: features of a tag, lemma of a word with a tag, tag of a particle."""

    features: dict[str, tuple[str, str]] = field(default_factory=dict)
    lemmas: dict[tuple[str, str], str] = field(default_factory=dict)
    particles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, trees: list[Tree]) -> Analyses:
        """Count the analyses in ``trees`` and keep the most frequent of each."""
        features: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        lemmas: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        particles: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for tree in trees:
            for index, word in enumerate(tree.words):
                tag = tree.tags[index]
                features[tag][tree.pos[index], tree.morphs[index]] += 1
                lemmas[word.casefold(), tag][tree.lemmas[index]] += 1
                if tree.deps[index] == "compound:prt":
                    particles[word.casefold()][tag] += 1

        def best(counts: Any) -> Any:
            return {key: max(counter, key=lambda value: (counter[value], value)) for key, counter in counts.items()}

        return cls(best(features), best(lemmas), best(particles))


class Generator:
    """Makes sentences at random, the same ones for the same ``seed``."""

    def __init__(self, analyses: Analyses, seed: int):
        self.analyses = analyses
        self.random = random.Random(seed)
        self.material: dict[str, Any] = tomllib.loads(MATERIAL.read_text(encoding="utf8"))
        self.frames = [dict(zip(("i", "s", "t", "v", "c"), row, strict=True)) for row in self.material["verbs"]["frames"]]

    def sentences(self, counts: dict[str, int]) -> list[Tree]:
        """As many sentences of each group of patterns as ``counts`` says, none of them twice."""
        made: dict[str, Tree] = {}
        for group, count in counts.items():
            goal = len(made) + count
            while len(made) < goal:
                tree = self._sentence(self.random.choice(self.material["sentences"][group]))
                made.setdefault(tree.text, tree)
        return list(made.values())

    def _sentence(self, pattern: str) -> Tree:
        passive = "{S}" in pattern or "{SP}" in pattern
        frames = [frame for frame in self.frames if frame["c"].startswith("{NP}:obj")] if passive else self.frames
        first, second = self.random.choice(frames), self.random.choice(self.frames)
        complement = first["c"].removeprefix("{NP}:obj").strip() if passive else first["c"]
        text = pattern.replace("{REST}", "{C}")
        text = text.replace("{C}", _relabelled(complement, "V", "c")).replace("{D}", _relabelled(second["c"], "W", "d"))
        units = [unit for piece in text.split() for unit in self._unit(piece, {"V": first, "W": second})]
        return self._tree(units)

    def _unit(self, piece: str, verbs: dict[str, dict[str, str]]) -> list[Unit]:
        body, _, label = piece.partition("#")
        label, _, behind = label.partition(">")
        body, _, head = body.partition(">")
        head = head or behind or "V"
        name, _, dep = body.partition(":")
        if name[:2] in ("{V", "{W"):
            return self._verb(name[1], verbs[name[1]], name[3:-1], dep, label, head)
        if "/" in name:
            return [Unit(self._phrase(body), label, head)]
        tokens = self._slot(name.strip("{}"))
        if dep:
            next(token for token in tokens if token.head == -1).dep = dep
        return [Unit(tokens, label, head)]

    def _verb(self, verb: str, frame: dict[str, str], form: str, dep: str, label: str, head: str) -> list[Unit]:
        particle, _, bare = frame["i"].rpartition("|")
        whole = particle + bare
        particles = [Unit([Token(particle, "", self._particle(particle), "compound:prt")], "", verb)] if particle else []
        if form == "p":
            return particles
        if form == "te":
            te = Unit([Token("te", "te", "VZ|init", "mark")], "", verb)
            return [*particles, te, Unit([Token(bare, bare, "WW|inf|vrij|zonder", dep)], label, head)]
        tag = {"i": "WW|inf|vrij|zonder", "v": "WW|vd|vrij|zonder", "s": "WW|pv|tgw|ev", "t": "WW|pv|tgw|met-t", "m": "WW|pv|tgw|mv"}[form]
        # A third person without -t of its own (start, zet, bericht) carries the tag of the first.
        if form == "t" and frame["t"] == frame["s"]:
            tag = "WW|pv|tgw|ev"
        word = {"i": whole, "m": bare}.get(form) or frame[form]
        return [Unit([Token(word, whole if form in "iv" else bare, tag, dep)], label, head)]

    def _particle(self, particle: str) -> str:
        return self.analyses.particles.get(particle, "VZ|fin")

    def _phrase(self, text: str) -> list[Token]:
        """The tokens of a phrase; a slot inside it brings tokens of its own."""
        filled = text
        for slot in ("year", "day", "month", "num", "big", "PLACE"):
            while "{" + slot + "}" in filled:
                filled = filled.replace("{" + slot + "}", self._number(slot), 1)
        units: list[tuple[list[Token], int]] = []
        for piece in filled.split():
            body, _, head = piece.partition(">")
            outer = int(head) - 1 if head else -1
            name, _, dep = body.partition(":")
            if "/" in name:
                written, _, code = name.partition("/")
                word, _, lemma = written.partition("=")
                tag = self.material["codes"].get(code, code)
                units.append(([Token(word, lemma, tag, dep)], outer))
            else:
                tokens = self._slot(name.strip("{}"))
                next(token for token in tokens if token.head == -1).dep = dep
                units.append((tokens, outer))
        return _joined(units)

    def _slot(self, name: str) -> list[Token]:
        choose, material = self.random.choice, self.material
        lists = {"K": material["phrases"]["kamer"], "TIME": material["phrases"]["time"], "FRONT": material["phrases"]["front"],
                 "ADV": material["phrases"]["adverb"], "ORG": material["phrases"]["org"], "ORG1": material["phrases"]["singular"],
                 "ORGS": material["phrases"]["plural"], "AMT": material["phrases"]["amount"]}  # fmt: skip
        if name in lists:
            return self._phrase(choose(lists[name]))
        gender = {"P": "p", "SP": "p", "S": choose("no")}.get(name) or choose("nnoopp")
        return self._noun_phrase(gender, bare=name == "P")

    def _noun_phrase(self, gender: str, *, bare: bool = False, depth: int = 0) -> list[Token]:
        chance, choose = self.random.random, self.random.choice
        article = {"n": "de/d", "o": "het/h", "p": "de/d"}[gender]
        if chance() < 0.15:
            article = {"n": "deze/deze", "o": "dit/dit", "p": "deze/deze"}[gender]
        elif chance() < 0.1:
            article = "mijn/mijn"
        adjective = chance() < 0.35
        noun = 2 + adjective - bare
        relation = "nmod:poss" if article.startswith("mijn") else "det"
        text = "" if bare else f"{article}:{relation}>{noun} "
        text += f"{choose(self.material['words']['adjectives'])}/a:amod>{noun} " if adjective else ""
        text += f"{choose(self.material['nouns'][gender])}/{gender}:obl"
        tokens = self._phrase(text)
        if chance() < 0.35 and depth < 2:
            inner = self._noun_phrase(choose("nop"), depth=depth + 1)
            preposition = Token(choose(["van", "van", "naar", "over", "voor", "rond", "bij", "inzake"]), "", "VZ|init", "case")
            next(token for token in inner if token.head == -1).dep = "nmod"
            at = next(index for index, token in enumerate(tokens) if token.head == -1)
            units = [([replace(token, head=-1)], token.head) for token in tokens]
            tokens = _joined([*units, ([preposition], len(units) + 1), (inner, at)])
        return tokens

    def _number(self, slot: str) -> str:
        pick = self.random
        if slot in ("month", "PLACE"):
            return str(pick.choice(self.material["words"]["months" if slot == "month" else "places"]))
        if slot == "num":
            return pick.choice([str(pick.randint(2, 950)), f"{pick.randint(1, 99)},{pick.randint(1, 9)}"])
        ranges = {"year": (1998, 2032), "day": (2, 31), "big": (1, 999)}
        return str(pick.randint(*ranges[slot])) + (f".{pick.randint(0, 999):03}.000" if slot == "big" else "")

    def _tree(self, units: list[Unit]) -> Tree:
        starts = [sum(len(unit.tokens) for unit in units[:index]) for index in range(len(units))]
        heads_of = {unit.label: starts[index] + _head(unit.tokens) for index, unit in enumerate(units) if unit.label}
        tree = Tree([], [], [], [], [], [], [], [])
        for index, unit in enumerate(units):
            for token in unit.tokens:
                inside = starts[index] + token.head if token.head >= 0 else None
                outside = len(tree.words) if token.dep == "ROOT" else heads_of[unit.head]
                self._add(tree, token, outside if inside is None else inside)
        tree.words[0] = tree.words[0][0].upper() + tree.words[0][1:]
        tree.spaces[-2:] = [tree.words[-1] not in ".?", False]
        for index, word in enumerate(tree.words):
            if word == "," and index:
                tree.spaces[index - 1] = False
            # A percentage is written with and without a space.
            if word == "%" and index and self.random.random() < 0.7:
                tree.spaces[index - 1] = False
        return tree

    def _add(self, tree: Tree, token: Token, head: int) -> None:
        pos, morph = self.analyses.features.get(token.tag, ("X", ""))
        if token.tag.startswith("WW"):
            pos = "AUX" if token.dep in _AUXILIARY else "VERB"
        tree.words.append(token.word)
        tree.spaces.append(True)
        tree.tags.append(token.tag)
        tree.pos.append(pos)
        tree.morphs.append(morph)
        tree.lemmas.append(token.lemma or self._lemma(token))
        tree.heads.append(head)
        tree.deps.append(token.dep)

    def _lemma(self, token: Token) -> str:
        known = self.analyses.lemmas.get((token.word.casefold(), token.tag))
        if known is None and token.tag.startswith(("N|soort|mv", "ADJ|prenom|basis|met-e", "WW")):
            raise ValueError(f"the treebank knows no lemma of {token.word!r} as {token.tag}: write {token.word}=lemma")
        return known or (token.word if token.tag.startswith(("N|eigen", "SPEC")) else token.word.casefold())


def _head(tokens: list[Token]) -> int:
    return next(index for index, token in enumerate(tokens) if token.head == -1)


def _joined(units: list[tuple[list[Token], int]]) -> list[Token]:
    """Phrases in a row as one; the number with each is the index of the phrase that it hangs on, -1 for the head of all."""
    starts = [sum(len(tokens) for tokens, _ in units[:index]) for index in range(len(units))]
    out = []
    for (tokens, outer), start in zip(units, starts, strict=True):
        for token in tokens:
            inner = start + token.head if token.head >= 0 else (starts[outer] + _head(units[outer][0]) if outer >= 0 else -1)
            out.append(Token(token.word, token.lemma, token.tag, token.dep, inner))
    return out


def _relabelled(complement: str, verb: str, prefix: str) -> str:
    """Complements as units of a sentence: ``over/z:case>1 {NP}:obl`` hangs its preposition on the phrase behind it."""
    pieces = complement.split()
    out = []
    for index, piece in enumerate(pieces):
        body, _, head = piece.partition(">")
        if head:
            # Which phrase: the nearest behind for a preposition or numeral, the one before otherwise.
            forward = body.rpartition(":")[2] in ("case", "nummod", "det", "amod")
            target = next((i for i in range(index + 1, len(pieces)) if ">" not in pieces[i]), index) if forward else _before(pieces, index)
            out.append(f"{body}>{prefix}{target}#{prefix}{index}")
        else:
            out.append(f"{body}>{verb}#{prefix}{index}")
    return " ".join(out)


def _before(pieces: list[str], index: int) -> int:
    return next(i for i in range(index - 1, -1, -1) if ">" not in pieces[i])
