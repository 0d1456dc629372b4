"""The slip of an invitation: whether a family comes, and how many of them."""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import Any, Final

from trent_desktop.agreements.paper.setting import Setting, Values, draw_lines, tall
from trent_desktop.agreements.paper.slip import Slip
from trent_desktop.agreements.wording.languages import Language

#: What can be ticked, and whether something is written beside it. In English: the office reads it,
#: and the translation behind says what each means.
_ANSWERS: Final = (
    ("We are coming. How many of you?", True),
    ("We are not coming.", False),
    ("Another day would suit us better. Which?", True),
)
_BOX: Final = 13.0


class ReplySlip(Slip):
    """To tear off; without a code, as it is typed in from a list by class."""

    def __init__(self, setting: Setting, language: Language, *, title: str, return_by: str) -> None:
        super().__init__(setting, language, (), title=title, tears=True, return_by=return_by)
        self.room = setting.width

    @property
    def _row(self) -> float:
        return max(_BOX + 9, self.setting.style().leading + 7)

    def _words(self, words: str) -> tuple[Any, ...]:
        return self.setting.lay(words, self.setting.style(), self.room - _BOX - 8)

    def _rows(self) -> list[tuple[tuple[Any, ...], bool, float]]:
        laid = [(self._words(words), writes) for words, writes in _ANSWERS]
        return [
            (lines, writes, max(self._row, tall(lines) + 7) + (_apart(self, lines) * writes))
            for lines, writes in laid
        ]

    def height(self, values: Values) -> float:
        """Whose it is, and the answers."""
        return self._above_places(values) + sum(tall for _, _, tall in self._rows())

    def stamp(self, canvas: Any, top: float, values: Values) -> int:
        """A box for each answer, and a line where something is written."""
        unprinted = super().stamp(canvas, top, values)
        y = top - self._above_places(values)
        left = self.setting.side + _BOX + 8
        for lines, writes, high in self._rows():
            canvas.setStrokeGray(0.15)
            canvas.setLineWidth(0.9)
            first = y - lines[0].style.leading * 0.5
            canvas.roundRect(self.setting.side, first - _BOX / 2, _BOX, _BOX, 2, stroke=1, fill=0)
            unprinted += draw_lines(canvas, self.setting, lines, left, y, self.room - _BOX - 8)
            if writes:
                apart = _apart(self, lines)
                begin = left if apart else left + lines[-1].width + 8
                base = y - tall(lines) - apart + lines[-1].style.leading * 0.2
                canvas.setLineWidth(0.7)
                canvas.line(begin, base, self.setting.side + self.room, base)
            y -= high
        return unprinted


def _apart(slip: ReplySlip, lines: tuple[Any, ...]) -> float:
    """How far below the words their line lies: 0 where it fits beside them."""
    fits = slip.room - _BOX - 16 - lines[-1].width >= 90
    return 0.0 if fits else 24.0
