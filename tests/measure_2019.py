"""A seventh set of sentences of our own, annotated before any rule read them: health, schools, housing, farms, trade and the army, of 2019.

As in measure_unseen.py. The letter is of 20 June 2019, its sender the Minister van Markten.
"""

COMMITMENTS: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "De komende vier jaar komt er jaarlijks € 15 miljoen extra voor de wijkverpleging beschikbaar.",
        "funding",
        "announced",
        "-",
        "2019-06-20/2023-06-20|2019-06-20/|2019-01-01/2022-12-31",
        "15000000 EUR",
    ),
    (
        "Met ingang van 2020 schaf ik de dubbele administratie bij ziekenhuizen af.",
        "legislation|other",
        "announced",
        "ik",
        "2020-01-01/2020-12-31|2020-01-01/",
        "",
    ),
    ("Het lerarenregister wordt stopgezet.", "other|legislation|technology", "started|announced", "-", "", ""),
    (
        "Voor deze zomer leg ik de Kamer een lijst voor van scholen die te kampen hebben met krimp.",
        "information|legislation",
        "announced",
        "ik",
        "/2019-06-20|2019-06-21/2019-09-20",
        "",
    ),
    (
        "Gemeenten zullen vanaf 1 januari leegstaande kantoorpanden zelf mogen herbestemmen, zo heeft het kabinet besloten.",
        "legislation|other",
        "completed|announced",
        "kabinet|gemeenten",
        "2020-01-01/",
        "",
    ),
    (
        "Inmiddels hebben zestig melkveehouders zich aangemeld en is de eerste tranche van de saneringsregeling uitbetaald.",
        "funding",
        "completed",
        "-",
        "",
        "60 count|",
    ),
    (
        "Samen met de ambassades organiseren wij dit najaar vier handelsmissies naar West-Afrika.",
        "cooperation|organisation|other",
        "announced|started",
        "kabinet|-",
        "2019-09-21/2019-12-20",
        "4 count",
    ),
    (
        "De Landmacht breidt het pantserbataljon in Havelte volgend jaar met een tankcompagnie uit.",
        "organisation|staffing|other",
        "announced",
        "Landmacht|Koninklijke Landmacht",
        "2020-01-01/2020-12-31",
        "",
    ),
    ("Ik heb de Onderwijsraad om advies gevraagd over de rol van ouders bij de schoolkeuze.", "research", "completed", "ik", "", ""),
    (
        "Er wordt een hoogleraar aangesteld die de effecten van het vuurwerkverbod gaat volgen.",
        "staffing|research",
        "started|announced",
        "-",
        "",
        "",
    ),
    ("Tot die tijd blijft de bestaande regeling voor jonge boeren van kracht.", "legislation|other|funding", "started", "-", "", ""),
    (
        "De Autoriteit Financiële Markten intensiveert haar toezicht op aanbieders van flitskredieten.",
        "enforcement",
        "started",
        "Autoriteit Financiële Markten",
        "",
        "",
    ),
)

TRAPS: tuple[str, ...] = (
    "Zolang de norm niet wordt gehaald, wordt het gebied door de provincie bemonsterd.",
    "Een patiënt die wordt opgenomen, krijgt van het ziekenhuis een vaste contactpersoon.",
    "Er komen de laatste jaren veel buitenlandse studenten naar Maastricht.",
    "De fractie van het CDJ verzoekt het kabinet de subsidie voor zwembaden te verhogen.",
    "Mocht een leverancier failliet gaan, dan neemt een andere leverancier de klanten over.",
    "Rekeningen worden door de zorgverzekeraar achteraf gecontroleerd.",
    "Het rapport bevat een aantal interessante voorstellen om de huurmarkt te verbeteren.",
    "Over nut en noodzaak van deze straaljager is in het verleden uitvoerig gedebatteerd.",
    "Dat neemt niet weg dat veel melkveehouders met verlies draaien.",
    "In 2018 werd het aantal stageplaatsen door de hogescholen met 4% uitgebreid.",
    "Wat de export betreft verwacht het CBS een lichte groei.",
    "De Raad voor de rechtspraak heeft mij laten weten grote zorgen te hebben over de bezetting.",
)
