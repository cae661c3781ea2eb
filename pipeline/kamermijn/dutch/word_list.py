"""The words that are known with their lemmas: the lists that ship beside the model, read without loading it."""

from __future__ import annotations

from functools import cache, lru_cache
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


@lru_cache(maxsize=50_000)
def is_countable(word: str) -> bool:
    """Whether a word is a known noun in the singular that has a known plural, or a compound that ends in one (`project`, not `herstel`)."""
    return _basic(word.casefold()) in _with_plural()


@lru_cache(maxsize=50_000)
def is_singular_noun(word: str) -> bool:
    """Whether a word is a known noun in its basic form, or a compound that ends in one; a plural is none."""
    return _basic(word.casefold()) is not None


def _basic(folded: str) -> str | None:
    """The known noun that a word is, or that it ends in, where it stands in its basic form."""
    known = lemmas("NOUN")
    seams = (0, *range(_SHORTEST_BEGINNING, len(folded) - _SHORTEST_ENDING + 1))
    ending = next((folded[seam:] for seam in seams if folded[seam:] in known), None)
    return ending if ending is not None and known[ending] == ending else None


@cache
def _with_plural() -> frozenset[str]:
    return frozenset(lemma for form, lemma in lemmas("NOUN").items() if form != lemma and form.endswith(("en", "s", "n")))
