"""spaCy's Dutch tokenizer with the fixes that parliamentary text needs, and its phrase and token matchers."""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from kamermijn.language.matching import Match
from kamermijn.rules import Rule, Rules


@cache
def blank_pipeline() -> Language:
    """A blank Dutch pipeline whose tokenizer splits ``36410-XVII-nr``, ``motie-Van`` and ``WODC-onderzoek``."""
    nlp = spacy.blank("nl")
    # Dutch has no limit of its own here: a thousand pages of text are tokenised, not refused.
    nlp.max_length = 50_000_000
    # spaCy's Dutch infixes keep hyphenated words whole; a capital or a digit at the hyphen marks two names.
    infixes = [*(nlp.Defaults.infixes or []), r"(?<=[A-Z0-9a-zà-ÿ])[-–](?=[A-Z0-9])", r"(?<=[A-Z0-9])[-–](?=[a-z])", r"/"]
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


@cache
def _matchers(rules: Rules, kind: str) -> tuple[PhraseMatcher, Matcher, dict[str, Rule]]:
    nlp = blank_pipeline()
    phrases, tokens = PhraseMatcher(nlp.vocab, attr="LOWER"), Matcher(nlp.vocab, validate=True)
    by_id: dict[str, Rule] = {}
    for rule in rules.of(kind):
        by_id[rule.id] = rule
        if rule.kind == "phrase":
            phrases.add(rule.id, [nlp.make_doc(phrase) for phrase in rule.phrases])
        elif rule.kind == "token":
            patterns: list[list[dict[str, Any]]] = [list(pattern) for pattern in rule.tokens]
            tokens.add(rule.id, patterns)
    return phrases, tokens, by_id


def phrase_matches(doc: Doc, rules: Rules, kind: str) -> list[Match]:
    """Matches of the phrase rules of one folder, whatever the case of the letters."""
    phrases, _, by_id = _matchers(rules, kind)
    # An empty matcher warns on every text; a folder of regex rules alone is no mistake.
    return [Match(by_id[s.label_], s.start_char, s.end_char) for s in phrases(doc, as_spans=True)] if len(phrases) else []


def token_matches(doc: Doc, rules: Rules, kind: str) -> list[Match]:
    """Matches of the token rules of one folder."""
    _, tokens, by_id = _matchers(rules, kind)
    return [Match(by_id[s.label_], s.start_char, s.end_char) for s in tokens(doc, as_spans=True)] if len(tokens) else []
