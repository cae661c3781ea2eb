"""An indicator joins what letters say in other words, keeps apart what they say in the same, and is checked by its own examples."""

import shutil

import pytest
from across_gold import fictional, linked, rows, sources

from kamermijn.dossier import Linking, State, indicators
from kamermijn.model import RuleError
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
