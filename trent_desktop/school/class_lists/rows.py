"""The lines of a list one by one: which are children, which say a class, which are neither."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trent_desktop.school.class_lists.blocks import Block, Line
from trent_desktop.school.class_lists.dates import day_of, looks_like_a_day
from trent_desktop.school.class_lists.headers import (
    fields_of,
    is_of_grown_ups,
    names_are_there,
    plain_header,
    score,
)
from trent_desktop.school.class_lists.headings import (
    class_heading,
    class_in_title,
    facts_in,
    is_below,
    is_of_leavers,
    is_person,
    is_sum,
    is_surely_below,
    is_title,
    year_of_heading,
)
from trent_desktop.school.class_lists.listed import Field, Use
from trent_desktop.school.class_lists.marks import Marks
from trent_desktop.school.class_lists.names import children_in

_LEFT: Final = re.compile(
    r"(?:leaver|left|off[- ]?roll|not on roll|inactive|former|withdrawn|ex[- ]pupil|archived|removed|transferred|ended"
    r"|no longer|gone|moved (?:away|school)|de-?registered)\b.*",
    re.IGNORECASE,
)
_LEFT_BESIDE: Final = re.compile(
    r"[(\[]\s*(left|leaver|off ?roll|withdrawn)\b[^)\]]*[)\]]", re.IGNORECASE
)
_GROWN_UP: Final = re.compile(
    r"(?:staff|teacher|teaching assistant|adult|employee|governor|visitor|volunteer|contractor)s?(?: member)?",
    re.IGNORECASE,
)
_MAY_BE_LEFT: Final = frozenset({"left", "leav", "off ", "off-", "with", "no l", "move", "de-r"})
#: In a remark, and not in a column for it: “moved to 3B” says nothing of the kind.
_MAY_HAVE_MOVED: Final = re.compile(r"moved (?:to|on|out|back)\b.*", re.IGNORECASE)
_CURRENT: Final = re.compile(
    r"(?:current|on[- ]roll|on the roll|active|enroll?ed|single|main|dual|subsidiary|guest|attending|registered"
    r"|full|part|present|open|live|yes|[cmsgfyp])\b",
    re.IGNORECASE,
)
_YES: Final = frozenset({"yes", "y", "true", "1", "x"})
_NO: Final = frozenset({"no", "n", "false", "0"})


@dataclass(frozen=True, slots=True)
class Child:
    """A line that is a child. `class_above` and `year_above` are those of the heading it is under."""

    line: int
    class_above: str = ""
    year_above: str = ""


class Rows:
    """Goes down the lines of one block."""

    def __init__(self, lines: Sequence[Line], block: Block, marks: Marks, today: dt.date) -> None:
        self._lines = lines
        self._block = block
        self._marks = marks
        self._today = today
        self._names = [
            place
            for field in (Field.NAME, Field.SURNAME, Field.FORENAME)
            if (place := block.place(field)) is not None
        ]
        self._year = ""
        #: The heading over those who have left, while they are gone through.
        self._leavers = ""
        self._statuses: set[str] = set()
        self._class = self._class_above()

    def children(self) -> list[Child]:
        """The lines that are children; of all others it is noted what they are."""
        for at in self._block.heads:
            self._marks.heading(at, self._block.columns)
        found: list[Child] = []
        if self._block.is_ours:
            return [Child(at) for at in self._block.lines]
        for at in self._block.lines:
            if self._lines[at].filled(self._block.columns) and self._is_child(at):
                found.append(Child(at, self._class, self._year))
        return found

    def _class_above(self) -> str:
        """The class that the lines above the headings name."""
        named = ""
        for at in self._block.above:
            texts = self._lines[at].filled(self._block.columns)
            texts = [text for text in texts if not is_surely_below(text)] or texts
            if not texts:
                continue
            whole = " ".join(dict.fromkeys(texts))
            heading = class_heading(whole)
            self._year = year_of_heading(whole) if heading else self._year
            if not heading and self._block.place(Field.CLASS) is None:
                heading = class_in_title(whole)
                if heading:
                    said = f"“{heading}” was taken for the class, from the title above the list."
                    self._marks.guess(said, at, Field.CLASS)
            if not heading and is_of_leavers(whole):
                self._leavers = whole
            alone = len(set(texts)) == 1 and at == self._block.above.stop - 1
            if not heading and alone and not named and is_person(texts[0]):
                heading = texts[0]
                said = f"“{heading}” was taken for the class: the teacher alone is said above it."
                self._marks.guess(said, at, Field.CLASS)
            if not heading and alone:
                heading = "" if is_title(texts[0]) or not self._is_beside else texts[0]
            if heading:
                named = heading
                self._marks.heading(at, self._block.columns)
            else:
                self._marks.leave_out(at, self._block.columns, "a title")
        if own := self._block.class_of_heading:
            self._year = self._block.year_of_heading
            return own
        return named

    @property
    def _is_beside(self) -> bool:
        """Whether another list stands beside this one."""
        return len(self._block.columns) < len(self._lines[0].texts)

    def _is_child(self, at: int) -> bool:
        line, marks, columns = self._lines[at], self._marks, self._block.columns
        texts = line.filled(columns)
        own = line.texts[columns.start : columns.stop]
        if score(own) >= 2 and names_are_there(fields_of(own)) and not self._has_proof(line):
            marks.heading(at, columns)
            return False
        if self._begins_leavers(at, texts) or self._is_heading(at, texts):
            return False
        if not self._is_named(line):
            return self._nameless(at, texts)
        if self._block.place(Field.NAME) is not None and not self._block.is_ours:
            place = self._names[0]
            if (count := children_in(str(line.cell(place) or ""))) > 1:
                said = (
                    f"{count} children are in one cell, so none of them was taken. Give each a row."
                )
                marks.refuse(said, at, Field.NAME)
                marks.leave_out(at, columns, "several children in one cell")
                return False
        if self._is_footer(line, texts):
            marks.leave_out(at, columns, "a line under the list")
            return False
        if why := (self._leavers and f"under “{self._leavers}”") or self._has_left(at, line):
            marks.leave_out(at, columns, why)
            return False
        return True

    def _begins_leavers(self, at: int, texts: list[str]) -> bool:
        """Whether those below are no longer in the school."""
        if len(set(texts)) > 1 or not is_of_leavers(texts[0]) or self._stands_in(at, Field.STATUS):
            return False
        if self._stands_in(at, Field.LEFT_ON) or self._stands_in(at, Field.CLASS):
            return False
        self._leavers = texts[0].strip(" :")
        self._marks.heading(at, self._block.columns)
        return True

    def _is_heading(self, at: int, texts: list[str]) -> bool:
        """Whether a line names the class of those below it."""
        if self._has_upn(self._lines[at]):
            return False
        if any(map(is_surely_below, texts)):  # the number of a page beside it
            texts = [text for text in texts if not is_surely_below(text)]
            if not texts or not class_heading(texts[0]):
                return False
        if len(texts) > 1 and (facts := facts_in(texts)):
            named = [name for fact in facts if (name := class_heading(fact))]
            if named and not self._has_proof(self._lines[at]):
                return self._heads(at, named[0], facts[0])
        if len(set(texts)) > 2 or self._has_proof(self._lines[at]):
            return False
        lone = len(set(texts)) == 1
        two = len(texts) == 2 and bool(
            re.fullmatch(r"(?i)(class|form|reg.*|tutor.*|group)\s*:?", texts[0])
        )
        if not lone and not two:
            return False
        whole = " ".join(dict.fromkeys(texts))
        name = class_heading(whole)
        if lone and self._stands_in(at, Field.CLASS):
            name = texts[0]
        guessed = False
        if not name and lone and self._could_head(at, texts[0]):
            name, guessed = texts[0], True
        if not name:
            return False
        if guessed:
            self._marks.guess(
                f"“{name}” was taken for the class of those below it.", at, Field.CLASS
            )
        return self._heads(at, name, whole)

    def _heads(self, at: int, name: str, whole: str) -> bool:
        self._class, self._year, self._leavers = name, year_of_heading(whole), ""
        self._marks.heading(at, self._block.columns)
        return True

    def _stands_in(self, at: int, field: Field) -> bool:
        place = self._block.place(field)
        return place is not None and bool(self._lines[at].texts[place])

    def _could_head(self, at: int, text: str) -> bool:
        """A few words by themselves above children, in a list that does not say classes otherwise."""
        if self._block.place(Field.CLASS) is not None or len(self._block.fields) < 2:
            return False
        if is_below(text) or is_title(text) or len(text.split()) > 3 or "," in text:
            return False
        after = at + 1
        return (
            after < self._block.lines.stop
            and len(self._lines[after].filled(self._block.columns)) > 1
        )

    def _is_named(self, line: Line) -> bool:
        return any(map(str.isalpha, "".join(line.texts[place] for place in self._names)))

    def _has_upn(self, line: Line) -> bool:
        place = self._block.place(Field.UPN)
        return place is not None and len(line.texts[place]) == 13

    def _has_proof(self, line: Line) -> bool:
        """What only a child has: a UPN, a birthday."""
        if self._has_upn(line):
            return True
        place = self._block.place(Field.BORN)
        if place is None or not line.texts[place]:
            return False
        if isinstance(line.cell(place), dt.date):
            return True
        try:
            return day_of(line.texts[place]) is not None
        except ValueError:
            return True

    def _nameless(self, at: int, texts: list[str]) -> bool:
        columns = self._block.columns
        if self._has_proof(self._lines[at]):
            self._marks.refuse("There is no name in this row, so it was left out.", at)
            self._marks.leave_out(at, columns, "no name")
        elif len(texts) == 1 or is_below(texts[0]) or any(map(is_sum, texts)):
            self._marks.leave_out(at, columns, "a line that is not a child")
        else:
            self._marks.refuse("There is no name in this row, so it was left out.", at)
            self._marks.leave_out(at, columns, "no name")
        return False

    def _is_footer(self, line: Line, texts: list[str]) -> bool:
        """A footer has no forename, no UPN and no birthday; children may be called Total or Page."""
        if self._has_upn(line):
            return False
        names = [text for place in self._names if (text := line.texts[place])]
        if any(map(is_surely_below, names)):
            return True  # a day beside it is the one on which it was printed
        if self._has_proof(line):
            return False
        if len(names) > 1 and facts_in(names):
            return True
        forename = self._block.place(Field.FORENAME)
        if forename is not None:
            if line.texts[forename] and any(map(str.isalpha, line.texts[forename])):
                # A whole sentence in the first column that runs on into the next is none of both.
                return False
            lone = len(texts) == 1
            is_key = lone and not texts[0][0].isalnum() and len(texts[0].split()) > 1
            return is_below(texts[0]) or is_key or (lone and len(texts[0].split()) > 3)
        name = line.texts[self._names[0]]
        if "," in name and not is_below(name.partition(",")[2]):
            return False
        others = [text for text in texts if text != name]
        if any(any(map(str.isalpha, text)) for text in others):
            return False
        return is_below(name) or (not others and len(name.split()) > 4)

    def _has_left(self, at: int, line: Line) -> str:
        """Why a child is no longer in the school, or empty."""
        for name in self._names:
            if found := _LEFT_BESIDE.search(line.texts[name]):
                return f"“{found[1]}” beside the name"
        self._look_at_rest(at, line)
        place = self._block.place(Field.LEFT_ON)
        if place is not None and (text := line.texts[place]):
            cell = line.cell(place)
            try:
                day = cell if isinstance(cell, dt.date) else day_of(text)
            except ValueError:
                day = None
            if day is None and (text.casefold() in _YES or _LEFT.fullmatch(text)):
                return "left"
            if isinstance(day, dt.datetime):
                day = day.date()
            if day is not None and day <= self._today:
                return f"left on {day.day} {day:%B %Y}"
        place = self._block.place(Field.STATUS)
        if place is None or not (text := line.texts[place]):
            return ""
        heading = plain_header(self._block.header(Field.STATUS))
        plain = text.casefold()
        if heading == "leaver":
            return "left" if plain in _YES or _LEFT.fullmatch(text) else ""
        if plain in _NO and heading in ("on roll", "current", "active", "roll status"):
            return "not on the roll"
        if _LEFT.fullmatch(text):
            return f"“{text}”"
        if plain not in _YES | _NO and not looks_like_a_day(text):
            self._look_at_status(at, place, text)
        return ""

    def _look_at_rest(self, at: int, line: Line) -> None:
        """A remark in a column that is not read may say that a child has left."""
        for place, field, header in zip(
            self._block.columns, self._block.fields, self._block.headers, strict=True
        ):
            text = line.texts[place]
            if (
                field is None
                and text[:4].casefold() in _MAY_BE_LEFT
                and (_LEFT.fullmatch(text) or _MAY_HAVE_MOVED.fullmatch(text))
            ):
                said = f"“{header}” may say that this child has left: please look."
                self._marks.note(at, place, Use.ASKED, said)
                self._marks.warn(said, at)
            elif field is None and _GROWN_UP.fullmatch(text) and not is_of_grown_ups(header):
                said = f"“{header}” may say that this is not a child: please look."
                self._marks.note(at, place, Use.ASKED, said)
                self._marks.warn(said, at)

    def _look_at_status(self, at: int, place: int, text: str) -> None:
        if text.isdecimal() or _CURRENT.match(text):
            return
        self._marks.note(at, place, Use.ASKED, "It is not known what this says.")
        if text.casefold() not in self._statuses:
            self._statuses.add(text.casefold())
            self._marks.warn(
                f"“{text}” was taken to mean that a child is in the school.", at, Field.STATUS
            )
