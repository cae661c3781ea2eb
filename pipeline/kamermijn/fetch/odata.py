"""Asks the Tweede Kamer's open data (OData 4): pages of 250 with the address of the next one in each.

The service gives no next page to who asks with ``$top``, so that is never asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.web import Web

_MOST_PAGES = 10_000


def entities(web: Web, name: str, parameters: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every entity of a kind, as the service gives it; FetchError when an answer is not what is documented, or one lacks."""
    address: str | None = f"{web.services.parliament}/{name}"
    asked: dict[str, str] | None = parameters | {"$count": "true"}
    announced, came = None, 0
    seen: set[str] = set()
    for _ in range(_MOST_PAGES):
        if address is None:
            break
        seen.add(address)
        page = web.read(address, "application/json", read_page, asked)
        announced = page.get("@odata.count", announced)
        came += len(page["value"])
        yield from page["value"]
        following, asked = page.get("@odata.nextLink"), None
        # It may be told from this address on (OData JSON 4.01, 4.5.2).
        address = _joined(address, following) if following is not None else None
        if address in seen:
            raise FetchError("answer", f"{address}: the pages of the Tweede Kamer's open data lead in a circle: try again later")
    if isinstance(announced, int) and came != announced:
        raise FetchError("incomplete", f"the Tweede Kamer's open data announced {announced:,} of {name} and gave {came:,}: try again later")


def _joined(address: str, following: object) -> str:
    try:
        return urljoin(address, str(following))
    except ValueError:
        raise FetchError("address", f"{following!r:.200}: the Tweede Kamer's open data name this as their next page: no address") from None


def read_page(body: bytes) -> dict[str, Any]:
    """One page; FetchError when it is a refusal or no such page."""
    try:
        page = json.loads(body)
    except (ValueError, RecursionError):
        raise FetchError(
            "answer", "the Tweede Kamer's open data do not answer with JSON: they may have changed (make live-check tells)"
        ) from None
    if isinstance(page, dict) and "error" in page:
        said = page["error"].get("message") if isinstance(page["error"], dict) else page["error"]
        raise FetchError("refused", f"the Tweede Kamer's open data refuse the question: {said}")
    if not isinstance(page, dict) or not isinstance(page.get("value"), list) or not all(isinstance(each, dict) for each in page["value"]):
        raise FetchError("answer", "the Tweede Kamer's open data answer without a list: they may have changed (make live-check tells)")
    return page
