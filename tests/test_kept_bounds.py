"""Where patterns can match, kept in the package: the same as worked out anew, and never for another pattern or other code."""

from math import inf

import pytest

from kamermijn.rules import kept_bounds, load
from kamermijn.rules.landmarks import Bounds, Landmark, Width, bounds_of

RULES = load()
PATTERNS = sorted({RULES.compiled(rule.id).pattern for rule in RULES.rules if rule.kind == "regex"}, key=lambda it: (len(it), it))


@pytest.fixture
def other_file(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_bounds, "KEPT", tmp_path / "bounds.json")
    monkeypatch.setattr(kept_bounds, "made_by", lambda: "this code")
    kept_bounds._read.cache_clear()
    yield tmp_path / "bounds.json"
    kept_bounds._read.cache_clear()


def test_the_package_keeps_the_bounds_of_every_rule():
    missing = [pattern for pattern in PATTERNS if kept_bounds.kept(pattern) is None]
    assert not missing, f"{len(missing)} patterns or the code have changed: run make bounds"


@pytest.mark.parametrize("pattern", PATTERNS[::12])
def test_what_is_kept_is_what_is_worked_out_anew(pattern):
    assert kept_bounds.kept(pattern) == bounds_of(pattern, RULES._frequencies)


@pytest.mark.parametrize(
    "bounds",
    [
        Bounds(None, None),
        Bounds((), None),
        Bounds(("Motie", "motie"), None),
        Bounds(None, Landmark(frozenset({"besch", "é \n"}), Width(inf, 2, False))),
        Bounds(("0",), Landmark(frozenset({"euro"}), Width(12, 0, True))),
    ],
)
def test_what_is_kept_comes_back_as_it_was(bounds, other_file):
    kept_bounds.write({"a|b": bounds, "b": Bounds(("b",), None)}, other_file)
    assert kept_bounds.kept("a|b") == bounds
    assert kept_bounds.kept("a|c") is None


def test_what_other_code_worked_out_does_not_count(other_file, monkeypatch):
    kept_bounds.write({"a": Bounds(("a",), None)}, other_file)
    monkeypatch.setattr(kept_bounds, "made_by", lambda: "other code")
    assert kept_bounds.kept("a") is None


BOUNDS = '{"made_by": "this code", "bounds": %s}'


@pytest.mark.parametrize("content", ["", "{", '{"made_by": "this code"}', BOUNDS % '{"x": 3}', BOUNDS % "[]", "[]"])
def test_a_file_that_is_broken_is_done_without(content, other_file):
    other_file.write_text(content)
    assert kept_bounds.kept("a") is None


def test_without_the_file_everything_is_worked_out(other_file):
    assert kept_bounds.kept("a") is None
