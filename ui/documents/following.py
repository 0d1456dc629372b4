"""Follows a job of a printer until nothing more will be heard of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.background import Background
from ui.documents.printers.values import OVER, JobState, News, PrintFailed
from ui.documents.printing import Sent, told_of
from ui.theme import Tone

#: Milliseconds between two looks: soon at first, and less often when it takes its time.
_SOON, _LATER = 500, 4000
_SOON_FOR = 20


class JobWatch(QObject):
    """Calls `told` with words, tone and whether it may still be cancelled.

    That is at `begin`, and whenever it changes.
    """

    def __init__(
        self,
        parent: QObject,
        background: Background,
        sent: Sent,
        told: Callable[[str, Tone, bool], object],
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._sent = sent
        self._told = told
        self._news = sent.news
        self._looks = 0
        self._asks = False
        self._cancelled = False
        self._clock = QTimer(self)
        self._clock.setObjectName("jobWatch")
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.look)

    def begin(self) -> None:
        """Say how it is getting on, and look again until it is over."""
        self._say()

    @property
    def news(self) -> News:
        """What was heard last."""
        return self._news

    def look(self) -> None:
        """Ask how it is getting on."""
        if self._asks:
            return
        self._asks = True
        self._looks += 1
        sent = self._sent
        self._background.run(lambda: sent.system.look(sent.job), parent=self).then(
            self._heard, self._not_heard
        )

    def cancel(self) -> None:
        """Take the job back, as far as it has not come out."""
        self._cancelled = True
        sent = self._sent
        self._background.run(lambda: sent.system.cancel(sent.job), parent=self).then(
            lambda _: self.look(), self._not_cancelled
        )

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()

    def _heard(self, news: News) -> None:
        self._asks = False
        if self._cancelled and news.state is JobState.SENT:
            news = News(JobState.CANCELLED)  # it was forgotten together with what it said
        changed, self._news = news != self._news, news
        if changed:
            self._say()
        else:
            self._again()

    def _not_heard(self, error: Exception) -> None:
        self._asks = False
        if not isinstance(error, PrintFailed):
            raise error
        self._again()

    def _not_cancelled(self, error: Exception) -> None:
        self._cancelled = False
        if not isinstance(error, PrintFailed):
            raise error
        self._told(str(error), Tone.CORAL, False)
        self._again()

    def _say(self) -> None:
        words, tone = told_of(self._sent, self._news)
        self._told(words, tone, self._news.state not in OVER)
        self._again()

    def _again(self) -> None:
        if self._news.state not in OVER:
            self._clock.start(_SOON if self._looks < _SOON_FOR else _LATER)
