"""What each paragraph is and who speaks in it, told from its words and its place among the others."""

from __future__ import annotations

import re

from kamermijn.layout.draft import Draft
from kamermijn.layout.paragraphs import BULLET, is_item
from kamermijn.layout.wording import Wording

_SENTENCE_END = re.compile(r"[.?!;:,…][\"'”’»)\]]*$")
_CHAPTER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.:]?\s+[A-ZÀ-Þ]")
_QUESTION_NUMBER = re.compile(r"(?:vraag\s+)?\d{1,2}[.):]?(?:\s|$)", re.IGNORECASE)
_LONGEST_QUESTION = 8
_LONGEST_HEADING = 160
_NAMES = re.compile(r"(?=.{2,60}$)['’]?[A-ZÀ-Þ][\w'’.-]*(?:[\s,]+(?:[A-ZÀ-Þ'’][\w'’.-]*|van|der|den|de|het|ter|ten|te|el|in|’t|en))*")
_MASTHEAD_REACH = 14
_SIGNATURE_REACH = 9


def arrange(drafts: list[Draft], words: Wording, *, marked_up: bool = False) -> list[Draft]:
    """Give every paragraph its kind and its speaker; the signature block becomes one.

    A source that is marked up names its headings, or at least prints them in a style of their own.
    """
    _labels(drafts, words)
    drafts = _signatures(drafts, words)
    _mastheads(drafts, words)
    _headings(drafts, styled_only=marked_up or sum(_is_styled(d) and len(d.lines) <= 3 and d.kind == "body" for d in drafts) >= 2)
    _speakers(drafts, words)
    return drafts


def _labels(drafts: list[Draft], words: Wording) -> None:
    for draft in drafts:
        if draft.kind == "body" and len(draft.lines) <= 2 and words.is_label(draft.text):
            draft.kind = "label"


def _signs(text: str, words: Wording) -> bool:
    """Whether a paragraph is only names and offices."""
    return all(words.signer.fullmatch(part) or words.signing_office_fits(part) for part in text.split("\t"))


def _signatures(drafts: list[Draft], words: Wording) -> list[Draft]:
    """Join the names and offices at the end of a letter, and the names under a motion, into one paragraph each."""
    out: list[Draft] = []
    position = 0
    while position < len(drafts):
        draft = drafts[position]
        before = out[-1] if out else None
        after_motion = before is not None and bool(words.motion_closing.fullmatch(before.text))
        after_closing = before is not None and bool(words.closing.fullmatch(before.text))
        group = 0
        while position + group < len(drafts) and group < _SIGNATURE_REACH:
            candidate = drafts[position + group]
            if candidate.kind not in ("body", "list_item", "table_row") or len(candidate.lines) > 3 or len(candidate.text) > 170:
                break
            fits = _signs(candidate.text, words) or (after_motion and bool(_NAMES.fullmatch(candidate.text)))
            if not fits and not (after_closing and group == 0 and len(candidate.text) < 90 and not candidate.text.endswith((".", ":"))):
                break
            group += 1
        texts = [d.text for d in drafts[position : position + group]]
        office = any(words.office.search(text) for text in texts)
        if group and (after_motion or after_closing or (office and (group > 1 or len(draft.lines) > 1))):
            for other in drafts[position + 1 : position + group]:
                draft.absorb(other)
            draft.kind = "signature"
            out.append(draft)
            position += group
        else:
            out.append(draft)
            position += 1
    return out


def _mastheads(drafts: list[Draft], words: Wording) -> None:
    """Mark the masthead: everything down to the last masthead line near the top, if there is any."""
    last = -1
    for position, draft in enumerate(drafts[:_MASTHEAD_REACH]):
        if draft.kind in ("label", "signature") or (draft.kind == "body" and len(draft.text) > 420):
            break
        if words.masthead.fullmatch(draft.text) or draft.text.startswith(
            ("Vragen gesteld", "Vragen van ", "Antwoord van ", "Mededeling van ")
        ):
            last = position
    for draft in drafts[: last + 1]:
        if draft.kind in ("body", "list_item", "heading"):
            draft.kind = "masthead"


def _is_styled(draft: Draft) -> bool:
    return all(line.bold for line in draft.lines) or all(line.italic for line in draft.lines)


def _headings(drafts: list[Draft], *, styled_only: bool) -> None:
    """Mark the headings: bold or italic lines, and in a letter without these, short lines that end openly."""
    for position, draft in enumerate(drafts):
        if position and drafts[position - 1].kind == "label":
            # Questions are often set in bold: what follows their number is the question.
            continue
        if draft.settled or draft.kind not in ("body", "list_item") or BULLET.match(draft.text):
            continue
        text = draft.text
        if len(text) > _LONGEST_HEADING or len(draft.lines) > 3 or position + 1 >= len(drafts):
            continue
        following = next((d for d in drafts[position + 1 :] if d.kind != "footnote"), None)
        if following is None or following.kind in ("signature", "table_row"):
            continue
        styled = _is_styled(draft)
        open_end = not _SENTENCE_END.search(text) and (not styled_only or bool(_CHAPTER.match(text)))
        if (styled and not text.endswith((".", ";", ","))) or (open_end and len(text) < 100 and _starts_heading(text)):
            neighbour = drafts[position - 1] if position else None
            if (
                draft.kind == "list_item"
                and not styled
                and (is_item(following.text) or (neighbour is not None and neighbour.kind == "list_item"))
            ):
                continue
            draft.kind = "heading"


def _starts_heading(text: str) -> bool:
    return bool(re.match(r"[\"'“‘«(]?[A-ZÀ-Þ0-9]", text))


def _numbered_questions(drafts: list[Draft], words: Wording) -> set[int]:
    """The ``id``s of questions that have a number for a label: what stands between a number and ``Antwoord``."""
    if any(d.kind == "label" and words.question_label.fullmatch(d.text) for d in drafts):
        return set()
    found: set[int] = set()
    flowing = [d for d in drafts if d.kind != "footnote"]
    for position, draft in enumerate(flowing):
        if draft.kind != "label":
            continue
        for first in range(position - 1, max(-1, position - _LONGEST_QUESTION), -1):
            if flowing[first].kind == "label":
                break
            if _QUESTION_NUMBER.match(flowing[first].text):
                found.update(id(d) for d in flowing[first:position])
                break
    return found


def _speakers(drafts: list[Draft], words: Wording) -> None:
    """Under ``Vraag`` a member of parliament speaks, in a motion the Chamber that is asked to."""
    speaker = "sender"
    in_motion = False
    asked = _numbered_questions(drafts, words)
    marked: dict[tuple[str, int], str] = {}
    for draft in drafts:
        if draft.kind == "footnote":
            continue
        if draft.kind == "label":
            speaker = "questioner" if words.question_label.fullmatch(draft.text) else "sender"
        if words.motion_opening.fullmatch(draft.text):
            in_motion = True
        if in_motion:
            draft.speaker = "quoted"
            in_motion = not words.motion_closing.fullmatch(draft.text)
        elif draft.kind == "signature":
            speaker = "sender"
        else:
            draft.speaker = "questioner" if speaker == "questioner" or id(draft) in asked else "sender"
        for line, _, number in draft.marks:
            marked[number, draft.lines[line].page] = draft.speaker
    for draft in drafts:
        if draft.kind == "footnote" and draft.note:
            found = marked.get((draft.note, draft.note_on))
            if found == "questioner":
                draft.speaker = "questioner"
            elif found == "quoted":
                draft.speaker = "quoted"
