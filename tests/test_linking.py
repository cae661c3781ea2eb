"""Letters linked one by one, together, in any order, after others were taken away: always the same rows, no more work than needed."""

import sys
from pathlib import Path

import pytest
from across_gold import fictional, linked, rows, sources, unseen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamermijn.dossier import Linking, Source, State, linking
from kamermijn.rules import load

sys.path.insert(0, str(Path(__file__).parent / "bench"))
from made_collection import documents as made_documents

MADE = {made["letter"]["letter_id"]: made for made in made_documents(12, measures=8, dossier_size=6)}
EVERYTHING = {**fictional(), **unseen(), **MADE}


@pytest.fixture(scope="module")
def fresh():
    return linked(EVERYTHING)


def update(state, documents, stamp="1"):
    kept = Linking(state, load())
    return kept.update(sources(documents, stamp)), kept


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(sorted(EVERYTHING)))
def test_the_order_in_which_letters_come_in_changes_nothing(fresh, order):
    assert linked({letter_id: EVERYTHING[letter_id] for letter_id in order}) == fresh


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(sorted(EVERYTHING)), first=st.integers(0, len(EVERYTHING)))
def test_letters_that_come_in_later_end_as_if_all_came_together(fresh, order, first):
    state = State(":memory:")
    update(state, {letter_id: EVERYTHING[letter_id] for letter_id in order[:first]})
    _, kept = update(state, {letter_id: EVERYTHING[letter_id] for letter_id in order})
    assert rows(kept) == fresh


@pytest.mark.parametrize("gone", ["kst-39921-3", "kst-39921-9", "brief-nachttreinen-2032", min(MADE)])
def test_a_letter_that_is_taken_away_leaves_no_trace(gone):
    rest = {letter_id: made for letter_id, made in EVERYTHING.items() if letter_id != gone}
    state = State(":memory:")
    update(state, EVERYTHING)
    _, kept = update(state, rest)
    assert rows(kept) == linked(rest)


def test_a_letter_that_changed_is_read_again():
    changed = {**fictional(), "kst-39921-15": {**fictional()["kst-39921-15"], "measures": []}}
    state = State(":memory:")
    update(state, fictional())
    kept = Linking(state, load())
    stamped = [Source(one.letter_id, "2" if one.letter_id == "kst-39921-15" else "1", one.read) for one in sources(changed)]
    assert kept.update(stamped).letters == {"kst-39921-15"}
    assert rows(kept) == linked(changed)


def test_where_nothing_changed_no_letter_is_read_and_nothing_linked():
    def never():
        raise AssertionError("read again")

    state = State(":memory:")
    update(state, EVERYTHING)
    touched = Linking(state, load()).update([Source(letter_id, "1", never) for letter_id in EVERYTHING])
    assert (touched.letters, touched.blocks, touched.series) == (set(), set(), set())


def test_one_letter_more_touches_its_own_dossier_only(monkeypatch):
    state = State(":memory:")
    without = {letter_id: made for letter_id, made in EVERYTHING.items() if letter_id != "kst-39921-9"}
    update(state, without)
    linked_blocks = []
    whole = linking.matches
    monkeypatch.setattr(linking, "matches", lambda block, *rest: linked_blocks.append(block) or whole(block, *rest))
    touched, _ = update(state, EVERYTHING)
    assert touched.letters == {"kst-39921-9"}
    assert linked_blocks == ["dossier:39921"]


def test_other_code_or_rules_link_everything_anew(monkeypatch):
    state = State(":memory:")
    update(state, fictional())
    monkeypatch.setattr(linking, "producer", lambda rules: "another")
    touched, _ = update(state, fictional())
    assert touched.letters == set(fictional())


def test_of_a_large_dossier_a_promise_still_meets_the_letters_that_come_after_it(monkeypatch):
    monkeypatch.setattr(linking, "WINDOW", 2)
    monkeypatch.setattr(linking, "_REMEMBERED", 2)
    narrow = linked(fictional())["promises"]
    followed = {row["promise_id"] for row in narrow if row["followed_up_in"]}
    whole = {row["promise_id"] for row in linked(fictional())["promises"] if row["followed_up_in"]}
    assert followed == whole
    assert followed


def test_a_made_collection_has_promises_that_are_followed_up(fresh):
    assert any(row["followed_up_in"] for row in fresh["promises"] if row["letter_id"] in MADE)
