"""Make a trained model ready to ship: ``python ship.py TREEBANK TRAINED TARGET``. Adds the word list, drops what training left.

What is dropped: the strings of training sentences (only labels and the words of the word list stay), paths and readers in the
configuration, spaCy's empty tables. What is added: the word list of lemmas, the facts in meta.json and the model card.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import spacy
import srsly
from evaluate import report
from spacy.language import Language
from treebank import Tree, training_trees

from kamermijn import __version__
from kamermijn.language.lemmas import known_forms
from kamermijn.language.model import Model
from kamermijn.language.pipeline import blank_pipeline

CARD = Path(__file__).with_name("MODEL_CARD.md")
# Word classes whose lemma the list gives: the open ones in which a trained lemmatiser invents lemmas, and the closed ones in which there is
# nothing to learn. That leaves it names, numbers and signs, and the words that the treebanks do not have.
OPEN = ("NOUN", "VERB", "ADJ")
CLOSED = ("ADP", "ADV", "AUX", "CCONJ", "DET", "PRON", "PUNCT", "SCONJ")
# A word of a closed class that is hardly ever there is mostly a slip of the pen, or of who annotated it: `of` for `op`.
LEAST = 5
AGREEMENT = 0.9
FACTS = {
    "name": "kamer_sm",
    "version": __version__,
    "description": "Small Dutch pipeline for parliamentary letters: tagger, morphologizer, parser, lemmas. No entity recogniser.",
    "author": "the makers of kamermijn",
    "email": "",
    "url": "",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD Dutch LassySmall v2.8 and v2.16", "license": "CC BY-SA 4.0", "author": "Gosse Bouma and Gertjan van Noord"},
        {"name": "Alpino Treebank, converted to UD 2.8", "license": "CC BY-SA 4.0", "author": "Gertjan van Noord and others"},
        {"name": "templates of ministerial sentences", "license": "CC BY-SA 4.0", "author": "the makers of kamermijn"},
    ],
}


def with_corrections(nlp: Language, trees: list[Tree]) -> None:
    """Put behind the trained components those that correct them: auxiliaries by the tree, lemmas by the word list."""
    tokens = [each for tree in trees for each in zip(tree.words, tree.pos, tree.lemmas, strict=True)]
    nlp.add_pipe("kamermijn_auxiliaries", last=True)
    component = nlp.add_pipe("kamermijn_lemmas", last=True)
    component.forms = listed(tokens)  # type: ignore[attr-defined]


def listed(tokens: list[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """The word list of (form, part of speech, lemma)."""
    found = known_forms((token for token in tokens if token[1] in OPEN), agreement=AGREEMENT)
    return found | known_forms((token for token in tokens if token[1] in CLOSED), agreement=AGREEMENT, least=LEAST)


def write(nlp: Language, target: Path) -> None:
    """Write the model into ``target`` without what only training needs."""
    nlp.meta.update(FACTS)
    nlp.meta["performance"] = {}
    nlp.config["corpora"] = {name: {"@readers": "spacy.Corpus.v1", "path": None} for name in ("train", "dev")}
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    _drop_strings(nlp, target / "vocab" / "strings.json")


def _drop_strings(nlp: Language, path: Path) -> None:
    """Keep the strings of labels and lemmatiser and what is no plain word; a word comes back with the text that holds it."""
    labels = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    parts = {part for label in labels if isinstance(label, str) for part in label.replace("||", "|").split("|")}
    keep = {str(label) for label in labels} | parts | set(spacy.blank("nl").vocab.strings)
    # The edit trees of the lemmatiser name the letters they replace by the hash of these.
    trees = srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())["trees"]  # type: ignore[attr-defined]
    keep |= {nlp.vocab.strings[tree[part]] for tree in trees for part in ("orig", "subst") if tree.get(part)}
    strings = json.loads(path.read_text(encoding="utf8"))
    path.write_text(json.dumps([text for text in strings if text in keep or not text.isalpha()], ensure_ascii=False), encoding="utf8")


def main() -> None:
    """Ship the model and write its card."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("treebank", "trained", "target"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    nlp = spacy.load(given.trained)
    nlp.tokenizer.from_bytes(blank_pipeline().tokenizer.to_bytes())  # type: ignore[attr-defined]
    with_corrections(nlp, training_trees(given.treebank))
    write(nlp, given.target)
    shipped = Model(str(given.target), spacy.load(given.target))
    card = CARD.read_text(encoding="utf8").replace("{report}", report(given.treebank, shipped))
    (given.target / "README.md").write_text(card, encoding="utf8")


if __name__ == "__main__":
    main()
