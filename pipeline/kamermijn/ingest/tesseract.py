"""Tesseract, through pytesseract: is it here, what does an image say, and which way up is it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "nld"
_INSTALL = "apt-get install tesseract-ocr tesseract-ocr-nld"
_INSTALL_WRAPPER = "pip install 'kamermijn[ocr]'"
_SEGMENTED = "--psm 3 -c hocr_char_boxes=1"
_ORIENTED = re.compile(r"^Rotate:\s*(\d+)", re.MULTILINE)
_SURE = re.compile(r"^Orientation confidence:\s*([\d.]+)", re.MULTILINE)
_LEAST_SURE = 1.0
"""Orientation confidence below which a page is left as it is."""


class OutOfTimeError(Exception):
    """A page took longer than it may."""


def missing() -> str | None:
    """What is not here that OCR needs, with the line that installs it; None where all of it is."""
    if find_spec("pytesseract") is None:
        return f"the Python package pytesseract is not installed ({_INSTALL_WRAPPER})"
    program = shutil.which("tesseract")
    if program is None:
        return f"the program tesseract is not installed (on Debian and Ubuntu: {_INSTALL})"
    if LANGUAGE not in _languages(program):
        return f"tesseract has no Dutch ({LANGUAGE}) language data (on Debian and Ubuntu: {_INSTALL})"
    return None


@lru_cache(maxsize=4)
def _languages(program: str) -> frozenset[str]:
    return frozenset(_said(program, "--list-langs").split("\n")[1:])


def version() -> str:
    """The engine that reads scans here, for the account of what made a record; ``none`` where there is none."""
    program = shutil.which("tesseract")
    return "none" if program is None or missing() else _version(program)


@lru_cache(maxsize=4)
def _version(program: str) -> str:
    return f"{_said(program, '--version').partition(chr(10))[0]} {LANGUAGE}"


def _said(program: str, question: str) -> str:
    # Asked here and not through pytesseract, which takes half a second to import.
    try:
        answer = subprocess.run([program, question], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout or answer.stderr


def _one_thread() -> None:
    # Two threads a page are slower than one where there are as many workers as cores, and on some pages far slower.
    os.environ["OMP_THREAD_LIMIT"] = "1"


def hocr(image: Image, dpi: int, seconds: float) -> bytes:
    """What stands in an image as hOCR, with a box and a confidence a character; OutOfTimeError after ``seconds``."""
    import pytesseract

    _one_thread()
    try:
        found = pytesseract.image_to_pdf_or_hocr(
            image, lang=LANGUAGE, extension="hocr", config=f"--dpi {dpi} {_SEGMENTED}", timeout=max(1, round(seconds))
        )
    except pytesseract.TesseractError:
        return b""
    except RuntimeError as error:  # so pytesseract tells a timeout
        raise OutOfTimeError(str(error)) from None
    return found if isinstance(found, bytes) else found.encode()


def turned_by(image: Image, dpi: int, seconds: float) -> int:
    """Degrees (0, 90, 180, 270) by which the image must be turned clockwise to stand upright; 0 where that cannot be told."""
    import pytesseract

    _one_thread()
    try:
        told = pytesseract.image_to_osd(image, config=f"--dpi {dpi}", timeout=max(1, round(seconds)))
    except (pytesseract.TesseractError, RuntimeError):
        return 0
    angle, sure = _ORIENTED.search(told), _SURE.search(told)
    return int(angle[1]) % 360 if angle and sure and float(sure[1]) >= _LEAST_SURE else 0
