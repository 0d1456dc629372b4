"""The form for one family, in a sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.agreements.kinds import PrintSize
from trent_desktop.agreements.wording.languages import languages
from trent_desktop.problems import AnswersRefused, Problem
from trent_desktop.school.people.people import Pupil
from trent_desktop.sentences import ended
from ui.agreements.giving.more_choices import unprintable_words
from ui.agreements.giving.pupil_picker import PupilPicker
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, TextField
from ui.components.focus_kept import focus_if_before_her
from ui.components.notices import Notice
from ui.components.pages import EqualColumns
from ui.components.sheets import Sheet
from ui.shell.rooms import Desk
from ui.theme import SPACE, Tone


class FamilyForm(Sheet):
    """`kept` comes when something was changed."""

    kept = Signal()

    def __init__(self, desk: Desk, over: QWidget, pupil: Pupil, family: PupilFamily) -> None:
        super().__init__(over, f"The family of {pupil.name}", widest=640)
        self._desk = desk
        self._pupil = pupil
        self._family = family
        self.error = ErrorText()
        self.column.addWidget(self.error)
        self.language = ChoiceBox(
            (Option(one.code, one.name) for one in languages()), name="Language"
        )
        self.language.choose(family.language)
        self.print_size = ChoiceBox(
            (Option(one.value, one.title) for one in PrintSize), name="Size of print"
        )
        self.print_size.choose(family.print_size.value)
        beside = QWidget()
        columns = EqualColumns(beside, narrowest=260, gap=SPACE.base)
        columns.addWidget(FieldBlock("Language", self.language))
        columns.addWidget(FieldBlock(f"Size of print for {pupil.forename}", self.print_size))
        self.column.addWidget(beside)
        self.warning = Notice("", Tone.SUN)
        self.column.addWidget(self.warning)
        self._add_siblings()
        self.addressed = TextField(family.addressed_to, name="How letters address them")
        self.address_block = FieldBlock(
            "How letters address them",
            self.addressed,
            optional=True,
            hint=f"For example: Mr and Mrs Green. Otherwise: the family of {ended(pupil.name)}",
        )
        self.column.addWidget(self.address_block)
        self.save = PrimaryButton("Save")
        leave = SecondaryButton("Leave it as it was")
        self.add_buttons(self.save, leave)
        self.save.clicked.connect(self._save)
        leave.clicked.connect(self.dismiss)
        self.language.changed.connect(self._check_language)
        self._check_language(family.language)

    def _add_siblings(self) -> None:
        known = {one.id: one for one in self._desk.school.signed_in.directory.pupils}
        before = [known[one] for one in self._family.siblings if one in known]
        self._children_then = tuple(one.id for one in before)
        self.picker = PupilPicker(self._desk, chosen=before, never=(self._pupil.id,))
        self.column.addWidget(
            FieldBlock(
                "Siblings at this school",
                self.picker,
                optional=True,
                hint="They share language and address. Their own siblings come with them.",
            )
        )

    def _check_language(self, code: str) -> None:
        words = unprintable_words(code)
        self.warning.say(words)
        self.warning.setVisible(bool(words))

    def _save(self) -> None:
        families, pupil_id, before = (
            self._desk.school.agreements.families,
            self._pupil.id,
            self._children_then,
        )
        family, now = self._family, self.picker.ids()
        # Only what she changed: a sibling who joins may bring a language of her own.
        code = self.language.value if self.language.value != family.language else None
        size = PrintSize(self.print_size.value)
        address = self.addressed.text() if self.addressed.text() != family.addressed_to else None

        def work() -> None:
            families.keep(
                pupil_id, before, now, language=code, addressed_to=address, print_size=size
            )

        self.save.setEnabled(False)
        operation = self._desk.background.write(work, parent=self)
        operation.then(self._done, self._refused)

    def _done(self, _nothing: object) -> None:
        self.kept.emit()
        self.dismiss()

    def _refused(self, error: Exception) -> None:
        self.save.setEnabled(True)
        said = dict(error.errors) if isinstance(error, AnswersRefused) else {}
        self.address_block.show_error(said.get("addressed_to", ""))
        if "addressed_to" in said:
            focus_if_before_her(self.addressed)
        elif isinstance(error, Problem):
            self.error.say(str(error))
        else:
            self._desk.shell.say_problem(error)
