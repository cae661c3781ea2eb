"""Questions that people ask of the SQLite file again and again, as Datasette offers them: in Dutch, with blanks to fill in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A ready query; ``:name`` is a blank that the reader fills in."""

    name: str
    title: str
    description: str
    sql: str


QUESTIONS = (
    Question(
        "cijfers_over",
        "Cijfers over een onderwerp",
        "Alle cijfers waarvan het onderwerp dit woord bevat, op volgorde van de periode waar ze over gaan.",
        """SELECT period_start, period_end, value, value_high, unit, subject, change, organisation, letter_date, quote, record_id, letter_id
FROM figures_with_letter
WHERE subject LIKE '%' || :onderwerp || '%'
ORDER BY coalesce(period_start, letter_date), letter_id, start""",
    ),
    Question(
        "open_toezeggingen",
        "Toezeggingen met een termijn voor een datum",
        "Toezeggingen om de Kamer te informeren waarvan de genoemde termijn voor deze dag afliep. Wat latere brieven ervan zeggen, "
        "staat in de tabel promises en op de pagina Toezeggingen en maatregelen.",
        """SELECT deadline_end, actor, quote, letter_date, record_id, letter_id
FROM open_promises
WHERE deadline_end < :voor_datum AND speaker = 'sender'
ORDER BY deadline_end, letter_id, start""",
    ),
    Question(
        "grootste_bedragen",
        "De grootste bedragen",
        "Bedragen in euro's vanaf een minimum, het grootste eerst.",
        """SELECT value, value_high, per, subject, period_start, letter_date, sender_role, quote, record_id, letter_id
FROM (SELECT *, letter_sender_role AS sender_role FROM figures_with_letter)
WHERE unit = 'EUR' AND value >= CAST(:minimum AS REAL)
ORDER BY value DESC, letter_id, start""",
    ),
    Question(
        "zoeken_in_brieven",
        "Zoeken in de tekst van alle brieven",
        "Brieven waarin deze woorden staan, met het stukje tekst waar ze staan.",
        """SELECT l.date, l.sender_role, l.subject, snippet(texts_fts, 0, '[', ']', '…', 24) AS fragment, t.letter_id
FROM texts_fts JOIN texts t ON t.rowid = texts_fts.rowid JOIN letters l ON l.letter_id = t.letter_id
WHERE texts_fts MATCH :woorden
ORDER BY texts_fts.rank
LIMIT 100""",
    ),
    Question(
        "maatregelen_van",
        "Maatregelen en toezeggingen van een bewindspersoon of organisatie",
        "Wie doet wat en wanneer: maatregelen waarvan de handelende partij deze woorden bevat.",
        """SELECT letter_date, status, type, deadline_end, amount, amount_unit, quote, record_id, letter_id
FROM measures_with_letter
WHERE actor LIKE '%' || :wie || '%'
ORDER BY letter_date, letter_id, start""",
    ),
    Question(
        "meest_aangehaald",
        "Meest aangehaalde stukken",
        "Officiële documenten waar de brieven naar verwijzen, met het aantal brieven.",
        """SELECT target, type, count(DISTINCT letter_id) AS letters, count(*) AS citations, min(url) AS url
FROM citations
WHERE target IS NOT NULL
GROUP BY target, type
ORDER BY letters DESC, citations DESC, target
LIMIT 200""",
    ),
    Question(
        "moties_in_brieven",
        "Moties en de brieven die erover gaan",
        "Per motie in welke brieven erover geschreven wordt en wat haar lot was.",
        """SELECT coalesce(m.target, m.quote) AS motion, group_concat(DISTINCT m.status) AS status, count(DISTINCT m.letter_id) AS letters,
  min(m.date) AS date, min(m.asks) AS asks
FROM motions m
GROUP BY coalesce(m.target, m.quote)
ORDER BY letters DESC, date""",
    ),
    Question(
        "niet_gelezen_getallen",
        "Getallen die geen cijfer werden",
        "Hoeveel getallen in de brieven buiten de tabellen bleven, en waarom.",
        """SELECT outcome, reason, count(*) AS numbers, count(DISTINCT letter_id) AS letters
FROM coverage
WHERE outcome IN ('left out', 'rejected')
GROUP BY outcome, reason
ORDER BY numbers DESC""",
    ),
)
