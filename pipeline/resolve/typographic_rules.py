"""How each language sets quotation marks, apostrophes and spaces: data, from the languages' own manuals of style.

Quotation marks are those of CLDR 45 but where the country's printers differ (Danish, Dutch). For French: Lexique des
règles typographiques en usage à l'Imprimerie nationale, with the narrow space for all high punctuation.
"""

from collections.abc import Mapping
from dataclasses import dataclass

NO_BREAK = "\u00a0"
NARROW = "\u202f"
APOSTROPHE = "’"


@dataclass(frozen=True, slots=True)
class Rules:
    """The customs of one language.

    `quotes` are the outer and the inner marks, opening and closing; `inside` is the space within outer ones. `high` are
    marks that a narrow space precedes. `grouped` says whether digits are parted by spaces. `elided` are words that
    begin with an apostrophe. `before_number`, `before_name` and `glued` are words that no line ends with: before a
    number, before a name, before anything. `labels`, which a number follows, and `months`, beside which the day stands,
    are words with spaces between them.
    """

    quotes: tuple[tuple[str, str], tuple[str, str]]
    inside: str = ""
    high: str = ""
    grouped: bool = False
    elided: frozenset[str] = frozenset()
    before_number: tuple[str, ...] = ()
    before_name: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    labels: str = ""
    months: str = ""


_CURLY = (("“", "”"), ("‘", "’"))
_LOW = (("„", "“"), ("‚", "‘"))
_ANGLED = (("«", "»"), ("“", "”"))
_EASTERN = (("«", "»"), ("„", "“"))
_RAISED = (("”", "”"), ("’", "’"))

_ENGLISH = Rules(
    _CURLY,
    elided=frozenset({"tis", "twas", "twere", "twill", "twould", "em", "til", "n", "nuff", "cuz"}),
    before_number=("p.", "pp.", "No.", "Nos.", "no.", "nos.", "vol.", "vols.", "ch.", "chap.", "fig.", "figs.", "Fig.",
                   "Figs.", "volume", "document", "sec.", "Sec.", "art.", "Art.", "para.", "c.", "ca."),
    before_name=("Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Dr.", "Dr", "Prof.", "St.", "Gen.", "Sen.", "Rep."),
    labels="Figure Figures Table Tables Section Chapter Part Article Articles Annex Note page pages section sections"
           " chapter chapters",
    months="January February March April May June July August September October November December"
           " Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec.",
)  # fmt: skip
_FRENCH = Rules(
    _ANGLED,
    inside=NARROW,
    high=";:!?",
    grouped=True,
    before_number=("p.", "pp.", "n°", "nº", "no", "nos", "N°", "vol.", "t.", "chap.", "fig.", "art.", "al.", "éd."),
    before_name=("M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "Me", "Mgr", "St", "Ste"),
    labels="figure Figure tableau Tableau section Section chapitre article Article annexe Annexe note page pages",
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)
_GERMAN = Rules(
    _LOW,
    elided=frozenset({"s", "n", "ne", "nen", "nem", "ner", "rein", "raus", "runter", "rauf"}),
    before_number=("S.", "Nr.", "Nrn.", "Bd.", "Bde.", "Kap.", "Abb.", "Tab.", "Abs.", "Art.", "Rn.", "Ziff.", "ca."),
    before_name=("Dr.", "Prof.", "Hr.", "Fr.", "St.", "Frau", "Herr"),
    labels="Abbildung Tabelle Abschnitt Kapitel Teil Artikel Anhang Anmerkung Seite Seiten",
    months="Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
)
_SPANISH = Rules(
    _ANGLED,
    grouped=True,
    before_number=("p.", "pp.", "pág.", "págs.", "n.º", "núm.", "vol.", "cap.", "fig.", "art."),
    before_name=("Sr.", "Sra.", "Srta.", "Dr.", "Dra.", "D.", "Dña.", "S."),
    labels="figura Figura tabla Tabla cuadro Cuadro sección capítulo artículo Artículo página páginas",
)
_ITALIAN = Rules(
    _ANGLED,
    before_number=("p.", "pp.", "n.", "nn.", "vol.", "cap.", "fig.", "art."),
    before_name=("Sig.", "Sig.ra", "Dott.", "Prof.", "S."),
    labels="figura Figura tabella Tabella sezione capitolo articolo Articolo pagina pagine",
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
)
_PORTUGUESE = Rules(
    _CURLY,
    grouped=True,
    before_number=("p.", "pp.", "pág.", "n.º", "vol.", "cap.", "fig.", "art."),
    before_name=("Sr.", "Sra.", "Dr.", "Dra.", "Prof.", "S."),
    labels="figura Figura tabela Tabela secção seção capítulo artigo Artigo página páginas",
)
_DUTCH = Rules(
    _CURLY,
    elided=frozenset({"s", "t", "n", "k", "m", "r", "ie"}),
    before_number=("p.", "blz.", "nr.", "nrs.", "dl.", "hfst.", "afb.", "art.", "ca."),
    before_name=("dhr.", "mevr.", "dr.", "prof.", "St."),
    labels="figuur Figuur tabel Tabel paragraaf hoofdstuk artikel Artikel bijlage Bijlage pagina",
    months="januari februari maart april mei juni juli augustus september oktober november december",
)
_SLAVIC = ("p.", "č.", "s.", "str.", "nr", "obr.", "tab.", "т.", "с.", "стр.", "рис.", "табл.", "гл.", "ст.", "№")
_RUSSIAN = Rules(
    _EASTERN, grouped=True, before_number=_SLAVIC, glued=("в", "к", "с", "о", "у", "и", "а", "я", "В", "К", "С", "О",
                                                          "У", "И", "А", "Я"),
)  # fmt: skip
_CZECH = Rules(
    _LOW,
    grouped=True,
    before_number=_SLAVIC,
    glued=("k", "s", "v", "z", "o", "u", "a", "i", "K", "S", "V", "Z", "O", "U", "A", "I"),
)

RULES: Mapping[str, Rules] = {
    "bg": Rules((("„", "“"), ("’", "’")), grouped=True, before_number=_SLAVIC),
    "ca": Rules(_ANGLED, before_number=("p.", "pp.", "núm.", "vol.", "cap.", "fig.", "art.")),
    "cs": _CZECH,
    "cy": _ENGLISH,
    "da": Rules((("»", "«"), ("›", "‹")), before_number=("s.", "nr.", "bd.", "kap.", "fig.", "ca.")),
    "de": _GERMAN,
    "de-ch": Rules((("«", "»"), ("‹", "›")), elided=_GERMAN.elided, before_number=_GERMAN.before_number),
    "el": Rules(_ANGLED, before_number=("σ.", "σσ.", "αρ.", "τ.", "κεφ.")),
    "en": _ENGLISH,
    "es": _SPANISH,
    "et": Rules((("„", "“"), ("«", "»")), grouped=True, before_number=("lk", "nr")),
    "fi": Rules(_RAISED, grouped=True, before_number=("s.", "nro", "n:o", "luku")),
    "fr": _FRENCH,
    "fr-ca": Rules(_ANGLED, NO_BREAK, "", True, frozenset(), _FRENCH.before_number, _FRENCH.before_name),
    "ga": _ENGLISH,
    "gl": _SPANISH,
    "hr": Rules((("„", "”"), ("‘", "’")), before_number=_SLAVIC),
    "hu": Rules((("„", "”"), ("»", "«")), grouped=True),
    "is": Rules(_LOW, before_number=("bls.", "nr.")),
    "it": _ITALIAN,
    "lt": Rules(_LOW, grouped=True, before_number=("p.", "nr.", "Nr.")),
    "lv": Rules(_CURLY, grouped=True, before_number=("lpp.", "nr.", "Nr.")),
    "nb": Rules((("«", "»"), ("‘", "’")), grouped=True, before_number=("s.", "nr.", "bd.", "kap.", "fig.", "ca.")),
    "nl": _DUTCH,
    "nn": Rules((("«", "»"), ("‘", "’")), grouped=True, before_number=("s.", "nr.", "bd.", "kap.", "fig.", "ca.")),
    "no": Rules((("«", "»"), ("‘", "’")), grouped=True, before_number=("s.", "nr.", "bd.", "kap.", "fig.", "ca.")),
    "pl": Rules((("„", "”"), ("«", "»")), grouped=True, before_number=_SLAVIC,
                glued=("a", "i", "o", "u", "w", "z", "A", "I", "O", "U", "W", "Z")),
    "pt": _PORTUGUESE,
    "pt-pt": Rules(_ANGLED, grouped=True, before_number=_PORTUGUESE.before_number, before_name=_PORTUGUESE.before_name),
    "ro": Rules((("„", "”"), ("«", "»")), before_number=("p.", "pp.", "nr.", "vol.", "cap.", "fig.", "art.")),
    "ru": _RUSSIAN,
    "sk": _CZECH,
    "sl": Rules(_LOW, before_number=_SLAVIC),
    "sv": Rules(_RAISED, grouped=True, before_number=("s.", "nr", "bd", "kap.", "fig.", "ca")),
    "tr": Rules(_CURLY, before_number=("s.", "no.", "sf.")),
    "uk": Rules(_EASTERN, grouped=True, before_number=_SLAVIC,
                glued=("в", "у", "з", "і", "й", "о", "а", "я", "В", "У", "З", "І", "О", "А", "Я")),
}  # fmt: skip
"""By language (BCP 47, small letters), or by language and region where these differ."""

UNITS = (
    *("%", "‰", "°", "°C", "°F", "′", "″", "€", "£", "$", "¥", "₴", "EUR", "USD", "GBP", "CHF"),
    *("km", "m", "cm", "mm", "µm", "nm", "mi", "ft", "yd", "km²", "m²", "cm²", "m³", "cm³", "ha", "km/h", "mph"),
    *(
        "kg",
        "g",
        "mg",
        "µg",
        "t",
        "lb",
        "oz",
        "l",
        "L",
        "ml",
        "mL",
        "cl",
        "dl",
        "hl",
        "h",
        "min",
        "s",
        "ms",
        "µs",
        "ns",
    ),
    *("Hz", "kHz", "MHz", "GHz", "W", "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "V", "kV", "A", "mA"),
    *("J", "kJ", "MJ", "N", "kN", "Pa", "hPa", "kPa", "bar", "K", "mol", "cal", "kcal", "dB", "Ω", "px", "pt", "dpi"),
    *("B", "kB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "bit", "am", "pm", "a.m.", "p.m."),
    *("million", "millions", "billion", "billions", "trillion", "trillions", "milliard", "milliards", "Millionen"),
    *("Milliarden", "Mio.", "Mrd.", "millones", "milioni", "miliardi", "milhões", "miljoen", "miljard", "млн", "млрд"),
)
"""What stands behind a number on the same line, in any language."""


def rules_of(lang: str) -> Rules | None:
    """The rules of a language (BCP 47), by language and region or by language; None when they are not known."""
    parts = lang.lower().split("-")
    region = next((part for part in parts[1:] if len(part) == 2), "")
    return RULES.get(f"{parts[0]}-{region}") or RULES.get(parts[0])
