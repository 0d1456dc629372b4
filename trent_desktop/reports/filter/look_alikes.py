"""Addresses that are made to look like another one: what is said beside them.

Letters of other alphabets, signs that look like others, a known name in front of a strange one,
a name before the "@", a number in the place of a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from trent_desktop.reports.filter import hosts
from trent_desktop.reports.filter.platforms import big_names, is_big

_ALPHABETS: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "GEORGIAN"})
#: Small letters of Cyrillic that look like Latin ones.
_LIKE_LATIN: Final = frozenset("аеорсухіјѕԁһԛԝӏъьвкмнтгпбёїєү")
#: What is taken for what, at a glance.
_TAKEN_FOR: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_SIGNS: Final = str.maketrans("0135789ıłøđŧɡ", "olestbgilodtg")
#: Shorter names are found in too many honest ones.
_SHORTEST: Final = 5
_NUMBER: Final = "Take care: it was written as a number that hides where it leads."
_PLAIN_NUMBER: Final = "Take care: it is a number, which does not say whose site it is."
_BEFORE_AT: Final = "Take care: what is before the @ is not the site it leads to."


def warnings(host: str, before_at: str = "", *, as_number: bool = False) -> tuple[str, ...]:
    """What to say beside an address that may be made to look like another one.

    `before_at` is what stood before an "@"; `as_number`: an IP address not in its usual form.
    """
    found = list(_of_letters(host))
    if before_at:
        found.append(_BEFORE_AT)
    if hosts.is_ip(host):
        found.append(_NUMBER if as_number else _PLAIN_NUMBER)
    elif not found and (known := _imitated(host)):
        shown = known.replace(".", "[.]")
        found.append(f"Take care: it looks like {shown}, and is another site.")
    return tuple(found)


def _of_letters(host: str) -> tuple[str, ...]:
    own = hosts.in_own_script(host)
    if own == host:
        return ()
    for label in own.split("."):
        alphabets = {_alphabet(character) for character in label} & _ALPHABETS
        if len(alphabets) > 1:
            names = " and ".join(sorted(name.capitalize() for name in alphabets))
            return (f"Take care: it mixes {names} letters and may imitate another address.",)
        if alphabets == {"CYRILLIC"} and all(
            character in _LIKE_LATIN for character in label if character.isalpha()
        ):
            return ("Take care: its Cyrillic letters look like Latin ones.",)
    return ()


def _imitated(host: str) -> str:
    """The well-known site that `host` looks like, without being it; empty for an honest name."""
    if is_big(host):
        return ""
    domain = hosts.registered_domain(host)
    own = hosts.in_own_script(domain)
    front = host.removesuffix(domain).strip(".")
    if any(f".{name}." in f".{front}." for name in big_names()):
        return next(name for name in sorted(big_names()) if f".{name}." in f".{front}.")
    words = {own.partition(".")[0], *re.split(r"[.-]", own.rpartition(".")[0])}
    joined = f"-{host.replace('.', '-')}-"
    for name, label in _labels():
        if f"-{name.replace('.', '-')}-" in joined:
            return name
        if any(word != label and _at_a_glance(word) == _at_a_glance(label) for word in words):
            return name
    return ""


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    found = ((name, name.partition(".")[0]) for name in sorted(big_names()))
    return tuple((name, label) for name, label in found if len(label) >= _SHORTEST)


@cache
def _at_a_glance(label: str) -> str:
    """A label as a hurried reader takes it in."""
    text = unicodedata.normalize("NFKD", label.casefold())
    text = "".join(one for one in text if not unicodedata.combining(one)).translate(_SIGNS)
    for seen, meant in _TAKEN_FOR:
        text = text.replace(seen, meant)
    return text.replace("-", "")


def _alphabet(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]
