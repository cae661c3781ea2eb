"""Images of a PDF's pages, drawn in a process of their own: a hostile file can only take down that, and not for long."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from concurrent.futures import TimeoutError as OutOfTimeError
from pathlib import Path
from typing import Any

from kamermijn.explore.letters import Document, LetterFiles, locate

_KEPT_BYTES = 64_000_000
_SECONDS = 20
_WIDTH = 1100
_MOST_PIXELS = 4_000_000
_MOST_PAGES = 2000
_DAMAGED = "De bladzijden van dit bestand kunnen niet worden getekend."

Size = tuple[float, float]
"""Width and height of a page, in PDF points."""


class NoImageError(Exception):
    """There is no image of this page; the message says why, for the reader of the page."""


class PageImages:
    """Draws the pages of letters that were read from a PDF, and keeps the last ones drawn in memory (64 MB)."""

    def __init__(self, letters: LetterFiles) -> None:
        self._letters = letters
        self._lock = threading.Lock()
        self._images: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._sizes: OrderedDict[str, tuple[Size, ...]] = OrderedDict()
        self._pool: Any = None

    def sizes(self, document: Document) -> tuple[Size, ...]:
        """The size of each page; NoImageError where the letter has no pages to show."""
        sha256 = _digest(document)
        with self._lock:
            if sha256 in self._sizes:
                return self._sizes[sha256]
        found: tuple[Size, ...] = self._in_worker(page_sizes, self._file(document), sha256)
        with self._lock:
            self._sizes[sha256] = found
            while len(self._sizes) > 1000:
                self._sizes.popitem(last=False)
        return found

    def image(self, document: Document, page: int) -> bytes:
        """The page (1-based) as PNG; NoImageError where there is none."""
        key = (_digest(document), page)
        with self._lock:
            if key in self._images:
                self._images.move_to_end(key)
                return self._images[key]
        if not 1 <= page <= len(self.sizes(document)):
            raise NoImageError(f"Deze brief heeft geen bladzijde {page}.")
        image: bytes = self._in_worker(draw, self._file(document), key[0], page)
        with self._lock:
            self._images[key] = image
            while sum(map(len, self._images.values())) > _KEPT_BYTES:
                self._images.popitem(last=False)
        return image

    def warm(self) -> None:
        """Have the process ready before the first page is asked for."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool:
            pool.stop()
            pool.join()

    def _file(self, document: Document) -> Path:
        source = self._letters.source(document)
        if source is None:
            raise NoImageError("Het is niet bekend uit welk bestand deze brief is gelezen (geen ledger.sqlite bij de uitvoer).")
        path = locate(source, self._letters.output)
        if path is None:
            raise NoImageError(f"{document['letter']['source']} is niet meer te vinden, of is veranderd sinds de brief is gelezen; "
                               "start kamermijn in de map waarin dat bestand staat, of lees de brief opnieuw.")  # fmt: skip
        return path

    def _started(self) -> Any:
        if self._pool is None:
            import multiprocessing

            from pebble import ProcessPool

            self._pool = ProcessPool(max_workers=1, max_tasks=500, context=multiprocessing.get_context("spawn"))
            self._pool.schedule(_ready)
        return self._pool

    def _in_worker(self, work: Any, *arguments: Any) -> Any:
        with self._lock:
            pool = self._started()
        try:
            return pool.schedule(work, args=arguments, timeout=_SECONDS).result()
        except OutOfTimeError:
            raise NoImageError("Het tekenen van deze bladzijde duurde te lang.") from None
        except NoImageError:
            raise
        except Exception as error:  # what a damaged file does to the reader of PDFs cannot be listed
            raise NoImageError(_DAMAGED) from error


def _digest(document: Document) -> str:
    if document["letter"]["format"] != "pdf":
        raise NoImageError("Deze brief kwam niet als PDF binnen; er zijn geen bladzijden om te tonen.")
    return str(document["letter"]["sha256"])


def _ready() -> None:
    import pypdfium2  # noqa: F401


def _opened(path: Path, sha256: str) -> Any:
    import pypdfium2

    from kamermijn.ingest import sources

    data = sources.content(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NoImageError("Het bestand is veranderd sinds de brief is gelezen.")
    return pypdfium2.PdfDocument(data)


def page_sizes(path: Path, sha256: str) -> tuple[Size, ...]:
    """The size of every page of a PDF that has this digest."""
    document = _opened(path, sha256)
    try:
        return tuple(document.get_page_size(index) for index in range(min(len(document), _MOST_PAGES)))
    finally:
        document.close()


def draw(path: Path, sha256: str, page: int) -> bytes:
    """One page (1-based) of a PDF that has this digest, as PNG, about 1,100 pixels wide."""
    import io

    document = _opened(path, sha256)
    try:
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = min(_WIDTH / max(width, 1), (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        image = sheet.render(scale=scale).to_pil()
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=3)
        return out.getvalue()
    finally:
        document.close()
