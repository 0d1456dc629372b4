"""What an agreement is set from. Each block knows what is the same for everybody and what is not.

What is the same goes once into a form that each page stamps; what differs (a name) is written on
each page. All measures are points; x from the left edge of the text, y from the foot of the page.
"""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from PIL import Image
from reportlab.lib.utils import ImageReader

from trent_desktop.agreements.kinds import YES_NO, Consent
from trent_desktop.agreements.paper.setting import (
    Setting,
    Values,
    draw_lines,
    shown,
    tall,
)
from trent_desktop.agreements.wording.pictures import our_picture, shows
from trent_desktop.agreements.wording.wording import is_personal
from trent_desktop.documents import tagging
from trent_desktop.documents.lines import Line, TextStyle

#: A box for a tick.
_BOX: Final = 1.15


class Block:
    """A part of a page. `above` is the air before it, dropped at the head of a page.

    `role` is what it is in a PDF with tags, empty where its parts are marked one by one; `said_in`
    its language where not its side's.
    """

    role = "P"
    said_in = ""

    def __init__(self, setting: Setting, above: float = 0.0) -> None:
        self.setting = setting
        self.above = above
        #: Whether it must not be the last of its page.
        self.stays_with_next = False
        #: Whether its height or its words differ from person to person.
        self.personal = False

    def height(self, values: Values) -> float:
        """How tall it is for somebody."""
        raise NotImplementedError

    def stamp(self, canvas: Any, top: float, values: Values) -> int:
        """Draw what is the same for all who need the same height; letters without a font."""
        del canvas, top, values
        return 0

    def write(self, canvas: Any, top: float, values: Values) -> int:
        """Draw what is hers alone; letters without a font."""
        del canvas, top, values
        return 0

    def draw(self, canvas: Any, top: float, values: Values) -> int:
        """Draw all of it, in the order it is read; letters without a font."""
        unprinted = self.stamp(canvas, top, values)
        return unprinted + (self.write(canvas, top, values) if self.personal else 0)

    def fields(self, canvas: Any, top: float, values: Values, tag: str) -> None:
        """Put fields over it that are filled in on a screen. `tag` begins their names."""


class Words(Block):
    """Words in one column. `indent` leaves room for a mark before them."""

    def __init__(
        self,
        setting: Setting,
        words: str,
        style: TextStyle,
        *,
        above: float = 0.0,
        indent: float = 0.0,
    ) -> None:
        super().__init__(setting, above)
        self.words = words
        self.style = style
        self.indent = indent
        self.personal = is_personal(words)

    def lines(self, values: Values) -> Any:
        """The words of somebody in lines."""
        words = shown(self.words, values)
        return self.setting.lay(words, self.style, self.setting.width - self.indent)

    def height(self, values: Values) -> float:
        """As many lines as they take."""
        return tall(self.lines(values))

    def stamp(self, canvas: Any, top: float, values: Values) -> int:
        """The mark, and the words when they are the same for all."""
        self.mark(canvas, top)
        return 0 if self.personal else self._draw(canvas, top, values)

    def write(self, canvas: Any, top: float, values: Values) -> int:
        """The words when they are hers."""
        return self._draw(canvas, top, values) if self.personal else 0

    def mark(self, canvas: Any, top: float) -> None:
        """What stands before the words."""

    def _draw(self, canvas: Any, top: float, values: Values) -> int:
        room = self.setting.width - self.indent
        left = self.setting.side + self.setting.mirrored(self.indent, room)
        return draw_lines(canvas, self.setting, self.lines(values), left, top, room)


class Numbered(Words):
    """A point with its number in a disc, so that one can speak of rule seven."""

    role = "LI"

    def __init__(self, setting: Setting, words: str, number: int) -> None:
        indent = setting.size * 2.1
        super().__init__(setting, words, setting.style(), above=setting.gap(0.42), indent=indent)
        self.number = number

    def mark(self, canvas: Any, top: float) -> None:
        """The disc and the number in it."""
        setting = self.setting
        radius = setting.size * (0.62 if setting.tight else 0.7)
        left = setting.side + setting.mirrored(0, 2 * radius)
        middle = top - self.style.leading * 0.5
        canvas.setFillColor(setting.tint)
        canvas.setStrokeColor(setting.accent)
        canvas.setLineWidth(0.8)
        canvas.circle(left + radius, middle, radius, stroke=1, fill=1)
        style = setting.style(0.74, bold=True)
        (line,) = setting.lay(str(self.number), style, 99.0)
        line.draw(canvas, left + radius - line.width / 2, middle - style.size * 0.35)


class Pictured(Words):
    """A point with a picture, for children who do not read yet."""

    role = ""

    def __init__(self, setting: Setting, words: str, picture: str) -> None:
        self.side = max(46.0, setting.size * 2.9)
        style = setting.style(1.3)
        super().__init__(
            setting, words, style, above=setting.gap(0.6), indent=self.side + setting.size * 1.2
        )
        self.picture = picture

    def height(self, values: Values) -> float:
        """The picture's height at least."""
        return max(self.side, super().height(values))

    def mark(self, canvas: Any, top: float) -> None:
        """The picture, in greys when ink is saved."""
        if not self.picture:
            return
        with Image.open(BytesIO(our_picture(self.picture))) as image:
            drawn = image.convert("L" if self.setting.saves_ink else "RGB")
        left = self.setting.side + self.setting.mirrored(0, self.side)
        canvas.drawImage(ImageReader(drawn), left, top - self.side, self.side, self.side)

    def draw(self, canvas: Any, top: float, values: Values) -> int:
        """The picture, and then its words."""
        if self.picture:
            with tagging.figure(canvas, shows(self.picture), of_point=True):
                self.mark(canvas, top)
        with tagging.tagged(canvas, "LI"):
            return self._draw(canvas, top, values)

    def _draw(self, canvas: Any, top: float, values: Values) -> int:
        lower = max(0.0, (self.side - super().height(values)) / 2)
        return super()._draw(canvas, top - lower, values)


class Person(Block):
    """Whose form it is: name and class, each on a ground of its own."""

    def __init__(self, setting: Setting, name: str, class_name: str) -> None:
        super().__init__(setting, setting.gap(0.9))
        self.personal = True
        self.labels = (name, class_name)
        wide = round((setting.width - 12) * 0.74, 1)
        self.widths = (wide, setting.width - 12 - wide) if class_name else (setting.width, 0.0)

    def _laid(self, values: Values) -> list[tuple[Line, ...]]:
        setting = self.setting
        style = setting.style(1.1, bold=True)
        parts = [values["name"], values["class"]] if self.labels[1] else [values["name"]]
        return [
            setting.lay(words, style, width - 20)
            for words, width in zip(parts, self.widths, strict=False)
        ]

    def height(self, values: Values) -> float:
        """Label and name, and air."""
        return max(tall(lines) for lines in self._laid(values)) + self.setting.small.leading + 13

    def stamp(self, canvas: Any, top: float, values: Values) -> int:
        """The grounds and labels."""
        return sum(self._label(canvas, top, values, at) for at in range(2))

    def write(self, canvas: Any, top: float, values: Values) -> int:
        """Her name and class."""
        laid = self._laid(values)
        return sum(self._value(canvas, top, lines, at) for at, lines in enumerate(laid))

    def draw(self, canvas: Any, top: float, values: Values) -> int:
        """The name after its label, then the class after its own."""
        laid = self._laid(values)
        return sum(
            self._label(canvas, top, values, at) + self._value(canvas, top, lines, at)
            for at, lines in enumerate(laid)
        )

    def _left(self, at: int) -> float:
        start = self.widths[0] + 12 if at else 0.0
        return self.setting.side + self.setting.mirrored(start, self.widths[at])

    def _label(self, canvas: Any, top: float, values: Values, at: int) -> int:
        if not self.labels[at]:
            return 0
        high, x, width = self.height(values), self._left(at), self.widths[at]
        canvas.setFillColor(self.setting.tint)
        canvas.setStrokeColor(self.setting.accent)
        canvas.setLineWidth(0.6)
        canvas.roundRect(x, top - high, width, high, 6, stroke=self.setting.saves_ink, fill=1)
        lines = self.setting.lay(self.labels[at], self.setting.small, width - 20)
        return draw_lines(canvas, self.setting, lines, x + 10, top - 5, width - 20)

    def _value(self, canvas: Any, top: float, lines: tuple[Line, ...], at: int) -> int:
        under, width = top - 6 - self.setting.small.leading, self.widths[at] - 20
        return draw_lines(canvas, self.setting, lines, self._left(at) + 10, under, width)


class Question(Words):
    """A question of consent with its own boxes for yes and no.

    `for_reading` leaves out the boxes: what is ticked on such a page is recorded by nobody.
    """

    def __init__(
        self,
        setting: Setting,
        name: str,
        words: str,
        yes: str,
        no: str,
        *,
        for_reading: bool = False,
    ) -> None:
        self.name = name
        self.for_reading = for_reading
        self.answers = (yes, no)
        self.box = max(13.0, setting.size * _BOX)
        style = setting.style()
        self.label = setting.style(grey=0.35) if for_reading else style
        labels = [setting.lay(one, style, 200.0)[0] for one in self.answers]
        self.column = max(line.width for line in labels) + self.box + 14
        self.aside = 2 * self.column + 6
        super().__init__(setting, words, style, above=setting.gap(0.7))

    def lines(self, values: Values) -> Any:
        """The words stand beside the boxes."""
        room = self.setting.width - self.aside - 8
        return self.setting.lay(shown(self.words, values), self.style, room)

    def height(self, values: Values) -> float:
        """With air for the line under it."""
        return max(self.box + 4, super().height(values)) + self.setting.size * 0.5

    def _draw(self, canvas: Any, top: float, values: Values) -> int:
        room = self.setting.width - self.aside - 8
        left = self.setting.side + self.setting.mirrored(0, room)
        return draw_lines(canvas, self.setting, self.lines(values), left, top, room)

    def draw(self, canvas: Any, top: float, values: Values) -> int:
        """The question is read before its answers."""
        unprinted = self._draw(canvas, top, values)
        self.mark(canvas, top)
        self._line_under(canvas, top, values)
        return unprinted

    def mark(self, canvas: Any, top: float) -> None:
        """The boxes and their words."""
        setting = self.setting
        for at, answer in enumerate(self.answers):
            left, bottom = self.place(at, top)
            if not self.for_reading:
                canvas.setStrokeGray(0)
                canvas.setLineWidth(1)
                canvas.roundRect(left, bottom, self.box, self.box, 2, stroke=1, fill=0)
            (line, *_) = setting.lay(answer, self.label, 200.0)
            x = left - 5 - line.width if setting.right_to_left else left + self.box + 5
            line.draw(canvas, x, bottom + self.box * 0.5 - self.style.size * 0.34)

    def place(self, at: int, top: float) -> tuple[float, float]:
        """Left and bottom of the box for yes (0) or no (1), on the page."""
        start = self.setting.width - self.aside + 6 + at * self.column
        left = self.setting.side + self.setting.mirrored(start, self.box)
        return left, top - self.style.leading * 0.5 - self.box * 0.5

    def fields(self, canvas: Any, top: float, values: Values, tag: str) -> None:
        """A box to tick for yes and one for no, of which one takes the tick from the other."""
        del tag  # a question is asked once in a form
        if self.for_reading:
            return
        words = shown(self.words, values)
        for at, answer in enumerate(self.answers):
            left, bottom = self.place(at, top)
            canvas.acroForm.radio(
                name=Consent(self.name).field,
                value=YES_NO[at],
                tooltip=words,
                x=left,
                y=bottom,
                size=self.box,
                buttonStyle="check",
                shape="square",
                borderWidth=0.8,
                fieldFlags="radio",
            )
            tagging.name_last_field(canvas, f"{answer}: {words}")

    def stamp(self, canvas: Any, top: float, values: Values) -> int:
        """Words, boxes and a hairline below."""
        unprinted = super().stamp(canvas, top, values)
        self._line_under(canvas, top, values)
        return unprinted

    def _line_under(self, canvas: Any, top: float, values: Values) -> None:
        canvas.setStrokeGray(0.75)
        canvas.setLineWidth(0.5)
        y = top - self.height(values)
        canvas.line(self.setting.side, y, self.setting.side + self.setting.width, y)


class Listed(Block):
    """Lines with a dot each: what has not come back, or when and where a meeting is.

    `name` is the value that has them, one to a line.
    """

    role = ""

    def __init__(self, setting: Setting, name: str) -> None:
        super().__init__(setting, setting.gap(0.5))
        self.name = name
        self.personal = True

    def _laid(self, values: Values) -> list[Any]:
        room = self.setting.width - self.setting.size * 1.6
        lines = values[self.name].split("\n")
        return [self.setting.lay(one, self.setting.style(bold=True), room) for one in lines if one]

    def height(self, values: Values) -> float:
        """As many as there are."""
        return sum(tall(lines) + self.setting.size * 0.35 for lines in self._laid(values))

    def write(self, canvas: Any, top: float, values: Values) -> int:
        """Dots and lines."""
        setting, unprinted = self.setting, 0
        room = setting.width - setting.size * 1.6
        left = setting.side + setting.mirrored(setting.size * 1.6, room)
        for lines in self._laid(values):
            dot = setting.side + setting.mirrored(setting.size * 0.3, setting.size * 0.4)
            canvas.setFillColor(setting.accent)
            canvas.circle(
                dot + setting.size * 0.2, top - setting.size * 0.66, setting.size * 0.18, 0, 1
            )
            with tagging.tagged(canvas, "LI"):
                unprinted += draw_lines(canvas, setting, lines, left, top, room)
            tagging.next_row(canvas)
            top -= tall(lines) + setting.size * 0.35
        return unprinted
