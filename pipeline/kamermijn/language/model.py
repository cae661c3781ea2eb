"""The statistical model: the one that ships, another one by name or path, or none; sentences parsed where a rule asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import use_ops

from kamermijn.language import auxiliaries, lemmas, stepped_parser, unknown_lemmas, word_forms
from kamermijn.language.masking import masked_tokens, with_tokens, without_tokens
from kamermijn.language.matrix_product import on_one_core, quicken
from kamermijn.language.waiting_cases import WaitingCases
from kamermijn.language.weights import NONE, SHIPPED, Weights, place_of, weights_of
from kamermijn.language.window_encoder import quicken_windows
from kamermijn.language.word_vectors import keep_word_vectors
from kamermijn.model import ModelError

# What the shipped model is made with; spaCy finds these by name when it reads the model.
_PARTS = (
    auxiliaries.make_auxiliaries, lemmas.make_lemmas, stepped_parser.make_parser, unknown_lemmas.make_lemmatizer,
    word_forms.build_word_form_embed,
)  # fmt: skip
_NEEDED = {
    "POS": "parts of speech (tagger or morphologizer)",
    "MORPH": "features of words (morphologizer)",
    "DEP": "relations (parser)",
    "LEMMA": "lemmas (lemmatizer)",
}
_PROBE = "Begin volgend jaar informeer ik uw Kamer over de uitvoering van de moties."


@dataclass(frozen=True)
class Model:
    """A Dutch pipeline with parts of speech, features, lemmas and relations; ``name`` is what the user called it."""

    name: str
    nlp: Language

    @property
    def weights(self) -> Weights:
        """What a run notes down about the model it used."""
        return weights_of(self.name)

    def parse(self, sentences: Sequence[str]) -> list[Doc]:
        """Parse sentences, each as one tree of its own; a Doc's text is the sentence as given.

        The numbers of documents are left out of the parse and hang as ``dep`` on the word before them. A result depends on
        its sentence alone, not on the others given with it. Threads are let in one at a time.
        """
        # What a model remembers of words it changes in several steps; and numpy's products are made on one core anyway.
        with on_one_core():
            return self._parse(sentences)

    def _parse(self, sentences: Sequence[str]) -> list[Doc]:
        whole = {text: self.nlp.make_doc(text) for text in dict.fromkeys(sentences)}
        hidden = {text: masked_tokens(doc) for text, doc in whole.items()}
        plain = [without_tokens(whole[text], hidden[text]) if hidden[text] else whole[text] for text in whole]
        for doc in plain:
            if len(doc):
                doc.from_array(["SENT_START"], cast(Any, np.array([1, *[-1] * (len(doc) - 1)], dtype="int64").astype("uint64")))
        parsed = dict(zip(whole, self.nlp.pipe(plain), strict=True))
        if self.name != SHIPPED:
            for doc in parsed.values():
                _settle(doc)
        for text, indices in hidden.items():
            if indices:
                parsed[text] = with_tokens(whole[text], parsed[text], indices)
        return [parsed[text] for text in sentences]


def _settle(doc: Doc) -> None:
    """Write the labels of any Dutch model as those of the one that ships."""
    for token in doc:
        # Some call the head of a sentence "root" as UD does, most "ROOT" as spaCy does.
        if token.dep_ == "root":
            token.dep_ = "ROOT"
        # The treebanks part a lemma at its seams (`op_merken`), and models trained on them as they are do too.
        if "_" in token.lemma_ and "_" not in token.text:
            token.lemma_ = token.lemma_.replace("_", "")
    auxiliaries.settle_auxiliaries(doc)


def load_model(name: str | Path = SHIPPED) -> Model | None:
    """The model called ``name``, as its files are now: the one that ships, a folder, an installed package, or None for ``none``.

    Raises ModelError when there is no such model, when it is not Dutch or when it lacks a component that rules ask for.
    """
    if str(name) == NONE:
        return None
    return _load(str(name), None if str(name) == SHIPPED else weights_of(name).digest)


@lru_cache(maxsize=4)
def _load(name: str, digest: str | None) -> Model:
    nlp = _read(name)
    if digest and weights_of(name).digest != digest:
        raise ModelError(f"the model {name} was changed while it was read: run again")
    if nlp.lang != "nl":
        raise ModelError(f"the model {name} is for language '{nlp.lang}', not for Dutch ('nl'); leave out --model to use {SHIPPED}")
    model = Model(name, nlp)
    doc = model.parse([_PROBE])[0]
    missing = [what for annotation, what in _NEEDED.items() if not doc.has_annotation(annotation)]
    if missing:
        raise ModelError(
            f"the model {name} gives no {' and no '.join(missing)}; kamermijn's rules need them, so leave out --model to use {SHIPPED}"
        )
    return model


@registry.tokenizers("kamermijn.WaitingCases.v1")  # type: ignore[untyped-decorator]
def _waiting_cases() -> Callable[[Language], Tokenizer]:
    return lambda nlp: WaitingCases(nlp.vocab)


# The model that ships brings all that its tokenizer knows; filling it with spaCy's own exceptions first takes half of the time to load.
_QUICK = {
    "nlp.tokenizer.@tokenizers": "kamermijn.WaitingCases.v1",
    "components.parser.factory": "kamermijn_parser",
    "components.trainable_lemmatizer.factory": "kamermijn_lemmatizer",
}


def _read(name: str) -> Language:
    place = place_of(name)
    try:
        # This matrix product gives a row the same value whatever rows stand beside it, so that batches do not matter; other BLAS do not.
        with use_ops("numpy", use_blis=True):
            # Entities are found by rules; a model's own recogniser would only cost time.
            if name != SHIPPED:
                return spacy.load(place if Path(name).is_dir() else name, exclude=["ner"])
            nlp = spacy.load(place, exclude=["ner"], config=_QUICK)
            keep_word_vectors(nlp)
            quicken(nlp)
            quicken_windows(nlp)
            unknown_lemmas.ask_list_first(nlp)
            return nlp
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"the model {name} cannot be read: {error}") from error
