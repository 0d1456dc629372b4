"""Names as a class list writes them: in one column or two, in capitals, with the name in use beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from trent_desktop.school.class_lists.beside_names import is_note
from trent_desktop.school.class_lists.forenames import is_forename

_PREFERRED: Final = re.compile(
    r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|[“\"]([^“”\"]*)[”\"]|(?<=\s)['‘]([^'‘’]{2,})['’](?=\s|$))\s*"
)
_KNOWN_AS: Final = re.compile(r"^(?:known as|preferred|aka|pref\.?)[:\s]+", re.IGNORECASE)
_AKA: Final = re.compile(
    r"\s+(?:a\.?\s?k\.?\s?a\b\.?|known as|goes by)\s+(\S[^,]*)$", re.IGNORECASE
)
#: Words in front of a surname that are written small, unless they begin with a capital in the file.
_SMALL: Final = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "las",
        "los",
        "del",
        "della",
        "dello",
        "dos",
        "das",
        "da",
        "di",
        "du",
        "ter",
        "ten",
        "vander",
        "bin",
        "bint",
        "ibn",
        "y",
        "e",
        "zu",
        "zum",
    ]
)
#: The same, and written large.
_IN_FRONT: Final = frozenset(
    [
        "st",
        "ó",
        "o",
        "ní",
        "ni",
        "nic",
        "uí",
        "ui",
        "mac",
        "mc",
        "ap",
        "ab",
        "al",
        "el",
        "le",
        "abu",
    ]
)
#: What stands behind a surname.
_BEHIND: Final = frozenset(["jr", "sr", "ii", "iii", "iv"])
#: What follows "Mac" as a name of its own; after other letters it is one word (Macey, Machin).
_AFTER_MAC: Final = frozenset(
    [
        "donald",
        "dougall",
        "dougal",
        "gregor",
        "arthur",
        "leod",
        "millan",
        "neil",
        "neill",
        "pherson",
        "kinnon",
        "lean",
        "farlane",
        "intyre",
        "intosh",
        "namara",
        "mahon",
        "callum",
        "alister",
        "allister",
        "bride",
        "cormack",
        "cormick",
        "innes",
        "iver",
        "laren",
        "lachlan",
        "manus",
        "nab",
        "naughton",
        "phail",
        "queen",
        "rae",
        "sween",
        "vicar",
        "diarmid",
        "donnell",
        "dermott",
        "fadyen",
        "gillivray",
        "lennan",
        "lellan",
        "lauchlan",
        "lachlan",
        "master",
        "murray",
        "nair",
        "nish",
        "pherson",
        "ritchie",
        "taggart",
        "tavish",
        "whirter",
        "william",
        "culloch",
        "carthy",
        "cartney",
        "coll",
        "corquodale",
        "crimmon",
        "cuish",
        "dowall",
        "dermid",
        "elroy",
        "ewan",
        "ewen",
        "govern",
        "ilroy",
        "isaac",
        "lure",
        "nally",
        "neal",
        "nicol",
        "ninch",
        "quarrie",
        "sorley",
        "swain",
        "vey",
        "kinlay",
        "kintosh",
        "kinnon",
    ]
)
#: So many capitals may be initials.
_INITIALS: Final = 3
_PREFIX: Final = re.compile(r"Ma?c(?=[A-Z]{3,}$).")
_ROMAN: Final = frozenset({"II", "III", "IV"})
_PARTS: Final = re.compile(r"[^\s\-–]+|[\s\-–]+")


@dataclass(frozen=True, slots=True)
class Names:
    """A child's names. `preferred` is the forename in use, empty for the same."""

    forename: str
    surname: str
    preferred: str = ""


def without_preferred(text: str) -> tuple[str, str]:
    """A name, and the name in use that stands beside it in brackets or quotation marks.

    A note that stands there is no name, and is left out: see `is_note`.
    """
    found = _PREFERRED.search(text)
    if found is None:
        return _also_called(text.strip())
    inside = _KNOWN_AS.sub("", next(part for part in found.groups() if part is not None).strip())
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip().replace(" ,", ",")
    if not rest or not inside:
        return text.strip(), ""
    if is_note(inside, rest):
        return without_preferred(rest) if _PREFERRED.search(rest) else (rest, "")
    return rest, inside


def _also_called(text: str) -> tuple[str, str]:
    """“Grace Quayle a.k.a. Gracie”."""
    if " " not in text:
        return text, ""
    found = _AKA.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


def both_forenames(forename: str) -> tuple[str, str]:
    """“Amelia/Millie”: the forename and the one in use, where they stand so."""
    first, stroke, second = (part.strip() for part in forename.partition("/"))
    return (first, second) if stroke and first.isalpha() and second.isalpha() else (forename, "")


def split_name(text: str, *, forename_first: bool) -> Names:
    """The names in one cell: ``Surname, Forename``, or without a comma in the order that is said."""
    whole, preferred = without_preferred(text)
    if "," in whole:
        surname, _, forename = whole.partition(",")
        return Names(forename.strip(" ,"), surname.strip(), preferred)
    words = whole.split()
    if len(words) == 1:
        return Names("", whole, preferred) if not forename_first else Names(whole, "", preferred)
    loud = [at for at, word in enumerate(words) if _is_loud(word)]
    if loud and len(loud) < len(words) and loud == list(range(loud[0], loud[-1] + 1)):
        # The surname is the part in capitals, wherever it stands.
        surname = " ".join(words[loud[0] : loud[-1] + 1])
        forename = " ".join((*words[: loud[0]], *words[loud[-1] + 1 :]))
        return Names(forename, surname, preferred)
    if forename_first:
        start = len(words) - 1
        if start > 1 and words[start].rstrip(".").casefold() in _BEHIND:
            start -= 1
        while start > 1 and _is_in_front(words[start - 1]):
            start -= 1
        return Names(" ".join(words[:start]), " ".join(words[start:]), preferred)
    start = next((at for at in range(1, len(words)) if _begins_forenames(words, at)), -1)
    return Names(" ".join(words[start:]), " ".join(words[:start]), preferred)


def is_parted_by_guess(names: Names) -> bool:
    """Whether nothing says where the surname begins: neither capitals, nor a word like “van”."""
    words = [*names.forename.split(), *names.surname.split()]
    if any(map(_is_loud, words)) and not all(map(_is_loud, words)):
        return False
    plain = [word for word in words if not _is_in_front(word)]
    return len(plain) > 2


def _is_in_front(word: str) -> bool:
    """Whether a word within a name belongs to the surname behind it: “van”, “Ó”, “St.”."""
    return word.casefold().rstrip(".") in _SMALL | _IN_FRONT


def _begins_forenames(words: Sequence[str], at: int) -> bool:
    """Whether the forenames begin here, where the surname comes first: “Ash Ivy Mae”."""
    return is_forename(words[at]) and not _is_in_front(words[at - 1])


def forename_of(name: str, surname: str) -> str:
    """The forename of a name in use that may be given with the surname: “Millie Thornbury”."""
    before, comma, after = name.partition(",")
    if comma and before.strip().casefold() == surname.casefold():
        return after.strip()
    plain, last = name.casefold(), f" {surname.casefold()}"
    return name[: -len(last)].strip() if surname and plain.endswith(last) else name


def says_order(names: Iterable[str]) -> bool | None:
    """Whether names in one column begin with the forename, by the forenames that are known.

    None when nothing says so. Names with a comma say it themselves.
    """
    first = last = 0
    for name in names:
        words = without_preferred(name)[0].split()
        if "," in name or len(words) < 2:
            continue
        # “P. Ashworth”: nobody has but one letter of a surname.
        is_first, is_last = (
            is_forename(word) or len(word.rstrip(".")) == 1 for word in (words[0], words[-1])
        )
        first += is_first and not is_last
        last += is_last and not is_first
    if first == last:
        return None
    return first > last


def is_shouted(names: Sequence[str]) -> bool:
    """Whether a column of names is in capitals throughout, or throughout in small letters."""
    letters = [name for name in names if sum(sign.isalpha() for sign in name) > 1]
    loud = sum(map(_is_loud, letters))
    return (bool(letters) and loud * 10 >= len(letters) * 7) or is_whispered(letters)


def is_shouted_alone(name: str) -> bool:
    """Whether one name is in capitals that is too long for initials (“TJ”) or a short name (“NG”)."""
    return name.isupper() and _is_loud(name) and max(map(len, _PARTS.findall(name))) > _INITIALS


def is_whispered(names: Sequence[str]) -> bool:
    """Whether a column of names has no capitals at all, though its letters know some."""
    return bool(names) and all(name == name.lower() and name != name.upper() for name in names)


def is_whispered_name(names: Names) -> bool:
    """Whether a child's names have no capitals at all."""
    return is_whispered([f"{names.forename} {names.surname}"])


def are_two(text: str) -> bool:
    """Whether a cell may name two children: “Sam Dale, Zac East”."""
    halves = [part.split() for part in text.split(",")]
    return len(halves) == 2 and all(
        len(words) == 2 and is_forename(words[0]) and not is_forename(words[1]) for words in halves
    )


def children_in(cell: str) -> int:
    """How many children a cell names that should name one: each in a line, or parted by commas."""
    lines = [line.strip(" ,;") for line in cell.splitlines() if line.strip()]
    whole = [line for line in lines if len(line.replace(",", " ").split()) > 1]
    if len(lines) > 1 and len(whole) == len(lines) and not lines[0].endswith(","):
        return len(lines)
    parts = re.split(r"\s*[,;]\s*", without_preferred(cell.strip())[0])
    return len(parts) if len(parts) > 2 and all(len(part.split()) > 1 for part in parts) else 1


def to_sense(name: str, *, surname: bool) -> str:
    """A name in capitals, or in small letters, as it would be written: a guess.

    ``VAN DER BERG`` → van der Berg, ``O'NEILL`` → O'Neill, ``MACDONALD`` → MacDonald.
    """
    if not (_is_loud(name) or is_whispered([name])):
        return name
    parts = _PARTS.findall(name)
    last = max((at for at, part in enumerate(parts) if part[0].isalpha()), default=0)
    return "".join(
        part.lower() if surname and at < last and part.casefold() in _SMALL else _word(part)
        for at, part in enumerate(parts)
    )


def _is_loud(text: str) -> bool:
    if (prefix := _PREFIX.match(text)) is not None:
        text = text[prefix.end() - 1 :]  # “McDONALD” is in capitals
    letters = [sign for sign in text if sign.isalpha() and sign != "ß"]  # it has no capital
    return len(letters) > 1 and all(
        sign == sign.upper() and sign != sign.lower() for sign in letters
    )


def _word(part: str) -> str:
    if not any(sign.isalpha() for sign in part) or part in _ROMAN:
        return part
    small = part.replace("İ", "i").lower()
    mark = next((sign for sign in "'’ʼ‘`´" if sign in small), "")
    if mark and 0 < small.index(mark) < 3 and small.index(mark) + 1 < len(small) - 1:
        at = small.index(mark) + 1  # O'Neill, D'Mello
        return _capital(small[:at]) + _capital(small[at:])
    if part.startswith("İ"):
        return "İ" + small[1:]
    if small.startswith("mc") and len(small) > 3:
        return "Mc" + _capital(small[2:])
    if small.startswith("mac") and small[3:] in _AFTER_MAC:
        return "Mac" + _capital(small[3:])
    return _capital(small)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
