"""The compiled rules are kept for the next process, and a file that does not fit them is no harm."""

import os
import pickle
import shutil
import subprocess
import sys

import pytest

import kamermijn
from kamermijn.rules import compiled, default_folder, load, remember


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "kamermijn"


def test_what_is_remembered_comes_back_with_its_patterns(cache):
    rules = load()
    compiled.remember(default_folder(), rules)
    found = compiled.recall(default_folder())
    assert found == rules
    assert found.compiled("date.day").pattern == rules.compiled("date.day").pattern


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps("another key") + pickle.dumps("rules")])
def test_a_file_of_other_rules_or_cut_off_is_left_alone(cache, content):
    compiled.remember(default_folder(), load())
    (file,) = cache.iterdir()
    file.write_bytes(content)
    assert compiled.recall(default_folder()) is None


def test_a_place_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    compiled.remember(default_folder(), load())
    assert compiled.recall(default_folder()) is None


def test_the_rules_of_a_user_are_kept_apart_from_those_that_ship_and_noticed_when_they_change(cache, tmp_path):
    folder = shutil.copytree(default_folder() / "language", tmp_path / "rules" / "language").parent
    rules = load(folder)
    compiled.remember(folder, rules, own=True)
    compiled.remember(default_folder(), load())
    assert compiled.recall(folder, own=True) == rules
    assert compiled.recall(default_folder()) == load()
    (folder / "language" / "more.toml").write_text('[lexicon.more]\nword = ["meer"]\n')
    assert compiled.recall(folder, own=True) is None


def test_of_the_rules_of_users_those_used_last_are_kept(cache, tmp_path):
    compiled.remember(default_folder(), load())
    folders = [tmp_path / str(number) for number in range(6)]
    for folder in folders:
        folder.mkdir()
        compiled.remember(folder, str(folder), own=True)
    assert [bool(compiled.recall(folder, own=True)) for folder in folders] == [False, False, True, True, True, True]
    assert compiled.recall(default_folder()) == load()


def test_rules_that_were_changed_after_they_were_read_are_not_taken_for_the_new_ones(cache, tmp_path):
    folder = shutil.copytree(default_folder() / "language", tmp_path / "rules" / "language").parent
    rules = load(folder)
    (folder / "language" / "more.toml").write_text('[lexicon.more]\nword = ["meer"]\n')
    rules.compile("een patroon dat nog niet werd gevraagd")
    remember(rules)
    assert compiled.recall(folder, own=True) is None


def test_a_letter_mined_by_rules_of_a_user_makes_them_remembered(cache, tmp_path):
    folder = shutil.copytree(default_folder(), tmp_path / "rules")
    kamermijn.mine_text("Geachte voorzitter,\n\nIk informeer uw Kamer voor 1 mei 2031.\n", rules=folder, model="none")
    found = compiled.recall(folder, own=True)
    assert found == load(folder)
    assert found._compiled.keys() == load(folder)._compiled.keys()


MINING = """
import sys
from kamermijn.rulecheck import mine_example
from kamermijn.rules import Rules, load
rules, made, compile = load(), set(), Rules.compile
Rules.compile = lambda self, pattern, flags=0: made.add((pattern, flags)) or compile(self, pattern, flags)
mine_example("Fictieve brief. De politie zet in 2031 twintig rechercheurs in. Er komt € 5 miljoen voor. Ik informeer uw Kamer.", rules)
sys.stdout.write("\\0".join(sorted(pattern for pattern, _ in made)))
"""


def test_every_process_makes_the_same_patterns(cache):
    # Words of equal length in the order of a set would be another pattern each time, and what is kept would grow with every process.
    made = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        made.add(subprocess.run([sys.executable, "-c", MINING], env=environment, capture_output=True, text=True, check=True).stdout)
    (patterns,) = made
    assert patterns.count("\0") > 20
