"""An indicator joins what letters say in other words, keeps apart what they say in the same, and is checked by its own examples."""

import datetime
import shutil

import pytest
from across_gold import fictional, linked, rows, sources

import kamermijn
from kamermijn.dossier import Linking, State, indicators
from kamermijn.model import RuleError
from kamermijn.records.document import document
from kamermijn.rules import default_folder, load

PUPILS = """
[[indicator]]
id = "zwemdiploma"
name = "leerlingen met een zwemdiploma"
unit = "percent"
words = ["leerlingen zwemdiploma"]
examples = ["Van de leerlingen had <figure>80%</figure> een zwemdiploma.", {second}]
"""


@pytest.fixture
def rules(tmp_path):
    def with_indicator(text):
        folder = tmp_path / "rules"
        shutil.copytree(default_folder(), folder)
        (folder / "indicator" / "zwemmen.toml").write_text(text, encoding="utf-8")
        return load(folder)

    return with_indicator


def test_an_indicator_names_the_series_and_keeps_its_target_apart(rules):
    with State(":memory:") as state:
        kept = Linking(state, rules(PUPILS.replace("{second}", "'Van de leerlingen spijbelde 3%.'")))
        kept.update(sources(fictional()))
        found = {(row["series"], row["name"], row["value"]) for row in rows(kept)["series"] if "diploma" in row["series"]}
    assert found == {("zwemdiploma", "leerlingen met een zwemdiploma", value) for value in (82.0, 84.0, 86.0)}
    assert not any(row["series"] == "zwemdiploma" for row in linked(fictional())["series"])


@pytest.mark.parametrize(
    ("second", "problem"),
    [("'Van de leerlingen spijbelde <figure>3%</figure>.'", "differently"), ("'De helft had <figure>80%</figure>.'", "differently"),
     ("'Leerlingen met een zwemdiploma waren er in <figure>70%</figure> van de klassen.'", "what does not belong")],
)  # fmt: skip
def test_an_example_that_does_not_come_out_is_told(rules, second, problem):
    failures = list(indicators.check(rules(PUPILS.replace("{second}", second))))
    assert any(problem in failure.problem for failure in failures if "zwemdiploma" in failure.rule)


def test_a_part_that_is_no_indicator_is_an_error(rules):
    with pytest.raises(RuleError, match="nergens"):
        rules(PUPILS.replace("{second}", "'Geen getal.'") + 'parts = ["nergens"]\n')


def test_an_indicator_changes_no_record(rules):
    from kamermijn.batch.producer import producer

    assert producer(rules(PUPILS.replace("{second}", "'Geen getal.'"))) == producer(load())


def test_a_word_that_every_letter_has_makes_no_indicator(rules):
    with State(":memory:") as state, pytest.raises(RuleError, match="`nieuw`"):
        Linking(state, rules(PUPILS.replace("{second}", "'Geen getal.'") + 'without = ["nieuw"]\n'))


ALL, COLLEGES, UNIVERSITIES = (
    "In {year} telde het hoger onderwijs {number} studenten.",
    "Op de hogescholen waren er in {year} {number} studenten.",
    "De universiteiten telden in {year} {number} studenten.",
)


def letter(number, *told):
    """A letter of the year 2030 + number that says these sentences."""
    text = "\n\n".join(sentence.format(year=year, number=count) for sentence, count, year in told)
    made = document(kamermijn.mine_text(text, date=datetime.date(2030 + number, 3, 1)))
    return {**made, "letter": {**made["letter"], "letter_id": f"kst-99001-{number}"}}


def parts_of(*letters):
    found = linked({made["letter"]["letter_id"]: made for made in letters})["checks"]
    return [
        (row["verdict"], row["letter_id"], row["stated"], row["computed"], row["other_letter"]) for row in found if row["kind"] == "parts"
    ]


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        # The parts may stand in another letter than the total.
        ([[(ALL, "790.000", 2031)], [(COLLEGES, "451.000", 2031), (UNIVERSITIES, "339.000", 2031)]],
         [("holds", "kst-99001-2", "790.000", "451,000 + 339,000 = 790,000", "kst-99001-3")]),
        ([[(ALL, "812.000", 2031)], [(COLLEGES, "451.000", 2031)], [(UNIVERSITIES, "339.000", 2031)]],
         [("does not hold", "kst-99001-2", "812.000", "451,000 + 339,000 = 790,000", "kst-99001-4")]),
        # What is rounded may differ by half a step of each number.
        ([[(ALL, "800.000", 2031)], [(COLLEGES, "451.000", 2031), (UNIVERSITIES, "339.000", 2031)]],
         [("holds", "kst-99001-2", "800.000", "451,000 + 339,000 = 790,000", "kst-99001-3")]),
        # In one letter, with older parts elsewhere: its own parts count.
        ([[(COLLEGES, "440.000", 2031)], [(ALL, "790.000", 2031), (COLLEGES, "451.000", 2031), (UNIVERSITIES, "339.000", 2031)]],
         [("holds", "kst-99001-3", "790.000", "451,000 + 339,000 = 790,000", None)]),
        # The newest of two letters that tell a part.
        ([[(ALL, "790.000", 2031)], [(COLLEGES, "440.000", 2031), (UNIVERSITIES, "339.000", 2031)], [(COLLEGES, "451.000", 2031)]],
         [("holds", "kst-99001-2", "790.000", "451,000 + 339,000 = 790,000", "kst-99001-4")]),
        # A letter that gives two numbers for a part decides nothing.
        ([[(ALL, "790.000", 2031)], [(COLLEGES, "440.000", 2031), (COLLEGES, "451.000", 2031), (UNIVERSITIES, "339.000", 2031)]],
         [("cannot tell", "kst-99001-2", "790.000", "440,000 + 339,000 = 779,000", "kst-99001-3")]),
        # A part that nobody tells, another year, a number that is not exact: nothing is set beside it, or it is allowed for.
        ([[(ALL, "790.000", 2031)], [(COLLEGES, "451.000", 2031)]], []),
        ([[(ALL, "790.000", 2031)], [(COLLEGES, "451.000", 2030), (UNIVERSITIES, "339.000", 2030)]], []),
        ([[(ALL, "ongeveer 812.000", 2031)], [(COLLEGES, "451.000", 2031), (UNIVERSITIES, "339.000", 2031)]],
         [("holds", "kst-99001-2", "812.000", "451,000 + 339,000 = 790,000", "kst-99001-3")]),
    ],
)  # fmt: skip
def test_a_total_is_set_beside_the_sum_of_its_parts(letters, found):
    assert parts_of(*(letter(number, *told) for number, told in enumerate(letters, start=2))) == found


def test_a_part_that_comes_in_later_or_is_taken_away_is_counted_anew():
    total, parts = letter(2, (ALL, "812.000", 2031)), letter(3, (COLLEGES, "451.000", 2031), (UNIVERSITIES, "339.000", 2031))
    documents = {made["letter"]["letter_id"]: made for made in (total, parts)}
    with State(":memory:") as state:
        kept = Linking(state, load())
        counts = []
        for present in (["kst-99001-2"], ["kst-99001-2", "kst-99001-3"], ["kst-99001-3"], ["kst-99001-3", "kst-99001-2"]):
            kept.update(sources({letter_id: documents[letter_id] for letter_id in present}))
            counts.append(sum(row["kind"] == "parts" for row in rows(kept)["checks"]))
    assert counts == [0, 1, 0, 1]


def test_every_indicator_that_ships_has_examples_and_one_has_parts():
    assert len(load().indicators) >= 10
    assert any(one.parts for one in load().indicators)
    assert list(indicators.check(load())) == []


@pytest.mark.parametrize(("parts", "problem"), [('["zwemdiploma"]', "itself"), ('["verkeersdoden"]', "unit")])
def test_parts_that_cannot_add_up_are_an_error(rules, parts, problem):
    with pytest.raises(RuleError, match=problem):
        rules(PUPILS.replace("{second}", "'Geen getal.'") + f"parts = {parts}\n")
