"""A child is in danger: what to do stands there at once, and the answer is sent by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent

from trent_desktop.clock import Clock
from trent_desktop.problems import Problem
from trent_desktop.reports.asked import names
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.waiting.alone import alone
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.sentences import sentences
from ui.background import Lane
from ui.components.buttons import LinkButton
from ui.components.notices import Notice
from ui.components.pages import flow
from ui.components.words import Words
from ui.journeys.direction import isolated
from ui.journeys.urgent import Urgent
from ui.shell.rooms import Desk
from ui.theme import Tone

#: How long it can be taken back before it is sent, in seconds.
SECONDS = 10
#: Which answers say so.
IN_DANGER = {names.DANGER: "yes", names.STOP_RISK: "yes"}

RING = "Ring 999 now"
FIRST = "Then ring, or send somebody to:"
COUNTING = (
    "This answer is sent to them automatically in {left}. It goes too if you close this page."
)
SENDING = "This answer is being sent to them now."
SENT = "Sent at {at}: it is on their list now. Ring them anyway."
GOES = "This answer is sent to them now, automatically. Ring them anyway."
WAITS = "It could not be sent just now, so they do not know yet. Ring them. It is sent later."
NOT_SENT = "It could not be sent automatically, so they do not know yet. Ring them."
WITH_REPORT = "They do not know yet: this goes with the report, when you send it. Ring first."
TAKE_BACK = "Take it back"


class DangerCard(Notice):
    """999, who to ring, and what becomes of the answer."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("", Tone.CORAL, heading=RING, icon="phone-call-fill", outlined=True)
        self.setObjectName("dangerCard")
        if lines:
            self.column.addWidget(Words(FIRST, "body"))
        for line in lines:
            self.column.addWidget(Words(isolated(line), "body", bold=True))
        self.status = Words("", "body")
        self.column.addWidget(self.status)
        self.take_back = LinkButton(TAKE_BACK, "arrow-counter-clockwise", colour="coral")
        self._place = flow(self.take_back)
        self.column.addWidget(self._place)
        self._said = sentences(RING, *([FIRST] if lines else []), *lines)

    def show_state(self, words: str, *, may_take_back: bool) -> None:
        """What becomes of the answer."""
        self.status.setText(words)
        self._place.setVisible(may_take_back)
        self.setAccessibleName(f"{self._said}. {words}")


class _State(Enum):
    """What has become of the answer."""

    NOT_CHOSEN = auto()
    COUNTING = auto()
    SENDING = auto()
    SENT = auto()
    GOES = auto()
    WAITS = auto()
    NOT_SENT = auto()
    WITH_REPORT = auto()


class DangerAnswer(QObject):
    """Counts down, and sends the answer of the report that is under way.

    `taken_back`: the answer is to be unmade. `timer` ticks once a second.
    """

    taken_back = Signal()

    def __init__(self, desk: Desk, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._draft: Callable[[], Draft] | None = None
        self._one: Draft | None = None
        self._card: DangerCard | None = None
        self._state = _State.NOT_CHOSEN
        self._left = 0
        self._at = ""
        self.timer = QTimer(self)
        self.timer.setObjectName("dangerCountdown")
        self.timer.setInterval(1_000)
        self.timer.timeout.connect(self._tick)

    # ------------------------------------------------------------------ one report

    def begin(self, draft: Callable[[], Draft]) -> Urgent:
        """Another report is under way. What counts down of the one before is sent."""
        self.put_by()
        self._draft, self._one, self._state = draft, None, _State.NOT_CHOSEN
        return Urgent(IN_DANGER, self._new_card)

    def end(self) -> None:
        """None is any more."""
        self.put_by()
        self._draft = None

    def _new_card(self) -> DangerCard:
        answers = self._draft().answers if self._draft is not None else {}
        card = DangerCard(self._desk.school.whom.in_danger(answers))
        card.take_back.clicked.connect(self._take_back)
        self._card = card
        card.destroyed.connect(lambda: self._forget(card))
        if self._state is _State.NOT_CHOSEN and any(
            answers.get(name) == value for name, value in IN_DANGER.items()
        ):
            self._look_whether_it_went()
        self._show()
        return card

    def _forget(self, card: DangerCard) -> None:
        if self._card is card:
            self._card = None

    # ------------------------------------------------------------------ choosing

    def choose(self, chosen: bool) -> None:
        """The answer was chosen, or another one in its place."""
        if self._draft is None:
            return
        if not chosen:
            if self._state is _State.COUNTING:
                self._stop()
            self._state = _State.NOT_CHOSEN
            return
        self._one = alone(self._draft(), self._clock())
        if self._one is None:
            self._become(_State.WITH_REPORT)
            return
        self._left = SECONDS
        self._keep(self._one, waits=True)
        self.timer.start()
        self._become(_State.COUNTING)

    def _take_back(self) -> None:
        if self._state is _State.COUNTING:
            self._stop()
            self._state = _State.NOT_CHOSEN
            self.taken_back.emit()

    def _stop(self) -> None:
        self.timer.stop()
        if self._one is not None:
            self._keep(self._one, waits=False)

    def _keep(self, one: Draft, *, waits: bool) -> None:
        """Remember on this laptop that it waits: the program may break off meanwhile."""
        drafts, place = self._desk.school.drafts, _place(one)
        words = {place: one.kept_at.isoformat() if waits else ""}
        self._desk.background.write(
            lambda: drafts.keep_words(words), parent=self, lane=Lane.LAPTOP
        ).otherwise(lambda _error: None)

    def _look_whether_it_went(self) -> None:
        """A report is opened that says so already: if the program broke off, it goes now."""
        one = alone(self._draft(), self._clock()) if self._draft is not None else None
        if one is None:
            self._state = _State.WITH_REPORT
            return
        drafts, case_id = self._desk.school.drafts, one.id

        def found(kept: dict[str, str]) -> None:
            if self._one is None and _place(one) in kept:
                self._one = one
                self._send()

        self._state = _State.GOES
        operation = self._desk.background.run(lambda: drafts.words_for(case_id), parent=self)
        operation.then(found, lambda _error: None)

    # ------------------------------------------------------------------ sending

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.send_now()
        else:
            self._show()

    def send_now(self) -> None:
        """Send what counts down, without waiting for the rest of its time."""
        if self._state is _State.COUNTING:
            self.timer.stop()
            self._send()

    def put_by(self) -> None:
        """The page or the program closes: what counts down is in the outbox when this returns."""
        if self._state is not _State.COUNTING or self._one is None:
            return
        self.timer.stop()
        try:
            self._desk.school.cases.sending.put_by(self._one)
        except Problem:
            self._send()  # this laptop's disk is full: it may go all the same
            return
        self._keep(self._one, waits=False)
        self._become(_State.GOES)

    def _send(self) -> None:
        one, cases = self._one, self._desk.school.cases
        if one is None:
            return
        self._become(_State.SENDING)
        operation = self._desk.background.write(
            lambda: cases.send(one), parent=self, lane=Lane.SENDING
        )
        operation.then(
            lambda sent: self._was_sent(one, sent), lambda error: self._was_not_sent(one, error)
        )

    def _was_sent(self, one: Draft, sent: Sent) -> None:
        self._keep(one, waits=False)
        if self._one is one and self._state is _State.SENDING:
            self._at = f"{self._clock().astimezone():%H:%M}"
            self._become(_State.WAITS if sent.queued else _State.SENT)

    def _was_not_sent(self, one: Draft, error: Exception) -> None:
        if self._one is one and self._state is _State.SENDING:
            self._become(_State.NOT_SENT)
        if not isinstance(error, Problem):
            self._desk.shell.say_problem(error)

    # ------------------------------------------------------------------ showing

    def _become(self, state: _State) -> None:
        self._state = state
        self._show()
        if self._card is not None and self._card.isVisible():
            alert = QAccessibleEvent(self._card, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(alert)

    def _show(self) -> None:
        if self._card is not None:
            counting = self._state is _State.COUNTING
            self._card.show_state(self._words(), may_take_back=counting)

    def _words(self) -> str:
        left = "1 second" if self._left == 1 else f"{self._left} seconds"
        return {
            _State.NOT_CHOSEN: "",
            _State.COUNTING: COUNTING.format(left=left),
            _State.SENDING: SENDING,
            _State.SENT: SENT.format(at=self._at),
            _State.GOES: GOES,
            _State.WAITS: WAITS,
            _State.NOT_SENT: NOT_SENT,
            _State.WITH_REPORT: WITH_REPORT,
        }[self._state]


def _place(one: Draft) -> str:
    return f"{one.id}:danger"
