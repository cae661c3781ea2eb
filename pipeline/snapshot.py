"""Write what the sample letters give now into ``tests/snapshot``: what CI compares a change with (``kamermijn diff``)."""

from __future__ import annotations

import json
from pathlib import Path

import kamermijn
from kamermijn.records import KINDS, Numeral
from kamermijn.records.document import document

ROOT = Path(__file__).parents[1]
SNAPSHOT = ROOT / "tests" / "snapshot" / "letters"
# Where a record stands is no part of what it says.
_LEFT_OUT = ("start", "end", "page", "boxes", "element", "section", "rule_revision")


def main() -> None:
    """Mine the samples and write the records of each, a file a letter."""
    SNAPSHOT.mkdir(parents=True, exist_ok=True)
    for old in SNAPSHOT.glob("*.json"):
        old.unlink()
    for path in sorted((ROOT / "corpus" / "voorbeelden").iterdir()):
        if path.suffix not in (".txt", ".pdf"):
            continue
        data = document(kamermijn.mine(path))
        kinds = {cls.plural: data[cls.plural] for cls in KINDS if cls is not Numeral}
        records = {kind: [{k: v for k, v in one.items() if k not in _LEFT_OUT} for one in some] for kind, some in kinds.items()}
        text = json.dumps(records, ensure_ascii=False, indent=1)
        (SNAPSHOT / f"{data['letter']['letter_id']}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
