"""The compiled rules are kept for the next process, and a file that does not fit them is no harm."""

import pickle

import pytest

from kamermijn.rules import compiled, default_folder, load


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
