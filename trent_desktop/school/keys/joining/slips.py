"""What is handed out on paper when people join: slips with a code each, and the sheet for the safe."""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, cast
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from trent_desktop.documents.blocks import BODY, Block, Words, drop
from trent_desktop.documents.lines import Line, TextStyle, lay_out
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.writing import Signature
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.school.keys.joining.values import JoiningSlip

_CODE: Final = TextStyle(21, 25, bold=True)
_SAFE_CODE: Final = TextStyle(25, 40, bold=True)
_NAME: Final = TextStyle(15, 19, bold=True)
_SIGN_IN: Final = TextStyle(12.5, 16, bold=True)
_SMALL: Final = TextStyle(9.6, 13, grey=0.3)
#: So that three are on a page where the folder takes two lines.
_STEP: Final = TextStyle(10.5, 13.5)
_PAD: Final = 11.0
#: Between two slips, where they are cut.
_CUT: Final = 14.0
_SAFE_PAD: Final = 16.0
_STEPS_JOIN: Final = (
    "1.  Start Trent Desktop on your laptop and choose “Join our school”.",
    "2.  Choose the school’s folder, and type this code.",
    "3.  Choose a password of your own. Three or four odd words are good.",
)
_STEPS_JOIN_SERVER: Final = (
    _STEPS_JOIN[0],
    "2.  Type the school’s address, and this code.",
    _STEPS_JOIN[2],
)
_SERVER: Final = "://"
#: What an address may say beside server and database; no password or file is printed (rule 144).
_SAID: Final = frozenset({"host", "hostaddr", "port"})
_STEPS_RESET: Final = (
    "1.  Start Trent Desktop, and choose “I have a code” where you sign in.",
    "2.  Type this code.",
    "3.  Choose a new password. Three or four odd words are good.",
)


def joining_slips_pdf(
    letterhead: Letterhead, slips: Sequence[JoiningSlip], *, made_at: dt.datetime, place: str = ""
) -> Pdf:
    """Slips to be cut apart, three to a page, one for each person.

    `place` is where the school's folder is, as whoever made the slips sees it, or the address of
    its server. Paper goes astray: whatever password stands in an address is left out.
    """
    paper = Paper(
        "Joining slips" if not all(slip.is_reset for slip in slips) else "New passwords",
        "Cut along the lines, and give each person their own.",
        "",
        "Confidential",
        f"Made on {date_for_people(made_at.date())}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    for slip in slips:
        sheet.add(_Slip(letterhead.school, slip, _as_typed(place)))
    made = sheet.make()
    # They are cut apart: nobody's code may be on the back of somebody else's (rule 121).
    return replace(made, starts=tuple(range(made.pages)))


def recovery_sheet_pdf(letterhead: Letterhead, code: str, made_at: dt.datetime) -> Pdf:
    """The sheet for the school's safe: the code, what it is for, and who put it there."""
    paper = Paper(
        "Recovery code",
        "For the school’s safe. Keep no copy anywhere else.",
        "",
        "Confidential",
        f"Made on {date_for_people(made_at.date())}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    sheet.add(_SafeCode(code))
    sheet.heading("What it is for")
    for words in (
        (
            "With this code the ICT Lead or the Headteacher can get back into Trent Desktop when a "
            "password is lost and nobody else can help."
        ),
        (
            "Together with the Chair of Governors it passes on the sealed reports of a Headteacher "
            "or a safeguarding lead who cannot do so any more. Once the Chair has joined, neither of "
            "the two can do it alone; until then this code can."
        ),
        "With an administrator it lets a new laptop in when the old one is lost.",
    ):
        sheet.add(Words(words, BODY, above=5))
    sheet.heading("How to keep it")
    for words in (
        "In the safe, in a closed envelope that two people sign across the flap.",
        "Never in an e-mail, a photograph, a cloud folder or on the noticeboard.",
        (
            "When somebody used it or may have seen it, make a new one: School, Recovery "
            "code. This sheet then no longer works: shred it."
        ),
    ):
        sheet.add(Words(words, BODY, above=5))
    sheet.signatures(
        "Put into the safe by",
        (Signature("First person"), Signature("Second person")),
    )
    return sheet.make()


def _as_typed(place: str) -> str:
    """The address of a server as somebody types it: short, and without a secret."""
    if _SERVER not in place:
        return place
    parts = urlsplit(place)
    user, at, server = parts.netloc.rpartition("@")
    query = urlencode([one for one in parse_qsl(parts.query) if one[0] in _SAID], safe="/,:")
    return urlunsplit(("postgresql", user.split(":")[0] + at + server, parts.path, query, ""))


class _Slip(Block):
    """One slip, with a line to cut along under it."""

    def __init__(self, school: str, slip: JoiningSlip, place: str) -> None:
        super().__init__(0)
        self._place = place
        self._school = school
        self._slip = slip
        self._left: list[tuple[Line, float]] = []

    def lay(self, width: float) -> float:
        """Name and code on the left of a card, and under them the steps."""
        self.width = width
        room = width - 2 * _PAD
        slip = self._slip
        until = date_for_people(slip.expires_at.date())
        rows: list[tuple[str, TextStyle, float, int]] = [
            (self._school, _SMALL, 0, 1),
            (slip.name, _NAME, 2, 2),
            (f"You sign in as  {slip.sign_in_name}", _SIGN_IN, 2, 1),
            (slip.code.replace("-", " - "), _CODE, 5, 1),
        ]
        server = _SERVER in self._place
        joining = _STEPS_JOIN_SERVER if server else _STEPS_JOIN
        steps = _STEPS_RESET if slip.is_reset else joining
        rows += [(step, _STEP, 5 if at == 0 else 1, 2) for at, step in enumerate(steps)]
        if self._place and not slip.is_reset:
            what = "address" if server else "folder"
            rows.append((f"The school’s {what}:  {self._place}", _STEP, 3, 2))
        rows.append((f"Works once, until {until}. Nobody else should see it.", _SMALL, 3, 2))
        self._left = []
        for words, style, above, most in rows:
            for at, line in enumerate(lay_out(words, style, room)[:most]):
                self._left.append((line, above if at == 0 else 0))
        self._height = sum(line.style.leading + above for line, above in self._left) + 2 * _PAD
        return self._height + _CUT

    def draw(self) -> None:
        """The card, its words, and the dashed line."""
        canvas = cast("Any", self.canv)
        canvas.setStrokeGray(0.55)
        canvas.setLineWidth(0.8)
        canvas.roundRect(0, _CUT, self.width, self._height, 9, stroke=1, fill=0)
        canvas.setDash(4, 4)
        canvas.setStrokeGray(0.6)
        canvas.line(-30, _CUT / 2, self.width + 30, _CUT / 2)
        canvas.setDash()
        y = _CUT + self._height - _PAD
        for line, above in self._left:
            y -= above + line.style.leading
            x = self.width - _PAD - line.width if line.right_to_left else _PAD
            self.put(line, x, y + drop(line.style))


class _SafeCode(Block):
    """The code in two lines, in a frame."""

    def __init__(self, code: str) -> None:
        super().__init__(8)
        groups = code.split("-")
        self._lines = (" - ".join(groups[:4]), " - ".join(groups[4:]))

    def lay(self, width: float) -> float:
        """Two lines and the frame round them."""
        self.width = width
        return 2 * _SAFE_CODE.leading + 2 * _SAFE_PAD

    def draw(self) -> None:
        """The frame and the code in its middle."""
        canvas = cast("Any", self.canv)
        height = 2 * _SAFE_CODE.leading + 2 * _SAFE_PAD
        canvas.setStrokeGray(0.2)
        canvas.setLineWidth(1.4)
        canvas.roundRect(0, 0, self.width, height, 10, stroke=1, fill=0)
        y = height - _SAFE_PAD
        for words in self._lines:
            line = lay_out(words, _SAFE_CODE, self.width)[0]
            y -= _SAFE_CODE.leading
            self.put(line, (self.width - line.width) / 2, y + drop(_SAFE_CODE))
