"""Treebank sentences as the model is trained on them: labels of UD 2.8, normalised lemmas, the tokens of kamermijn's own tokenizer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lemma_form import normalised
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

TESTS = ("ud/nl_lassysmall-ud-test.v2.8.conllu", "ud/nl_alpino-ud-test.v2.8.conllu", "ud/nl_lassysmall-ud-test.v2.16.conllu")
SELECTION = "ud/nl_alpino-ud-dev.v2.8.conllu"
TRAINING = (
    "alpino_ud28/cdb.conllu",
    "alpino_ud28/qa.conllu",
    "alpino_ud28/eans.conllu",
    "alpino_ud28/wpspel.conllu",
    "alpino_ud28/g_suite.conllu",
    "alpino_ud28/h_suite.conllu",
    "alpino_ud28/leuven_yellow_pages.conllu",
    "ud/nl_lassysmall-ud-dev.v2.8.conllu",
    "ud/nl_lassysmall-ud-dev.v2.16.conllu",
)


@dataclass(frozen=True)
class Tree:
    """One sentence: parallel lists over its tokens; ``heads`` are indices into them, a root points at itself."""

    words: list[str]
    spaces: list[bool]
    tags: list[str]
    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]

    @property
    def text(self) -> str:
        """The sentence as written."""
        return "".join(word + " " * space for word, space in zip(self.words, self.spaces, strict=True)).rstrip()

    @property
    def key(self) -> str:
        """The letters of the sentence without case and space: what makes two sentences the same."""
        return re.sub(r"\s+", "", self.text).casefold()


def read(path: Path) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file, lemmas normalised; empty nodes and ranges are left out."""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        if line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield _tree([row for row in rows if row[0].isdigit()])
            rows = []


def _tree(rows: list[list[str]]) -> Tree:
    return Tree(
        words=[row[1] for row in rows],
        spaces=["SpaceAfter=No" not in row[9] for row in rows[:-1]] + [False],
        tags=[row[4] for row in rows],
        pos=[row[3] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        lemmas=[normalised(row[1], row[2]) for row in rows],
        heads=[int(row[6]) - 1 if row[6] != "0" else index for index, row in enumerate(rows)],
        deps=["ROOT" if row[7] == "root" else row[7] for row in rows],
    )


def as_release_2_8(tree: Tree) -> Tree:
    """Take back what UD 2.16 says otherwise than 2.8: ``obl:arg``, ``cc:preconj``, ``flat`` titles, ``ExtPos`` and ``Foreign``."""
    deps = [{"obl:arg": "obl", "cc:preconj": "cc"}.get(dep, dep) for dep in tree.deps]
    for index, dep in enumerate(deps):
        head = tree.heads[index]
        # 2.8 calls a title of common words fixed and a name flat; 2.16 calls both flat and marks the first word.
        if dep == "flat" and "ExtPos=PROPN" in tree.morphs[head] and not tree.tags[head].startswith(("SPEC|deeleigen", "N|eigen", "TW")):
            deps[index] = "fixed"
    keep = [[part for part in morph.split("|") if not part.startswith(("ExtPos", "Foreign"))] for morph in tree.morphs]
    return replace(tree, deps=deps, morphs=["|".join(parts) for parts in keep])


def training_trees(folder: Path) -> list[Tree]:
    """Every sentence to train on, once: none that stands in a test or in the selection set, none twice."""
    seen = {tree.key for name in (*TESTS, SELECTION) for tree in read(folder / name)}
    trees = []
    for name in TRAINING:
        kept = []
        for tree in read(folder / name):
            # The short answers of the question sets ("Ja.") recur by nature; longer sentences are kept once.
            if tree.key not in seen:
                seen.add(tree.key)
                kept.append(as_release_2_8(tree) if "v2.16" in name else tree)
        trees += kept
    return trees


def retokenised(tree: Tree, nlp: Language) -> Tree:
    """The sentence in the tokens of ``nlp``'s tokenizer; gold tokens stay where that joins two of them."""
    edges = {(token.idx, token.idx + len(token)) for token in nlp.make_doc(tree.text)}
    starts = sorted(edges)
    pieces: list[list[str]] = []
    offset = 0
    for word, space in zip(tree.words, tree.spaces, strict=True):
        end = offset + len(word)
        inside = [tree.text[a:b] for a, b in starts if a >= offset and b <= end]
        pieces.append(inside if (offset, end) not in edges and "".join(inside) == word else [word])
        offset = end + space
    return tree if all(len(parts) == 1 for parts in pieces) else _split(tree, pieces)


def _split(tree: Tree, pieces: list[list[str]]) -> Tree:
    """Divide tokens into pieces: one of them takes the token's place in the tree, the others hang on it."""
    bearers = [_bearer(parts, tree.pos[index]) for index, parts in enumerate(pieces)]
    starts = [sum(len(parts) for parts in pieces[:index]) for index in range(len(pieces))]
    place = [start + bearer for start, bearer in zip(starts, bearers, strict=True)]
    out = Tree([], [], [], [], [], [], [], [])
    for index, parts in enumerate(pieces):
        for number, piece in enumerate(parts):
            out.words.append(piece)
            out.spaces.append(tree.spaces[index] if number == len(parts) - 1 else False)
            if number == bearers[index]:
                tag, pos, morph, dep = tree.tags[index], tree.pos[index], tree.morphs[index], tree.deps[index]
                lemma = tree.lemmas[index] if len(parts) == 1 else _lemma_piece(tree.lemmas[index], piece, number)
                head = place[tree.heads[index]]
            else:
                tag, pos, morph, lemma, dep = _attached(piece, tree.tags[index], tree.pos[index], after=number > bearers[index])
                head = place[index]
            out.tags.append(tag)
            out.pos.append(pos)
            out.morphs.append(morph)
            out.lemmas.append(lemma)
            out.deps.append(dep)
            out.heads.append(head)
    return out


def _bearer(parts: list[str], pos: str) -> int:
    """Which piece stands for the whole: the first of a name, a score or ``kabinet-Kok``, the last of ``JGZ-verpleegkundige``."""
    words = [index for index, part in enumerate(parts) if any(char.isalnum() for char in part)]
    if not words:
        return 0
    name_behind = parts[words[0]][:1].islower() and parts[words[-1]][:1].isupper()
    return words[0] if pos in ("PROPN", "NUM", "SYM") or name_behind else words[-1]


def _lemma_piece(lemma: str, piece: str, number: int) -> str:
    parts = re.split(r"[-–/]", lemma)
    return parts[-1] if number and len(parts) > 1 and parts[-1] else parts[0] if len(parts) > 1 and parts[0] else piece


def _attached(piece: str, tag: str, pos: str, *, after: bool) -> tuple[str, str, str, str, str]:
    """Tag, part of speech, features, lemma and relation of a piece that hangs on the bearer of its token."""
    if not any(char.isalnum() for char in piece):
        return "LET", "PUNCT", "", piece, "punct"
    if piece[0].isdigit():
        return "TW|hoofd|prenom|stan", "NUM", "", piece, "flat" if after or pos in ("PROPN", "NUM") else "nummod"
    if pos == "PROPN" or after or piece[0].isupper():
        return "SPEC|deeleigen", "PROPN", "", piece, "flat" if after or pos == "PROPN" else "nmod"
    return tag, pos, "", piece, "amod" if pos == "ADJ" else "nmod"


def as_doc(trees: list[Tree], vocab: Vocab) -> Doc:
    """Sentences as one annotated document, in the order given."""
    spaces: list[bool] = []
    for tree in trees:
        spaces += [*tree.spaces[:-1], True]
    starts = [index == 0 for tree in trees for index in range(len(tree.words))]
    return Doc(
        vocab,
        words=[word for tree in trees for word in tree.words],
        spaces=spaces,
        tags=[tag for tree in trees for tag in tree.tags],
        pos=[pos for tree in trees for pos in tree.pos],
        morphs=[morph for tree in trees for morph in tree.morphs],
        lemmas=[lemma for tree in trees for lemma in tree.lemmas],
        heads=_absolute(trees),
        deps=[dep for tree in trees for dep in tree.deps],
        sent_starts=starts,
    )


def _absolute(trees: list[Tree]) -> list[int]:
    heads: list[int] = []
    for tree in trees:
        begin = len(heads)
        heads += [begin + head for head in tree.heads]
    return heads
