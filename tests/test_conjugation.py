"""Dutch verbs are conjugated by rule, and irregular ones by what the rule file says."""

import pytest

from kamermijn.dutch.conjugation import conjugate
from kamermijn.language.verbs import readings
from kamermijn.rules import load

RULES = load()


@pytest.mark.parametrize(
    ("infinitive", "first", "third", "participle"),
    [
        ("maken", "maak", "maakt", "gemaakt"),
        ("schrappen", "schrap", "schrapt", "geschrapt"),
        ("leveren", "leveer", "leveert", "geleveerd"),  # by rule as in loan words: the lexicon says `lever`
        ("investeren", "investeer", "investeert", "geïnvesteerd"),
        ("evalueren", "evalueer", "evalueert", "geëvalueerd"),
        ("ontwikkelen", "ontwikkel", "ontwikkelt", "ontwikkeld"),
        ("verzamelen", "verzamel", "verzamelt", "verzameld"),
        ("verlenen", "verleen", "verleent", "verleend"),  # the prefix bears no stress
        ("herverdelen", "herverdeel", "herverdeelt", "herverdeeld"),
        ("vestigen", "vestig", "vestigt", "gevestigd"),
        ("verplichten", "verplicht", "verplicht", "verplicht"),
        ("verlagen", "verlaag", "verlaagt", "verlaagd"),
        ("halveren", "halveer", "halveert", "gehalveerd"),
        ("bouwen", "bouw", "bouwt", "gebouwd"),
        ("borgen", "borg", "borgt", "geborgd"),
        ("komen", "kom", "komt", "gekomd"),  # the lexicon gives the participle
        ("uit|breiden", "breid", "breidt", "uitgebreid"),
        ("aan|scherpen", "scherp", "scherpt", "aangescherpt"),
        ("beschikbaar|stellen", "stel", "stelt", "beschikbaar gesteld"),
        ("door|zetten", "zet", "zet", "doorgezet"),
    ],
)
def test_a_regular_verb_needs_no_forms(infinitive, first, third, participle):
    forms = conjugate(infinitive)
    assert (forms.first, forms.third, forms.participle) == (first, third, participle)


def test_a_stem_that_ends_in_a_long_a_keeps_it():
    assert conjugate("toe|staan", first="sta").third == "staat"


def test_the_particle_stands_before_te():
    assert conjugate("uit|breiden").to_infinitive == "uit te breiden"


def test_every_form_leads_to_its_verb():
    found = {(r.verb.infinitive, r.form) for r in readings(RULES)["uitgebreid"]}
    assert ("uit|breiden", "participle") in found
    assert any(r.particle == "uit" for r in readings(RULES)["breidt"])
    assert any(r.particle == "beschikbaar" for r in readings(RULES)["gesteld"])


def test_the_lexicon_is_broad_and_says_each_verb_once_a_type():
    rows = [(verb.infinitive, verb.type, verb.needs, verb.force) for verb in RULES.verbs]
    assert len({infinitive for infinitive, *_ in rows}) >= 350
    assert len(rows) == len(set(rows))
