"""The Datasette plugin: the hooks, each a few words; nothing happens in a Datasette that does not show a run's output."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request
from jinja2 import Environment
from markupsafe import Markup

from kamermijn.dutch.identifiers import publication_url
from kamermijn.explore import (
    checks_page,
    coverage_page,
    figures_page,
    letter_page,
    motions_page,
    pages,
    promises_page,
    record_page,
    review,
    search_page,
    series_page,
)
from kamermijn.explore.explorer import DATABASE, explorer_of
from kamermijn.explore.overview import overview
from kamermijn.explore.security import App, Nonces, protected


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Our pages."""
    if not explorer_of(datasette):
        return []
    return [
        (pages.ASSET_ROUTE, pages.assets),
        (r"^/$", search_page.search),
        (r"^/cijfers$", figures_page.figures),
        (r"^/reeksen$", series_page.series),
        (r"^/nagerekend$", checks_page.checks),
        (r"^/toezeggingen$", promises_page.promises),
        (r"^/moties$", motions_page.motions),
        (r"^/dekking$", coverage_page.coverage),
        (r"^/-/nakijken$", review.desk),
        (r"^/brief/(?P<letter>[^/]+)$", letter_page.letter),
        (r"^/brief/(?P<letter>[^/]+)/bladzijde/(?P<page>\d{1,5})$", letter_page.image),
        (r"^/brief/(?P<letter>[^/]+)/(?P<record>[^/]+)/csv$", record_page.record_csv),
        (r"^/brief/(?P<letter>[^/]+)/(?P<record>[^/]+)/oordeel$", review.review),
        (r"^/brief/(?P<letter>[^/]+)/(?P<record>[^/]+)$", record_page.record),
    ]


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]] | None:
    """Count and list what all readers are shown before the first of them asks."""
    if not explorer_of(datasette):
        return None

    async def ready() -> None:
        await overview(datasette)

    return ready


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Let Datasette's own templates carry nonces."""
    if explorer_of(datasette):
        env.add_extension(Nonces)


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """The way from Datasette's own pages to ours."""
    return [{"href": address, "label": name} for address, name in pages.NAVIGATION] if explorer_of(datasette) else []


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """The little that Datasette's own pages need of us."""
    return [pages.asset_path("tables.css")] if explorer_of(datasette) else []


@hookimpl
def render_cell(row: Any, value: object, column: str, database: str, datasette: Datasette) -> Markup | None:
    """Have every row lead to its sentence, its letter and the official publication."""
    value, label = _told(value)
    if database != DATABASE or not value or not explorer_of(datasette):
        return None
    names = row.keys()
    made_up = "fictional" in names and row["fictional"]
    # Datasette makes a link of its own of a table's key, so the words themselves lead to their place.
    key = next((name for name in ("record_id", "promise_id") if name in names), None)
    if (
        column in ("record_id", "promise_id", "quote", "stated")
        and key
        and row[key]
        and "letter_id" in names
        and (letter := _told(row["letter_id"])[0])
    ):
        return _link(pages.letter_path(letter, row[key]), value, "naar-de-zin")
    if column in ("letter_id", "first_follow_up", "other_letter"):
        return _link(pages.letter_path(value), label, "naar-de-brief")
    if column in ("target", "motion") and (address := publication_url(value)) and not made_up:
        return _link(address, value, "naar-de-publicatie")
    if column == "url" and value.startswith("https://") and not made_up:
        return _link(value, value, "naar-de-publicatie")
    return None


def _told(value: object) -> tuple[str, str]:
    """A cell's text and its label: of a key to another table Datasette gives both."""
    if isinstance(value, dict):
        return str(value.get("value") or ""), str(value.get("label") or value.get("value") or "")
    return (value, value) if isinstance(value, str) else ("", "")


def _link(address: str, text: str, kind: str) -> Markup:
    return Markup('<a class="{}" href="{}">{}</a>').format(kind, address, text)


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Generator[None, Any, None]:
    """Tell in Dutch what is the matter, where a page was asked for; Datasette itself would also tell all it holds in memory."""
    outcome = yield
    if explorer_of(datasette) and not pages.asks_for_data(request):
        outcome.force_result([pages.apology(datasette, request, exception)])


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Our headers."""
    explorer = explorer_of(datasette)
    return lambda app: protected(app, explorer.hosts) if explorer else app
