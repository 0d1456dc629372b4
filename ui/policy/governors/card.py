"""One picture of a term in a card: drawn, its sentence below, its numbers one press away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.oversight.governors.values import DEFAULT_SENTENCES, TermReport, Topic
from trent_desktop.reports.timeline_words import defused
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextArea
from ui.components.number_table import NumberTable
from ui.components.pages import flow
from ui.components.sheets import Sheet
from ui.components.time_tracks import TimeTracks
from ui.components.words import Words, soft
from ui.policy.governors.number_bars import NumberBars
from ui.policy.governors.rows import rows_of, table_of, tracks_of
from ui.theme import SPACE, Tone

_TONES: Final = {
    Topic.REPORTS: Tone.ACT,
    Topic.CATEGORIES: Tone.SKY,
    Topic.LESSONS: Tone.SUN,
    Topic.AGREEMENTS: Tone.LEAF,
    Topic.STAFF: Tone.LEAF,
    Topic.SANCTIONS: Tone.CORAL,
}
#: (what it is of, the words, whether they were kept) -> None
Explain = Callable[[Topic, str, Callable[[], object], Callable[[Exception], object]], object]


class TopicCard(Card):
    """`explain` keeps a sentence; without it nobody can change what is said.

    `columns`: in how many its numbers may stand beside each other.
    """

    def __init__(
        self, topic: Topic, explain: Explain | None, *, large: bool, columns: int = 1
    ) -> None:
        super().__init__(pad=SPACE.wide if large else SPACE.base, gap=SPACE.near)
        self.topic = topic
        self._explain = explain
        self._report: TermReport | None = None
        self._before: Sequence[TermReport] = ()
        self.sheet: Sheet | None = None
        self.setObjectName(f"governors-{topic.value}")
        self.column.addWidget(Words(topic.title, "heading" if large else "strong", heads=True))
        self.tracks = TimeTracks(name=topic.title)
        tone = _TONES.get(topic, Tone.ACT)
        self.bars = NumberBars(name=topic.title, tone=tone, columns=columns)
        self.none = Words("None in this term.", "body", "soft")
        for drawn in (self.tracks, self.bars, self.none):
            self.column.addWidget(drawn)
            drawn.hide()
        self.said = soft("")
        self.column.addWidget(self.said)
        self.editor = _Editor(topic)
        self.editor.hide()
        self.column.addWidget(self.editor)
        self.column.addStretch(1)
        self.numbers = QuietButton("The numbers", "table")
        self.numbers.setAccessibleName(f"The numbers: {topic.title}")
        self.numbers.clicked.connect(self._show_numbers)
        self.change = QuietButton("Change the sentence…", "pencil-simple")
        self.change.setAccessibleName(f"Change the sentence: {topic.title}")
        self.change.clicked.connect(self._edit)
        for button in (self.numbers, self.change):
            button.pad_x = 6
        self.column.addWidget(flow(self.numbers, self.change, gap=SPACE.tight))
        self.editor.save.clicked.connect(lambda: self._keep(self.editor.words.toPlainText()))
        self.editor.ours.clicked.connect(lambda: self._keep(""))
        self.editor.leave.clicked.connect(self._leave)

    def show_term(self, report: TermReport, before: Sequence[TermReport]) -> bool:
        """Draw a term, with those before it; whether there is anything of this topic in it.

        A sentence that is being changed stays as it is typed, while the term is the same.
        """
        if self._report is None or self._report.term != report.term:
            self.editor.hide()
        self._report, self._before = report, before
        picture = report.picture(self.topic)
        if picture is None:
            return False
        tracks, rows = tracks_of(picture, before), rows_of(picture, before)
        self.tracks.show_tracks(tracks)
        self.tracks.setVisible(bool(tracks))
        self.bars.show_rows(rows)
        self.bars.setVisible(bool(rows))
        self.none.setVisible(not tracks and not rows)
        editing = not self.editor.isHidden()
        self.said.setText(defused(report.sentence(self.topic)))
        self.said.setVisible(not editing)
        may_change = self._explain is not None and report.told_at is not None
        self.change.setVisible(may_change and not editing)
        return True

    # ------------------------------------------------------------------ the numbers

    def _show_numbers(self) -> None:
        report = self._report
        picture = report.picture(self.topic) if report else None
        if report is None or picture is None:
            return
        sheet = self.sheet = Sheet(self, self.topic.title, widest=760)
        table = NumberTable(name=self.topic.title)
        table.show_rows(*table_of(report, picture, self._before))
        sheet.column.addWidget(table)
        close = SecondaryButton("Close the numbers")
        close.clicked.connect(sheet.dismiss)
        sheet.add_buttons(close)
        sheet.open()

    # ------------------------------------------------------------------ the sentence

    def _edit(self) -> None:
        if self._report is None:
            return
        self.editor.begin(self._report.sentence(self.topic))
        self.editor.ours.setVisible(self.topic.value in self._report.said)
        self.said.hide()
        self.change.hide()
        self.editor.words.setFocus()

    def _keep(self, words: str) -> None:
        if self._explain is None:
            return
        if " ".join(words.split()) == DEFAULT_SENTENCES[self.topic]:
            words = ""
        self.editor.wait(True)
        self._explain(self.topic, words, self._leave, self.editor.refuse)

    def _leave(self) -> None:
        """Back to the sentence as it is kept."""
        self.editor.wait(False)
        self.editor.hide()
        self.said.show()
        if self._report is not None:
            self.change.setVisible(self._report.told_at is not None)
        self.change.setFocus()


class _Editor(QWidget):
    """What is said of a picture, to be typed over."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.near)
        self.words = TextArea(name=f"What is said of it: {topic.title}", lines=3, most=8)
        self.block = FieldBlock("What governors read below it", self.words)
        column.addWidget(self.block)
        self.save = PrimaryButton("Keep this sentence")
        self.ours = QuietButton("Our own words again")
        self.leave = QuietButton("Leave it")
        self.leave.setAccessibleName(f"Leave the sentence: {topic.title}")
        column.addWidget(flow(self.save, self.ours, self.leave, gap=SPACE.tight))

    def begin(self, words: str) -> None:
        """Show what stands there now."""
        self.words.setPlainText(words)
        self.block.show_error("")
        self.wait(False)
        self.show()

    def wait(self, waiting: bool) -> None:
        """While it is kept it cannot be pressed again."""
        for button in (self.save, self.ours):
            button.setEnabled(not waiting)

    def refuse(self, error: Exception) -> None:
        """Say why it could not be kept. What was typed stays."""
        self.wait(False)
        self.block.show_error(str(error))
