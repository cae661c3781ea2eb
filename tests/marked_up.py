"""Letters made for the tests in the forms that mark their own paragraphs; all words and names in them are made up."""

PUBLICATION = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie>
  <metadata><meta name="OVERHEIDop.externMetadataRecord" scheme="" content="https://example.org/kst-99123-45/metadata.xml"/></metadata>
  <kamerstuk>
    <kamerstukkop>
      <tekstregel inhoud="vergaderjaar">Vergaderjaar 2031-2032</tekstregel>
      <tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel>
      <tekstregel inhoud="kamernummer">2</tekstregel>
      <tekstregel inhoud="documenttype">Kamerstukken</tekstregel>
    </kamerstukkop>
    <dossier><dossiernummer><dossiernr>99 123</dossiernr></dossiernummer><titel>Bruggen en oevers</titel></dossier>
    <stuk>
      <stuknr>Nr. <ondernummer kamer="2">45</ondernummer></stuknr>
      <titel>BRIEF VAN DE MINISTER VAN BRUGGEN EN OEVERS</titel>
      <algemeen><vrije-tekst><tekst status="goed">
        <al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al>
        <al>Den Haag, 3 mei 2032</al>
        <al>Dit jaar zijn 24 bruggen hersteld.<noot
            id="n1" type="voet"><noot.nr>1</noot.nr><noot.al>Kamerstuk 99 123, nr. 12.</noot.al></noot>
            Dat is <nadruk type="vet">de helft</nadruk> van het doel.</al>
        <tussenkop kopopmaak="vet">Wat volgt</tussenkop>
        <al>Het kabinet doet het volgende:</al>
        <lijst type="expliciet">
          <li><li.nr>a.</li.nr><al>de provincie krijgt € 3 mln.;</al></li>
          <li><li.nr>b.</li.nr><al>de sluis wordt vernieuwd.</al><al>Dat begint in 2033.</al></li>
        </lijst>
        <table><tgroup cols="2">
          <thead><row><entry>Jaar</entry><entry>Bruggen</entry></row></thead>
          <tbody><row><entry>2031</entry><entry>12</entry></row><row><entry>2032</entry><entry>24</entry></row></tbody>
        </tgroup></table>
        <ondertekening>
          <functie>De Minister van Bruggen en Oevers,</functie>
          <naam><voornaam>A.B.</voornaam><achternaam>Waterman</achternaam></naam>
        </ondertekening>
      </tekst></vrije-tekst></algemeen>
    </stuk>
  </kamerstuk>
</officiele-publicatie>
"""

METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<metadata_gegevens>
<metadata name="OVERHEIDop.documenttitel" scheme="" content="Brief over het herstel van bruggen"/>
<metadata name="OVERHEIDop.dossiernummer" scheme="" content="99123"/>
<metadata name="OVERHEIDop.ondernummer" scheme="" content="45"/>
<metadata name="OVERHEIDop.vergaderjaar" scheme="" content="2031-2032"/>
<metadata name="DCTERMS.issued" scheme="DCTERMS.W3CDTF" content="2032-05-03"/>
<metadata name="DC.creator" scheme="OVERHEID.StatenGeneraal" content="Tweede Kamer der Staten-Generaal"/>
<metadata name="DC.type" scheme="OVERHEIDop.KamerstukTypen" content="Brief"/>
<metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-99123-45"/>
</metadata_gegevens>
"""

PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Brief</title>
<meta name="DC.identifier" content="kst-99123-45"><script>var aantal = 77;</script></head>
<body>
<nav><ul><li>Home</li><li>Zoeken in 9.000 stukken</li></ul></nav>
<div id="broodtekst">
  <h1 class="dossiertitel"><span class="dossiernummer">
      99 123 </span> Bruggen en oevers</h1>
  <h1 class="stuktitel"><span class="stuknummer">Nr. 45 </span> BRIEF VAN DE MINISTER VAN BRUGGEN EN OEVERS</h1>
  <p>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</p>
  <p>Den Haag, 3 mei 2032</p>
  <p>Dit jaar zijn 24 bruggen
     hersteld.<sup><a id="terug1" href="#noot1">1</a></sup> Dat is <strong>de helft</strong> van het doel.</p>
  <h2>Wat volgt</h2>
  <p>Het kabinet doet het volgende:</p>
  <ul><li><p>de provincie krijgt € 3 mln.;</p></li><li>de sluis wordt vernieuwd.</li></ul>
  <table><tr><th>Jaar</th><th>Bruggen</th></tr><tr><td>2031</td><td>12</td></tr><tr><td>2032</td><td>24</td></tr></table>
  <p style="display:none">Verborgen: 55 bruggen</p>
  <p>De Minister van Bruggen en Oevers,<br>A.B. Waterman</p>
</div>
<div id="noten"><p><a id="noot1" href="#terug1">1</a> Kamerstuk 99 123, nr. 12.</p></div>
<footer>Over deze site: 12 medewerkers</footer>
</body></html>
"""
