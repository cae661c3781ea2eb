"""The PDFs that say on every page what they say: a scan waits for OCR, of which scans.py tells, and little else would be measured."""

from __future__ import annotations

from pathlib import Path


def text_pdfs(folder: Path) -> dict[Path, int]:
    """The PDFs below a folder whose pages all have a text layer, and how many pages each has."""
    from kamermijn import ingest
    from kamermijn.ingest.limits import ReadingLimits, within
    from kamermijn.model import LetterError

    found: dict[Path, int] = {}
    for path in sorted(folder.rglob("*.pdf")):
        try:
            with within(ReadingLimits(scanned_pages=1)):
                read = ingest.read(path)
        except LetterError:
            continue
        if not any(page.scanned or not page.text for page in read.pages):
            found[path] = len(read.pages)
    if not found:
        raise SystemExit(f"no readable PDF in {folder}")
    return found
