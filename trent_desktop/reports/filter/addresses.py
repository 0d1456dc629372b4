"""Reads what people type or paste as an address, and shows it so that it can never be a link.

    normalise("https://www.Images.Example-Pictures.net/volcano?x=1").defanged
    'images[.]example-pictures[.]net/volcano?x=1'

An address is stripped of scheme, "www", name and password; its host is lower-case ASCII (rule
12). What follows "?" and "#" is kept, since on many a site nothing else says which page it was
(rule 160). What is no address is an app or a place, by its name. Nothing here opens or fetches
anything, and nothing raises.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from trent_desktop.journeys.cleaning import clean
from trent_desktop.journeys.pickers import ReadAs, ReadLine
from trent_desktop.reports.filter import hosts, look_alikes
from trent_desktop.reports.filter.platforms import Thing, thing_at


class AddressKind(StrEnum):
    """Whether the filter can do anything with it."""

    WEB = "web"
    APP_OR_PLACE = "app-or-place"


@dataclass(frozen=True, slots=True)
class Address:
    """One address, or the name of an app or place.

    `as_typed` is the text it came from, without hidden characters: keep it, never show it as a
    link. `host` is lower-case ASCII without "www" (empty for an app or place), `path` starts
    with "/" or is empty, `query` with "?" or "#", `port` is 0 where it is the usual one.
    `defanged` is what people see; `beside` is the same host in its own script where it has one;
    `notes` warn of look-alikes. `thing` is the video, picture or game, where the site is known.
    """

    as_typed: str
    kind: AddressKind
    host: str
    path: str
    port: int
    defanged: str
    beside: str = ""
    notes: tuple[str, ...] = ()
    query: str = ""
    thing: Thing | None = None

    @property
    def is_web(self) -> bool:
        """Whether this is an address of the web."""
        return self.kind is AddressKind.WEB

    @property
    def domain(self) -> str:
        """The domain that was registered: ``example.co.uk`` of ``images.example.co.uk``.

        The host itself where nothing wider can be blocked without harm (``github.io`` holds
        thousands of schools' pages too); empty for an app or place.
        """
        return hosts.registered_domain(self.host)

    @property
    def shown(self) -> str:
        """The line people read, with the host's own script and warnings. Plain text."""
        parts = [self.defanged]
        if self.beside:
            parts.append(f"(in its own letters: {self.beside})")
        if self.thing:
            parts.append(f"({self._named(self.thing)})")
        return " ".join([*parts, *self.notes])

    @property
    def without_query(self) -> str:
        """The address as papers show it whose readers do not act on the report: a search may
        spell a name. Defanged.
        """
        if not self.query:
            return self.defanged
        return self.defanged.removesuffix(_defused(self.query)).removesuffix("/")

    def _named(self, thing: Thing) -> str:
        inner = thing.inner and normalise(thing.inner)
        if inner and inner.is_web:
            return f"{thing.what}: {inner.defanged}"
        return f"{thing.what} {_defused(thing.id)}" if thing.id else thing.what


_HIDDEN_DOT: Final = re.compile(
    r"\[\.\]|\(\.\)|[ \t]?(?:\[[ \t]?dot[ \t]?\]|\([ \t]?dot[ \t]?\))[ \t]?", re.IGNORECASE
)
_SCHEME: Final = re.compile(r"(?:h[tx]{2}ps?|ftps?|wss?)(?::[/\\]*|[/\\]{2,})", re.IGNORECASE)
_OTHER_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]{1,30}:[/\\]{2,}", re.IGNORECASE)
_WRAPPER: Final = re.compile(r"(?:view-source|blob|feed|url):(?=\w)", re.IGNORECASE)
_OPENING: Final = "<([{\"'“‘«,;|"
_CLOSING: Final = ".,;:!?\"'”’»>}…|"
_GLUED: Final = re.compile(r"[,;|](?=h[tx]{2}ps?:|www\.)", re.IGNORECASE)
_LIST_MARK: Final = re.compile("[,;|]")
#: Words that only join two addresses and are no place themselves.
_JOINING: Final = frozenset(
    {"a", "also", "and", "at", "from", "in", "it", "on", "or", "page", "see", "site", "the"}
    | {"then", "was", "website", "&", "+", "-", "–", "—", "/", "|"}
)
_DATA: Final = re.compile(r"\bdata:[\w.+-]+/[\w.+-]+[;,]", re.IGNORECASE)
_QUERY: Final = re.compile(r"[?#]")
_LINKING_DOT: Final = re.compile(r"\.(?=[^\W_])|(?<=\bwww)\.", re.IGNORECASE)
_LINKING_COLON: Final = re.compile(
    r":(?=[/\\]{2})|(?<=\bjavascript):|(?<=\bmailto):|(?<=\bdata):|(?<=\bfile):|(?<=\btel):",
    re.IGNORECASE,
)
#: What a page of the web is written in, and no address and no name of an app.
_MARKUP: Final = re.compile(r"<\s*/?\s*(?:[a-z]+(?:[\s/>]|$)|!)", re.IGNORECASE)
#: What is no part of an address as it is: browsers write it in numbers too.
_UNSAFE: Final = re.compile(r"[\x00-\x20\"'`<>{}\\^]")
_MOST: Final = 2_000


def normalise(text: str) -> Address:
    """The one address in `text`; the first, where there are several. Never raises."""
    found = addresses_in(text)
    return found[0] if found else _app_or_place("")


def addresses_in(text: str) -> tuple[Address, ...]:
    """Every address in `text`, and the words around them as apps or places, in their order.

    The same one twice counts once. Never raises; a text without anything readable holds none.
    """
    found: dict[str, Address] = {}
    for line in clean(text).text.splitlines():
        words: list[str] = []
        for token in _tokens(line):
            address = _web(token)
            if address is None:
                words.append(token)
                continue
            _keep_words(found, words, beside_address=True)
            found.setdefault(address.defanged, address)
        _keep_words(found, words, beside_address=bool(found))
    return tuple(found.values())


def read_lines(text: str) -> tuple[ReadLine, ...]:
    """What people see of each address in `text`, and what is to be thought of it: the `read` of
    an `Addresses` question.

    Only an address that hides nothing is called safe; a name of an app or place is just a name.
    """
    return tuple(ReadLine(one.shown, _read_as(one)) for one in addresses_in(text))


def lines_without_queries(text: str) -> tuple[str, ...]:
    """The same for who only reads of what was decided (see `Address.without_query`)."""
    return tuple(dict.fromkeys(one.without_query for one in addresses_in(text)))


def _read_as(address: Address) -> ReadAs:
    if address.notes or _MARKUP.search(address.as_typed):
        return ReadAs.DOUBTFUL
    return ReadAs.ADDRESS if address.is_web else ReadAs.NAME


def refusal(text: str) -> str:
    """Why `text` cannot be taken as an address; empty when it can.

    Only an address that carries a picture or file inside itself is refused: the program keeps
    none (rule 3).
    """
    if _DATA.search(text):
        return (
            "This address holds a picture or file inside itself, which we must not keep. "
            "Type the name of the page, app or place instead."
        )
    return ""


def holds_address(text: str) -> bool:
    """Whether any part of `text` is an address of the web, however it is written."""
    cleaned = clean(text).text
    if _DATA.search(cleaned) or _OTHER_SCHEME.search(cleaned):
        return True
    return any(_web(token) is not None for token in _tokens(cleaned))


def warm_up() -> None:
    """Reads the list of domain endings (a tenth of a second), so that the first key does not."""
    hosts.stands_alone("example.net")


def _tokens(line: str) -> list[str]:
    """The words of a line; ``a.net,b.net`` are two."""
    tokens: list[str] = []
    for word in _HIDDEN_DOT.sub(".", line).split():
        for piece in filter(None, _GLUED.split(word)):
            parts = [part for part in _LIST_MARK.split(piece) if part]
            several = _web(piece) is None and any(map(_web, parts))
            tokens.extend(parts if several else [piece])
    return tokens


def _keep_words(found: dict[str, Address], words: list[str], *, beside_address: bool) -> None:
    """Takes the words gathered so far as one app or place, unless they only join addresses."""
    said = [word for word in words if word.casefold().strip(",.;:()") not in _JOINING]
    readable = any(character.isalnum() for word in said for character in word)
    if words and (readable or not beside_address):
        name = " ".join(words)
        address = _app_or_place(name.strip(",;| ") or name)
        found.setdefault(address.defanged, address)
    words.clear()


def _app_or_place(name: str) -> Address:
    """What is no address, by its name, with everything that programs turn into links defused."""
    safe = _LINKING_COLON.sub("[:]", _LINKING_DOT.sub("[.]", _HIDDEN_DOT.sub(".", name)))
    return Address(name, AddressKind.APP_OR_PLACE, "", "", 0, safe)


@lru_cache(maxsize=512)
def _web(token: str) -> Address | None:
    """The address of the web in one word; None when it is none."""
    as_typed = token
    text = _trimmed(_trimmed(token.replace("[:]", ":"))[:_MOST])
    text = _WRAPPER.sub("", text, count=1) if _WRAPPER.match(text) else text
    scheme = _SCHEME.match(text) or _OTHER_SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    at = _QUERY.search(rest)
    cut, query = (rest[: at.start()], rest[at.start() :]) if at else (rest, "")
    cut, query = _trimmed(cut.replace("\\", "/")), _escaped(query)
    authority, slash, tail = cut.partition("/")
    before = ""
    if "@" in authority:
        if not scheme:
            return None  # an e-mail address
        before, _, authority = authority.rpartition("@")
    host, port = _host_and_port(authority)
    if not host:
        return None
    path = slash + unicodedata.normalize("NFC", tail) if tail else ""
    if not scheme and hosts.is_ip(host) and not _written_as_ip(authority):
        return None  # "3.5" or "12" in a sentence
    named = scheme is not None or host.startswith("www.")
    host = hosts.without_www(host)
    alone = hosts.stands_alone(host)
    if not (named or alone or (path and hosts.could_be_internal(host))):
        return None
    if scheme and _OTHER_SCHEME.match(text) and not _SCHEME.match(text) and not alone:
        return None  # roblox://…: the scheme names an app, and what follows no host
    bare = alone or (path and hosts.could_be_internal(host))
    defanged = ("" if bare else "hxxp://") + host.replace(".", "[.]")
    if port:
        # Before a host of one word, "data:8080" would read as a scheme.
        defanged += f":{port}" if bare else f"[:]{port}"
    defanged += _defused(path or ("/" if query else "")) + _defused(query)
    own = hosts.in_own_script(host)
    return Address(
        as_typed=as_typed,
        kind=AddressKind.WEB,
        host=host,
        path=path,
        port=port,
        defanged=defanged,
        beside=own.replace(".", "[.]") if own != host else "",
        notes=look_alikes.warnings(host, before, as_number=_is_number(authority, host)),
        query=query,
        thing=thing_at(host, path, query),
    )


def _defused(tail: str) -> str:
    """What follows the host, unfit to be a link."""
    return tail.replace(".", "[.]").replace(":", "[:]")


def _escaped(query: str) -> str:
    """A query, one sign for each that could be read as the end of it or as markup."""
    query = _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", unicodedata.normalize("NFC", query))
    return "" if query in {"?", "#"} else query


def _is_number(authority: str, host: str) -> bool:
    """Whether an IP address was written as browsers take it and no person reads it."""
    return (
        hosts.is_ip(host)
        and not host.startswith("[")
        and not unquote(authority).startswith((host, "["))
    )


def _written_as_ip(authority: str) -> bool:
    return authority.startswith("[") or authority.count(".") == 3


def _trimmed(token: str) -> str:
    """Without the quotes, brackets and stops of the sentence around it."""
    text = token.lstrip(_OPENING) if not token.startswith("[") else token
    while text:
        last = text[-1]
        unpaired = (last == ")" and text.count(")") > text.count("(")) or (
            last == "]" and text.count("]") > text.count("[")
        )
        if last == "}" and text.count("}") <= text.count("{"):
            break
        if last not in _CLOSING and not unpaired:
            break
        text = text[:-1]
    return text


def _host_and_port(authority: str) -> tuple[str, int]:
    """The host in ASCII and its port (0 for the usual ones); an empty host when it is none."""
    port = ""
    if authority.startswith("["):
        host, _, after = authority[1:].partition("]")
        port = after.removeprefix(":")
        if ":" not in host:
            return "", 0
    else:
        host, _, port = unquote(authority).partition(":")
    if port and not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65_536):
        return "", 0
    number = int(port) if port else 0
    return hosts.ascii_host(host), 0 if number in {80, 443} else number
