"""What the watch tells, as an Atom feed (RFC 4287) and as a Markdown digest."""

from __future__ import annotations

import datetime
import html
import re
import uuid
from collections.abc import Sequence

from lxml import etree

from kamermijn.dossier.watch import SORTS, News
from kamermijn.dutch.identifiers import publication_url

_ATOM = "http://www.w3.org/2005/Atom"
_TITLE = "kamermijn: wat er nieuw is"
# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|!])")


def atom(told: Sequence[tuple[str, News]], now: datetime.datetime) -> bytes:
    """The feed: one entry a thing, with the same id for ever."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    _add(feed, "title", _TITLE)
    _add(feed, "id", _urn("feed"))
    _add(feed, "updated", max((since for since, _ in told), default=now.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))
    _add(_add(feed, "author", None), "name", "kamermijn")
    for since, one in told:
        entry = _add(feed, "entry", None)
        _add(entry, "title", one.title + _mark(one))
        _add(entry, "id", _urn(one.id))
        _add(entry, "updated", since)
        if one.date:
            _add(entry, "published", f"{one.date}T00:00:00Z")
        _add(entry, "category", None).set("term", one.sort)
        if url := _url(one):
            _add(entry, "link", None).set("href", url)
        _add(entry, "summary", f"{SORTS[one.sort]}. {one.text} ({one.letter_id}{f', {one.date}' if one.date else ''})")
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def digest(told: Sequence[tuple[str, News]], now: datetime.datetime) -> str:
    """The same for people to read, sort by sort; what a letter says cannot become mark-up."""
    lines = [f"# {_TITLE}", "", f"Bijgewerkt op {now.date().isoformat()}.", ""]
    for sort, heading in SORTS.items():
        some = [one for _, one in told if one.sort == sort]
        if not some:
            continue
        lines += [f"## {heading} ({len(some)})", ""]
        for one in some:
            url = _url(one)
            where = f"[{_plain(one.letter_id)}]({url})" if url else _plain(one.letter_id)
            lines.append(f"- **{_plain(one.title)}**{_plain(_mark(one))}  ")
            lines.append(f"  {_plain(one.text)} ({where}{f', {one.date}' if one.date else ''})")
        lines.append("")
    if not told:
        lines += ["Niets nieuws.", ""]
    return "\n".join(lines)


def _url(one: News) -> str | None:
    """Where the letter is published, where it is; another version of it stands under the same id."""
    return None if one.fictional else publication_url(one.letter_id.partition("~")[0])


def _mark(one: News) -> str:
    return " (verzonnen voorbeeld)" if one.fictional else ""


def _add(parent: etree._Element, name: str, text: str | None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = None if text is None else _UNWRITABLE.sub(" ", text)
    return element


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'kamermijn {name}')}"


def _plain(text: str) -> str:
    return html.escape(_MARKDOWN.sub(r"\\\1", " ".join(text.split())), quote=False)
