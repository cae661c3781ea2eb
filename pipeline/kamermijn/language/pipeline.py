"""spaCy's Dutch tokenizer with the fixes that parliamentary text needs, and its phrase and token matchers."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

import regex
import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_suffix_regex

from kamermijn.language.matching import Match
from kamermijn.rules import Rule, Rules

# Words that spaCy takes for abbreviations when they end a sentence ("... ter hand.").
_EVERYDAY_WORDS = "al bel belg best dat gen hand it kon lat mand me not or pan pas pers pol sir top u ver vol"
_NO_ABBREVIATIONS = frozenset(_EVERYDAY_WORDS.split())
_EMOTICON = regex.compile(r"(?!.*\p{L}{2})(?=.*[():;=<>\[\]{}|])\S+")
_one_at_a_time = Lock()


def blank_pipeline() -> Language:
    """A blank Dutch pipeline whose tokenizer splits ``36410-XVII-nr``, ``motie-Van``, ``WODC-onderzoek`` and ``15%``; one a process."""
    # What matches a text must be of the pipeline that its tokens are of, also when threads ask for the first one at once.
    with _one_at_a_time:
        return _blank_pipeline()


@cache
def _blank_pipeline() -> Language:
    nlp = spacy.blank("nl")
    # Dutch has no limit of its own here: a thousand pages of text are tokenised, not refused.
    nlp.max_length = 50_000_000
    # spaCy's Dutch infixes keep hyphenated words whole; a capital or a digit at the hyphen marks two names.
    names = [r"(?<=[A-Z0-9a-zà-ÿ])[-–](?=[A-Z0-9])", r"(?<=[A-Z0-9])[-–](?=[a-z])", r"/"]
    # A typographic apostrophe within a word belongs to it (foto’s, zo’n), as a straight one does.
    infixes = [str(infix).replace("´’‚", "´‚") for infix in nlp.Defaults.infixes or []]
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *names]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or []), r"(?<=[0-9])%"]).search
    _mend_exceptions(tokenizer)
    return nlp


def _mend_exceptions(tokenizer: Tokenizer) -> None:
    """Drop exceptions for emoticons (``8)``), acronyms and everyday words; write those with an apostrophe both ways; keep ``t/m``."""
    kept: dict[str, Any] = {}
    for form, tokens in (tokenizer.rules or {}).items():
        word = form.removesuffix(".")
        acronym = word != form and len(word) > 1 and word.isalpha() and word.isupper()
        if not (_EMOTICON.fullmatch(form) or (word != form and (word.casefold() in _NO_ABBREVIATIONS or acronym))):
            kept[form] = tokens
    tokenizer.rules = kept
    for form in ("t/m", "T/m", "m/v", "en/of"):
        tokenizer.add_special_case(form, [{"ORTH": form, "NORM": form.casefold()}])
    for form in [form for form in kept if form.startswith("'") and form[1:].isalpha()]:
        tokenizer.add_special_case(form.replace("'", "’"), [{"ORTH": form.replace("'", "’"), "NORM": form.casefold()}])


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
