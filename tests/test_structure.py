"""Headings, list items and footnotes of real letters stand where a reader of the printed pages finds them."""

import tomllib
from pathlib import Path

import pytest

from kamermijn import ingest, layout

LETTERS = Path(__file__).parents[1] / ".." / "shared" / "letters"
EXPECTED = tomllib.loads((Path(__file__).parent / "data" / "structure.toml").read_text(encoding="utf-8"))


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here (../shared)")
@pytest.mark.parametrize("name", EXPECTED)
def test_headings_items_and_notes_stand_where_they_are_printed(name):
    letter = layout.compose(ingest.read(LETTERS / name))
    starts = {kind: [p.start for p in letter.paragraphs if p.kind == kind] for kind in ("heading", "list_item")}
    assert starts["heading"] == EXPECTED[name]["headings"]
    assert starts["list_item"] == EXPECTED[name]["items"]
    assert [[note.number, note.mark] for note in letter.footnotes] == EXPECTED[name]["notes"]
    for note in letter.footnotes:
        assert letter.text[note.start : note.end].lstrip("[").startswith(note.number)
