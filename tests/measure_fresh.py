"""A second set of sentences of our own, annotated before any rule read them, when the first (measure_unseen.py) was no longer new.

As there: the sentence, its type, status, actor (``-`` for none), deadline (``start/end``) and amount, ``|`` between readings that
are both right. The letter is of 2 October 2024, its sender the Minister van Scheepvaart.
One status was widened later: talks that run are `started` or `considered`.
"""

# ruff: noqa: E501 -- a sentence and its reading on one line
COMMITMENTS: tuple[tuple[str, str, str, str, str, str], ...] = (
    # finance
    ("Om de koopkracht te ondersteunen, trekt het kabinet in 2025 € 1,2 miljard uit voor lagere accijnzen.", "funding", "announced", "kabinet", "2025-01-01/2025-12-31", "1200000000 EUR"),
    ("De Belastingdienst stelt uiterlijk 1 april 2025 een herstelplan voor de toeslagen op.", "other|organisation", "announced", "Belastingdienst", "/2025-04-01", ""),
    ("Er komt een fonds van 300 miljoen euro voor gedupeerde ondernemers.", "funding", "announced", "-", "", "300000000 EUR"),
    ("De vliegbelasting wordt met ingang van 1 januari 2026 gedifferentieerd naar afstand.", "legislation|funding", "announced", "-", "2026-01-01/2026-01-01|2026-01-01/", ""),
    ("De Kansspelautoriteit zal strenger optreden tegen illegale aanbieders.", "enforcement", "announced", "Kansspelautoriteit", "", ""),
    ("Over de uitkomsten van de doorlichting wordt uw Kamer in het eerste kwartaal van 2025 geïnformeerd.", "information", "announced", "-", "2025-01-01/2025-03-31", ""),
    ("Bij dezen bied ik u de Najaarsnota aan.", "information", "completed", "ik", "", ""),
    ("Het CPB rekent de varianten momenteel door.", "research", "started", "Centraal Planbureau|CPB", "", ""),
    # health
    ("Voor de zomer van 2025 ontvangt uw Kamer de evaluatie van de donorwet.", "information", "announced", "-", "/2025-06-20", ""),
    ("Op mijn verzoek brengt het RIVM de blootstelling aan PFAS in kaart.", "research", "started", "Rijksinstituut voor Volksgezondheid en Milieu", "", ""),
    ("Ziekenhuizen en zorgverzekeraars hebben afgesproken de wachtlijsten gezamenlijk aan te pakken.", "cooperation", "completed", "ziekenhuizen", "", ""),
    ("De opleidingscapaciteit voor verpleegkundigen wordt met 400 plaatsen verhoogd.", "training|staffing|organisation", "started|announced", "-", "", "400 count"),
    ("Het kabinet is voornemens het eigen risico in 2027 te halveren.", "legislation|funding", "announced", "kabinet", "2027-01-01/2027-12-31", ""),
    ("Ik laat door het Trimbos-instituut onderzoeken welke jongeren het meest vapen.", "research", "started|announced", "ik", "", ""),
    ("Daarom voeren wij vanaf volgend jaar een verbod op smaakjes in.", "legislation", "announced", "kabinet", "2025-01-01/", ""),
    # housing
    ("Om de doorstroming te bevorderen, ontwikkelt de Minister van Volkshuisvesting en Ruimtelijke Ordening een verhuisregeling voor ouderen.", "other|legislation|funding", "started", "Minister van Volkshuisvesting en Ruimtelijke Ordening", "", ""),
    ("De doelgroepverklaring wordt in de loop van 2025 afgeschaft.", "legislation|other", "announced", "-", "2025-01-01/2025-12-31", ""),
    ("Met de provincies zijn bestuurlijke afspraken gemaakt over 35 grootschalige woningbouwlocaties.", "cooperation", "completed", "-", "", "35 count"),
    ("Ten slotte heb ik in september een taskforce ingesteld die vastgelopen projecten vlot trekt.", "organisation", "completed", "ik", "2024-09-01/2024-09-30", ""),
    ("Het huurregister, dat verhuurders verplicht gegevens aan te leveren, gaat op 1 juli 2025 van start.", "technology|legislation|other|organisation", "announced", "-", "2025-07-01/2025-07-01", ""),
    ("Wij gaan samen met de VNG bezien hoe vergunningprocedures korter kunnen.", "research|cooperation", "announced|considered", "kabinet", "", ""),
    # defence
    ("Defensie schaft de komende jaren 46 Leopard-tanks aan.", "funding|technology|other", "announced|started", "ministerie van Defensie|Defensie", "2024-10-02/", "46 count"),
    ("De kazerne in Assen wordt door het Rijksvastgoedbedrijf gerenoveerd.", "other|organisation", "started", "Rijksvastgoedbedrijf", "", ""),
    ("Begin 2025 zal de Commandant der Zeestrijdkrachten twee extra patrouilleschepen naar de Rode Zee sturen.", "other|enforcement", "announced", "Commandant der Zeestrijdkrachten|-", "2025-01-01/2025-04-30", "2 count"),
    ("Tot slot verleng ik de inzet van de Patriot-eenheid tot en met 30 juni 2025.", "other|legislation", "announced|started", "ik", "/2025-06-30", ""),
    ("Er worden dit najaar vijftig reservisten geworven voor de cybereenheid.", "staffing", "announced|started", "-", "2024-09-21/2024-12-20", "50 count"),
    ("De onderhandelingen met Duitsland over een gezamenlijke munitieaankoop lopen.", "cooperation", "started|considered", "-", "", ""),
    # education
    ("OCW maakt structureel € 40 miljoen vrij voor schoolmaaltijden.", "funding", "started|announced", "ministerie van Onderwijs, Cultuur en Wetenschap|OCW", "", "40000000 EUR"),
    ("De Inspectie van het Onderwijs gaat besturen vaker onaangekondigd bezoeken.", "enforcement", "announced", "Inspectie van het Onderwijs", "", ""),
    ("Het wetsvoorstel internationalisering in balans heb ik naar de Tweede Kamer gestuurd.", "legislation|information", "completed", "ik", "", ""),
    ("Leraren krijgen recht op bijscholing van veertig uur per jaar.", "training|legislation", "announced|started", "-", "", "40 hour|"),
    ("Ik heb met de universiteiten afgesproken dat zij de instroom met ingang van studiejaar 2025-2026 beperken.", "cooperation", "completed", "ik", "2025-09-01/|2025-09-01/2026-08-31|", ""),
    ("Komend voorjaar kom ik met een herziene bekostigingssystematiek voor het mbo.", "legislation|funding|other", "announced", "ik", "2025-03-21/2025-06-20", ""),
    # aviation, roads and rail
    ("De nachtsluiting van de luchthaven zal worden vastgelegd in het Luchthavenverkeerbesluit.", "legislation", "announced", "-", "", ""),
    ("LVNL en de luchtmacht integreren hun luchtverkeersleidingssystemen in 2028.", "technology|organisation|cooperation", "announced", "Luchtverkeersleiding Nederland|LVNL", "2028-01-01/2028-12-31", ""),
    ("Uiterlijk eind 2025 neem ik een besluit over de opening van Lelystad Airport.", "other|legislation", "announced", "ik", "/2025-12-31|2025-09-01/2025-12-31", ""),
    ("Inmiddels is het baanonderhoud aan de Kaagbaan afgerond en is de geluidsmonitoring uitgebreid.", "other|research|technology", "completed", "-", "", ""),
    ("Voor de aanleg van de Nedersaksenlijn is 1,9 miljard euro gereserveerd.", "funding", "completed|started", "-", "", "1900000000 EUR"),
    ("Rijkswaterstaat onderzoekt dit jaar of de spitsstrook op de A28 langer open kan.", "research", "started|announced", "Rijkswaterstaat", "2024-01-01/2024-12-31", ""),
    # nitrogen and farming
    ("De landelijke beëindigingsregeling wordt tot 1 december 2025 opengehouden.", "funding|other|legislation", "announced|started", "-", "/2025-11-30|/2025-12-01", ""),
    ("Mijn ministerie werkt aan een rekenkundige ondergrens voor vergunningverlening.", "legislation|research|other", "started", "ministerie van Scheepvaart|ministerie|-", "", ""),
    ("Provincies stellen voor 1 juli 2025 een gebiedsplan vast.", "legislation|other|organisation", "announced", "-|provincies", "/2025-06-30|/2025-07-01", ""),
    ("Conform de motie zal ik de melders zo snel mogelijk legaliseren.", "legislation|other|enforcement", "announced", "ik", "", ""),
    ("Tevens stel ik de Regeling dierlijke producten open voor kleine slachterijen.", "funding|legislation", "started|announced", "ik", "", ""),
    # justice and family law
    ("De Minister van Justitie en Veiligheid en ik hebben het WODC gevraagd de effecten van gezamenlijk gezag te evalueren.", "research|cooperation", "completed", "Minister van Justitie en Veiligheid|ik", "", ""),
    ("De Raad voor de Kinderbescherming neemt tachtig raadsonderzoekers aan.", "staffing", "started", "Raad voor de Kinderbescherming", "", "80 count"),
    ("Binnen drie maanden informeer ik u over de vervolgstappen.", "information", "announced", "ik", "2024-10-02/2025-01-02", ""),
    ("Er wordt gewerkt aan een landelijk protocol voor omgangsregelingen.", "other|legislation|cooperation|organisation", "started", "-", "", ""),
)  # fmt: skip

TRAPS: tuple[str, ...] = (
    # finance
    "De rente op tienjaarsleningen liep in september op tot 2,7%.",
    "Banken hebben hun kredietverlening aan starters de afgelopen jaren uitgebreid.",
    "De Algemene Rekenkamer heeft in 2023 vastgesteld dat de verantwoording tekortschiet.",
    "Een lagere btw zou de schatkist jaarlijks honderden miljoenen kosten.",
    "Het kabinet had de belasting eerder kunnen verlagen.",
    "Daarvoor had ik de regeling moeten aanpassen.",
    "Zou ik de termijn verlengen, dan komen bedrijven in de problemen.",
    "Deelt u de mening dat de Belastingdienst sneller moet uitbetalen?",
    "De leden van de VVD-fractie wensen dat het kabinet de lasten verlaagt.",
    "Het staat banken vrij om zelf een tarief vast te stellen.",
    # health
    "Huisartsen behandelen wekelijks ruim een miljoen patiënten.",
    "Patiënten kunnen bij de Geschillencommissie een klacht indienen.",
    "Ik kan de vergoeding van dit geneesmiddel niet met terugwerkende kracht aanpassen.",
    "De IGJ kan een boete opleggen wanneer een aanbieder niet meewerkt.",
    "Uit onderzoek van het Nivel komt naar voren dat patiënten tevreden zijn.",
    "Het aantal besmettingen wordt door het RIVM geschat op 12.000.",
    "De zorgkosten worden grotendeels door het Rijk gedragen.",
    "Het doel is om de wachttijd in 2026 tot zes weken terug te brengen.",
    "Ik deel de zorgen van de beroepsgroep over de werkdruk.",
    "Ik ben niet bereid het medicijn zonder advies te vergoeden.",
    # housing
    "Een huurder die bezwaar maakt, wordt door de Huurcommissie gehoord.",
    "De huurprijs wordt bepaald door het aantal punten.",
    "Wanneer een gemeente de vergunning weigert, staat beroep open bij de rechter.",
    "Corporaties bouwden vorig jaar 16.000 woningen.",
    "Het is aan gemeenten om leegstand aan te pakken.",
    "Vooralsnog zie ik af van een verbod op vakantieverhuur.",
    "De Woonbond bepleit een huurbevriezing.",
    "Of de regeling wordt voortgezet, is nog niet duidelijk.",
    # defence
    "De NAVO verwacht van bondgenoten dat zij 2% van hun bbp aan defensie uitgeven.",
    "De krijgsmacht beschikt over vier Patriot-batterijen.",
    "Zonder de inzet van reservisten had de missie niet kunnen worden voortgezet.",
    "De motie-Dassen roept op een Europees leger op te richten.",
    "In 2011 werden alle tanks verkocht.",
    "Defensie moet de komende jaren weer kunnen groeien.",
    "Een eenheid wordt pas uitgezonden nadat de Kamer is geïnformeerd.",
    # education
    "Scholen bepalen zelf welke leermiddelen zij aanschaffen.",
    "In het schooljaar 2022-2023 verlieten 29.000 jongeren het onderwijs zonder diploma.",
    "Bent u voornemens de basisbeurs te verhogen?",
    "Het lid Beckerman vroeg de staatssecretaris schoolgebouwen te verduurzamen.",
    "Goede begeleiding zorgt ervoor dat studenten minder vaak uitvallen.",
    "Schoolleiders ervaren dat de administratie hun veel tijd kost.",
    # aviation, nitrogen
    "Het lawaai rond de luchthaven wordt door veel omwonenden als hinderlijk ervaren.",
    "De rechtbank heeft de vergunning van de luchthaven in 2022 vernietigd.",
    "Stikstof komt vrij bij verbranding en uit mest.",
    "Voor een melder is het niet mogelijk om zonder vergunning uit te breiden.",
    "Het zou onverstandig zijn de drempelwaarde nu al in te voeren.",
    "De gevraagde cijfers over nachtvluchten zijn niet beschikbaar.",
    "Boeren willen weten waar zij aan toe zijn.",
    "In hoeverre de maatregel effect heeft, laat zich lastig voorspellen.",
    "Ik zie geen aanleiding om het besluit te heroverwegen.",
)  # fmt: skip
