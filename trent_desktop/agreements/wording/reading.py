"""Reading a wording out of its Markdown, with every fault named by its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

import yaml
from markdown_it.tree import SyntaxTreeNode

from trent_desktop.agreements.kinds import REMINDERS, Consent, Kind
from trent_desktop.agreements.wording.faults import WordingRefused
from trent_desktop.agreements.wording.pictures import our_picture_names
from trent_desktop.agreements.wording.wording import (
    MEETING,
    MISSING,
    PLACEHOLDERS,
    Asked,
    Heading,
    MeetingLines,
    MissingList,
    Paragraph,
    Part,
    Point,
    SigningPlace,
    SignKind,
    Wording,
    clause_order,
    placeholders,
)
from trent_desktop.faults import Fault
from trent_desktop.journeys.cleaning import clean
from trent_desktop.plain_markdown import plain_markdown
from trent_desktop.plain_yaml import lost_behind, read_plain_yaml

LARGEST: Final = 20_000
_MOST_PARTS: Final = 60
_MOST_FAULTS: Final = 30
_LONGEST_TITLE: Final = 80
#: In the largest print more would not go on one page.
_LONGEST_WORDS: Final = 600
_LONGEST_HEADING: Final = 140
_LONGEST_SIGNING: Final = 80
_MOST_SIGNING: Final = 6
_CLAUSES: Final = re.compile(
    r"\s*\[\s*(\d{1,2}(?:\.\d{1,2})?(?:\s*,\s*\d{1,2}(?:\.\d{1,2})?)*)\s*\]\s*$"
)
_HTML: Final = re.compile(r"<[a-zA-Z/!?]")
_NAMES: Final = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))


def read_wording(text: str, language: str, kind: Kind | None = None, where: str = "") -> Wording:
    """The wording that `text` is. Raises `WordingRefused` with everything that is wrong.

    `kind` is what it has to be; None takes the kind that its head names.
    """
    wording, faults = try_wording(text, language, kind)
    if faults or wording is None:
        raise WordingRefused(faults, where)
    return wording


def try_wording(
    text: str, language: str, kind: Kind | None = None
) -> tuple[Wording | None, tuple[Fault, ...]]:
    """As much of a wording as can be read, and what is wrong: for the editor, as one types."""
    if len(text) > LARGEST:
        return None, (Fault(0, "This wording is longer than 20,000 letters.", "Shorten it."),)
    tidy = clean(text.replace("\r\n", "\n")).text
    reading = _Reading()
    nodes = SyntaxTreeNode(plain_markdown().parse(tidy)).children
    head: dict[str, str] = {}
    if nodes and nodes[0].type == "front_matter":
        head = reading.head(nodes[0].content)
        nodes = nodes[1:]
    else:
        reading.fault(1, "The wording has no head.", "Begin with a line “---”, then “kind: …”.")
    for node in nodes:
        reading.take(node)
    found = reading.kind(head, kind)
    if found is None:
        return None, reading.told()
    reading.whole(found)
    wording = Wording(found, language, head.get("title", ""), tuple(reading.parts), text)
    return wording, reading.told()


@dataclass(frozen=True, slots=True)
class _Words:
    words: str
    clauses: tuple[str, ...]
    pictures: tuple[str, ...]


class _Reading:
    """Takes one part after the other."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.faults: list[Fault] = []

    def fault(self, line: int, words: str, instead: str = "") -> None:
        self.faults.append(Fault(line, words, instead))

    def told(self) -> tuple[Fault, ...]:
        return tuple(sorted(self.faults, key=lambda one: one.line)[:_MOST_FAULTS])

    # ------------------------------------------------------------------ the head

    def head(self, content: str) -> dict[str, str]:
        try:
            values, root = read_plain_yaml(content)
        except (yaml.YAMLError, RecursionError):
            self.fault(1, "The head is not written as it should be.", "Write “kind: …” there.")
            return {}
        if not isinstance(values, dict):
            self.fault(1, "The head names nothing.", "Write “kind: …” and “title: …” there.")
            return {}
        for line in lost_behind(content, root):
            self.fault(
                line + 2,
                "What comes after “#” on this line would be lost.",
                "Put everything after the colon in quotes.",
            )
        head: dict[str, str] = {}
        for name, value in cast("dict[object, object]", values).items():
            if name not in ("kind", "title", "version") or not isinstance(value, str):
                self.fault(
                    1,
                    f"“{str(name)[:30]}” does not belong in a head.",
                    "Allowed here: kind, title.",
                )
            else:
                head[str(name)] = value.strip()
        title = head.get("title", "")
        if not title:
            self.fault(1, "The wording has no title.", "Write “title: …” in its head.")
        elif len(title) > _LONGEST_TITLE:
            self.fault(1, "The title is too long.", f"Use at most {_LONGEST_TITLE} letters.")
        return head

    def kind(self, head: dict[str, str], wanted: Kind | None) -> Kind | None:
        named = head.get("kind", "")
        known = {kind.value: kind for kind in Kind}
        if named not in known:
            if head or wanted is None:
                self.fault(
                    1, f"There is no kind “{named[:30]}”.", f"Allowed here: {', '.join(known)}."
                )
            return wanted
        if wanted is not None and known[named] is not wanted:
            self.fault(1, f"This is a wording for “{named}”.", f"It should say “{wanted.value}”.")
        return wanted or known[named]

    # ------------------------------------------------------------------ the parts

    def take(self, node: SyntaxTreeNode) -> None:
        line = _line_of(node)
        match node.type:
            case "heading":
                self._heading(node, line)
            case "paragraph":
                self._paragraph(node, line)
            case "bullet_list":
                for item in node.children:
                    self._point(item)
            case "container_block":
                self._block(node, line)
            case "hr":
                self.fault(line, "A line of dashes has no place here.", "Leave it out.")
            case _:
                self.fault(line, "This mark has no place in a wording.", "Write plain words.")
        if len(self.parts) > _MOST_PARTS:
            self.fault(line, f"A wording has at most {_MOST_PARTS} parts.", "Shorten it.")
            del self.parts[_MOST_PARTS:]

    def _heading(self, node: SyntaxTreeNode, line: int) -> None:
        level = int(node.tag[1:])
        if level > 2:
            self.fault(line, "A heading begins with # or ##.", "Use one of them.")
        found = self._words(node, line)
        if len(found.words) > _LONGEST_HEADING:
            self.fault(line, "The heading is too long.", f"Use at most {_LONGEST_HEADING} letters.")
        self.parts.append(Heading(found.words, min(level, 2), line))

    def _paragraph(self, node: SyntaxTreeNode, line: int) -> None:
        found = self._words(node, line)
        if found.pictures:
            self.fault(line, "A picture comes before a point.", "Write “- ![](name) I …”.")
        if found.words == f"{{{MISSING}}}":
            self.parts.append(MissingList(line))
        elif found.words == f"{{{MEETING}}}":
            self.parts.append(MeetingLines(line))
        else:
            self.parts.append(Paragraph(found.words, found.clauses, line))

    def _point(self, item: SyntaxTreeNode) -> None:
        line = _line_of(item)
        if [child.type for child in item.children] != ["paragraph"]:
            self.fault(line, "A point is one line of words.", "Write one line after the “-”.")
            return
        found = self._words(item.children[0], line)
        picture = found.pictures[0] if found.pictures else ""
        if len(found.pictures) > 1:
            self.fault(line, "A point has one picture.", "Leave the others out.")
        if picture and picture not in our_picture_names():
            self.fault(
                line, f"There is no picture “{picture[:40]}”.", "docs/agreements.md lists them."
            )
            picture = ""
        self.parts.append(Point(found.words, found.clauses, picture, line))

    def _block(self, node: SyntaxTreeNode, line: int) -> None:
        name = node.info.strip()
        if name not in ("consents", "sign"):
            self.fault(
                line, f"There is no block “{name[:30]}”.", "Allowed here: consents and sign."
            )
            return
        for child in node.children:
            if child.type != "bullet_list":
                self.fault(_line_of(child), "Only lines that begin with “- ” belong here.")
                continue
            for item in child.children:
                self._named(item, name)

    def _named(self, item: SyntaxTreeNode, block: str) -> None:
        line = _line_of(item)
        if [child.type for child in item.children] != ["paragraph"]:
            self.fault(line, "Only one line belongs here.", "Write “- name: words”.")
            return
        found = self._words(item.children[0], line)
        name, colon, words = (part.strip() for part in found.words.partition(":"))
        names: Sequence[str] = [one.value for one in (Consent if block == "consents" else SignKind)]
        if not colon or name not in names or not words:
            self.fault(
                line,
                f"“{name[:30]}” is not known here.",
                f"Write “- name: words”; the names are {', '.join(names)}.",
            )
        elif block == "consents":
            self.parts.append(Asked(Consent(name), words, found.clauses, line))
        else:
            if len(words) > _LONGEST_SIGNING:
                said = f"Use at most {_LONGEST_SIGNING} letters."
                self.fault(line, "There are too many words beside a place to sign.", said)
            self.parts.append(SigningPlace(SignKind(name), words, line))

    # ------------------------------------------------------------------ words

    def _words(self, node: SyntaxTreeNode, line: int) -> _Words:
        words: list[str] = []
        pictures: list[str] = []
        for inline in node.children:
            for part in inline.children:
                match part.type:
                    case "text" | "text_special":
                        words.append(part.content)
                    case "softbreak" | "hardbreak":
                        words.append(" ")
                    case "image":
                        pictures.append(str(part.attrs.get("src", "")))
                    case _:
                        self.fault(
                            line, "Marks within words have no place here.", "Write plain words."
                        )
        text = " ".join("".join(words).split())
        if _HTML.search(text):
            self.fault(line, "HTML has no place in a wording.", "Write plain words.")
        cited = _CLAUSES.search(text)
        clauses: tuple[str, ...] = ()
        if cited:
            clauses = tuple(sorted({one.strip() for one in cited[1].split(",")}, key=clause_order))
            text = text[: cited.start()]
        for name in placeholders(text):
            if name in (MISSING, MEETING):
                if text != f"{{{name}}}":
                    self.fault(line, f"“{{{name}}}” needs a paragraph of its own.")
            elif name not in PLACEHOLDERS:
                self.fault(
                    line, f"There is no placeholder “{{{name}}}”.", f"Allowed here: {_NAMES}."
                )
        if len(text) > _LONGEST_WORDS:
            said = f"There are more than {_LONGEST_WORDS} letters in one go."
            self.fault(line, said, "Split it in two.")
        if not text:
            self.fault(
                line, "There are no words on this line.", "Write some, or remove the empty line."
            )
        return _Words(text, clauses, tuple(pictures))

    # ------------------------------------------------------------------ the whole

    def whole(self, kind: Kind) -> None:
        """What a wording of `kind` must have, wherever it stands."""
        signing = [part for part in self.parts if isinstance(part, SigningPlace)]
        asked = [part.consent for part in self.parts if isinstance(part, Asked)]
        if not any(isinstance(part, Heading) and part.level == 1 for part in self.parts):
            self.fault(0, "The wording has no heading.", "Begin with a line “# …”.")
        if kind.is_returned and not any(one.kind is not SignKind.NAME for one in signing):
            self.fault(
                0,
                "There is no place to sign, so nobody could return this form.",
                "Add “::: sign”, “- signature: Parent or carer”, “:::”.",
            )
        if not kind.is_returned and signing:
            self.fault(signing[0].line, "This paper is not signed.", "Leave the block out.")
        if len(signing) > _MOST_SIGNING:
            self.fault(
                signing[_MOST_SIGNING].line,
                f"There are {len(signing)} lines to sign or fill in.",
                f"Use at most {_MOST_SIGNING}, so that they stay together on one page.",
            )
        if kind is Kind.CONSENTS:
            if not asked:
                said = "Add “::: consents”, “- website: My child …”, “:::”."
                self.fault(0, "The wording asks nothing.", said)
            for consent in {one for one in asked if asked.count(one) > 1}:
                said = f"The question “{consent.value}” is asked twice."
                self.fault(0, said, "Each of them is asked once, by itself.")
        elif asked:
            self.fault(0, "Consents are asked on a paper of their own.", "Leave the block out.")
        missing = [part for part in self.parts if isinstance(part, MissingList)]
        if kind in REMINDERS and not missing:
            self.fault(0, "The letter does not say what is missing.", "Add a paragraph {missing}.")
        if kind not in REMINDERS and missing:
            self.fault(missing[0].line, "“{missing}” belongs in reminders only.", "Leave it out.")
        meeting = [part for part in self.parts if isinstance(part, MeetingLines)]
        if kind is Kind.INVITATION and not meeting:
            self.fault(0, "The letter does not say when it is.", "Add a paragraph {meeting}.")
        if kind is not Kind.INVITATION and meeting:
            self.fault(meeting[0].line, "“{meeting}” belongs in invitations.", "Leave it out.")


def _line_of(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 0
