"""In which encoding a text file was written, judged by what its letters would then say.

A file does not say its encoding. British Windows writes CSV in windows-1252, so that is what a file
is unless its words would then hold what no word holds: a letter in capitals after a small one, a
currency sign, a sign that does not exist. Only then are the others tried. Statistics over bytes
(what detecting libraries do) know too little: a class list has a dozen accents at most.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: In the order in which they are believed when their words are equally good.
OLDER: Final = ("cp1252", "mac_roman", "cp1250", "cp850", "cp1254")
_TITLES: Final = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western Windows (1252)",
    "mac_roman": "Mac (Roman)",
    "cp1250": "Central European Windows (1250)",
    "cp850": "DOS (850)",
    "cp1254": "Turkish Windows (1254)",
}
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PROOFS: Final = 6
_WORD: Final = re.compile(r"[^\s,;|\t\"()\[\]/]+")
#: What stands in names beside letters.
_IN_NAMES: Final = "'’‘ʼ`´-–.·\u200c\u200d"
#: What each language writes beyond a to z. A word has the letters of one language.
_ALPHABETS: Final = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "àâæçèéêëîïôœùûüÿ",  # French
        "äöüßáéóúñçàèìíòïü",  # German; Spanish, Catalan, Italian
        "áâãàçéêíóôõú",  # Portuguese
        "âêîôûŵŷáéíóúàèìòùëï",  # Welsh, Irish, Gaelic, Dutch
        "åäöæøéüáíóúýðþ",  # of the north
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýžäĺľôŕ",  # Czech, Slovak
        "áéíóöőúüű",  # Hungarian
        "ăâîșțşţ",  # Romanian
        "çğıöşüâî",  # Turkish
        "čćđšž",  # Croatian, Serbian, Slovenian
        "āčēģīķļņšūžąęėįų",  # Latvian, Lithuanian
        "çë",  # Albanian
    )
)
#: Letters that stand before some others alone.
_BEFORE: Final = {"ñ": "aeiouáéíóú", "œ": "u", "ã": "oeaimn"}
#: Names with accents that are common in British schools: what they say counts as a proof.
_KNOWN: Final = frozenset(
    [
        "zoë",
        "chloë",
        "noël",
        "noëlle",
        "joël",
        "raphaël",
        "daniël",
        "gaël",
        "anaïs",
        "maëlle",
        "loïc",
        "eloïse",
        "héloïse",
        "josé",
        "andré",
        "renée",
        "rené",
        "chloé",
        "zoé",
        "esmé",
        "éabha",
        "éilis",
        "éire",
        "siân",
        "siôn",
        "lûc",
        "siobhán",
        "seán",
        "séan",
        "róisín",
        "caoimhín",
        "aoibhínn",
        "áine",
        "órla",
        "niamh",
        "ciarán",
        "rían",
        "fionnán",
        "cillian",
        "dáithí",
        "gráinne",
        "sinéad",
        "máire",
        "padraig",
        "pádraig",
        "tomás",
        "inés",
        "inês",
        "maría",
        "sofía",
        "lucía",
        "martín",
        "joaquín",
        "nicolás",
        "sebastián",
        "andrés",
        "adrián",
        "iván",
        "óscar",
        "césar",
        "raúl",
        "muñoz",
        "nuñez",
        "núñez",
        "peña",
        "ibáñez",
        "garcía",
        "rodríguez",
        "gonzález",
        "fernández",
        "lópez",
        "martínez",
        "sánchez",
        "pérez",
        "gómez",
        "jiménez",
        "hernández",
        "díaz",
        "álvarez",
        "gutiérrez",
        "joão",
        "luís",
        "antónio",
        "simões",
        "gonçalves",
        "conceição",
        "françois",
        "françoise",
        "césaire",
        "éloi",
        "müller",
        "schäfer",
        "jürgen",
        "björn",
        "bjørn",
        "søren",
        "åsa",
        "øystein",
        "ólafur",
        "łukasz",
        "michał",
        "paweł",
        "stanisław",
        "wiśniewski",
        "wiśniewska",
        "kowalczyk",
        "zieliński",
        "zielińska",
        "dąbrowski",
        "čapek",
        "dvořák",
        "novák",
        "şükrü",
        "çağla",
        "işık",
        "ömer",
        "gökçe",
        "gül",
        "ayşe",
        "ayşegül",
        "oğuz",
        "çelik",
        "yılmaz",
        "şahin",
        "öztürk",
        "ștefan",
        "ştefan",
        "mihăiță",
    ]
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and the words by which a person sees that it is right.

    `sure` is False where another encoding would have been possible. `mended`: the file had been
    written in a wrong encoding once before, and was put right.
    """

    text: str
    encoding: str
    proof: tuple[str, ...] = ()
    sure: bool = True
    mended: bool = False

    @property
    def title(self) -> str:
        """The encoding as people find it in a list."""
        return _TITLES.get(self.encoding, self.encoding)


def titles() -> dict[str, str]:
    """The encodings that somebody may choose from, by name."""
    return dict(_TITLES)


def decode(content: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file; `encoding` is what somebody said it is.

    Never fails: what cannot be read becomes U+FFFD.
    """
    if encoding is not None:
        text = content.decode(encoding, "replace").removeprefix("\ufeff")
        return Decoded(text, encoding, words_beyond_ascii(text))
    for mark, name in _MARKS:
        if content.startswith(mark):
            text = content.decode(name, "replace")
            return _put_right(text, name.removesuffix("-sig"))
    if (wide := _wide(content)) is not None:
        text = content.decode(wide, "replace")
        return Decoded(text, "utf-16", words_beyond_ascii(text))
    try:
        return _put_right(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _by_lines(content)


def words_beyond_ascii(text: str) -> tuple[str, ...]:
    """Some words whose letters depend on the encoding, the commonest first."""
    counted = Counter(word for word in _WORD.findall(text) if not word.isascii())
    return tuple(word for word, _ in counted.most_common(_PROOFS))


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain text is nothing."""
    start = content[:2_000]
    if len(start) < 8:
        return None
    odd, even = start[1::2].count(0), start[0::2].count(0)
    if odd > len(start) // 5 and even < odd // 8:
        return "utf-16-le"
    return "utf-16-be" if even > len(start) // 5 and odd < even // 8 else None


def _put_right(text: str, encoding: str) -> Decoded:
    """What was read as windows-1252 once and saved as UTF-8 says “Ã©” for “é”."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    mended = {word: fixed for word in set(words) if (fixed := _mended(word)) is not None}
    # All of them, or it is somebody who is called so; a name with “©” in it is nobody's.
    if any(word not in mended for word in set(words)):
        mended = {word: fixed for word, fixed in mended.items() if _is_spoilt(word)}
    if not mended:
        return Decoded(text, encoding, words_beyond_ascii(text))
    whole = _WORD.sub(lambda found: mended.get(found[0], found[0]), text)
    return Decoded(whole, encoding, words_beyond_ascii(whole), sure=False, mended=True)


def _mended(word: str) -> str | None:
    for encoding in ("cp1252", "latin-1"):
        try:
            fixed = word.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if fixed != word and all(map(_belongs, fixed)):
            return fixed
    return None


def _is_spoilt(word: str) -> bool:
    """Whether a sign stands among the letters of a word that is in no name."""
    return any(not (sign.isalpha() or sign in _IN_NAMES) or sign in "ªº" for sign in word)


def _belongs(sign: str) -> bool:
    return (
        sign.isalnum()
        or sign in _IN_NAMES
        or sign.isascii()
        or unicodedata.category(sign)[0] == "M"
    )


def _by_lines(content: bytes) -> Decoded:
    """Two files put together: lines in UTF-8 among lines that cannot be."""
    lines = content.split(b"\n")
    read = [_if_utf_8(line) for line in lines]
    if all(text is None or text.isascii() for text in read):
        return _older(content)
    rest = [line for line, text in zip(lines, read, strict=True) if text is None]
    older = _older(b"\n".join(rest))
    others = iter(older.text.split("\n"))
    text = "\n".join(next(others) if one is None else one for one in read)
    return Decoded(text, older.encoding, words_beyond_ascii(text), sure=False)


def _if_utf_8(line: bytes) -> str | None:
    """A line as UTF-8, where it says Latin letters so; None where that would be an accident."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    fits = all(sign.isascii() or sign in _IN_NAMES or _is_latin(sign) for sign in text)
    return text if fits else None


def _is_latin(sign: str) -> bool:
    return sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN ")


def _older(content: bytes) -> Decoded:
    """The first whose words are best. A byte that an encoding lacks counts most."""
    read = {name: content.decode(name, "replace") for name in OLDER}
    worth = {name: _oddness(_words(text)) for name, text in read.items()}
    best = min(OLDER, key=lambda name: (worth[name], OLDER.index(name)))
    text = read[best]
    return Decoded(text, best, words_beyond_ascii(text), sure=False)


def _words(text: str) -> Iterable[str]:
    return (word for word in _WORD.findall(text) if not word.isascii())


def _oddness(words: Iterable[str]) -> int:
    return sum(_odd(word) for word in words)


def _odd(word: str) -> int:
    """How unlike a word it is; 0 for one that could be a name."""
    if word.strip(_IN_NAMES).casefold() in _KNOWN:
        return -4
    points = sum(_odd_sign(word, at) for at, sign in enumerate(word) if not sign.isascii())
    letters = {sign for sign in word if sign.isalpha() and not sign.isascii()}
    if not any(letters <= alphabet for alphabet in _ALPHABETS):
        points += 4
    return points


def _odd_sign(word: str, at: int) -> int:
    sign = word[at]
    before = word[at - 1] if at else ""
    after = word[at + 1] if at + 1 < len(word) else ""
    if sign == "\ufffd" or unicodedata.category(sign) == "Cc":
        return 20
    if sign.isalpha():
        return _odd_letter(sign, before, after)
    if sign == "’" and before.isalpha() and after.isalpha():
        return 0
    if sign in "‘’" and before.isalpha() and after.isalpha():
        return 4
    if sign in "–—…£°•“”" and not before and not after:
        return 0
    return 3 if sign in "‘’" else 5


def _odd_letter(sign: str, before: str, after: str) -> int:
    points = 0
    if sign.isupper() and before.isalpha() and not (before.isupper() and after.isupper()):
        points += 6
    if sign.isupper() and before.isupper() and after.isupper():
        points += 1
    if sign.islower() and before.isupper() and after.isupper():
        points += 6
    wanted = _BEFORE.get(sign.lower())
    if wanted is not None and after and after.lower() not in wanted:
        points += 4
    return points
