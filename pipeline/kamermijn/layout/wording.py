"""The words by which a letter's parts are known, from ``rules/letter``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from kamermijn.rules import Rules, load

_DATED = regex.compile(r"\d{1,2}[\s-]\p{L}+[\s-]\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_END = regex.compile(r"[.?!:;…][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Wording:
    """Compiled patterns for the parts of a letter and the word lists that hyphens are judged by."""

    letterhead_label: regex.Pattern[str]
    salutation: regex.Pattern[str]
    closing: regex.Pattern[str]
    office: regex.Pattern[str]
    signer: regex.Pattern[str]
    signed_office: regex.Pattern[str]
    question_label: regex.Pattern[str]
    answer_label: regex.Pattern[str]
    masthead: regex.Pattern[str]
    masthead_pair: regex.Pattern[str]
    band: regex.Pattern[str]
    running_line: regex.Pattern[str]
    unfinished: regex.Pattern[str]
    motion_opening: regex.Pattern[str]
    motion_clause: regex.Pattern[str]
    motion_closing: regex.Pattern[str]
    hyphen_prefixes: frozenset[str]
    suspended: frozenset[str]
    abbreviations: frozenset[str]

    def ends(self, line: str) -> bool:
        """Whether a line ends as a sentence or a clause does, and not in an abbreviation that always has something behind it."""
        if not _END.search(line):
            return False
        return line.rsplit(None, 1)[-1].lstrip("(«“‘\"'").casefold() not in self.abbreviations

    def heads(self, line: str) -> bool:
        """Whether a line is surely a label of a letterhead: it begins large, and stands alone or has a colon or a date behind it."""
        match = self.letterhead_label.fullmatch(line)
        if not match or not line[0].isupper():
            return False
        return not match["value"] or ":" in line[match.end("label") : match.start("value")] or bool(_DATED.match(match["value"]))

    def is_label(self, text: str) -> bool:
        """Whether a line is only the label of a question or an answer."""
        return bool(self.question_label.fullmatch(text) or self.answer_label.fullmatch(text))

    def signing_office_fits(self, text: str) -> bool:
        """Whether a paragraph is an office by which letters are signed, alone or with the name behind it."""
        match = self.signed_office.match(text)
        if not match:
            return False
        rest = text[match.end() :].strip(" ,")
        return not rest or bool(self.signer.fullmatch(rest)) or self.signing_office_fits(rest)


@cache
def wording(rules: Rules | None = None) -> Wording:
    """The wording of a set of rules (default: those that ship)."""
    rules = rules or load()

    def pattern(name: str) -> regex.Pattern[str]:
        return rules.compile(rules.patterns[name])

    def words(name: str) -> frozenset[str]:
        return frozenset(word for listed in rules.lexicon(name).values() for word in listed)

    return Wording(
        letterhead_label=pattern("letterhead_label"),
        salutation=pattern("salutation"),
        closing=pattern("closing"),
        office=pattern("signing_office"),
        signer=pattern("signer"),
        signed_office=pattern("signed_office"),
        question_label=pattern("question_label"),
        answer_label=pattern("answer_label"),
        masthead=pattern("masthead_line"),
        masthead_pair=pattern("masthead_pair"),
        band=pattern("band_line"),
        running_line=pattern("running_line"),
        unfinished=pattern("line_unfinished"),
        motion_opening=pattern("motion_opening"),
        motion_clause=pattern("motion_clause"),
        motion_closing=pattern("motion_closing"),
        hyphen_prefixes=words("hyphen_prefix"),
        suspended=words("suspended_hyphen"),
        abbreviations=frozenset(rules.lexicon("abbreviation")["never_last"]),
    )
