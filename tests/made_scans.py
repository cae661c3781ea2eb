"""Scans made for the tests: pages printed, laid askew, and scanned with some noise, so that only an image is left."""

import io

import numpy as np
import pypdfium2
from PIL import Image


def scanned(
    data: bytes, *, skew: float = 0.4, noise: float = 12.0, dpi: int = 300, turned: int = 0, pages: list[int] | None = None
) -> bytes:
    """A PDF as it comes from a scanner: images of its pages, askew by up to ``skew`` degrees, with noise, and no text."""
    random = np.random.default_rng(7)
    document = pypdfium2.PdfDocument(data)
    images = []
    for index in range(len(document)) if pages is None else pages:
        image = document[index].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        image = image.rotate(float(random.uniform(-skew, skew)), Image.Resampling.BICUBIC, fillcolor=255)
        pixels = np.asarray(image).astype(np.float32)
        pixels += random.normal(0, noise, pixels.shape).astype(np.float32)
        image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
        images.append(image.rotate(turned, expand=True) if turned else image)
    document.close()
    file = io.BytesIO()
    images[0].save(file, "PDF", save_all=True, append_images=images[1:], resolution=dpi, quality=85)
    return file.getvalue()
