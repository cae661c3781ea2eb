"""What kamermijn costs on one core, against what one would write instead and against the physical limit.

Usage: python tests/bench/one_core.py [FOLDER]   (default: ../shared/letters, else the sample letters)
CPU seconds of one process that may use one core. Every letter is done by all in turn, so that a busy machine slows all of them
alike, and three times, of which the fastest counts. A line that starts with ``RESULT`` goes into results.md.
"""

from __future__ import annotations

import os

# Before numpy is loaded: its libraries would start threads.
os.environ.update({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"})

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made_letters_of_samples
import pypdfium2
from report import result
from text_pdfs import text_pdfs

ROUNDS = 3


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
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    import spacy

    import kamermijn
    from kamermijn import ingest
    from kamermijn.language.pipeline import blank_pipeline

    # All components of the model that ships, over all text: the pipeline that one would write.
    full = spacy.load(Path(kamermijn.__file__).parent / "nl_kamer_sm")
    tokenise = blank_pipeline()
    ways: dict[str, Callable[[Path], Any]] = {
        "kamermijn, all kinds of record": kamermijn.mine,
        "pdfplumber text": pdfplumber_text,
        "full spaCy pipeline": lambda path: full(texts[path]),
        "pdfium text": pdfium_text,
        "blank Dutch tokenizer": lambda path: tokenise(texts[path]),
        "our text of a PDF (ingest)": ingest.read,
    }
    letters = text_pdfs(folder)
    pages = sum(letters.values())
    texts = {path: pdfplumber_text(path) for path in letters}
    for path in list(texts)[:2]:  # what is loaded or compiled once is no cost of a letter
        for work in ways.values():
            work(path)
    spent: Counter[str] = Counter()
    for path in texts:
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            for name, work in ways.items():
                start = time.process_time()
                work(path)
                best[name] = min(best.get(name, float("inf")), time.process_time() - start)
        spent.update(best)
    for name, seconds in spent.most_common():
        print(f"{seconds:8.2f} s  {name}")
    ours = spent["kamermijn, all kinds of record"]
    print(f"{len(texts)} letters, {pages} pages; {len(texts) / ours:.2f} letters and {pages / ours:.1f} pages a second on one core")
    instead = spent["pdfplumber text"] + spent["full spaCy pipeline"]
    result(
        "as fast as pdfplumber text and the full spaCy pipeline",
        instead / ours,
        "x",
        aim="12",
        limit="at least 6",
        good=instead / ours >= 6,
    )
    limit = spent["pdfium text"] + spent["blank Dutch tokenizer"]
    result("the time of pdfium text and the blank tokenizer", ours / limit, "x", aim="3", limit="at most 6", good=ours / limit <= 6)
    read = spent["pdfplumber text"] / spent["our text of a PDF (ingest)"]
    result("our text of a PDF as fast as pdfplumber's, same pages", read, "x", limit="at least 20", good=read >= 20)
    result("letters a second on one core", len(texts) / ours, f"of {pages / len(texts):.0f} pages")


if __name__ == "__main__":
    main(made_letters_of_samples.folder(sys.argv[1:]))
