"""The head of a lesson: what stands between the first two lines of dashes, in YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import yaml

from trent_desktop.faults import Fault
from trent_desktop.lessons.lesson import Audience, Band, Letter
from trent_desktop.plain_yaml import lost_behind, read_plain_yaml, said_twice

#: UK Council for Internet Safety, Education for a Connected World (rule 22).
STRANDS = (
    "Self-image and identity",
    "Online relationships",
    "Online reputation",
    "Online bullying",
    "Managing online information",
    "Health, wellbeing and lifestyle",
    "Privacy and security",
    "Copyright and ownership",
)
#: What YAML says of a head, and what that means for whoever wrote it.
_SAID = {
    "mapping values are not allowed here": (
        "There is one colon too many on this line.",
        "Put what comes after the first one in quotes.",
    ),
    "found character '\\t' that cannot start any token": (
        "There is a tab in the head.",
        "Use spaces instead.",
    ),
}
#: What a word processor makes of a hyphen.
_DASHES = str.maketrans("‐‑‒–—", "-----")
_T = TypeVar("_T")
_LARGEST = 20_000
_LONGEST = 400
_MOST = 20


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a lesson says."""

    title: str
    letter: Letter
    band: Band
    minutes: int
    aims: tuple[str, ...]
    vocabulary: tuple[tuple[str, str], ...]
    strands: tuple[str, ...]
    curriculum: tuple[str, ...]
    version: str
    take_home: str
    audience: Audience = Audience.PUPILS
    came_from: str = ""


_EMPTY = Head("", Letter.ALL, Band.EVERYBODY, 0, (), (), (), (), "", "")
_FIELDS = frozenset(
    [
        "title",
        "letter",
        "years",
        "minutes",
        "aims",
        "vocabulary",
        "strands",
        "curriculum",
        "version",
        "take-home",
        "audience",
        "from",
    ]
)


def with_origin(text: str, came_from: str) -> str:
    """A lesson's text whose head says where it came from; as it is where it says so already."""
    head, dashes, rest = text.partition("\n---")
    if not came_from or not dashes or re.search(r"^from:", head, re.MULTILINE):
        return text
    # A file may be called anything; what is no letter for YAML would make the lesson unreadable.
    plain = (sign if sign.isprintable() and sign not in '"\\' else " " for sign in came_from)
    said = " ".join("".join(plain).split())[:120]
    return f'{head}\nfrom: "{said}"{dashes}{rest}'


def with_title(text: str, more: str) -> str:
    """A lesson's text with `more` behind its title; as it is where it has none that can be read."""
    start = re.match(r"---+[ \t]*\r?\n", text)
    end = text.find("\n---", start.end() - 1) if start else -1
    if start is None or end < 0:
        return text
    head = text[start.end() : end + 1]
    try:
        _, root = read_plain_yaml(head)
    except (yaml.YAMLError, RecursionError):
        return text
    pairs: list[tuple[Any, Any]] = getattr(root, "value", None) or []
    for name, said in pairs if isinstance(root, yaml.MappingNode) else []:
        if name.value != "title" or not isinstance(said, yaml.ScalarNode):
            continue
        title = f"{said.value.strip()}{more}"
        if said.style is not None:  # what had quotes may need them
            escaped = title.replace("\\", "\\\\").replace('"', '\\"')
            title = f'"{" ".join(escaped.split())}"'
            title += "\n" if said.style in "|>" else ""
        first, last = (start.end() + mark.index for mark in (said.start_mark, said.end_mark))
        return f"{text[:first]}{title}{text[last:]}"
    return text


def read_head(text: str, first_line: int, faults: list[Fault]) -> Head:
    """Read a head that begins at `first_line`; what is wrong goes to `faults`."""
    if len(text) > _LARGEST:
        faults.append(Fault(first_line, "The head of the lesson is too long.", "Shorten it."))
        return _EMPTY
    try:
        found, root = read_plain_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        said = str(getattr(error, "problem", None) or "it cannot be read")
        otherwise = f"The head is not written as it should be: {said}.", "See docs/lessons.md."
        faults.append(Fault(line, *_SAID.get(said, otherwise)))
        return _EMPTY
    except RecursionError:
        faults.append(Fault(first_line, "The head has lists within lists within lists."))
        return _EMPTY
    if not isinstance(found, dict):
        faults.append(Fault(first_line, "The head names nothing.", "Begin with “title: …”."))
        return _EMPTY
    faults.extend(
        Fault(first_line + line, f"“{name[:30]}” is there twice.", "Put them together.")
        for name, line in said_twice(root)
    )
    faults.extend(
        Fault(
            first_line + line,
            "What comes after “#” on this line would be lost.",
            "Put everything after the colon in quotes, or the remark on a line of its own.",
        )
        for line in lost_behind(text, root)
    )
    lines = {str(key.value): first_line + key.start_mark.line for key, _ in root.value}
    return _Reading(cast("dict[str, object]", found), lines, first_line, faults).head()


@dataclass
class _Reading:
    """Takes the values out one by one."""

    values: Mapping[str, object]
    lines: Mapping[str, int]
    first: int
    faults: list[Fault]

    def head(self) -> Head:
        """All of it."""
        for name in self.values:
            if name not in _FIELDS:
                close = "take-home" if "home" in name else "title, letter, years, minutes, aims"
                self._fault(
                    name, f"“{name[:30]}” does not belong in a head.", f"Allowed here: {close}…"
                )
        audience = Audience.PUPILS
        if "audience" in self.values:
            audience = self._one("audience", Audience, audience, "pupils, staff or parents")
        # What is read from the back of a hall is as short for grown-ups as for all years together.
        letter, band = Letter.ALL, Band.EVERYBODY
        if audience is Audience.PUPILS:
            letter = self._one(
                "letter", lambda one: Letter(one.upper()), letter, "S, M, A, R, T or SMART"
            )
            band = self._one(
                "years", lambda one: Band(one.translate(_DASHES)), band, "1-2, 3-4, 5-6 or 1-6"
            )
        return Head(
            title=self._words("title", needed=True),
            letter=letter,
            band=band,
            minutes=self._minutes(),
            aims=self._list("aims", needed=True),
            vocabulary=self._pairs("vocabulary"),
            strands=self._strands(needed=audience is Audience.PUPILS),
            curriculum=self._list("curriculum"),
            version=self._words("version") or "1",
            take_home=self._words("take-home"),
            audience=audience,
            came_from=self._words("from"),
        )

    def _fault(self, name: str, words: str, instead: str = "") -> None:
        self.faults.append(Fault(self.lines.get(name, self.first), words, instead))

    def _words(self, name: str, *, needed: bool = False) -> str:
        value = self.values.get(name)
        if value is None or value == "":
            if needed:
                self._fault(name, f"The lesson has no {name}.", f"Write “{name}: …” at its head.")
            return ""
        if not isinstance(value, str):
            self._fault(name, f"“{name}” is one line of words.")
            return ""
        return self._short(name, value)

    def _short(self, name: str, value: str) -> str:
        clean = re.sub(r"\s+", " ", value).strip()
        if len(clean) > _LONGEST:
            self._fault(name, f"“{name}” is longer than {_LONGEST} letters.", "Shorten it.")
        return clean[:_LONGEST]

    def _one(self, name: str, kind: Callable[[str], _T], otherwise: _T, known: str) -> _T:
        value = self.values.get(name)
        try:
            return kind(str(value).strip())
        except ValueError:
            self._fault(name, f"“{name}” is missing or unknown.", f"Write {known}.")
            return otherwise

    def _minutes(self) -> int:
        value = str(self.values.get("minutes", ""))
        if not value.isascii() or not value.isdigit() or not 1 <= int(value[:6]) <= 120:
            self._fault("minutes", "“minutes” is a whole number from 1 to 120.")
            return 0
        return int(value)

    def _list(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        value = self.values.get(name)
        if value is None or value == "":
            if needed:
                self._fault(name, f"The lesson has no {name}.", f"Write “{name}:” and a list.")
            return ()
        if not isinstance(value, list):
            self._fault(name, f"“{name}” is a list.", "Begin each line of it with “- ”.")
            return ()
        found = cast("list[object]", value)
        if len(found) > _MOST or not all(isinstance(one, str) for one in found):
            self._fault(name, f"“{name}” is a list of at most {_MOST} lines of words.")
            return ()
        return tuple(self._short(name, str(one)) for one in found)

    def _pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        value = self.values.get(name)
        if value is None or value == "":
            return ()
        if not isinstance(value, dict):
            self._fault(name, f"“{name}” is words with their meanings.", "Write “word: meaning”.")
            return ()
        pairs = cast("dict[str, object]", value)
        if len(pairs) > _MOST or not all(isinstance(one, str) for one in pairs.values()):
            self._fault(name, f"“{name}” has at most {_MOST} words, each with one meaning.")
            return ()
        known: set[str] = set()
        for word, means in pairs.items():
            if not str(means).strip():
                self._fault(name, f"“{word[:30]}” has no meaning here.", "Write “word: meaning”.")
            if word.casefold() in known:
                self._fault(name, f"“{word[:30]}” is there twice.", "Put them together.")
            known.add(word.casefold())
        return tuple((word, self._short(name, str(means))) for word, means in pairs.items())

    def _strands(self, *, needed: bool) -> tuple[str, ...]:
        found = self._list("strands", needed=needed)
        for one in found:
            if one not in STRANDS:
                self._fault("strands", f"“{one[:40]}” is not a strand.", f"One is “{STRANDS[6]}”.")
        return tuple(one for one in found if one in STRANDS)
