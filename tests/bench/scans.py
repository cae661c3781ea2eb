"""Measure OCR: the annotated PDFs printed, laid a little askew, scanned with some noise, and mined from the image alone.

Usage: python tests/bench/scans.py [--pages]   (needs ../shared, and tesseract with nld)
Prints the scores of the records, the words of the text that are there, and for numbers how often each confidence was right;
``--pages`` says per letter what differs.
"""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2

from kamermijn import ingest, layout
from kamermijn.batch import run
from kamermijn.ingest import tesseract
from kamermijn.rules import load

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from made_scans import scanned  # noqa: E402  (it lies with the tests)

SHARED = ROOT.parent / "shared"
WORD = re.compile(r"\w+(?:[.,:/-]\w+)*%?|€")


def words_found(ours: str, theirs: str) -> tuple[int, int, int]:
    """How many words are in both texts in the same order, in ours, and in theirs."""
    left, right = WORD.findall(ours.casefold()), WORD.findall(theirs.casefold())
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()), len(left), len(right)


def numbers(raw: Any, truth: str) -> Counter[tuple[str, bool]]:
    """How many words with digits on the pages are, and are not, in the text layer too: those in doubt and the others."""
    found: Counter[tuple[str, bool]] = Counter()
    known = {word.strip("().,;:") for word in re.findall(r"\S*\d\S*", truth.replace("-", "–"))}
    for page in raw.pages:
        starts = [*np.flatnonzero(page.glyphs.spaced).tolist(), len(page.text)]
        for start, end in pairwise(starts):
            word = page.text[start:end].replace("-", "–")
            if any(c.isdigit() for c in word):
                right = word.strip("().,;:") in known
                found["doubt" if page.unsure[start:end].any() else "sure", right] += 1
                if not right and not page.unsure[start:end].any():
                    WRONG.append((raw.source, page.number, word))
    return found


WRONG: list[tuple[str, int, str]] = []


def main(*, tell: bool) -> None:
    if lacking := tesseract.missing():
        raise SystemExit(lacking)
    letters = sorted(p for p in (SHARED / "letters").glob("*.pdf") if (SHARED / "gold" / f"{p.stem}.yaml").is_file())
    if not letters:
        raise SystemExit("the annotated letters are not here (../shared)")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "scans").mkdir()
        (work / "gold").mkdir()
        both = ours = theirs = pages = 0
        sure: Counter[Any] = Counter()
        seconds = time.monotonic()
        for path in letters:
            scan = work / "scans" / path.name
            scan.write_bytes(scanned(path.read_bytes()))
            for suffix in (".yaml", ".txt"):
                shutil.copy(SHARED / "gold" / f"{path.stem}{suffix}", work / "gold")
        seconds = time.monotonic()
        for path in letters:
            raw = ingest.read(work / "scans" / path.name)
            pages += len(raw.pages)
            text = layout.compose(raw).text
            gold = (SHARED / "gold" / f"{path.stem}.txt").read_text(encoding="utf-8")
            found = words_found(text, gold)
            both, ours, theirs = both + found[0], ours + found[1], theirs + found[2]
            layer = pypdfium2.PdfDocument(path)
            sure += numbers(raw, " ".join(page.get_textpage().get_text_range() for page in layer))
            layer.close()
            print(f"{path.name}: words recall {found[0] / found[2]:.4f} precision {found[0] / found[1]:.4f}")
            if tell:
                left, right = text.split("\n"), gold.split("\n")
                print("\n".join(difflib.unified_diff(right, left, "gold", "scan", lineterm="", n=0)))
        seconds = time.monotonic() - seconds
        print(f"{pages} pages, {seconds / pages:.1f} s a page; words: recall {both / theirs:.4f}, precision {both / ours:.4f}")
        print("words with digits on the pages (in doubt?, right?):", dict(sure))
        print("wrong and not in doubt:", WRONG)
        run(tuple(sorted((work / "scans").iterdir())), work / "out", load())
        command = [sys.executable, str(SHARED / "score.py"), str(work / "out"), "--gold", str(work / "gold")]
        subprocess.run(command, check=True)
        if tell:
            for kind in ("figures", "dates"):
                subprocess.run([*command, "--errors", kind], check=True)


if __name__ == "__main__":
    main(tell="--pages" in sys.argv)
