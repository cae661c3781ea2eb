"""Train nl_kamer_sm from the treebanks: ``python train.py TREEBANK OUTPUT``. Deterministic; see README.md."""

from __future__ import annotations

import argparse
import gc
import json
import time
from pathlib import Path

import spacy
import thinc.api
from corpus import Corpus, Sentence, example, form_counts
from spacy.language import Language
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train_while_improving
from spacy.util import fix_random_seed, load_config, registry
from templates import Analyses, Generator
from treebank import SELECTION, Tree, read, retokenised, training_trees

from kamermijn.language.pipeline import blank_pipeline
from kamermijn.language.word_forms import remember_words

CONFIG = Path(__file__).with_name("config.cfg")
SEED = 20170601
# The only encyclopaedia in the training data is small (676 sentences): it counts twice.
REPEATED = "ud/nl_lassysmall-ud-dev.v2.8.conllu"
TEMPLATE_SENTENCES = {"first_person": 700, "others": 120, "passive": 160, "items": 140, "figures": 80}


def sentences(folder: Path, nlp: Language) -> list[Sentence]:
    """All that is trained on: treebank sentences and those made from templates."""
    trees = training_trees(folder)
    twice = {tree.key for tree in read(folder / REPEATED)}
    made = Generator(Analyses.of(trees), SEED).sentences(TEMPLATE_SENTENCES)
    return [Sentence(retokenised(tree, nlp), tree, 2 if tree.key in twice else 1) for tree in [*trees, *made]]


def initialised(data: list[Sentence], max_steps: int | None) -> Language:
    """The untrained pipeline with its labels, words and kamermijn's tokenizer."""
    config = load_config(CONFIG, overrides={"training.max_steps": max_steps} if max_steps else {}, interpolate=False)
    name = "kamermijn_training.v1"

    examples: list[Example] = []

    @registry.readers(name)
    def reader() -> object:
        def read_once(nlp: Language) -> list[Example]:
            if not examples:
                examples.extend(example([sentence.tokens], nlp.vocab) for sentence in data)
            return examples

        return read_once

    for corpus in ("train", "dev"):
        config["corpora"][corpus] = {"@readers": name}
    nlp = init_nlp(config)
    nlp.tokenizer = _tokenizer(nlp)
    remember_words(nlp.get_pipe("tok2vec").model, form_counts([sentence.tokens for sentence in data], nlp.vocab))  # type: ignore[attr-defined]
    return nlp


def _tokenizer(nlp: Language) -> object:
    """kamermijn's tokenizer over the vocabulary of ``nlp``."""
    source = blank_pipeline().tokenizer
    nlp.tokenizer.from_bytes(source.to_bytes())  # type: ignore[attr-defined]
    return nlp.tokenizer


def train(nlp: Language, data: list[Sentence], selection: list[Tree], output: Path) -> None:
    """Train and keep the weights that do best on ``selection``, parsed sentence by sentence as kamermijn does."""
    settings = registry.resolve(nlp.config.interpolate()["training"], schema=spacy.schemas.ConfigSchemaTraining)
    optimizer = settings["optimizer"]
    fix_random_seed(SEED)
    corpus = Corpus(data, nlp.vocab, SEED)

    def evaluate() -> tuple[float, dict[str, float]]:
        examples: list[Example] = [example([tree], nlp.vocab) for tree in selection]
        scores = nlp.evaluate(examples)
        kept = {name: scores[name] for name in ("pos_acc", "tag_acc", "morph_acc", "dep_uas", "dep_las", "lemma_acc", "speed")}
        return sum(kept[name] * weight for name, weight in settings["score_weights"].items() if weight), kept

    # The sentences stay for the whole training: the garbage collector need not look at them again and again.
    gc.freeze()
    begun = time.monotonic()
    steps = train_while_improving(
        nlp,
        optimizer,
        corpus.batches(600, 1600, 1.001),
        evaluate,
        dropout=settings["dropout"],
        accumulate_gradient=1,
        patience=settings["patience"],
        max_steps=settings["max_steps"],
        eval_frequency=settings["eval_frequency"],
        exclude=[],
        annotating_components=[],
        before_update=None,
    )
    for _, info, best in steps:
        if best is None:
            continue
        figures = " ".join(f"{name} {value:.4f}" for name, value in info["other_scores"].items())
        print(
            f"{time.monotonic() - begun:6.0f} s step {info['step']} round {info['epoch']} score {info['score']:.4f} {figures}", flush=True
        )
        if best:
            with nlp.use_params(optimizer.averages):
                nlp.to_disk(output)


def main() -> None:
    """Read, train, and write the best weights to OUTPUT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--max-steps", type=int, help="stop early, to try the script out")
    given = parser.parse_args()
    # numpy multiplies matrices three times as fast as spaCy's default (blis) where it brings a BLAS of its own.
    thinc.api.set_current_ops(thinc.api.NumpyOps(use_blis=False))
    fix_random_seed(SEED)
    blank = blank_pipeline()
    data = sentences(given.treebank, blank)
    selection = [retokenised(tree, blank) for tree in read(given.treebank / SELECTION)]
    print(
        json.dumps({"sentences": len(data), "words": sum(len(item.tokens.words) for item in data), "selection": len(selection)}), flush=True
    )
    nlp = initialised(data, given.max_steps)
    given.output.parent.mkdir(parents=True, exist_ok=True)
    train(nlp, data, selection, given.output)


if __name__ == "__main__":
    main()
