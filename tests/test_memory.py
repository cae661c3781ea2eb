"""What a run holds of all letters at once: little of each, and of what is linked nothing."""

import tracemalloc
from collections import defaultdict
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kamermijn.batch.copies import Copy
from kamermijn.batch.duplicates import duplicates
from kamermijn.batch.inputs import Files
from kamermijn.batch.likeness import SPARKS, Likeness, packed
from kamermijn.batch.versions import decide
from kamermijn.dossier import State
from kamermijn.dossier.comparisons import between_letters
from kamermijn.dossier.known_letters import KnownLetters
from kamermijn.dossier.measured import Measured
from kamermijn.dossier.points import Points, keep_points
from kamermijn.dossier.series import series

UNLIKE = Likeness(0.0, 1.0, True, True)


def peak(work):
    """Bytes that it takes while it goes on."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_to_settle_letters_takes_little_of_each():
    def settle(count):
        copies = [
            Copy(n, f"{n:064x}", f"brief-{n:06}", "text", "2032-03-03", sparks=packed(range(7 * n, 7 * n + SPARKS))) for n in range(count)
        ]
        assert len(decide(copies, lambda *_: UNLIKE)) == count

    settle(1)  # loads what is loaded once
    assert peak(lambda: settle(3000)) - peak(lambda: settle(1000)) < 2000 * 1500


def test_a_path_is_held_as_text():
    count = 2000
    names = [f"/brieven/{n % 7}/brief-{n:06}.txt" for n in range(count)]
    files = Files(names)
    assert [path.as_posix() for path in files] == names
    assert [path.name for path in files[-2:]] == ["brief-001998.txt", "brief-001999.txt"]
    assert peak(lambda: Files(names)) / count < 20


def test_a_series_with_a_point_of_each_letter_is_gone_through_point_by_point():
    few, many = taken_by_a_series(600), taken_by_a_series(2400)
    assert many < 1.5 * few


def taken_by_a_series(count):
    """Bytes that it takes to make the rows of a series with so many points, twenty to a year."""
    state, key, rows = State(":memory:"), "storing | count | reported | ", []
    for number in range(count):
        letter_id, year = f"kst-39921-{number}", 2000 + number // 20
        date = f"{year + 1}-01-{number % 20 + 1:02}"
        state.write("INSERT INTO card VALUES (?, '', ?, 1, 1, NULL, 0, '[]', '')", letter_id, date)
        sentence = f"In {year} telde de dienst 1.250 storingen op het spoor."
        figure = Measured(f"figure-{number}", 7, "1.250", sentence, 1250.0 + number, None, "count", None, "reported", None, "storingen",
                          None, None, None, f"{year}-01-01", f"{year}-12-31", None, ("storing",), ("storing",))  # fmt: skip
        keep_points(state, letter_id, [(key, figure, False)])

    def work():
        points, letters = Points(state, key), KnownLetters(state)
        rows.append(sum(1 for _ in series(key, points, letters, {})))
        rows.append(sum(1 for _ in between_letters(points.in_periods(), letters)))

    bytes_taken = peak(work)
    assert rows == [count, count * 19 // 20]
    return bytes_taken


LETTERS = st.lists(st.lists(st.integers(0, 6), min_size=SPARKS, max_size=SPARKS) | st.lists(st.integers(0, 6), max_size=3), max_size=12)


@given(LETTERS, st.randoms())
def test_letters_are_compared_that_share_a_spark_each_pair_once(letters, random):
    copies = [Copy(n, f"{random.getrandbits(64):016x}{n}", f"brief-{n}", "text", sparks=packed(sparks)) for n, sparks in enumerate(letters)]
    asked = []

    def compare(one, other):
        asked.append((one.position, other.position))
        return UNLIKE

    assert duplicates([(copy.says, copy) for copy in copies], compare) == {}
    assert asked == sorted(sharing(letters), key=lambda pair: sorted(copies[number].sha256 for number in pair))


def sharing(letters):
    """Any two letters with all their sparks that have one in common, but for what fifty have."""
    owners = defaultdict(list)
    for number, sparks in enumerate(letters):
        for spark in sparks if len(sparks) == SPARKS else ():
            owners[spark].append(number)
    return {pair for numbers in owners.values() if len(numbers) <= 50 for pair in combinations(numbers, 2) if pair[0] != pair[1]}
