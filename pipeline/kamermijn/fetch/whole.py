"""Whether a document came whole: a service can send half of one and call it all."""

from __future__ import annotations

import io
import zipfile

from kamermijn.ingest.markup import name, parse_xml
from kamermijn.model import LetterError


def fault(form: str, body: bytes) -> str | None:
    """Why a body is no whole document of its form; None when it is one."""
    if not body.strip():
        return "is empty"
    if form in ("xml", "metadata"):
        try:
            root = name(parse_xml(body, "it"))
        except LetterError as error:
            return f"is no whole XML document ({error.reason})"
        # A service may answer with a page of its site, such as an error, and call it all well.
        if root.casefold() == "html":
            return "is a web page, not the document"
        return None if form == "xml" or root == "metadata_gegevens" else f"is not the metadata but <{root}>"
    if form == "html":
        # A page of the site itself, such as an error, is HTML as well; the reader tells those apart by what is in them.
        if b"<html" not in body[:4096].lower():
            return "is no HTML page"
        return None if b"</html" in body[-4096:].lower() else "is cut off"
    if form == "pdf":
        if b"%PDF-" not in body[:1024]:
            return "is no PDF"
        return None if b"%%EOF" in body[-2048:] else "is cut off"
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return f"is no whole {form.upper()} file"
    return None if names else f"is an empty {form.upper()} file"
