"""The watch: what is new for who follows letters, each thing told once, with where it stands."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kamermijn.dossier.card import Card
from kamermijn.dossier.linking import Linking
from kamermijn.dossier.state import State
from kamermijn.rules import Follow

Sort = Literal["letter", "figure", "deadline", "motion", "organisation"]
SORTS: dict[Sort, str] = {
    "letter": "Nieuwe brieven",
    "figure": "Nieuwe cijfers van gevolgde indicatoren",
    "deadline": "Termijn voorbij, geen vervolg gevonden in deze verzameling",
    "motion": "Gevolgde moties",
    "organisation": "Gevolgde organisaties",
}


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: ``id`` is the same in every run, so that it is told once."""

    id: str
    sort: Sort
    title: str
    text: str
    letter_id: str
    date: str | None
    record_id: str | None = None
    fictional: bool = False


def news(state: State, linking: Linking, follow: Follow, today: datetime.date) -> Iterator[News]:
    """All that the collection has to tell as it is, new or not."""
    wanted = set()
    for letter_id, data in state.rows("SELECT letter_id, data FROM card ORDER BY date, letter_id"):
        card = Card.from_json(data)
        if not _in_dossiers(card, follow):
            continue
        wanted.add(letter_id)
        about = f": {card.subject}" if card.subject else ""
        yield News(f"letter {letter_id}", "letter", f"{letter_id}{about}", _first(card), letter_id, card.date, None, card.fictional)
        told = {body: statement for statement in reversed(card.statements) for body in statement.bodies}
        for body in sorted(set(told) & set(follow.organisations)):
            where = told[body]
            title, name = f"{body} in {letter_id}", f"organisation {body} {letter_id}"
            yield News(name, "organisation", title, where.sentence, letter_id, card.date, where.record, card.fictional)
    for table, rows in linking.rows():
        for row in rows:
            if (table != "promises" or row["letter_id"] in wanted) and (found := _of_row(table, row, follow, today)):
                yield found


def _of_row(table: str, row: Mapping[str, Any], follow: Follow, today: datetime.date) -> News | None:
    """What a row of a table has to tell."""
    place = (row["letter_id"], row["date"])
    if table == "series" and row["series"] in follow.indicators:
        period = row["period_start"] and f" ({row['period_start']} tot en met {row['period_end']})"
        title = f"{row['name']}: {row['value']:g} {row['unit']}{period or ''}"
        return News(f"figure {row['record_id']}", "figure", title, row["quote"], *place, row["record_id"], row["fictional"])
    if table == "motion_history" and row["motion"] in follow.motions:
        says = ", ".join(row["says"]) or "genoemd"
        return News(
            f"motion {row['record_id']}", "motion", f"{row['motion']}: {says}", row["sentence"], *place, row["record_id"], row["fictional"]
        )
    late = table == "promises" and row["deadline_end"] and row["deadline_end"] < today.isoformat()
    if late and row["status"] in ("none found in this collection", "deadline ahead"):
        title = f"{row['actor'] or 'Onbekend wie'}: {row['act']} (termijn {row['deadline_end']})"
        return News(f"deadline {row['promise_id']}", "deadline", title, row["quote"], *place, row["promise_id"], row["fictional"])
    return None


def tell(state: State, current: Iterator[News], now: datetime.datetime, *, since_last: bool) -> list[tuple[str, News]]:
    """What to tell now, the newest first, each with the time at which it was first told; with ``since_last`` only what never was."""
    stamp = now.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told: list[tuple[str, News]] = []
    with state.together():
        for one in current:
            before = state.value("SELECT since FROM news WHERE id = ?", one.id)
            if before is None:
                state.write("INSERT INTO news VALUES (?, ?, ?)", one.id, stamp, json.dumps(asdict(one), ensure_ascii=False))
            if before is None or not since_last:
                told.append((before or stamp, one))
    return sorted(told, key=lambda item: (item[0], item[1].date or "", item[1].id), reverse=True)


def latest(state: State, count: int) -> list[tuple[str, News]]:
    """The last things that were told, for a feed: who reads it seldom misses nothing."""
    rows = state.rows("SELECT since, data FROM news ORDER BY since DESC, id LIMIT ?", count)
    return [(since, News(**json.loads(data))) for since, data in rows]


def _in_dossiers(card: Card, follow: Follow) -> bool:
    return not follow.dossiers or bool({f"dossier:{dossier}" for dossier in follow.dossiers} & set(card.blocks))


def _first(card: Card) -> str:
    """What a letter is about, from its first sentence that holds an act or a motion."""
    return next((one.sentence for one in card.statements if one.kind in ("measures", "motions")), "")
