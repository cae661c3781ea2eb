"""In which order letters are handed to workers: large ones early, none of them forgotten, the first without waiting for all."""

from hypothesis import given
from hypothesis import strategies as st

from kamermijn.batch.order import large_first
from kamermijn.batch.task import Task


def tasks(*sizes):
    return [None if size is None else Task(number, f"{number}.pdf", size=size) for number, size in enumerate(sizes)]


def order(sizes, workers):
    return [task.position for task in large_first(tasks(*sizes), workers) if task]


@given(st.lists(st.none() | st.integers(0, 10**8), max_size=300), st.integers(2, 70))
def test_every_letter_is_handed_out_once_and_every_turn_is_given(sizes, workers):
    given_out = list(large_first(tasks(*sizes), workers))
    assert given_out.count(None) == sizes.count(None)
    assert sorted(task.position for task in given_out if task) == [number for number, size in enumerate(sizes) if size is not None]


def test_letters_of_one_size_keep_their_order():
    assert order([500] * 400, 8) == list(range(400))
    assert order([0] * 10, 2) == list(range(10))


def test_a_large_letter_near_the_end_is_begun_before_the_others_are_done():
    found = order([10] * 60 + [300] + [10] * 5, 2)
    assert found.index(60) < 40
    assert [position for position in found if position != 60] == [*range(60), *range(61, 66)]


def test_the_more_workers_the_earlier():
    sizes = [10] * 200 + [100]
    assert order(sizes, 8).index(200) < order(sizes, 2).index(200)


def test_the_first_letter_does_not_wait_for_all_to_be_looked_at():
    looked_at = []

    def looking():
        for task in tasks(*[10] * 1000):
            looked_at.append(task)
            yield task

    handed_out = large_first(looking(), 8)
    next(handed_out)
    assert len(looked_at) < 10
    for _ in range(500):
        next(handed_out)
    assert len(looked_at) < 1000


def test_a_turn_is_given_before_the_next_letter_is_looked_at():
    assert next(large_first(iter(tasks(None, 10)), 2)) is None
