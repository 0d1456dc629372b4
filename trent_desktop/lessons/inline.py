"""Words and pictures within a line: bold, words of the vocabulary, ``![what is seen](name)``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from trent_desktop.faults import Fault
from trent_desktop.lessons.lesson import Picture, Run, Text

_LAYER = re.compile(r"[a-z0-9][a-z0-9-]{0,59}(\.(svg|png))?")
_MOST_LAYERS = 6
_TABLE = re.compile(r"\s*\|.*\||.*\n\s*\|?\s*:?-+:?\s*\|")
_HTML = re.compile(r"<[a-zA-Z/!?]")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
_ALLOWED = frozenset(["text", "strong", "em", "softbreak", "hardbreak", "image", "text_special"])


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a lesson holds. `picture` is its one picture, if it has one."""

    text: Text
    picture: Picture | None
    line: int


class InlineReader:
    """Reads lines; knows the vocabulary, so that its words can be marked."""

    def __init__(
        self,
        vocabulary: Sequence[tuple[str, str]],
        faults: list[Fault],
        numbers: Sequence[int],
    ) -> None:
        """`numbers` has the line of the file for each line that was parsed."""
        self._meanings: Mapping[str, str] = {word.casefold(): means for word, means in vocabulary}
        words = sorted((re.escape(word) for word, _ in vocabulary), key=len, reverse=True)
        self._marked = re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE) if words else None
        self.faults = faults
        self._numbers = numbers
        #: Lines of the file that are in the lesson, or that a fault names.
        self.used: set[int] = set()

    def line_of(self, node: SyntaxTreeNode) -> int:
        """The line of the file on which `node` begins, from 1."""
        return self._numbers[node.map[0]] if node.map else 1

    def use(self, node: SyntaxTreeNode) -> None:
        """Note that the lines of `node` are in the lesson, or are named as faults."""
        if node.map:
            self.used.update(self._numbers[node.map[0] : node.map[1]])

    def read(self, node: SyntaxTreeNode, line: int) -> Line:
        """A paragraph or heading. Unknown marks become faults, and are left out."""
        self.use(node)
        if any(_HTML.search(one.content) for one in node.children):
            self.faults.append(Fault(line, "HTML is not shown.", "Write plain words."))
        if any(_TABLE.match(one.content) for one in node.children):
            self.faults.append(
                Fault(line, "A table is not shown as one.", "Use a block “sort”, or plain words.")
            )
        if any(_FOOTNOTE.search(one.content) for one in node.children):
            self.faults.append(
                Fault(line, "A footnote has no place in a lesson.", "Put it into the notes.")
            )
        runs: list[Run] = []
        pictures: list[Picture] = []
        for inline in node.children:
            for part in inline.children:
                self._take(part, line, runs, pictures, bold=False)
        if len(pictures) > 1:
            self.faults.append(
                Fault(line, "There are two pictures where one belongs.", "Join them with a “+”.")
            )
        text = _tidy(runs)
        if pictures and not (pictures[0].alt or text.runs):
            self.faults.append(
                Fault(line, "A picture has no words.", "Say in ![…] what can be seen.")
            )
        return Line(text, pictures[0] if pictures else None, line)

    def _take(
        self,
        part: SyntaxTreeNode,
        line: int,
        runs: list[Run],
        pictures: list[Picture],
        *,
        bold: bool,
    ) -> None:
        if part.type not in _ALLOWED:
            what = {"link": "A link", "code_inline": "Code"}.get(part.type, "This mark")
            self.faults.append(
                Fault(line, f"{what} has no place in a lesson.", "Write plain words.")
            )
        elif part.type == "image":
            picture = self._picture(part, line)
            if picture:
                pictures.append(picture)
        elif part.type in ("strong", "em"):
            for child in part.children:
                self._take(child, line, runs, pictures, bold=True)
        elif part.type in ("softbreak", "hardbreak"):
            runs.append(Run(" ", bold))
        else:
            runs.extend(self._words(part.content, bold=bold))

    def _words(self, content: str, *, bold: bool) -> list[Run]:
        if self._marked is None:
            return [Run(content, bold)]
        return [
            Run(piece, bold, self._meanings.get(piece.casefold(), "") if place % 2 else "")
            for place, piece in enumerate(self._marked.split(content))
            if piece
        ]

    def _picture(self, part: SyntaxTreeNode, line: int) -> Picture | None:
        layers = str(part.attrs.get("src", "")).split("+")
        if len(layers) > _MOST_LAYERS or not all(_LAYER.fullmatch(one) for one in layers):
            self.faults.append(
                Fault(
                    line,
                    "A picture’s name has only small letters, digits and hyphens.",
                    "Put it beside lesson.md, and write its name: ![what is seen](my-picture.png).",
                )
            )
            return None
        if part.attrs.get("title"):
            self.faults.append(
                Fault(line, "The words behind a picture’s name are not shown.", "Leave them out.")
            )
        names = tuple(one.removesuffix(".svg").removesuffix(".png") for one in layers)
        return Picture(names, part.content.strip())


def _tidy(runs: Sequence[Run]) -> Text:
    """Without room at the ends, and with neighbours of one kind joined."""
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].bold, joined[-1].meaning) == (run.bold, run.meaning):
            joined[-1] = Run(joined[-1].text + run.text, run.bold, run.meaning)
        else:
            joined.append(run)
    if joined:
        first, last = joined[0], joined[-1]
        joined[0] = Run(first.text.lstrip(), first.bold, first.meaning)
        last = joined[-1]
        joined[-1] = Run(last.text.rstrip(), last.bold, last.meaning)
    return Text(tuple(run for run in joined if run.text))


def after(text: Text, length: int) -> Text:
    """`text` without its first `length` signs."""
    rest: list[Run] = []
    for run in text.runs:
        if length >= len(run.text):
            length -= len(run.text)
            continue
        rest.append(Run(run.text[length:], run.bold, run.meaning))
        length = 0
    return _tidy(rest)
