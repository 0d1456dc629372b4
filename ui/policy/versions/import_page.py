"""Bringing in the school's own policy from a file: chosen, looked at, made the draft."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.problems import Problem
from trent_desktop.sentences import ended
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.errors import ErrorText
from ui.components.file_choice import FileChoice
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.words import body, heading, soft
from ui.policy.versions.text_page import section_cards
from ui.policy.versions.words import numbered
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone

if TYPE_CHECKING:
    from trent_desktop.policy.importing.imported import Imported

KINDS = "Policies (*.docx *.md *.txt *.pdf)"


class ImportPage(QObject):
    """First a file, then what was understood of it; `done` is called with the draft."""

    def __init__(
        self,
        section: SectionPage,
        back: Callable[[], object],
        done: Callable[[PolicyVersion], object],
    ) -> None:
        super().__init__(section)
        self._section = section
        self._done = done
        #: Made once, so that a draft that was begun twice is one.
        self._draft_id = uuid.uuid4()
        self.page = section.add_page(
            "Bring in a file",
            "The school’s policy as a Word file, as plain text, Markdown or PDF. Nothing is changed "
            "before you have looked at what was understood.",
            back=back,
        )
        card = Card(gap=SPACE.near)
        card.column.addWidget(body("Drop the file here, or choose it."))
        self.choose = SecondaryButton("Choose a file…", "file-text")
        self.error = ErrorText()
        card.column.addWidget(flow(self.choose))
        card.column.addWidget(self.error)
        self.page.column.addWidget(card)
        self.file = FileChoice(card, "Choose the policy", KINDS)
        self.choose.clicked.connect(self.file.browse)
        self.file.chosen.connect(self.take)
        self._found = QVBoxLayout()
        self._found.setSpacing(SPACE.base)
        self.page.column.addLayout(self._found)
        self.page.column.addStretch(1)
        self.begin: PrimaryButton | None = None

    def take(self, path: str) -> None:
        """Read a file."""
        self.error.say("")
        self.choose.setEnabled(False)
        clear_layout(self._found)
        self._found.addWidget(soft("Reading the file…"))

        def work() -> Imported:
            from trent_desktop.policy.importing.reading import read_policy

            return read_policy(Path(path))

        self._section.run(work, self._show, self._refused)

    def _refused(self, error: Exception) -> None:
        self.choose.setEnabled(True)
        clear_layout(self._found)
        if isinstance(error, Problem):
            self.error.say(str(error))
        else:
            self._section.desk.shell.say_problem(error)

    def _show(self, found: Imported) -> None:
        self.choose.setEnabled(True)
        clear_layout(self._found)
        text = found.text
        head = Notice(ended(numbered(text)), Tone.LEAF, heading=f"Understood: {text.title}")
        self.begin = PrimaryButton("Make it the draft")
        self.begin.clicked.connect(lambda: self._begin(found))
        head.column.addSpacing(SPACE.hair)
        head.column.addWidget(flow(self.begin))
        self._found.addWidget(head)
        if found.not_understood:
            self._list(
                "Not understood",
                "These lines of the file are not in any clause. Put them where they belong once it is "
                "the draft; until then they are here and in your file.",
                found.not_understood,
            )
        if found.warnings:
            self._list("Worth a look", "What does not fit together in the file.", found.warnings)
        if found.furniture:
            said = " · ".join(found.furniture)
            left = Notice(said, Tone.PLAIN, heading="Left out, because the program makes it again")
            self._found.addWidget(left)
        self._found.addWidget(heading("What was understood"))
        for one in section_cards(text):
            self._found.addWidget(one)

    def _list(self, title: str, words: str, lines: tuple[str, ...]) -> None:
        notice = Notice(words, Tone.SUN, heading=f"{title} ({len(lines)})")
        for line in lines:
            notice.column.addWidget(body(f"•  {line}"))
        self._found.addWidget(notice)

    def _begin(self, found: Imported) -> None:
        drafts, draft_id = self._section.desk.school.policy_drafts, self._draft_id
        if self.begin is not None:
            self.begin.setEnabled(False)
        self._section.write(lambda: drafts.begin(draft_id, found.text), self._done, self._failed)

    def _failed(self, error: Exception) -> None:
        if self.begin is not None:
            self.begin.setEnabled(True)
        self._section.desk.shell.say_problem(error)
