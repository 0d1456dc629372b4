"""Reading a ``lesson.md``: a head, then slides, each beginning at a ``# Heading``.

The format is described, with examples, in docs/lessons.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from trent_desktop.faults import Fault
from trent_desktop.lessons.ages import with_ages
from trent_desktop.lessons.blocks import BlockReader
from trent_desktop.lessons.faults import LessonRefused
from trent_desktop.lessons.fences import Fenced, fenced
from trent_desktop.lessons.head import Head, read_head
from trent_desktop.lessons.inline import InlineReader
from trent_desktop.lessons.lesson import NO_TEXT, Activity, Lesson, Notes, Picture, Slide, Text
from trent_desktop.lessons.weighing import weigh
from trent_desktop.plain_markdown import plain_markdown

LARGEST_FILE = 200_000
MOST_SLIDES = 60
#: Letters in one go: reading brackets without end takes four times as long for twice as many.
_LONGEST_STRETCH = 8_000
_MOST_FAULTS = 50
#: Of Windows, of old Macs, and those that some programs put where a line is only broken.
_LINE_ENDS = re.compile("\r+\n|\r|\N{LINE SEPARATOR}|\N{PARAGRAPH SEPARATOR}")
_MINUTES = re.compile(r"\s*\{\s*(\d{1,2}(?:\.5)?)\s*min\s*\}\s*$")


def read_lesson(text: str, where: str = "lesson.md") -> Lesson:
    """The lesson that `text` is. Raises `LessonRefused` with everything that is wrong.

    Where it names ages of apps they are those of the shipped table; see `ages.py` for others.
    """
    lesson, faults = try_lesson(text)
    if faults or lesson is None:
        raise LessonRefused(faults, where)
    return lesson


def plain_text(text: str) -> str:
    """`text` with lines that end as everybody counts them, and no mark of its letters before it."""
    return _LINE_ENDS.sub("\n", text.lstrip("\N{BYTE ORDER MARK}"))


def try_lesson(text: str) -> tuple[Lesson | None, tuple[Fault, ...]]:
    """As much of a lesson as can be read, and what is wrong: for the editor, as one types."""
    if len(text) > LARGEST_FILE:
        return None, (Fault(0, "This lesson is longer than 200,000 letters.", "Split it."),)
    faults: list[Fault] = []
    text = with_ages(plain_text(text))
    if endless := _endless(text):
        return None, (endless,)
    whole = fenced(text, faults)
    tree = SyntaxTreeNode(plain_markdown().parse(whole.text))
    nodes = tree.children
    if not nodes or nodes[0].type != "front_matter":
        faults.append(
            Fault(1, "The lesson has no head.", "Begin with a line “---”, then “title: …”.")
        )
        head = read_head("title: ''", 1, [])
    else:
        head = read_head(nodes[0].content, 2, faults)
        nodes = nodes[1:]
    read = _Slides(head, faults, whole)
    slides = read.read(nodes)
    lesson = Lesson(
        head.title,
        head.letter,
        head.band,
        head.minutes,
        head.aims,
        head.vocabulary,
        head.strands,
        head.curriculum,
        head.version,
        head.take_home,
        tuple(slides),
        head.audience,
        head.came_from,
    )
    if not slides:
        faults.append(Fault(0, "The lesson has no slides.", "Each begins with “# ” and a title."))
    elif len(slides) > MOST_SLIDES:
        faults.append(
            Fault(0, f"The lesson has {len(slides)} slides.", f"Use at most {MOST_SLIDES}.")
        )
        lesson = None
    if lesson:
        faults += read.dropped(text)
        faults += weigh(lesson)
    faults.sort(key=lambda fault: fault.line)
    return lesson, tuple(faults[:_MOST_FAULTS])


def _endless(text: str) -> Fault | None:
    """Names the line at which more begins than anybody reads in one go."""
    first, length = 1, 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            first, length = number + 1, 0
            continue
        length += len(line)
        if length > _LONGEST_STRETCH:
            return Fault(
                first,
                f"More than {_LONGEST_STRETCH:,} letters begin here without an empty line.",
                "Leave a line empty now and then.",
            )
    return None


@dataclass
class _Open:
    """A slide that is being read."""

    title: Text
    minutes: float
    line: int
    body: list[Text] = field(default_factory=list[Text])
    picture: Picture | None = None
    activity: Activity | None = None
    notes: Notes | None = None
    aims: tuple[Text, ...] = ()
    again: bool = False


class _Slides:
    def __init__(self, head: Head, faults: list[Fault], whole: Fenced) -> None:
        self._faults = faults
        self._inline = InlineReader(head.vocabulary, faults, whole.numbers)
        self._inline.used |= whole.ends
        self._blocks = BlockReader(self._inline, head.title)
        self._aims = head.aims
        self._slides: list[_Open] = []

    def read(self, nodes: Sequence[SyntaxTreeNode]) -> list[Slide]:
        for node in nodes:
            line = self._inline.line_of(node)
            if node.type not in ("paragraph", "container_block"):
                self._inline.use(node)  # it is taken, or a fault names it
            if node.type == "heading":
                self._begin(node, line)
            elif not self._slides:
                self._inline.use(node)
                self._fault(line, "This comes before the first slide.", "Begin one with “# ”.")
            elif len(self._slides) > MOST_SLIDES:
                break
            elif node.type == "paragraph":
                self._paragraph(node, line)
            elif node.type == "container_block":
                self._block(node, line)
            elif node.type == "hr":
                self._fault(line, "A slide begins with “# ”, not with a line.", "Leave “---” out.")
            else:
                self._fault(
                    line, "This does not belong on a slide.", "Put lists into a block: “:::”."
                )
        return [self._whole(slide) for slide in self._slides]

    def _fault(self, line: int, words: str, instead: str = "") -> None:
        self._faults.append(Fault(line, words, instead))

    def _begin(self, node: SyntaxTreeNode, line: int) -> None:
        if node.tag != "h1":
            self._fault(line, "A slide has one heading, with a single “#”.", "Write it in bold.")
            return
        read = self._inline.read(node, line)
        title, minutes = read.text, 0.0
        if read.picture:
            self._fault(line, "A title shows no picture.", "Put it on a line of its own below.")
        match = _MINUTES.search(title.plain)
        if match:
            minutes = float(match.group(1))
            title = _cut(title, match.start())
        if not title.runs:
            self._fault(line, "This slide has no title.", "Write it after the “#”.")
        elif "{" in title.plain:
            self._fault(line, "This is not how time is written.", "Write for example “{3 min}”.")
        self._slides.append(_Open(title, minutes, line))

    def _paragraph(self, node: SyntaxTreeNode, line: int) -> None:
        slide = self._slides[-1]
        read = self._inline.read(node, line)
        if read.picture:
            if slide.picture:
                self._fault(line, "This slide has a picture already.", "Join them with a “+”.")
            slide.picture = slide.picture or read.picture
        if read.text.runs:
            slide.body.append(read.text)

    def _block(self, node: SyntaxTreeNode, line: int) -> None:
        slide = self._slides[-1]
        name, _, rest = node.info.strip().partition(" ")
        self._inline.used.add(line)
        before = len(self._faults)
        if name not in self._blocks.names:
            known = ", ".join(self._blocks.names)
            self._fault(line, f"There is no block “{name[:30]}”.", f"Allowed here: {known}.")
        elif name == "notes":
            if slide.notes:
                self._fault(line, "This slide has notes already.", "Put them together.")
            elif rest.strip():
                self._fault(line, "Words behind “notes” are not kept.", "Put them below it.")
            slide.notes = self._blocks.notes(node)
        elif name == "aims":
            if slide.aims:
                self._fault(line, "This slide has aims already.", "Put them together.")
            slide.aims = self._blocks.aims(node, rest, self._aims)
            slide.again = rest.strip() == "again"
        elif slide.activity:
            self._fault(line, "This slide has an activity already.", "Begin another with “# ”.")
        else:
            slide.activity = self._blocks.activity(node, name, rest)
        if len(self._faults) > before:
            self._inline.use(node)  # what is wrong with it has been said

    def dropped(self, text: str) -> list[Fault]:
        """A fault for each stretch of lines after the first slide that went nowhere."""
        first = self._slides[0].line if self._slides else 0
        faults: list[Fault] = []
        last = 0
        for line, words in enumerate(text.split("\n"), 1):
            if line < first or not words.strip() or line in self._inline.used:
                continue
            if line != last + 1:
                faults.append(
                    Fault(line, "This would not be shown.", "Put it on the slide, or remove it.")
                )
            last = line
        return faults

    def _whole(self, slide: _Open) -> Slide:
        if slide.aims and (slide.body or slide.picture or slide.activity):
            self._fault(slide.line, "Aims need a slide of their own.", "Begin another with “# ”.")
        return Slide(
            slide.title if slide.title.runs else NO_TEXT,
            slide.aims or tuple(slide.body),
            slide.picture,
            slide.activity,
            slide.notes or Notes(),
            slide.minutes,
            slide.line,
            ("after" if slide.again else "before") if slide.aims else "",
        )


def _cut(text: Text, length: int) -> Text:
    """The first `length` signs of `text`."""
    from trent_desktop.lessons.lesson import Run

    kept: list[Run] = []
    for run in text.runs:
        if length <= 0:
            break
        kept.append(Run(run.text[:length], run.bold, run.meaning))
        length -= len(run.text)
    return Text(tuple(one for one in kept if one.text.strip()))
