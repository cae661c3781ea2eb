"""Rules over trees: the patterns of spaCy's DependencyMatcher on the lemmas and relations of a parsed sentence.

A pattern that goes from word to child by lemma, part of speech and relation is matched on the tree itself, which costs a tenth of making
a Doc for spaCy; any other pattern is left to spaCy. Both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kamermijn.language.syntax import Tree, Word
from kamermijn.rules import Rule, Rules

# spaCy takes longer to import than a letter to mine: it is imported where a pattern needs it.
if TYPE_CHECKING:
    from spacy.matcher import DependencyMatcher
    from spacy.vocab import Vocab

_FIRST_KEYS = frozenset({"RIGHT_ID", "RIGHT_ATTRS"})
_KEYS = _FIRST_KEYS | {"LEFT_ID", "REL_OP"}
_ATTRIBUTES = {"POS": "pos", "DEP": "dep", "LEMMA": "lemma", "TEXT": "text"}


@dataclass(frozen=True)
class TreeMatch:
    """A dependency rule that holds: ``nodes`` maps the names in its pattern to the words of the tree."""

    rule: Rule
    nodes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Node:
    """One word of a pattern: its name, the place in the pattern of the word above it (-1 for the first), and what it may be."""

    name: str
    above: int
    pos: frozenset[str] | None = None
    dep: frozenset[str] | None = None
    lemma: frozenset[str] | None = None
    text: frozenset[str] | None = None
    written: re.Pattern[str] | None = None

    def accepts(self, word: Word) -> bool:
        return (
            (self.dep is None or word.dep in self.dep)
            and (self.pos is None or word.pos in self.pos)
            and (self.lemma is None or word.lemma in self.lemma)
            and (self.text is None or word.text in self.text)
            and (self.written is None or self.written.search(word.text) is not None)
        )


@dataclass(frozen=True, slots=True)
class Patterns:
    """The dependency rules of a folder: those to match on the tree itself, and the matcher of spaCy for the others, if any."""

    own: tuple[tuple[Rule, tuple[_Node, ...]], ...]
    left: tuple[DependencyMatcher, Vocab, Mapping[str, tuple[Rule, tuple[str, ...]]]] | None
    places: Mapping[str, int]


def patterns_of(rules: Rules, kind: str, *, own: bool = True) -> Patterns:
    """The dependency rules of one folder; with ``own=False`` all of them are left to spaCy."""
    mine: list[tuple[Rule, tuple[_Node, ...]]] = []
    left: list[tuple[Rule, Sequence[Mapping[str, Any]]]] = []
    for rule in rules.of(kind):
        for pattern in rule.dependency if rule.kind == "dependency" else ():
            nodes = _nodes(pattern) if own else None
            if nodes:
                mine.append((rule, nodes))
            else:
                left.append((rule, pattern))
    return Patterns(tuple(mine), _matcher(left) if left else None, {rule.id: i for i, rule in enumerate(rules.rules)})


_known = cache(patterns_of)


def _nodes(pattern: Sequence[Mapping[str, Any]]) -> tuple[_Node, ...] | None:
    """A pattern that goes from a word to its children, or None where it asks for anything else."""
    nodes: list[_Node] = []
    for node in pattern:
        names = [each.name for each in nodes]
        if set(node) != (_KEYS if nodes else _FIRST_KEYS) or node["RIGHT_ID"] in names:
            return None
        if nodes and (node["REL_OP"] != ">" or node["LEFT_ID"] not in names):
            return None
        wanted = _wanted(node["RIGHT_ATTRS"])
        if wanted is None:
            return None
        nodes.append(_Node(str(node["RIGHT_ID"]), names.index(node["LEFT_ID"]) if nodes else -1, **wanted))
    return tuple(nodes)


def _wanted(attributes: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a node asks of a word, or None where that is more than one of some values or a text of some form."""
    wanted: dict[str, Any] = {}
    for attribute, value in attributes.items():
        if attribute == "TEXT" and isinstance(value, dict) and set(value) == {"REGEX"}:
            wanted["written"] = re.compile(value["REGEX"])  # As spaCy reads it: by re, anywhere in the word.
            continue
        values = [value] if isinstance(value, str) else value.get("IN") if isinstance(value, dict) and len(value) == 1 else None
        if attribute not in _ATTRIBUTES or not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            return None
        wanted[_ATTRIBUTES[attribute]] = frozenset(values)
    return wanted


def _matcher(patterns: Sequence[tuple[Rule, Sequence[Mapping[str, Any]]]]
             ) -> tuple[DependencyMatcher, Vocab, Mapping[str, tuple[Rule, tuple[str, ...]]]]:  # fmt: skip
    import spacy
    from spacy.matcher import DependencyMatcher

    vocab = spacy.blank("nl").vocab
    matcher = DependencyMatcher(vocab)
    named: dict[str, tuple[Rule, tuple[str, ...]]] = {}
    for number, (rule, pattern) in enumerate(patterns):
        key = f"{rule.id}#{number}"
        nodes: list[dict[str, Any]] = [dict(node) for node in pattern]
        matcher.add(key, [nodes])
        named[key] = (rule, tuple(str(node["RIGHT_ID"]) for node in nodes))
    return matcher, vocab, named


def dependency_matches(tree: Tree, rules: Rules, kind: str) -> list[TreeMatch]:
    """Where the dependency rules of one folder hold in a tree, in the order of the rules and of the words."""
    return matches_of(tree, _known(rules, kind))


def matches_of(tree: Tree, patterns: Patterns) -> list[TreeMatch]:
    """Where patterns hold in a tree, in the order of the rules and of the words."""
    found = []
    # Many patterns begin with the same word: any verb.
    begun: dict[_Node, list[int]] = {}
    for rule, nodes in patterns.own:
        first = nodes[0]
        if first not in begun:
            begun[first] = [index for index, word in enumerate(tree.words) if first.accepts(word)]
        for index in begun[first]:
            ways = _below(tree, nodes, (index,))
            found += [TreeMatch(rule, {node.name: place for node, place in zip(nodes, taken, strict=True)}) for taken in ways]
    if patterns.left and tree.words:
        found += _left_to_spacy(tree, *patterns.left)
    return sorted(found, key=lambda m: (patterns.places[m.rule.id], sorted(m.nodes.items())))


def _below(tree: Tree, nodes: tuple[_Node, ...], taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Every way to go on from the words that were taken for the first nodes."""
    if len(taken) == len(nodes):
        yield taken
        return
    node = nodes[len(taken)]
    for index in tree.children(taken[node.above]):
        if node.accepts(tree.words[index]):
            yield from _below(tree, nodes, (*taken, index))


def _left_to_spacy(tree: Tree, matcher: DependencyMatcher, vocab: Vocab,
                   named: Mapping[str, tuple[Rule, tuple[str, ...]]]) -> Iterator[TreeMatch]:  # fmt: skip
    from spacy.tokens import Doc

    words = tree.words
    doc = Doc(
        vocab, words=[w.text for w in words], lemmas=[w.lemma for w in words], pos=[w.pos for w in words],
        deps=[w.dep for w in words], heads=[w.head for w in words], morphs=[w.morph for w in words],
    )  # fmt: skip
    for key, indices in matcher(doc):
        rule, names = named[vocab.strings[key]]
        yield TreeMatch(rule, dict(zip(names, indices, strict=True)))
