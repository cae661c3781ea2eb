"""Document numbers out of a sentence before it is parsed: a parser trained on prose makes nothing of ``(Kamerstuk 28 638, nr. 158)``."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from spacy.tokens import Doc

_SOURCE = (
    r"(?:[Kk]amerst(?:uk(?:ken)?|\.)|[Kk]st\.?|Handelingen|Hand\.|Aanhangsel|Aanh\.|Stb\.|Staatsblad|Stcrt\.|Staatscourant"
    r"|Trb\.|Tractatenblad|PbEU|PB\s+L|ECLI:)"
)
_DOSSIER = r"\d{2}[\s.\u00a0]?\d{3}(?:[-\s]?\(?[IVXLC]+\b\)?)?"
_NUMBER = r"(?:nrs?\.?|nummers?|no\.)\s*\d+(?:\s*(?:,|en|t/m|tot\s+en\s+met)\s*\d+)*"
# In brackets, all of it; in the sentence itself, the numbers only, so that "in Kamerstuk ..., nr. 5 is gemeld" keeps its noun.
_BRACKETED = regex.compile(rf"\((?=[^()]*(?:\b{_SOURCE}|\b{_NUMBER}))(?:[^()]|\([^()]*\)){{0,400}}\)")
_BARE = regex.compile(
    rf"(?<=\b(?:[Kk]amerst(?:uk(?:ken)?|\.)|[Kk]st\.?)\s+)(?:(?:I|II)\s+)?(?:\d{{4}}[-–/]\d{{2,4}},?\s+)?"
    rf"{_DOSSIER}(?:\s*(?:,|en)\s*{_DOSSIER})*(?:,?\s*{_NUMBER})?"
    rf"|(?<!\p{{L}}\s*){_DOSSIER},\s*{_NUMBER}"
)


def masked_spans(text: str) -> list[tuple[int, int]]:
    """Where ``text`` names document numbers, as (start, end), in order and without overlap."""
    bracketed = [match.span() for match in _BRACKETED.finditer(text)]
    bare = [match.span() for match in _BARE.finditer(text)]
    return sorted([*bracketed, *(span for span in bare if not any(a <= span[0] < b for a, b in bracketed))])


def masked_tokens(doc: Doc) -> list[int]:
    """The indices of the tokens of ``doc`` that are not to be parsed; empty where nothing else would be left."""
    spans = masked_spans(doc.text)
    if not spans:
        return []
    hidden = [token.i for token in doc if any(a <= token.idx and token.idx + len(token) <= b for a, b in spans)]
    return hidden if any(token.is_alpha for token in doc if token.i not in set(hidden)) else []


def without_tokens(doc: Doc, hidden: Sequence[int]) -> Doc:
    """The same sentence without the ``hidden`` tokens, not yet parsed."""
    kept = [token for token in doc if token.i not in set(hidden)]
    return Doc(doc.vocab, words=[token.text for token in kept], spaces=[bool(token.whitespace_) for token in kept])


def with_tokens(full: Doc, parsed: Doc, hidden: Sequence[int]) -> Doc:
    """The parse of ``parsed`` on all tokens of ``full``: each hidden one hangs, as ``dep``, on the nearest word before it."""
    gone = set(hidden)
    kept = [token.i for token in full if token.i not in gone]
    anchors, last = [], kept[0]
    for index in range(len(full)):
        last = last if index in gone else index
        anchors.append(last)
    source = dict(zip(kept, parsed, strict=True))
    pos = ["PUNCT" if token.is_punct else "NUM" if token.like_num else "X" for token in full]
    return Doc(
        full.vocab,
        words=[token.text for token in full],
        spaces=[bool(token.whitespace_) for token in full],
        tags=[source[i].tag_ if i in source else "" for i in range(len(full))],
        pos=[source[i].pos_ if i in source else pos[i] for i in range(len(full))],
        morphs=[str(source[i].morph) if i in source else "" for i in range(len(full))],
        lemmas=[source[i].lemma_ if i in source else full[i].text for i in range(len(full))],
        heads=[kept[source[i].head.i] if i in source else anchors[i] for i in range(len(full))],
        deps=[source[i].dep_ if i in source else "dep" for i in range(len(full))],
    )
