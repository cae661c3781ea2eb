"""Where the data come from and what may be done with them, as every description of the dataset says it."""

TITLE = "Facts in letters to the Dutch Parliament"
DESCRIPTION = (
    "Figures, dates, citations, motions, organisations and measures in letters to the Dutch Parliament (Kamerbrieven), each with the "
    "words of the letter, its page and the rule that found it. Made by kamermijn from the files that stand in the table of letters."
)
SOURCE = "Official publications of the Dutch government and Parliament"
SOURCE_ADDRESS = "https://www.officielebekendmakingen.nl/"
LICENCE_NAME = "other-pd"
LICENCE = "Works of public authorities, free to use unless a letter reserves rights (Auteurswet, article 15b)"
LICENCE_ADDRESS = "https://wetten.overheid.nl/BWBR0001886/"
