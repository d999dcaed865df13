"""Words in capitals that readers know without being told what they are short for: patterns by language, as data.

A language without a row has no such rule. What stands for a text still to be written is another rule's.
"""

from collections.abc import Mapping

_EVERYWHERE = (
    "EU|UN|UNO|US|USA|UK|UAE|USSR|DC|NY|LA|NATO|UNESCO|UNICEF|NASA|CERN|BBC|CNN|IBM|BMW|IKEA|FIFA|UEFA|MIT|HMS|USS",
    "EUR|USD|GBP|CHF|JPY|CNY",
    "PDF|HTML|XHTML|CSS|XML|SVG|PNG|JPE?G|GIF|TIFF|CSV|JSON|YAML|EPUB|ZIP|ISO|DIN|UR[LI]|HTTPS?|FTP|SQL|ASCII|UTF",
    "DOI|ISBN|ISSN|ORCID|WCAG|RSS|API|CPU|GPU|RAM|ROM|USB|DVD|CD|PC|IT|AI|SMS|GPS|PIN|WLAN",
    "TV|DNA|RNA|HIV|AIDS|COVID|AM|PM|OK|SOS|ID|VIP|IQ|PS|AD|BC|B?CE|GMT|UTC|CET|ATM",
    "TODO|TB[ACD]|TK|FIXME",
)
_ENGLISH = ("CEO|FAQ|DIY|FBI|CIA|BA|MA|MP|GDP|VAT|NHS|NGO|PR|HR|NB|RSVP|ETA",)
_FRENCH = (
    "ONU|OTAN|UE|URSS|SNCF|RATP|RER|TGV|EDF|GDF|SA",
    "TVA|PIB|PME|ONG|HLM|SMIC|PDG|ADN|SIDA|BD|CV|ADSL|RDV|NB",
)
KNOWN: Mapping[str, tuple[str, ...]] = {"en": (*_EVERYWHERE, *_ENGLISH), "fr": (*_EVERYWHERE, *_FRENCH)}
"""By language (BCP 47, without script and region)."""

EXPLAINING: Mapping[str, tuple[str, ...]] = {
    "en": ("stands? for", "short for", "means?", "is the abbreviation"),
    "fr": ("signifie", "veut dire", "est l’abréviation"),
}
"""What stands between an abbreviation and its long form."""
