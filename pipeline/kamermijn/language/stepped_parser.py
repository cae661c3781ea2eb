"""spaCy's parser with its loop over states in Python: the same trees in two thirds of the time.

The loop in spaCy's own code takes Python's lock for every unit of the hidden layer of every state. Here a step is a few calls of numpy
and of the matrix product for all states that are not done; each does what spaCy's loop does, in the same order.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from thinc.api import Model


class SteppedParser(DependencyParser):  # type: ignore[misc]  # spaCy tells no types of its pipeline
    """A trained parser for use; it is trained as spaCy's own."""

    def greedy_parse(self, docs: list[Doc], drop: float = 0.0) -> list[Any]:
        """The last state of each document, every step of which was the one with the highest score."""
        states = self.moves.init_batch(docs)
        model = self.model.predict(docs)
        todo = [state for state in states if not state.is_final()]
        # The classes of training that are never to be chosen; mostly there are none, and every step would look for the least score.
        unseen = model._class_mask == 0
        scores_of = model.predict if unseen.any() or not model.attrs["has_upper"] else partial(_scores, model)
        while todo:
            todo = self.transition_states(todo, scores_of(todo))
        model.clear_memory()
        return states  # type: ignore[no-any-return]


def _scores(model: Any, states: list[Any]) -> Any:
    """What every transition scores in each state: one row a state, what spaCy's own step gives where no class is barred."""
    hidden, _ = model.state2vec(model.get_token_ids(states), False)
    return model.vec2scores.predict(hidden)


@Language.factory("kamermijn_parser", assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"])
def make_parser(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    learn_tokens: bool,
    min_action_freq: int,
    scorer: Any,
) -> SteppedParser:
    """Make the component with the settings of spaCy's own."""
    return SteppedParser(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        learn_tokens=learn_tokens,
        min_action_freq=min_action_freq,
        scorer=scorer,
    )
