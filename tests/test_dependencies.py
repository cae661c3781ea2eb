"""Patterns over trees: what is matched on the tree itself is what spaCy's DependencyMatcher finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kamermijn.language.dependencies import dependency_matches, matches_of, patterns_of
from kamermijn.language.syntax import Tree, Word
from kamermijn.rules import load

LOADED = load()
SPACY = patterns_of(LOADED, "measure", own=False)
POS, LEMMAS = ["VERB", "AUX", "NOUN"], ["zullen", "worden", "laten", "hebben", "schip", "voor"]
TEXTS = ["x", "Extra", "meer", "doen", "schip"]
DEPS = ["nsubj", "nsubj:pass", "aux", "aux:pass", "xcomp", "ccomp", "nmod", "case", "amod"]


@st.composite
def trees(draw):
    """A tree of at most nine words, each but the root below an earlier or later one."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]} | {index: draw(st.sampled_from(order[:place])) for place, index in enumerate(order) if place}
    deps = ["ROOT" if heads[i] == i else draw(st.sampled_from(DEPS)) for i in range(size)]
    words = [
        Word(i, i + 1, draw(st.sampled_from(TEXTS)), draw(st.sampled_from(LEMMAS)), draw(st.sampled_from(POS)), deps[i], heads[i])
        for i in range(size)
    ]
    return Tree(tuple(words))


@given(trees())
@settings(max_examples=300, deadline=None)
def test_the_rules_that_ship_find_in_any_tree_what_spacy_finds(tree):
    assert dependency_matches(tree, LOADED, "measure") == matches_of(tree, SPACY)


def test_the_rules_that_ship_need_no_spacy():
    assert patterns_of(LOADED, "measure").left is None
    assert SPACY.left is not None


def test_a_pattern_that_asks_for_more_is_left_to_spacy():
    first = LOADED.of("measure")[0]
    known = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"POS": "VERB"}}
    patterns = [
        ({**known, "RIGHT_ATTRS": {"POS": {"NOT_IN": ["VERB"]}}},),
        ({**known, "RIGHT_ATTRS": {"LEMMA": {"REGEX": "doen$"}}},),
        ({**known, "RIGHT_ATTRS": {"MORPH": "Tense=Past"}},),
        (known, {"LEFT_ID": "verb", "REL_OP": ">>", "RIGHT_ID": "subject", "RIGHT_ATTRS": {"DEP": "nsubj"}}),
    ]
    for pattern in patterns:
        rule = first.model_copy(update={"kind": "dependency", "dependency": (pattern,)})

        class Folder:
            rules = (rule,)

            def of(self, kind):
                return self.rules

        assert patterns_of(Folder(), "measure").left is not None
