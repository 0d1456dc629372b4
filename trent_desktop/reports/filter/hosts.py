"""Names of hosts: made ASCII, and told from ordinary words.

Which endings exist, and under which of them anybody may register a name, comes from the public
suffix list (package publicsuffixlist); international names from package idna.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import cache
from typing import Final

import idna
from publicsuffixlist import PublicSuffixList

_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER: Final = re.compile(r"0x[0-9a-f]{0,16}|[0-9]{1,16}")
_ENDS_IN_NUMBER: Final = re.compile(r"(?:^|\.)(?:0x[0-9a-f]*|[0-9]+)$")
#: Separators that browsers read as a dot.
_DOTS: Final = re.compile("[\u3002\uff0e\uff61]")
_LONGEST: Final = 253
#: Endings outside the ordinary web, which no list of endings holds.
_HIDDEN_NETWORKS: Final = (".onion", ".i2p")


@cache
def _endings() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


@cache
def _public_endings() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


def ascii_host(host: str) -> str:
    """`host` in lower-case ASCII, an IP address in its usual form; empty when it can be none.

    Never raises. Names that IDNA forbids but browsers take (an emoji, an underscore) are taken.
    """
    text = _DOTS.sub(".", host).strip().rstrip(".").lower()
    if not text or len(text) > 4 * _LONGEST:
        return ""
    if ":" in text:
        return _ip6(text)
    address = _ip4(text)
    if address is not None:
        return address
    if not text.isascii():
        text = _encoded(text)
    labels = text.split(".")
    if len(text) > _LONGEST or not all(_LABEL.fullmatch(label) for label in labels):
        return ""
    # A name cannot end in a number: that would be an IP address, and a wrong one.
    return "" if _ENDS_IN_NUMBER.search(text) else text


def is_ip(host: str) -> bool:
    """Whether `host`, as `ascii_host` gives it, is an IP address."""
    return host.startswith("[") or (bool(host) and host.replace(".", "").isdecimal())


def without_www(host: str) -> str:
    """`host` without "www", unless only an ending would be left (``www.co.uk``)."""
    while host.startswith("www.") and stands_alone(host[4:]) and not is_ending(host[4:]):
        host = host[4:]
    return host


def is_ending(host: str) -> bool:
    """Whether strangers may have sites of their own under `host`: ``co.uk``, ``github.io``."""
    return bool(host) and _endings().publicsuffix(host) == host


def is_private_ending(host: str) -> bool:
    """Whether such an ending belongs to somebody (``github.io``), and is no country's or kind's."""
    return is_ending(host) and _public_endings().publicsuffix(host) != host


def stands_alone(host: str) -> bool:
    """Whether `host` is known for one without a scheme: an ending that exists, or an IP address.

    So ``screen.Then`` and ``volcano.jpg`` are words; ``example.net`` is a host.
    """
    if is_ip(host):
        return True
    if "." not in host:
        return False
    return host.endswith(_HIDDEN_NETWORKS) or _endings().publicsuffix(host) is not None


def could_be_internal(host: str) -> bool:
    """Whether `host` could be a server inside the school: ``files.school.internal``."""
    labels = host.split(".")
    return len(labels) > 1 and len(labels[-1]) > 1 and labels[-1].isalpha()


def registered_domain(host: str) -> str:
    """The part of `host` that somebody registered; `host` itself where nothing is wider."""
    if not host or is_ip(host):
        return host
    return _endings().privatesuffix(host) or host


def in_own_script(host: str) -> str:
    """`host` with its punycode labels in their own letters; unchanged where that is not safe."""
    if "xn--" not in host:
        return host
    labels: list[str] = []
    for label in host.split("."):
        own = label
        if label.startswith("xn--"):
            try:
                own = label[4:].encode("ascii").decode("punycode")
            except (UnicodeError, ValueError, OverflowError):
                return host
            if not own or not all(_may_be_shown(character) for character in own):
                return host
        labels.append(own)
    return ".".join(labels)


def _encoded(text: str) -> str:
    """An international name in ASCII, by the rules where they allow it; else as browsers do."""
    try:
        return idna.encode(text, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError, ValueError, IndexError):
        pass
    labels: list[str] = []
    for label in unicodedata.normalize("NFKC", text).lower().split("."):
        if label.isascii():
            labels.append(label)
            continue
        if not all(_may_be_shown(character) for character in label):
            return ""
        try:
            labels.append("xn--" + label.encode("punycode").decode("ascii"))
        except UnicodeError:
            return ""
    return ".".join(labels).lower()


def _may_be_shown(character: str) -> bool:
    """Letters, marks, digits and symbols; nothing hidden, no spaces, no signs of an address."""
    if character.isascii():
        return character.isalnum() or character in "-_"
    return unicodedata.category(character)[0] in "LMNS" or character == "\u200d"


def _ip6(text: str) -> str:
    try:
        address = ipaddress.IPv6Address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped
    return str(mapped) if mapped else f"[{address}]"


def _ip4(text: str) -> str | None:
    """``192.0.2.7`` also of ``0xC0000207`` and ``3221225991``; None when it is no number."""
    parts = text.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    numbers = [_number(part) for part in parts]
    *firsts, last = numbers
    if any(number > 255 for number in firsts) or last >= 256 ** (5 - len(numbers)):
        return None
    total = last + sum(number << (8 * (3 - at)) for at, number in enumerate(firsts))
    return str(ipaddress.IPv4Address(total))


def _number(part: str) -> int:
    """A part of an IPv4 address as browsers read it: hexadecimal, octal or decimal."""
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    if len(part) > 1 and part.startswith("0") and part.strip("01234567") == "":
        return int(part, 8)
    return int(part)
