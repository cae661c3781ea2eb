"""What the model is trained on: whole trees, kamermijn's tokens, made sentences, and no sentence of a test."""

import random
import sys
from pathlib import Path

import pytest

from kamermijn.language.pipeline import blank_pipeline

ROOT = Path(__file__).parents[1]
TREEBANK = ROOT.parent / "shared" / "treebank"
sys.path.insert(0, str(ROOT / "pipeline" / "training"))

import treebank  # noqa: E402
from corpus import Corpus, Sentence, form_counts  # noqa: E402
from templates import Analyses, Generator  # noqa: E402
from treebank import Tree  # noqa: E402

needs_treebank = pytest.mark.skipif(not TREEBANK.is_dir(), reason="../shared/treebank is not there")
LINES = """\
1\tDe\tde\tDET\tLID|bep|stan|rest\tDefinite=Def\t3\tdet\t_\t_
2\tnieuwe\tnieuw\tADJ\tADJ|prenom|basis|met-e|stan\tDegree=Pos\t3\tamod\t_\t_
3\tGGD-regels\tGGD_regel\tNOUN\tN|soort|mv|basis\tNumber=Plur\t4\tnsubj\t_\t_
4\thelpen\thelpen\tVERB\tWW|pv|tgw|mv\tNumber=Plur|Tense=Pres|VerbForm=Fin\t0\troot\t_\t_
5\tkabinet-Vos\tkabinet_Vos\tNOUN\tN|soort|ev|basis|onz|stan\tGender=Neut|Number=Sing\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\tLET\t_\t4\tpunct\t_\t_
"""


def made(tmp_path: Path) -> Tree:
    (tmp_path / "made.conllu").write_text(LINES, encoding="utf-8")
    return next(treebank.read(tmp_path / "made.conllu"))


def is_a_tree(tree: Tree) -> bool:
    roots = [index for index, head in enumerate(tree.heads) if head == index]
    below = {index: tree.heads[index] for index in range(len(tree.words))}
    reached = all(_climbs(index, below, roots[0]) for index in below)
    return len(roots) == 1 and tree.deps.count("ROOT") == 1 and reached


def _climbs(index: int, heads: dict[int, int], root: int) -> bool:
    for _ in range(len(heads)):
        index = heads[index]
    return index == root


def test_a_sentence_is_read_with_lemmas_without_seams(tmp_path):
    tree = made(tmp_path)
    assert tree.text == "De nieuwe GGD-regels helpen kabinet-Vos."
    assert tree.lemmas == ["de", "nieuw", "GGD-regel", "helpen", "kabinet-Vos", "."]
    assert tree.heads == [2, 2, 3, 3, 3, 3]


def test_a_divided_token_keeps_its_place_in_the_tree(tmp_path):
    tree = treebank.retokenised(made(tmp_path), blank_pipeline())
    assert tree.text == "De nieuwe GGD-regels helpen kabinet-Vos."
    assert tree.words == ["De", "nieuwe", "GGD", "-", "regels", "helpen", "kabinet", "-", "Vos", "."]
    relations = [f"{word} {dep} {tree.words[head]}" for word, dep, head in zip(tree.words, tree.deps, tree.heads, strict=True)]
    assert relations == [
        "De det regels", "nieuwe amod regels", "GGD nmod regels", "- punct regels", "regels nsubj helpen", "helpen ROOT helpen",
        "kabinet obj helpen", "- punct kabinet", "Vos flat kabinet", ". punct helpen",
    ]  # fmt: skip
    assert tree.lemmas[4] == "regel"


def test_labels_of_the_later_release_are_taken_back():
    tree = Tree(
        ["Het", "eiland", "hangt", "ervan", "af"], [True] * 4 + [False], ["LID|bep", "N|soort", "WW", "BW", "VZ|fin"],
        ["DET", "NOUN", "VERB", "ADV", "ADP"], ["Definite=Def|ExtPos=PROPN", "Foreign=Yes|Number=Sing", "", "", ""],
        ["het", "eiland", "hangen", "ervan", "af"], [2, 0, 2, 2, 2], ["nsubj", "flat", "ROOT", "obl:arg", "compound:prt"],
    )  # fmt: skip
    back = treebank.as_release_2_8(tree)
    assert back.deps == ["nsubj", "fixed", "ROOT", "obl", "compound:prt"]
    assert back.morphs[:2] == ["Definite=Def", "Number=Sing"]


@pytest.fixture(scope="module")
def generated():
    # A handful of analyses is enough: what the treebank knows no lemma of is written in the templates or taken from the word.
    analyses = Analyses.of(treebank.training_trees(TREEBANK))
    return analyses, Generator(analyses, 3).sentences({"first_person": 150, "others": 40, "passive": 60, "figures": 40})


@needs_treebank
def test_made_sentences_are_whole_trees_and_differ(generated):
    _, trees = generated
    assert len({tree.text for tree in trees}) == len(trees) == 290
    assert all(is_a_tree(tree) for tree in trees)


@needs_treebank
def test_the_speaker_of_a_made_sentence_is_a_subject(generated):
    _, trees = generated
    speakers = [(tree.pos[tree.heads[i]], tree.deps[i]) for tree in trees for i, word in enumerate(tree.words) if word.lower() == "ik"]
    assert len(speakers) >= 150
    assert {dep for _, dep in speakers} == {"nsubj"}
    assert {pos for pos, _ in speakers} <= {"VERB", "ADJ"}


@needs_treebank
def test_the_same_seed_makes_the_same_sentences(generated):
    analyses, trees = generated
    again = Generator(analyses, 3).sentences({"first_person": 150, "others": 40, "passive": 60, "figures": 40})
    assert again == trees


@needs_treebank
def test_no_sentence_of_a_test_is_trained_on():
    held_out = {tree.key for name in (*treebank.TESTS, treebank.SELECTION) for tree in treebank.read(TREEBANK / name)}
    trained = {tree.key for tree in treebank.training_trees(TREEBANK)}
    assert len(trained) > 15_000
    assert not trained & held_out


@needs_treebank
def test_every_tree_stays_a_tree_in_our_own_tokens():
    trees = random.Random(1).sample(treebank.training_trees(TREEBANK), 300)
    for tree in trees:
        divided = treebank.retokenised(tree, blank_pipeline())
        assert divided.text == tree.text
        assert is_a_tree(divided)


def test_a_round_of_the_corpus_holds_every_sentence_as_often_as_it_repeats(tmp_path):
    vocab = blank_pipeline().vocab
    tree = made(tmp_path)
    corpus = Corpus([Sentence(tree, tree, repeat=3)] * 5, vocab, seed=1)
    assert sum(len(trees) for trees in corpus.documents()) == 15


def test_words_seen_once_count_as_unknown(tmp_path):
    tree = made(tmp_path)
    assert form_counts([tree, tree], blank_pipeline().vocab)["helpen"] == 2
    assert form_counts([tree], blank_pipeline().vocab) == {}
