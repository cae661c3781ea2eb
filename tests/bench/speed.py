"""Measure, in one run and on one core, what kamermijn costs per letter against what reading the same letters must cost.

Usage: python tests/bench/speed.py [FOLDER]   (default: ../shared/letters, else the sample letters)
CPU seconds, not the clock: other work on the machine disturbs the ratios least that way.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

ROOT = Path(__file__).parents[2]
spent: Counter[str] = Counter()


def timed(name: str, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    start = time.process_time()
    done = work(*arguments, **named)
    spent[name] += time.process_time() - start
    return done


def pdfium_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def pdfplumber_text(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def main(folder: Path) -> None:
    start = time.process_time()
    from kamermijn import ingest, language, layout, records, rules
    from kamermijn.model import LetterError
    from kamermijn.records.identity import completed

    print(f"{time.process_time() - start:8.2f} s  imports")
    loaded = timed("rules", rules.load)
    print(f"{spent.pop('rules'):8.2f} s  rules (first in this process)")
    from kamermijn.language.pipeline import blank_pipeline

    tokenise = blank_pipeline()
    tokenise("Wat eenmalig is, telt niet mee.")
    raws = []
    for path in sorted(folder.rglob("*.pdf")):
        try:
            raws.append((path, ingest.read(path)))
        except LetterError:
            continue

    def mined(path: Path) -> Any:
        raw = timed("ingest", ingest.read, path)
        text = timed("layout", layout.compose, raw, loaded)
        annotated = timed("sentences", language.annotate, text, loaded)
        fields = records.read_fields(annotated, source=raw.source, sha256=raw.sha256, format=raw.format, metadata=raw.metadata)
        return timed("records", records.extract, annotated, completed(fields, text, None))

    if not raws:
        raise SystemExit(f"no readable PDF in {folder}")
    mined(raws[0][0])
    rules.remember(loaded)
    spent.clear()
    for path, _ in raws:
        # Side by side, letter by letter, so that a busy machine slows all of them alike.
        text = timed("pdfium text", pdfium_text, path)
        timed("blank Dutch tokenizer", tokenise, text)
        timed("all of kamermijn", mined, path)
        timed("pdfplumber text", pdfplumber_text, path)
    for name, seconds in spent.most_common():
        print(f"{seconds:8.2f} s  {name}")
    limit = spent["pdfium text"] + spent["blank Dutch tokenizer"]
    print(f"{len(raws)} letters; kamermijn / (pdfium text + tokenizer) = {spent['all of kamermijn'] / limit:.1f}; "
          f"pdfplumber text / kamermijn = {spent['pdfplumber text'] / spent['all of kamermijn']:.1f}")  # fmt: skip


if __name__ == "__main__":
    shared = ROOT.parent / "shared" / "letters"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else shared if shared.is_dir() else ROOT / "corpus" / "voorbeelden")
