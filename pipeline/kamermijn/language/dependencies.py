"""Rules over trees: spaCy's DependencyMatcher on the lemmas and relations of a parsed sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kamermijn.language.syntax import Tree
from kamermijn.rules import Rule, Rules

# spaCy takes longer to import than a letter to mine: it is imported where there is a tree.
if TYPE_CHECKING:
    from spacy.matcher import DependencyMatcher
    from spacy.vocab import Vocab


@dataclass(frozen=True)
class TreeMatch:
    """A dependency rule that holds: ``nodes`` maps the names in its pattern to the words of the tree."""

    rule: Rule
    nodes: Mapping[str, int]


@cache
def _matcher(rules: Rules, kind: str) -> tuple[DependencyMatcher, Vocab, Mapping[str, tuple[Rule, tuple[str, ...]]]]:
    import spacy
    from spacy.matcher import DependencyMatcher

    vocab = spacy.blank("nl").vocab
    matcher = DependencyMatcher(vocab)
    named: dict[str, tuple[Rule, tuple[str, ...]]] = {}
    for rule in rules.of(kind):
        if rule.kind != "dependency":
            continue
        for number, pattern in enumerate(rule.dependency):
            key = f"{rule.id}#{number}"
            nodes: list[dict[str, Any]] = [dict(node) for node in pattern]
            matcher.add(key, [nodes])
            named[key] = (rule, tuple(str(node["RIGHT_ID"]) for node in nodes))
    return matcher, vocab, named


def dependency_matches(tree: Tree, rules: Rules, kind: str) -> list[TreeMatch]:
    """Where the dependency rules of one folder hold in a tree, in the order of the rules and of the words."""
    matcher, vocab, named = _matcher(rules, kind)
    if not len(matcher) or not tree.words:
        return []
    from spacy.tokens import Doc

    words = tree.words
    doc = Doc(
        vocab, words=[w.text for w in words], lemmas=[w.lemma for w in words], pos=[w.pos for w in words],
        deps=[w.dep for w in words], heads=[w.head for w in words], morphs=[w.morph for w in words],
    )  # fmt: skip
    found = []
    for key, indices in matcher(doc):
        rule, names = named[vocab.strings[key]]
        found.append(TreeMatch(rule, dict(zip(names, indices, strict=True))))
    places = {rule.id: i for i, rule in enumerate(rules.rules)}
    return sorted(found, key=lambda m: (places[m.rule.id], sorted(m.nodes.items())))
