"""The words that are known with their lemmas: the lists that ship beside the model, read without loading it."""

from __future__ import annotations

from functools import cache
from importlib import resources

_SHORTEST_BEGINNING, _SHORTEST_ENDING = 3, 4


@cache
def lemmas(part_of_speech: str) -> dict[str, str]:
    """Known forms of a part of speech (``NOUN``, ``VERB``, ``ADJ``), in lower case, with their lemma; none without the model's files."""
    file = resources.files("kamermijn") / "nl_kamer_sm" / "kamermijn_lemmas" / f"{part_of_speech}.txt"
    try:
        rows = [line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError:
        return {}
    return {form: lemma or form for form, _, lemma in rows}


@cache
def is_singular_noun(word: str) -> bool:
    """Whether a word is a known noun in its basic form, or a compound that ends in one; a plural is none."""
    known, folded = lemmas("NOUN"), word.casefold()
    if folded in known:
        return known[folded] == folded
    seams = range(_SHORTEST_BEGINNING, len(folded) - _SHORTEST_ENDING + 1)
    ending = next((folded[seam:] for seam in seams if folded[seam:] in known), None)
    return ending is not None and known[ending] == ending
