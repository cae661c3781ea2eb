"""Only sentences that may hold an act are parsed, and what is read of one does not depend on the others."""

import random

import pytest
from tests import measure_2009, measure_2014, measure_fresh, measure_unseen

from kamermijn import language, records
from kamermijn.language.anchors import Anchors
from kamermijn.language.syntax import available, parse
from kamermijn.language.weights import SHIPPED
from kamermijn.model import LetterText, Paragraph
from kamermijn.records.measure_frames import frames_of
from kamermijn.records.measure_scene import scene_of
from kamermijn.rules import load

RULES = load()
FIELDS = records.LetterFields(letter_id="example", source="example", sha256="", format="text", sender_role="Minister van Visserij")


def frames(sentence):
    anchors = Anchors(sentence, RULES)
    return frames_of(scene_of(anchors, 0, len(sentence), RULES), anchors, RULES)


def asks(sentence):
    return frames(sentence).ask_for_syntax()


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik trommel alle havenmeesters op.",
        "Het kabinet zwengelt de visserij aan.",
        "De visserij zal worden aangezwengeld.",
        "Daarom laat ik de vangstnormen ijken.",
        "Het aantal ligplaatsen wordt uitgebreid.",
        "De netten worden door mij gebundeld.",
        "Na de zomer informeer ik uw Kamer.",
        "Met deze brief doe ik de motie over de haven af.",
        "We gaan daarom door met deze aanpak.",
        "Het kabinet is bereid de netten te tellen.",
        "Voor de zomer zal ik dat uitwerken.",
        "Ook zal ik dat punt betrekken bij de telling.",
        "Komend jaar zal het kabinet die vangstregels aanscherpen.",
        "Na de zomer ga ik dat met de havens bespreken.",
        "Ik wil dit bespoedigen.",
        "Het kabinet wil het aanjagen.",
        "Er zijn veel fondsen en ik wil die ontrafelen.",
    ],
)
def test_a_sentence_that_may_hold_an_act_is_parsed(sentence):
    assert asks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "De visserij is een oude bedrijfstak.",
        "Het water steeg in 2012 tot boven de kade.",
        "Een vissersboot kan tot zes weken op zee blijven.",
        "Trommelt u alle havenmeesters op?",
        "Als het stormt, blijven de boten in de haven.",
        "Ik hecht aan een levendige haven.",
        "Uit het rapport blijkt dat de vangst daalde.",
        "De visserij zal het moeilijk krijgen.",
        "Het gaat om de toekomst van de visserij.",
        "In de haven wordt gelet op de wind.",
        "Een haven naar het oordeel van de gemeente.",
        "Dat moet door de schippers worden opgelost.",
    ],
)
def test_a_sentence_in_which_nobody_acts_is_not_parsed(sentence):
    assert not asks(sentence)


def test_few_sentences_that_are_no_acts_are_parsed():
    traps = (*measure_unseen.TRAPS, *measure_fresh.TRAPS)
    assert sum(map(asks, traps)) < len(traps) / 4


@pytest.mark.skipif(available(SHIPPED) is None, reason="this checkout holds no weights of the model")
def test_the_tree_of_a_sentence_that_is_not_parsed_would_show_no_act():
    sets = (measure_unseen, measure_fresh, measure_2009, measure_2014)
    sentences = [sentence for each in sets for sentence in (*(first for first, *_ in each.COMMITMENTS), *each.TRAPS)]
    silent = [read for read in map(frames, sentences) if not read.ask_for_syntax()]
    model = available(SHIPPED)
    trees = [parse(read.scene.text, [(0, read.scene.end)], model)[0, read.scene.end] for read in silent]
    assert len(silent) > 100
    assert not [frames.scene.text for frames, tree in zip(silent, trees, strict=True) if frames.acts(tree)]


def letter(sentences):
    """A letter with a paragraph for each sentence."""
    paragraphs, start = [], 0
    for sentence in sentences:
        paragraphs.append(Paragraph(start, start + len(sentence)))
        start += len(sentence) + 2
    return records.extract(language.annotate(LetterText("\n\n".join(sentences), tuple(paragraphs)), RULES), FIELDS)


def as_told(mined):
    """What is said of each sentence, wherever it stands."""
    place = {"record_id", "start", "end", "figures", "dates", "page", "boxes", "section"}
    return {(r.singular, r.quote, r.sentence): r.model_dump(exclude=place) for r in (*mined.measures, *mined.figures)}


@pytest.mark.skipif(available(SHIPPED) is None, reason="this checkout holds no weights of the model")
def test_what_is_read_of_a_sentence_depends_on_no_other():
    # Without pronouns that point back: who `zij` are does depend on the sentence before.
    sentences = [sentence for sentence, *_ in measure_fresh.COMMITMENTS[:24]] + list(measure_fresh.TRAPS[:12])
    together = as_told(letter(sentences))
    shuffled = as_told(letter(random.Random(3).sample(sentences, len(sentences))))
    alone = {key: told for sentence in sentences for key, told in as_told(letter([sentence])).items()}
    assert shuffled == together
    assert alone == together
