"""A text cut into words, and the words that are not what they look like."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from trent_desktop.school.people.directory import plain


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Before a surname. They go with it: "Mrs" alone would still say something.
TITLES: Final = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "pc", "dc", "ps", "sgt"])
#: Those of them that a full stop may follow.
DOTTED: Final = frozenset(["mr", "mrs", "ms", "dr"])
#: Small words inside a name, which by themselves are none.
PARTICLES: Final = _set("""
    al an bin bint da de del della den der di do dos du el ibn la le st ten ter van von
""")
#: Names that are words of every day: with a small letter they are not taken for a name, and not
#: surely for one where a sentence begins with them.
ALSO_WORDS: Final = _set("""
    a also amber an angel april art as august autumn baker bell bill black blue brook brown
    bush chase clay cliff cook crystal dawn day do ever faith field fish ford fox frank gene
    gold grace grant gray green guy hall harmony hazel heath hill his holly hope hunter in
    is it jade jam joy june king lane little long lord love major man mark marsh may me
    melody mercy miles moon much my new no norm north now oak olive on or park pat pearl
    penny piece pierce price prince queen rain ray red reed rich river rob rock rod rose
    ruby rush sage sandy say self she short silver sky skip so snow son south star stone
    storm summer sunny sue swan tan to trinity victor violet wade walker ward was way we
    wells west white will willow winter wood wren wright yes you young
""")
#: Two or three capitals that stand for a thing, in a school.
ABBREVIATIONS: Final = _set("""
    AI AM BBC CE CP DC DJ DSL DT EAL EU GP HT HQ ICT ID IT IWF KS LA MP NHS OK PC PE PM PPA
    PS PSHE QR RE SEN SLT TA TV UK UN US USB VPN VR
""")
#: With a capital, and part of no name.
NOT_NAMES: Final = _set("""
    a an and april at august before but by chair children class december deputy designated
    easter english february first friday from google governors has he headteacher her his i
    ict if in internet it january july june lead march may monday my no not november october
    officer on our parents photo police primary pupils reception safeguarding saturday
    school september she social so staff sunday support teacher that the their then there
    they this thursday to tuesday video was we wednesday what when who year yes you youtube
""")
_APOSTROPHES: Final = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of letters, apostrophes inside it included, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper() or self.text[0].istitle()

    @property
    def is_uncased(self) -> bool:
        """Whether its script has no capitals."""
        return self.text[0].lower() == self.text[0].upper()

    def forms(self) -> tuple[str, ...]:
        """What it may be, as it is compared: as it stands, and without what makes it a possessive."""
        return _forms(self.text)

    def is_in_a_handle(self, text: str) -> bool:
        """Whether it is part of an address or of what somebody calls herself online."""
        before, after = text[self.start - 1 : self.start], text[self.end : self.end + 2]
        return (
            before in ("@", "_")
            or after[:1] in ("@", "_")
            or after[:1].isdigit()
            or (before == "." or (after[:1] == "." and after[1:].isalnum()))
        )


@lru_cache(4096)
def _forms(text: str) -> tuple[str, ...]:
    found = [plain(text)]
    bare = text.rstrip(_APOSTROPHES)
    if bare[-1:] in "sS" and len(bare) > 2 and bare[-2] in _APOSTROPHES:
        found.append(plain(bare[:-2]))
    if bare != text:
        found.append(plain(bare))
    if found[0].endswith("s") and len(found[0]) > 3:
        found.append(found[0][:-1])
    return tuple(dict.fromkeys(one for one in found if one))


def tokens_of(text: str) -> list[Token]:
    """The words of a text in their order. A hyphen, a digit or any other sign parts them."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        if not text[at].isalpha():
            at += 1
            continue
        end = at + 1
        while end < len(text) and _goes_on(text, end):
            end += 1
        found.append(Token(text[at:end], at, end))
        at = end
    return found


def _goes_on(text: str, at: int) -> bool:
    letter = text[at]
    if letter.isalpha() or unicodedata.category(letter).startswith("M"):
        return True
    if letter not in _APOSTROPHES:
        return False
    inside = at + 1 < len(text) and text[at + 1].isalpha()
    return inside or text[at - 1] in "sSzZxX"
