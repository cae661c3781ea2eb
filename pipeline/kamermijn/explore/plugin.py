"""The Datasette plugin: the hooks, each a few words; nothing happens in a Datasette that does not show a run's output."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from jinja2 import Environment

from kamermijn.explore import letter_page, pages
from kamermijn.explore.explorer import explorer_of
from kamermijn.explore.security import App, protected


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Our pages."""
    if not explorer_of(datasette):
        return []
    return [
        (pages.ASSET_ROUTE, pages.assets),
        (r"^/brief/(?P<letter>[^/]+)$", letter_page.letter),
        (r"^/brief/(?P<letter>[^/]+)/bladzijde/(?P<page>\d{1,5})$", letter_page.image),
        (r"^/brief/(?P<letter>[^/]+)/(?P<record>[^/]+)/csv$", letter_page.record_csv),
        (r"^/brief/(?P<letter>[^/]+)/(?P<record>[^/]+)$", letter_page.record),
    ]


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Our templates."""
    if explorer_of(datasette):
        pages.prepare(env)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Our headers."""
    explorer = explorer_of(datasette)
    return lambda app: protected(app, explorer.hosts) if explorer else app
