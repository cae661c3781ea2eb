"""A chart of figures over time, drawn on the server as SVG: no script, no network, each point a link to its sentence."""

from __future__ import annotations

import copy
import functools
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from markupsafe import Markup

from kamermijn.explore.wording import word

SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
# The drawing program takes an address without a host for one on its own site.
_HERE: Final = "https://kamermijn.invalid"
_DATA: Final = "figures"
_KEPT = 64
# What may come out of the drawing; anything else in it is dropped.
_ELEMENTS = frozenset({"svg", "g", "path", "line", "rect", "text", "tspan", "a", "title", "circle", "symbol"})
_ATTRIBUTES = frozenset({
    "class", "width", "height", "viewBox", "transform", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "dx", "dy", "rx", "fill",
    "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-miterlimit", "stroke-linecap", "opacity",
    "text-anchor", "font-size", "font-weight", "font-family", "dominant-baseline", "pointer-events", "display",
})  # fmt: skip
# The drawing program knows no style sheets: it draws in stand-in colours that become classes, which light and dark pages colour.
_CLASSES = {"#010101": "ink", "#020202": "grid", "#030303": "reported", "#040404": "target", "#050505": "estimate", "#060606": "norm",
            "#070707": "unknown", "#080808": "expected"}  # fmt: skip
_NATURES = ("reported", "target", "estimate", "norm", "unknown", "expected")
_COLOURS = ("#030303", "#040404", "#050505", "#060606", "#070707", "#080808")
_SHAPES = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")
_LOCK = threading.Lock()
_DRAWN: OrderedDict[tuple[tuple[Point, ...], str], Markup] = OrderedDict()


@dataclass(frozen=True)
class Point:
    """A figure on the chart: its period, value and nature, what it says in words, and the address of its sentence."""

    start: str
    end: str
    value: float
    high: float | None
    nature: str
    told: str
    address: str


def chart(points: Sequence[Point], unit: str) -> Markup:
    """The points over time as SVG; a line shows how long the time is that a figure is about."""
    key = (tuple(points), unit)
    with _LOCK:
        if key in _DRAWN:
            _DRAWN.move_to_end(key)
            return _DRAWN[key]
        drawn = _cleaned(_svg(points, unit))
        _DRAWN[key] = drawn
        while len(_DRAWN) > _KEPT:
            _DRAWN.popitem(last=False)
    return drawn


def warm() -> None:
    """Have the drawing program ready: its first chart takes seconds."""
    _cleaned(_svg([Point("2030-01-01", "2030-12-31", 1.0, None, "reported", "", "")], "count"))


def _svg(points: Sequence[Point], unit: str) -> str:
    import vl_convert

    natures = tuple(nature for nature in _NATURES if any(p.nature == nature for p in points))
    rows = [
        {
            "start": p.start,
            "end": p.end,
            "value": p.value,
            "high": p.value if p.high is None else p.high,
            "told": p.told,
            "address": _HERE + p.address,
            "nature": _named(p.nature),
        }
        for p in points
    ]
    drawing = copy.deepcopy(_drawing(natures, unit, all(p.value >= 0 for p in points)))
    next(data for data in drawing["data"] if data["name"] == _DATA)["values"] = rows
    return str(vl_convert.vega_to_svg(drawing, format_locale="nl-NL", time_format_locale="nl-NL"))


def _named(nature: str) -> str:
    return "aard niet bekend" if nature == "unknown" else word("nature", nature)


@functools.lru_cache(maxsize=256)
def _drawing(natures: tuple[str, ...], unit: str, from_zero: bool) -> dict[str, Any]:
    """How such a chart is drawn, without its points: a Vega specification, compiled once."""
    import altair
    import vl_convert

    places = [_NATURES.index(nature) for nature in natures]
    names = [_named(nature) for nature in natures]
    colour = altair.Color("nature:N", title="aard", scale=altair.Scale(domain=names, range=[_COLOURS[i] for i in places]))
    shape = altair.Shape("nature:N", title="aard", scale=altair.Scale(domain=names, range=[_SHAPES[i] for i in places]))
    base = altair.Chart(altair.InlineData(values=[], name=_DATA)).transform_calculate(
        from_="toDate(datum.start)", to="toDate(datum.end)", middle="(toNumber(toDate(datum.start)) + toNumber(toDate(datum.end))) / 2"
    )
    x = altair.X("from_:T", title="periode waarover het cijfer gaat", scale=altair.Scale(nice=True))
    y_title = {"count": "aantal", "percent": "procent", "EUR": "euro"}.get(unit, word("unit", unit))
    y = altair.Y("value:Q", title=y_title, scale=altair.Scale(zero=from_zero, nice=True))
    spans = base.mark_rule(strokeWidth=2, opacity=0.5).encode(x=x, x2="to:T", y=y, color=colour)
    ranges = (
        base.transform_filter("datum.high != datum.value").mark_rule(strokeWidth=2).encode(x="middle:T", y=y, y2="high:Q", color=colour)
    )
    dots = base.mark_point(filled=True, size=110, opacity=1).encode(
        x="middle:T", y=y, color=colour, shape=shape, href="address:N", description="told:N"
    )
    ink, grid = "#010101", "#020202"
    axis = {
        "labelColor": ink,
        "titleColor": ink,
        "gridColor": grid,
        "domainColor": ink,
        "tickColor": ink,
        "labelFontSize": 12,
        "titleFontSize": 12,
    }
    legend = {"labelColor": ink, "titleColor": ink, "labelFontSize": 12, "titleFontSize": 12, "orient": "top"}
    drawing = (
        altair.layer(spans, ranges, dots)
        .properties(width=820, height=320)
        .configure(background="transparent", font="sans-serif")
        .configure_axis(**axis)
        .configure_legend(**legend)
        .configure_view(strokeOpacity=0)
    )
    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(drawing.to_dict(validate=False))
    return compiled


def _cleaned(svg: str) -> Markup:
    """The drawing with nothing but shapes, words and links to our own pages."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(svg.encode(), parser)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).localname not in _ELEMENTS:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        _clean(element)
    root.set("role", "group")
    root.set("aria-label", "Cijfers over de tijd; dezelfde cijfers staan in de tabel eronder")
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))


def _clean(element: etree._Element) -> None:
    address, told = element.get(_XLINK) or element.get("href") or "", ""
    if len(element):
        told = element[0].get("aria-label") or ""
    for name in list(element.attrib):
        if name not in _ATTRIBUTES:
            del element.attrib[name]
    kind = etree.QName(element).localname
    if kind == "a" and address.startswith(f"{_HERE}/brief/"):
        element.set("href", address.removeprefix(_HERE))
        element.set("aria-label", told)
        etree.SubElement(element, f"{{{SVG}}}title").text = told
    for name in ("fill", "stroke"):
        if colour := _CLASSES.get(element.get(name, "")):
            element.set("class", f"{element.get('class', '')} {name}-{colour}".strip())
