"""The named blocks of a slide: ``::: sort`` and its like, and the teacher's notes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from trent_desktop.faults import Fault
from trent_desktop.lessons.inline import InlineReader, Line, after
from trent_desktop.lessons.lesson import (
    Activity,
    Card,
    Choose,
    Covered,
    Discuss,
    HotPlace,
    MessagePart,
    Notes,
    Option,
    Order,
    Promise,
    Reveal,
    Rewrite,
    Run,
    Sort,
    Spot,
    Story,
    Text,
    Vote,
)

_MARK = re.compile(r"\[([ xX~])\]\s+")
_PLACE = re.compile(r"(\d{1,3})\s+(\d{1,3})\s+(\d{1,3})\s+(\d{1,3})\s*:\s*")
_SECONDS = re.compile(r"(\d{1,3})\s*(minutes?|seconds?)")
_NOTE = re.compile(r"(say|often|watch|easier|harder|only you)\s*:\s*", re.IGNORECASE)
_LISTS = ("bullet_list", "ordered_list")
#: Of each block: whether a line shows a picture, whether one under it does, and how many of those
#: a line has.
_ROOM = {
    "story": (True, False, 0),
    "reveal": (True, False, 1),
    "choose": (True, False, 1),
    "vote": (True, False, 0),
    "sort": (False, True, 10),
    "order": (True, False, 0),
    "spot": (False, False, 0),
    "discuss": (False, False, 0),
    "rewrite": (False, False, 10),
    "promise": (False, False, 0),
    "aims": (False, False, 0),
}
_MOST_AIMS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, and the lines under it."""

    line: Line
    under: tuple[Item, ...]
    number: str = ""  # as it was written, in a list with numbers

    @property
    def card(self) -> Card:
        """The line as a card."""
        return Card(self.line.text, self.line.picture)


class BlockReader:
    """Makes activities and notes of blocks."""

    def __init__(self, inline: InlineReader, title: str) -> None:
        """`title` is that of the lesson."""
        self._inline = inline
        self._title = title
        self._makers: dict[str, Callable[[Sequence[Item], str, int], Activity | None]] = {
            "story": self._story,
            "reveal": self._reveal,
            "choose": self._choose,
            "vote": self._vote,
            "sort": self._sort,
            "order": self._order,
            "discuss": self._discuss,
            "rewrite": self._rewrite,
            "promise": self._promise,
        }

    @property
    def names(self) -> tuple[str, ...]:
        """What a block can be called."""
        return (*self._makers, "spot", "aims", "notes")

    def line_of(self, node: SyntaxTreeNode) -> int:
        """The line of the file on which `node` begins, from 1."""
        return self._inline.line_of(node)

    def fault(self, line: int, words: str, instead: str = "") -> None:
        """Note what is wrong."""
        self._inline.faults.append(Fault(line, words, instead))

    def activity(self, node: SyntaxTreeNode, name: str, rest: str) -> Activity | None:
        """An activity, or None after noting what is wrong."""
        line = self.line_of(node)
        rest = rest.strip()
        if rest and not (name == "discuss" and _SECONDS.fullmatch(rest)):
            time = (
                "Write a time, for example “2 minutes”." if name == "discuss" else "Leave it out."
            )
            self.fault(line, f"“{rest[:30]}” behind the name of a block means nothing.", time)
        lists = [one for one in node.children if one.type in _LISTS]
        for one in node.children:
            if one not in lists[:1] and not (name == "spot" and one.type == "paragraph"):
                self._beside(one)
        items = self._items(lists[0]) if lists else ()
        self._name_unshown(items, name)
        if name == "spot":
            return self._spot(node, items, line)
        if not items:
            self.fault(line, f"“{name}” has nothing in it.", "Begin each of its lines with “- ”.")
            return None
        return self._makers[name](items, rest, line)

    def aims(self, node: SyntaxTreeNode, rest: str, of_head: Sequence[str]) -> tuple[Text, ...]:
        """What the class is to learn, as it stands on the board: of the block, else of the head."""
        line = self.line_of(node)
        if rest.strip() not in ("", "again"):
            self.fault(
                line, f"“{rest.strip()[:30]}” behind “aims” means nothing.", "Write “aims again”."
            )
        lists = [one for one in node.children if one.type in _LISTS]
        for one in node.children:
            if one not in lists[:1]:
                self._beside(one)
        items = self._items(lists[0]) if lists else ()
        self._name_unshown(items, "aims")
        said = tuple(one.line.text for one in items) or tuple(Text((Run(one),)) for one in of_head)
        if len(said) > _MOST_AIMS:
            self.fault(line, f"There are {len(said)} aims.", f"Show 1 to {_MOST_AIMS} of them.")
        return said

    def notes(self, node: SyntaxTreeNode) -> Notes:
        """The teacher's notes; lines without a name are what to say."""
        names = ("say", "often", "watch", "easier", "harder", "only_you")
        found = {name: list[str]() for name in names}
        name = "say"
        for raw in self._lines_of(node):
            match = _NOTE.match(raw)
            if match:
                name = match.group(1).casefold().replace(" ", "_")
            text = raw[match.end() :] if match else raw
            if text.strip():
                found[name].append(text.strip())
        return Notes(**{name: " ".join(lines) for name, lines in found.items()})

    def _lines_of(self, node: SyntaxTreeNode) -> list[str]:
        lines: list[str] = []
        number = ""  # of a step, which says in what order it comes
        for one in node.walk():
            if one.type == "list_item" and one.parent is not None:
                number = f"{one.info}{one.markup} " if one.parent.type == "ordered_list" else ""
            elif one.type == "inline":
                self._inline.use(one)
                said = one.content.replace("**", "").splitlines()
                lines += [f"{number}{said[0]}", *said[1:]] if said else []
                number = ""
        return lines

    def _items(self, node: SyntaxTreeNode) -> tuple[Item, ...]:
        items: list[Item] = []
        for child in node.children:
            line = self.line_of(child)
            read = Line(Text(()), None, line)
            under: tuple[Item, ...] = ()
            for at, part in enumerate(child.children):
                if part.type == "paragraph" and at == 0:
                    read = self._inline.read(part, line)
                elif part.type in _LISTS:
                    under += self._items(part)
                else:
                    self._beside(part)
            if not (read.text.runs or read.picture):
                self._inline.use(child)
                self.fault(line, "There is nothing on this line of the list.", "Write words on it.")
            items.append(Item(read, under, child.info if node.type == "ordered_list" else ""))
        return tuple(items)

    def _beside(self, node: SyntaxTreeNode) -> None:
        """Something in a block that would be on no board."""
        self._inline.use(node)
        self.fault(
            self.line_of(node),
            "This is in a block, and not in its list: it would not be shown.",
            "Begin its line with “- ”, or put it above the block.",
        )

    def _name_unshown(self, items: Sequence[Item], name: str) -> None:
        """A fault for each line and picture that the board has no place for."""
        first, second, most = _ROOM[name]
        for item in items:
            if item.line.picture and not first:
                self._no_picture(item.line.line, name)
            for at, under in enumerate(item.under):
                if at >= most:
                    self.fault(
                        under.line.line,
                        f"There is no room for this in “{name}”: it would not be shown.",
                        "Put it into the line above." if most else "Begin it at the left edge.",
                    )
                elif under.line.picture and not second:
                    self._no_picture(under.line.line, name)
                for deeper in under.under:
                    self.fault(
                        deeper.line.line,
                        "This is indented too far: it would not be shown.",
                        "Put it into the line above.",
                    )

    def _no_picture(self, line: int, name: str) -> None:
        self.fault(line, f"This line of “{name}” shows no picture.", "Write words alone.")

    # ------------------------------------------------------------------ one maker for each

    def _between(
        self, items: Sequence[object], least: int, most: int, line: int, what: str
    ) -> bool:
        if least <= len(items) <= most:
            return True
        self.fault(line, f"There are {len(items)} {what}.", f"Use {least} to {most}.")
        return False

    def _story(self, items: Sequence[Item], _rest: str, line: int) -> Activity | None:
        if not self._between(items, 2, 8, line, "panels in this story"):
            return None
        return Story(tuple(item.card for item in items))

    def _reveal(self, items: Sequence[Item], _rest: str, line: int) -> Activity | None:
        for item in items:
            if not item.under:
                self.fault(
                    item.line.line, "There is nothing under this.", "Put it below, indented."
                )
                return None
        if not self._between(items, 1, 6, line, "covers"):
            return None
        return Reveal(tuple(Covered(item.card, item.under[0].line.text) for item in items))

    def _choose(self, items: Sequence[Item], _rest: str, line: int) -> Activity | None:
        if not self._between(items, 2, 4, line, "ways to choose"):
            return None
        options: list[Option] = []
        for item in items:
            mark = _MARK.match(item.line.text.plain)
            if mark is None or not item.under:
                self.fault(
                    item.line.line,
                    "A way to choose begins with “[x]” (a good one), “[~]” (a good start) or “[ ]”, "
                    "and has below it, indented, what it leads to.",
                )
                return None
            card = Card(after(item.line.text, mark.end()), item.line.picture)
            said = mark.group(1)
            leads_to = item.under[0].line.text
            options.append(Option(card, leads_to, said in "xX", start=said == "~"))
        if not any(option.good for option in options):
            self.fault(line, "None of these ways is a good one.", "Mark one with “[x]”.")
            return None
        return Choose(tuple(sorted(options, key=self._drawn_by_lot)))

    def _drawn_by_lot(self, option: Option) -> bytes:
        """Its place among the ways: the same each time, and not because of how it was written."""
        lot = f"{self._title}\n{option.card.text.plain}\n{option.leads_to.plain}"
        return hashlib.sha256(lot.encode()).digest()

    def _vote(self, items: Sequence[Item], _rest: str, line: int) -> Activity | None:
        if not self._between(items, 2, 4, line, "things to vote for"):
            return None
        return Vote(tuple(item.card for item in items))

    def _sort(self, items: Sequence[Item], _rest: str, line: int) -> Activity | None:
        if not self._between(items, 2, 4, line, "boxes"):
            return None
        pairs = [(card.card, box) for box, item in enumerate(items) for card in item.under]
        if not self._between(pairs, 2, 10, line, "cards"):
            return None
        # In turns from each box, so that their order says nothing; the same each time.
        order = sorted(range(len(pairs)), key=lambda at: (at * 7 + 3) % len(pairs) * 10 + at % 10)
        mixed = [pairs[at] for at in order]
        return Sort(
            tuple(item.line.text for item in items),
            tuple(card for card, _ in mixed),
            tuple(box for _, box in mixed),
        )

    def _order(self, items: Sequence[Item], _rest: str, line: int) -> Activity | None:
        if not self._between(items, 3, 6, line, "steps"):
            return None
        numbers = [int(item.number or 0) for item in items]
        # Markdown counts by itself: a list of “1.” only is in its order, like one of “-”.
        told = len(set(numbers)) > 1
        if told and numbers != sorted(numbers):
            self.fault(line, "The numbers of these steps do not rise.", "Count from 1.")
            told = False
        ranks = numbers if told else range(1, len(items) + 1)
        return Order(tuple(item.card for item in items), tuple(ranks))

    def _discuss(self, items: Sequence[Item], rest: str, line: int) -> Activity | None:
        match = _SECONDS.search(rest)
        seconds = 120
        if match:
            seconds = int(match.group(1)) * (60 if match.group(2).startswith("m") else 1)
        if not 10 <= seconds <= 900:
            self.fault(line, "A talk takes 10 seconds to 15 minutes.", "Write “2 minutes”.")
            return None
        if not self._between(items, 1, 4, line, "things to talk about"):
            return None
        return Discuss(tuple(item.line.text for item in items), seconds)

    def _rewrite(self, items: Sequence[Item], _rest: str, line: int) -> Activity | None:
        parts = tuple(
            MessagePart(item.line.text, tuple(one.line.text for one in item.under))
            for item in items
        )
        if not any(part.instead for part in parts):
            self.fault(line, "Nothing in this message can be changed.", "Put better words below.")
            return None
        if not self._between(parts, 1, 6, line, "parts of a message"):
            return None
        return Rewrite(parts)

    def _promise(self, items: Sequence[Item], _rest: str, line: int) -> Activity | None:
        if not self._between(items, 1, 5, line, "promises"):
            return None
        return Promise(tuple(item.line.text for item in items))

    def _spot(self, node: SyntaxTreeNode, items: Sequence[Item], line: int) -> Activity | None:
        picture = None
        for one in node.children:
            if one.type != "paragraph":
                continue
            read = self._inline.read(one, self.line_of(one))
            if read.text.runs or picture or not read.picture:
                self._beside(one)
            picture = picture or read.picture
        if picture is None:
            self.fault(line, "“spot” has no picture.", "Put ![what is seen](name) above its list.")
            return None
        places: list[HotPlace] = []
        for item in items:
            match = _PLACE.match(item.line.text.plain)
            if match is None or any(int(number) > 100 for number in match.groups()):
                self.fault(
                    item.line.line,
                    "A place is four numbers up to 100 (across, down, width, height) and words.",
                    "For example “- 40 55 12 20: The jumper shows the school.”",
                )
                return None
            x, y, width, height = (int(number) for number in match.groups())
            places.append(HotPlace(x, y, width, height, after(item.line.text, match.end())))
        if not self._between(places, 1, 8, line, "places"):
            return None
        return Spot(picture, tuple(places))
