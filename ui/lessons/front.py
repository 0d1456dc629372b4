"""The front page of Lessons: the class, the five letters for its age, and other lessons."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.lessons.drafts import LessonDraft
from trent_desktop.lessons.lesson import LETTERS, Audience, Band, Letter, minutes_in_words
from trent_desktop.lessons.packs import Pack
from trent_desktop.lessons.values import SchoolPack, Taught
from trent_desktop.school.people.people import SchoolClass
from trent_desktop.sentences import going_on
from ui.components.buttons import SecondaryButton
from ui.components.cards import Card
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option, RadioGroup
from ui.components.focus_kept import focus_if_before_her, focus_kept
from ui.components.pages import EqualColumns, ScrollPage, clear_layout, flow
from ui.components.rows import PAD_X, RowButton, RowFace
from ui.components.tab_order import first_stop
from ui.components.words import heading, soft, title
from ui.journeys.moments import moment_near
from ui.lessons.letter_door import LetterDoor
from ui.theme import SPACE, Tone

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the front page shows."""

    ours: tuple[Pack, ...]
    own: tuple[SchoolPack, ...]
    taught: tuple[Taught, ...]
    drafts: tuple[LessonDraft, ...] = ()


def band_of(school_class: SchoolClass | None) -> Band:
    """The age that fits a class; Years 3 and 4 when nothing says."""
    if school_class is None or not school_class.year_groups:
        return Band.YEARS_3_4
    years = {one.value for one in school_class.year_groups}
    for band in (Band.YEARS_1_2, Band.YEARS_3_4, Band.YEARS_5_6):
        if years & band.years:
            return band
    return Band.YEARS_1_2


def _origin(own: SchoolPack, titles: Counter[str], now: dt.datetime) -> str:
    """Where one of our own comes from; where two have one title, also since when it is so."""
    lesson = own.pack.lesson
    said = f"From {lesson.came_from}" if lesson.came_from else "Written at our school"
    if titles[lesson.title.casefold()] > 1:
        when = moment_near(own.changed_at, now)
        said += f" · Changed {going_on(when)}"
    return said


class LessonsFront(ScrollPage):
    """`chosen` gives a pack, `go_on` the id of what is being written; the buttons open the other pages."""

    chosen = Signal(object)
    go_on = Signal(object)
    class_changed = Signal()

    def __init__(
        self, classes: Sequence[SchoolClass], own: SchoolClass | None, clock: Clock
    ) -> None:
        super().__init__(widest=1180, gap=SPACE.base)
        self._classes: dict[str, SchoolClass] = {}
        self._shelf: Shelf | None = None
        self._wanted = ""
        self._clock = clock
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(title("Teach a SMART lesson"))
        head.addWidget(soft("Choose the class, then a letter. Your notes stay on this laptop."))
        self.column.addLayout(head)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.near)
        self.class_box = ChoiceBox(name="The class")
        self.show_classes(classes)
        row.addWidget(self.class_box)
        self.coverage = SecondaryButton("What was covered", "chart-bar")
        self.write = SecondaryButton("Write a lesson", "pencil-simple")
        self.bring = SecondaryButton("Import a lesson…", "file-arrow-up")
        row.addWidget(flow(self.coverage, self.write, self.bring), 1)
        self.column.addWidget(line)
        self.bands = RadioGroup(
            [Option(band.value, band.title) for band in Band if band is not Band.EVERYBODY],
            name="For which age",
            narrowest=200,
        )
        self.column.addWidget(self.bands)
        self._holder = QWidget()
        self._letters = EqualColumns(self._holder, narrowest=190, gap=SPACE.base, whole_rows=False)
        self.column.addWidget(self._holder)
        self._others = QVBoxLayout()
        self._others.setSpacing(SPACE.base)
        self.column.addLayout(self._others)
        self.column.addStretch(1)
        self.doors: dict[Letter, LetterDoor] = {}
        self.rows: dict[str, RowButton] = {}
        if own is not None:
            self.class_box.setCurrentIndex(self.class_box.findData(str(own.id)))
        self.bands.choose(band_of(self.school_class).value)
        self.class_box.currentIndexChanged.connect(self._class_chosen)
        self.bands.changed.connect(lambda _value: self._fill())

    def show_classes(self, classes: Sequence[SchoolClass]) -> None:
        """Offer these; the one that was chosen stays chosen if it is still there."""
        self._classes = {str(one.id): one for one in classes}
        offered = [Option(str(one.id), one.name) for one in classes]
        self.class_box.offer([*offered, Option(NOBODY, "No class")])

    @property
    def school_class(self) -> SchoolClass | None:
        """The class that was chosen."""
        return self._classes.get(str(self.class_box.currentData()))

    @property
    def class_id(self) -> uuid.UUID | None:
        """Its id, or None for no class."""
        return self.school_class.id if self.school_class else None

    def _class_chosen(self) -> None:
        self.bands.choose(band_of(self.school_class).value)
        self._fill()
        self.class_changed.emit()

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what there is and what was taught."""
        self._shelf = shelf
        with focus_kept(self):
            self._fill()
        self.open_on(self._wanted)

    def _fill(self) -> None:
        shelf = self._shelf
        if shelf is None:
            return
        clear_layout(self._letters)
        clear_layout(self._others)
        self.doors.clear()
        self.rows.clear()
        band = self.bands.value()
        for letter in LETTERS:
            pack = next(
                (
                    one
                    for one in shelf.ours
                    if one.lesson.letter is letter and one.lesson.band.value == band
                ),
                None,
            )
            if pack is None:
                continue
            line, done = self._taught_line(pack.name)
            words = f"{minutes_in_words(pack.lesson.minutes)}, {len(pack.lesson.slides)} slides"
            door = LetterDoor(letter, pack.lesson.title, words, line, done=done)
            door.clicked.connect(self._opener(pack))
            self._letters.addWidget(door)
            self.doors[letter] = door
        self._list_drafts(shelf.drafts)
        more = [one for one in shelf.ours if one.lesson.letter is Letter.ALL]
        self._list("More lessons", [(one, "") for one in more])
        own = [one for one in shelf.own if one.pack.lesson.audience is Audience.PUPILS]
        every = (*shelf.ours, *(one.pack for one in own))
        titles = Counter(one.lesson.title.casefold() for one in every)
        now = self._clock()
        self._list("Our own lessons", [(one.pack, _origin(one, titles, now)) for one in own])

    def _list(self, name: str, packs: Sequence[tuple[Pack, str]]) -> None:
        if not packs:
            return
        card = Card(pad=SPACE.near, gap=0)
        head = heading(name)
        head.setContentsMargins(PAD_X, SPACE.hair, 0, 0)
        card.column.addWidget(head)
        for pack, more in packs:
            line, done = self._taught_line(pack.name)
            lesson = pack.lesson
            words = f"{lesson.band.title} · {minutes_in_words(lesson.minutes)} · {line}"
            face = RowFace(
                lesson.title,
                f"{more} · {words}" if more else words,
                "chalkboard-teacher",
                Tone.LEAF if done else Tone.ACT,
            )
            row = RowButton(face)
            row.clicked.connect(self._opener(pack))
            card.column.addWidget(row)
            self.rows[pack.name] = row
        self._others.addWidget(card)

    def _list_drafts(self, drafts: Sequence[LessonDraft]) -> None:
        if not drafts:
            return
        card = Card(pad=SPACE.near, gap=0)
        head = heading("What you are writing")
        head.setContentsMargins(PAD_X, SPACE.hair, 0, 0)
        card.column.addWidget(head)
        for draft in drafts:
            when = moment_near(draft.kept_at, self._clock())
            words = f"Only you can see it, on this laptop · {when}"
            row = RowButton(RowFace(draft.title, words, "pencil-simple", Tone.SUN))
            row.clicked.connect(lambda _=False, one=draft.id: self.go_on.emit(one))
            card.column.addWidget(row)
            self.rows[str(draft.id)] = row
        self._others.addWidget(card)

    def take_keyboard(self) -> None:
        """The page that had it is gone: it begins here again, and not with whatever is next."""
        first = first_stop(self)
        if first is not None:
            focus_if_before_her(first)

    def open_on(self, letter: str) -> None:
        """Choose the lesson on a letter for the age that is chosen, as soon as lessons were read."""
        self._wanted = letter
        for one in self._shelf.ours if self._shelf and letter else ():
            if (one.lesson.letter.value, one.lesson.band.value) == (letter, self.bands.value()):
                self._wanted = ""
                self.chosen.emit(one)
                return

    def _opener(self, pack: Pack) -> Callable[[], None]:
        return lambda: self.chosen.emit(pack)

    def _taught_line(self, name: str) -> tuple[str, bool]:
        if self._shelf is None:
            return "", False
        found = [
            one
            for one in self._shelf.taught
            if one.lesson == name and (self.class_id is None or one.class_id == self.class_id)
        ]
        if not found:
            return "Not taught yet", False
        newest = found[0]
        day = date_for_people(newest.day)
        done = next((one for one in found if one.finished and one.counts), None)
        if done is not None:
            return f"Taught on {date_for_people(done.day)}", True
        if newest.finished:
            return f"Looked at on {day}", False
        return f"Stopped at slide {newest.furthest} on {day}", False
