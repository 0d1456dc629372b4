"""The front page of Policy: the text in force, found by a word or two, and what carries it out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.carried_out import (
    Way,
    WayTo,
    names_now,
    network_manager,
    ways_of,
    with_own_names,
)
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.sentences import ended
from ui.components.focus_kept import focus_if_before_her
from ui.policy.reader.finding import Finder, Hit
from ui.policy.reader.page_view import ReaderView
from ui.policy.reader.terms import TermButton
from ui.policy.reader.text_pane import Shown
from ui.shell.fresh import Fresh
from ui.shell.rooms import (
    AgreementsSection,
    AsItWas,
    Desk,
    LessonsOn,
    NewReport,
    SchoolSection,
    WayBack,
)
from ui.shell.section_room import Section
from ui.theme import Tone

MODEL_WORDS = "It comes with the program. The governors have not approved it yet."
NO_CLAUSE = "This policy has no clause about that."
#: From how many letters on it is a search: one of them is in every clause.
_LEAST = 2
#: How long a very long policy waits for the next key before it is searched.
_PAUSE_MS = 150


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read: the version as it is shown, and who is named beside it."""

    version: PolicyVersion
    finder: Finder
    team: str
    network_manager: str


class ReaderPage(ReaderView):
    """`part` gives the name of another part of the room, `print_wanted` the version to print."""

    part = Signal(str)
    print_wanted = Signal(object)

    def __init__(self, desk: Desk, sections: dict[str, Section]) -> None:
        self._desk = desk
        self._parts = {name: (one.title, one.icon) for name, one in sections.items()}
        self._ways: dict[str, tuple[Way, ...]] = {}
        super().__init__(tuple(sections.values()), self.ways)
        self._read: _Read | None = None
        self._topic = ""
        self._back: WayBack | None = None
        self._pause = QTimer(self)
        self._pause.setObjectName("searchPause")
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self._find(self.search.text()))
        self._connect()
        changed = (desk.changes.policy, desk.changes.directory, desk.changes.settings)
        Fresh(self, changed, self.look)

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.print.clicked.connect(self._print)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._take_first)
        self.search.down.connect(self._down)
        self.search.entered.connect(lambda: self._find(self.search.text()))
        self.results.chosen.connect(self._take)
        self.results.back_up.connect(self.search.setFocus)
        self.results.typed.connect(self._type_on)
        self.results.way.connect(self.follow)
        self.text.way.connect(self.follow)
        self.text.term.connect(self._explain)
        self.text.at_section.connect(self.contents.mark)
        self.text.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.contents.chosen.connect(self._go_to_section)
        self.contents_button.clicked.connect(lambda: self.contents.open_sheet(self))
        self.strip.chosen.connect(self.part)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._to_search)

    # ------------------------------------------------------------------ arriving

    @property
    def version(self) -> PolicyVersion | None:
        """The version that is shown, once it was read."""
        return self._read.version if self._read else None

    def arrive(self) -> None:
        """The text from where she was, ready to search."""
        self._offer_back(None)
        self.search.clear()
        self.text.forget_here()
        self.show_text()
        self.look()
        focus_if_before_her(self.search)

    def open_topic(self, topic: str, back: WayBack | None) -> None:
        """The first clause about something; `back` is where she came from."""
        self._offer_back(back)
        self.search.clear()
        self._topic = topic
        if self._read is not None:
            self._go_to_topic()
        self.look()

    def _offer_back(self, back: WayBack | None) -> None:
        self._back = back
        self.back.setVisible(back is not None)
        if back is not None:
            self.back.set_words(back.words)

    def _go_back(self) -> None:
        if self._back is not None:
            room = self._back.room
            self._offer_back(None)
            self._desk.shell.go(room, AsItWas())

    def look(self) -> None:
        """Ask for the version in force."""
        operation = self._desk.background.run(self._ask, parent=self)
        operation.then(self._show, self._failed)

    def _ask(self) -> _Read:
        school = self._desk.school
        contacts = school.settings.current().contacts
        members = school.people.members()
        version = with_own_names(school.policy.in_force(), school.school.name, contacts)
        manager = network_manager(contacts)
        return _Read(version, Finder(version.text), names_now("team", members, contacts), manager)

    def _failed(self, error: Exception) -> None:
        if self._read is None:
            self.say_away()
        self._desk.shell.say_problem(error)

    def _show(self, read: _Read) -> None:
        before, self._read = self._read, read
        same = before is not None and (
            before.version == read.version
            and (before.team, before.network_manager) == (read.team, read.network_manager)
        )
        if not same:
            here = self.text.here.clause.number if self.text.here else ""
            version = read.version
            self.heading.setText(version.text.title)
            self.chip.setVisible(version.is_model)
            self.status.setText(MODEL_WORDS if version.is_model else _standing(version))
            self.status.setVisible(bool(self.status.text()))
            self.print.setEnabled(True)
            self.contents.show_policy(version.text)
            self.text.show_policy(Shown(version.text, self.ways, self._names))
            if before is None:
                self.show_text()
            if here:
                self.text.go_to(here, focus=False)
            if self.search.text():
                self._find(self.search.text())
        self._go_to_topic()

    def _names(self, topic: str) -> str:
        read = self._read
        if read is None:
            return ""
        if topic == "team" and read.team:
            return f"At our school now: {ended(read.team)}"
        if topic == "network-manager" and not (read.version.is_model and read.network_manager):
            who = read.network_manager or "nobody is written down in the settings"
            return f"At our school now: {ended(who)}"
        return ""

    # ------------------------------------------------------------------ searching

    def _typed(self, typed: str) -> None:
        read = self._read
        if read is not None and read.finder.is_slow and len(typed.strip()) >= _LEAST:
            self._pause.start()
        else:
            self._find(typed)

    def _find(self, typed: str) -> None:
        self.card.hide()
        self._pause.stop()
        if self._read is None:
            return
        if len(typed.strip()) < _LEAST:
            self.show_text()
            return
        self.results.show_found(self._read.finder(typed), self.text.room_for)
        self.show_results()

    def _take_first(self) -> None:
        self._find_now()
        rows = self.results.rows if self.results_are_shown else []
        if rows:
            self._take(rows[0].hit)

    def _take(self, hit: Hit | None) -> None:
        """Read what was found where it stands."""
        if hit is not None and hit.section is not None:
            self._go_to_section(hit.section)
        elif hit is not None:
            self.go_to(hit.clause.number)

    def _find_now(self) -> None:
        """What waits for a pause in typing."""
        if self._pause.isActive():
            self._find(self.search.text())

    def _down(self) -> None:
        self._find_now()
        if self.results_are_shown:
            self.results.step(0)
        else:
            self.text.take_focus()

    def _type_on(self, event: QKeyEvent) -> None:
        """A letter typed among the results belongs to the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(self.search, event)

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # ------------------------------------------------------------------ going

    def go_to(self, number: str) -> None:
        """A clause where it stands."""
        self.show_text()
        self.text.go_to(number)

    def _go_to_section(self, place: int) -> None:
        self.show_text()
        self.text.go_to_section(place)

    def _go_to_topic(self) -> None:
        topic, self._topic = self._topic, ""
        if not topic or self._read is None:
            return
        found = next((one for one in self._read.version.text.clauses() if one.topic == topic), None)
        if found is not None:
            self.go_to(found.number)
            return
        self.show_text()
        self._desk.shell.say(NO_CLAUSE, Tone.SKY)

    def ways(self, topic: str) -> tuple[Way, ...]:
        """What carries out a clause about that, of what she may do."""
        known = self._ways.get(topic)
        if known is None:
            known = self._ways[topic] = ways_of(topic, self._desk.school.may, self._parts)
        return known

    def follow(self, way: Way) -> None:
        """Go where a clause is carried out."""
        go = self._desk.shell.go
        match way.to:
            case WayTo.REPORT:
                go("reports", NewReport(way.name))
            case WayTo.LESSONS:
                go("lessons", LessonsOn(way.name) if way.name else None)
            case WayTo.AGREEMENTS:
                go("agreements", AgreementsSection(way.name) if way.name else None)
            case WayTo.SCHOOL:
                go("school", SchoolSection(way.name, way.place or None))
            case WayTo.PART:
                self.part.emit(way.name)

    # ------------------------------------------------------------------ the rest

    def _explain(self, button: QWidget | None) -> None:
        if isinstance(button, TermButton):
            self.text.stay()  # a page that scrolled on would hide it again
            self.card.show_for(button)
        else:
            self.card.hide()

    def _scrolled(self, _at: int) -> None:
        """A word that has the keyboard stays explained, where it stands now."""
        word = QApplication.focusWidget()
        if self.card.isVisible() and isinstance(word, TermButton):
            self.card.show_for(word)
        else:
            self.card.hide()

    def _print(self) -> None:
        if self._read is not None:
            self.print_wanted.emit(self._read.version)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.card.hide()
            self._to_search()
            return
        super().keyPressEvent(event)


def _standing(version: PolicyVersion) -> str:
    """Since when a version holds, and until when."""
    parts: list[str] = []
    if version.approved_on is not None:
        parts.append(f"Approved by the governors on {date_for_people(version.approved_on)}")
    if version.in_force_from is not None:
        parts.append(f"in force from {date_for_people(version.in_force_from)}")
    if version.review_on is not None:
        parts.append(f"to be reviewed by {date_for_people(version.review_on)}")
    return f"{', '.join(parts)}." if parts else ""
