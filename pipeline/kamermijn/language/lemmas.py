"""Lemmas from a word list: a form the treebank knows gets its lemma, a compound that of its longest known ending.

A trained lemmatiser edits endings and so invents lemmas for words that it never saw (*stikstofregels*, *wachttijden*). The ending of
a Dutch compound inflects as the word alone does, so ``wachttijden`` is ``wacht`` + the lemma of ``tijden``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

# What may stand before a verb without changing how it inflects.
_VERB_BEGINNINGS = """
aan achter achteruit af be bij binnen deel door goed her in klaar kwijt langs los mede mee mis na neer om onder ont op open over plaats
rond samen stil tegemoet tegen tekort teleur teniet terecht terug thuis toe tot uit vast ver verder vol voor vooruit voort vrij
weer weg
"""
_VERB_PREFIXES = frozenset(_VERB_BEGINNINGS.split())
# The shortest ending that counts as a noun or a verb of its own.
_SHORTEST_ENDING, _SHORTEST_BEGINNING = 4, 3
_REMEMBERED = 100_000


class WordListLemmas:
    """A spaCy component that corrects the lemmas of the one before it; ``forms`` maps part of speech and form to a lemma."""

    def __init__(self, forms: dict[str, dict[str, str]] | None = None) -> None:
        self.forms = forms or {}
        # What was found for a word as a part of speech, both as the numbers by which spaCy knows them.
        self._found: dict[tuple[int, int], int | None] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token that the list or the rule for compounds knows."""
        if len(self._found) > _REMEMBERED:
            self._found.clear()
        for index, (orth, pos, lemma) in enumerate(doc.to_array(["ORTH", "POS", "LEMMA"]).tolist()):
            if (orth, pos) not in self._found:
                known = self.lemma(doc[index].text, doc[index].pos_)
                self._found[orth, pos] = None if known is None else doc.vocab.strings.add(known)
            found = self._found[orth, pos]
            if found is not None and found != lemma:
                doc[index].lemma = found
        return doc

    def lemma(self, form: str, pos: str) -> str | None:
        """The lemma of ``form`` as ``pos``, or None where neither list nor rule has one."""
        known = self.forms.get(pos)
        if known is None:
            return None
        written = form.replace("’", "'")
        return known.get(written.casefold()) or self._compound(written, pos, known)

    def _compound(self, form: str, pos: str, known: dict[str, str]) -> str | None:
        lowered = form.casefold()
        if pos == "VERB":
            seams = [seam for seam in range(2, len(form) - _SHORTEST_ENDING + 1) if lowered[:seam] in _VERB_PREFIXES]
        elif pos == "NOUN":
            seams = list(range(_SHORTEST_BEGINNING, len(form) - _SHORTEST_ENDING + 1))
        else:
            return None
        for seam in seams:
            lemma = known.get(lowered[seam:])
            if lemma is not None and len(lemma) > 2:
                first = form[:seam]
                # A capital that begins a sentence is no part of the lemma; that of a name (EU-lidstaten, Oranje-beloften) is.
                return (first.casefold() if form[1:].islower() and "-" not in first else first) + lemma
        # The plural of a word that ends in a vowel or of an abbreviation: camera's, Q&A's.
        return form[:-2] if pos == "NOUN" and lowered.endswith("'s") else None

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The word list as bytes."""
        return json.dumps(self.forms, ensure_ascii=False, sort_keys=True).encode("utf-8")

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> WordListLemmas:
        """Read the word list from bytes."""
        self.forms = json.loads(data)
        self._found.clear()
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the word list into the folder ``path``, one file for each part of speech: form, tab, lemma."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for pos, forms in sorted(self.forms.items()):
            lines = [form if lemma == form else f"{form}\t{lemma}" for form, lemma in sorted(forms.items())]
            (folder / f"{pos}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> WordListLemmas:
        """Read the word list from the folder ``path``."""
        self.forms = {}
        self._found.clear()
        for file in sorted(Path(path).glob("*.txt")):
            rows = [line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines()]
            self.forms[file.stem] = {form: lemma or form for form, _, lemma in rows}
        return self


@Language.factory("kamermijn_lemmas", assigns=["token.lemma"], requires=["token.pos"])
def make_lemmas(nlp: Language, name: str) -> WordListLemmas:
    """Make the component without words; ``from_disk`` brings them."""
    return WordListLemmas()


def known_forms(tokens: Iterable[tuple[str, str, str]], *, agreement: float, least: int = 1) -> dict[str, dict[str, str]]:
    """The word list of (form, part of speech, lemma): forms seen ``least`` times whose commonest lemma has the share ``agreement``."""
    counts: dict[str, dict[str, dict[str, int]]] = {}
    for form, pos, lemma in tokens:
        lemmas = counts.setdefault(pos, {}).setdefault(form.casefold(), {})
        lemmas[lemma] = lemmas.get(lemma, 0) + 1
    kept: dict[str, dict[str, str]] = {}
    for pos, forms in counts.items():
        for form, lemmas in forms.items():
            best = max(lemmas, key=lambda lemma: (lemmas[lemma], lemma))
            if sum(lemmas.values()) >= least and lemmas[best] >= agreement * sum(lemmas.values()):
                kept.setdefault(pos, {})[form] = best
    return kept
