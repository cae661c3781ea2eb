"""Whether a verb is an auxiliary follows from its place in the tree.

In Universal Dependencies *heeft* is one in *heeft gebouwd* and none in *heeft een plan*, which the parser sees better than a tagger.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

_RELATIONS = ("aux", "aux:pass", "cop")


def settle_auxiliaries(doc: Doc) -> Doc:
    """Call every verb AUX that is auxiliary or copula to another word, and VERB otherwise."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX"):
            token.pos_ = "AUX" if token.dep_ in _RELATIONS else "VERB"
    return doc


@Language.factory("kamermijn_auxiliaries", assigns=["token.pos"], requires=["token.pos", "token.dep"])
def make_auxiliaries(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component, which has no settings and no data."""
    return settle_auxiliaries
