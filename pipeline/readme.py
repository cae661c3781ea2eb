"""Keep the example in the README true: ``make readme`` writes the record that really comes out of the sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path

import kamermijn

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SAMPLE = ROOT / "corpus" / "voorbeelden" / "kst-39901-12.txt"
_LETTER = re.compile(r"<!-- example: letter -->\n```text\n(.*?)\n```", re.DOTALL)
_RECORD = re.compile(r"(<!-- example: record -->\n```json\n).*?(\n```)", re.DOTALL)


def sentence(page: str) -> str:
    """The sentence of the sample letter that the README shows."""
    found = _LETTER.search(page)
    if not found:
        raise ValueError("the README has no example sentence")
    return found[1]


def record(page: str) -> str:
    """The record of the sentence's percentage, as JSON."""
    figures = (figure for figure in kamermijn.mine(SAMPLE).figures if figure.sentence == sentence(page) and figure.unit == "percent")
    return json.dumps(next(figures).model_dump(mode="json"), ensure_ascii=False, indent=1)


def renewed(page: str) -> str:
    """The README with its example as it comes out now."""
    made = record(page)
    return _RECORD.sub(lambda match: match[1] + made + match[2], page)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
