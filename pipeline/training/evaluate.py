"""Measure a model on the UD Dutch tests and on first-person sentences: ``python evaluate.py TREEBANK [MODEL]``.

Every sentence is parsed on its own, as kamermijn does, from its raw text. A gold token that the tokenizer divides is judged by the
piece that stands for it in the tree; punctuation does not count for UAS and LAS. Lemmas are compared in the form of lemma_form.py.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token
from treebank import SELECTION, TESTS, Tree, as_release_2_8, read

from kamermijn.language.model import Model, load_model
from kamermijn.language.weights import SHIPPED

FIRST_PERSON = Path(__file__).parents[2] / "tests" / "data" / "first_person.txt"
MEASURES = ("POS", "tag", "morph", "lemma", "UAS", "LAS")
# What spaCy publishes for nl_core_news_sm 3.8.0, measured on its own split of the same treebanks (running text, not sentences).
PUBLISHED = {"POS": 95.8, "tag": 94.0, "morph": 95.1, "lemma": 95.0, "UAS": 85.7, "LAS": 80.5}


@dataclass(frozen=True)
class Judged:
    """Right answers by measure, out of ``tokens`` (UAS and LAS: out of ``words``, the tokens that are no punctuation)."""

    right: Counter[str]
    tokens: int
    words: int

    def percent(self, measure: str) -> float:
        """The share of right answers, in percent."""
        return 100 * self.right[measure] / (self.words if measure in ("UAS", "LAS") else self.tokens)


def judge(trees: list[Tree], docs: list[Doc]) -> Judged:
    """Compare parsed sentences with their gold trees, token by token."""
    right: Counter[str] = Counter()
    tokens = words = 0
    for tree, doc in zip(trees, docs, strict=True):
        bearers = list(_bearers(tree, doc))
        place = {token.i: index for index, token in enumerate(bearers) if token is not None}
        for index, token in enumerate(bearers):
            word = tree.deps[index] != "punct"
            tokens += 1
            words += word
            if token is None:
                continue
            # A head inside another divided token counts as that token.
            head = place.get(token.head.i, _holder(doc[token.head.i], place, bearers))
            attached = word and head == tree.heads[index]
            right.update(
                POS=token.pos_ == tree.pos[index],
                tag=token.tag_ == tree.tags[index],
                morph=str(token.morph) == tree.morphs[index],
                lemma=_lemma(doc, bearers, index, tree) == tree.lemmas[index],
                UAS=attached,
                LAS=attached and token.dep_ == tree.deps[index],
            )
    return Judged(right, tokens, words)


def _spans(tree: Tree) -> Iterator[tuple[int, int]]:
    offset = 0
    for word, space in zip(tree.words, tree.spaces, strict=True):
        yield offset, offset + len(word)
        offset += len(word) + space


def _bearers(tree: Tree, doc: Doc) -> Iterator[Token | None]:
    """For each gold token the predicted token that stands for it, None where the tokenizer joined it with another."""
    for start, end in _spans(tree):
        span = doc.char_span(start, end)
        yield span.root if span is not None else None


def _holder(token: Token, place: dict[int, int], bearers: list[Token | None]) -> int | None:
    while token.i not in place and token.head.i != token.i:
        token = token.head
    return place.get(token.i)


def _lemma(doc: Doc, bearers: list[Token | None], index: int, tree: Tree) -> str:
    """The lemma of a token; that of a divided one (``EU`` ``-`` ``lidstaten``) is put together from its pieces."""
    spans = list(_spans(tree))
    span = doc.char_span(*spans[index])
    if span is None or len(span) == 1:
        return "" if span is None else span[0].lemma_
    return "".join(token.text for token in span[:-1]) + span[-1].lemma_


def first_person(path: Path) -> list[tuple[str, str]]:
    """Sentences and, for each, the word that ``ik`` hangs on (between asterisks in the file)."""
    lines = [line for line in path.read_text(encoding="utf8").splitlines() if line and not line.startswith("#")]
    found = []
    for line in lines:
        head = re.search(r"\*(.+?)\*", line)
        assert head is not None, line
        found.append((line.replace("*", ""), head[1]))
    return found


def wrong_heads(sentences: list[tuple[str, str]], docs: list[Doc]) -> list[str]:
    """The sentences whose last ``ik`` hangs on another word than it should."""
    wrong = []
    for (text, head), doc in zip(sentences, docs, strict=True):
        speakers = [token for token in doc if token.lower_ == "ik" and token.head.text == head and token.dep_ == "nsubj"]
        if not speakers:
            given = [f"{token.head.text} ({token.dep_})" for token in doc if token.lower_ == "ik"]
            wrong.append(f"{text}  [{head}; found: {', '.join(given)}]")
    return wrong


def words_a_second(nlp: Language, texts: list[str]) -> float:
    """How many words all components together do a second of one core; other work on the machine does not count."""
    begun = time.process_time()
    count = sum(len(doc) for doc in nlp.pipe(texts))
    return count / (time.process_time() - begun)


def report(folder: Path, model: Model) -> str:
    """The table by test set beside the published figures, the first-person sentences and the speed, as Markdown."""
    lines = ["| sentences | " + " | ".join(MEASURES) + " |", "|---|" + "---|" * len(MEASURES)]
    texts: list[str] = []
    for name in (SELECTION, *TESTS):
        trees = [as_release_2_8(tree) if "v2.16" in name else tree for tree in read(folder / name)]
        texts += [tree.text for tree in trees]
        judged = judge(trees, model.parse([tree.text for tree in trees]))
        role = " (selection)" if name == SELECTION else ""
        lines.append(f"| {Path(name).stem}{role} | " + " | ".join(f"{judged.percent(measure):.1f}" for measure in MEASURES) + " |")
    lines.append("| nl_core_news_sm 3.8.0, as published | " + " | ".join(f"{PUBLISHED[measure]:.1f}" for measure in MEASURES) + " |")
    sentences = first_person(FIRST_PERSON)
    wrong = wrong_heads(sentences, model.parse([text for text, _ in sentences]))
    right = len(sentences) - len(wrong)
    lines += [
        "",
        f"First-person sentences with the verb before `ik`: {right} of {len(sentences)} right ({100 * right / len(sentences):.1f}%).",
    ]
    lines += [f"- wrong: {line}" for line in wrong]
    lines += ["", f"Speed: {words_a_second(model.nlp, texts):.0f} words a second for all components on one core."]
    return "\n".join(lines)


def main() -> None:
    """Print the report on a model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("model", nargs="?", default=SHIPPED)
    given = parser.parse_args()
    model = load_model(given.model)
    if model is None:
        parser.error("there is nothing to measure in no model")
    print(report(given.treebank, model))


if __name__ == "__main__":
    main()
