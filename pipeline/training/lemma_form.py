"""Lemmas as kamermijn writes them, from the lemmas of the Lassy and Alpino treebanks.

The treebanks mark the seams of compounds and give a separated verb its particle: ``gemeente_raad_verkiezing`` for
*gemeenteraadsverkiezingen*, ``plaats_vinden`` for *vindt* in *vindt plaats*. A word-by-word lemmatiser can know the first only as the
letters of the word allow, and the second not at all. So a compound is joined as its own letters join it
(``gemeenteraadsverkiezing``) and a separated verb keeps the bare verb (``vinden``).
"""

from __future__ import annotations


def normalised(form: str, lemma: str) -> str:
    """The lemma of ``form`` without seams: joined where the form holds the parts, the last part where it does not."""
    if "_" not in lemma.strip("_"):
        return lemma
    parts = [part for part in lemma.split("_") if part]
    if parts[-1] == "DIM":
        parts = parts[:-1]
    head, lowered = parts[-1], form.casefold()
    if len(parts) == 1:
        return head
    if not lowered.startswith(parts[0][:2].casefold()):
        return head
    seam = _seam(lowered, head.casefold(), len(parts[0]))
    if seam is None:
        return "".join(parts)
    before = form[:seam]
    # A past participle has its "ge" between the particle and the verb: af-ge-lopen.
    if before.casefold().endswith("ge") and before[:-2].casefold() == "".join(parts[:-1]).casefold():
        before = before[:-2]
    if before.casefold() == "".join(parts[:-1]).casefold():
        return "".join(parts)
    return before + head


def _seam(form: str, head: str, earliest: int) -> int | None:
    """Where the last part begins in ``form``: the place that shares most letters with ``head``, the last of equals."""
    best, seam = 0, None
    for place in range(max(1, earliest - 1), len(form)):
        shared = 0
        while shared < len(head) and place + shared < len(form) and form[place + shared] == head[shared]:
            shared += 1
        if shared >= best and shared:
            best, seam = shared, place
    return seam
