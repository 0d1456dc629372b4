"""The pages of bringing a class list in. `class_list.py` leads through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.school.class_lists.headers import names_are_there
from trent_desktop.school.class_lists.listed import Columns, Field
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, TextField
from ui.components.file_choice import FileChoice
from ui.components.marks import Icon
from ui.components.pages import flow
from ui.components.words import Words, heading, soft, strong
from ui.theme import SPACE

_NOT_READ = "not-read"


class FileCard(Card):
    """Drop a file here, or choose one. `chosen` gives its path."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=SPACE.near)
        files = FileChoice(
            self,
            "The class list",
            "Class lists (*.xml *.csv *.tsv *.txt *.xlsx *.xls *.ods);;All (*)",
        )
        files.chosen.connect(self.chosen)
        row = QHBoxLayout()
        row.setSpacing(SPACE.base)
        row.addWidget(Icon("file-arrow-up", 44, "act"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addWidget(heading("The class list, as the office exported it"))
        words.addWidget(
            soft(
                "A common transfer file (.xml), a spreadsheet (.xlsx) or CSV, from any program. "
                "Drop it here, or choose it. Nothing changes before you have seen what would."
            )
        )
        row.addLayout(words, 1)
        self.column.addLayout(row)
        self.error = ErrorText()
        self.column.addWidget(self.error)
        self.button = PrimaryButton("Choose the file…", "folder-open")
        self.button.clicked.connect(files.browse)
        self.column.addWidget(flow(self.button))

    def set_busy(self, busy: bool) -> None:
        """Reading."""
        self.button.setEnabled(not busy)
        self.button.set_words("Reading…" if busy else "Choose the file…")


class KeptCard(Card):
    """How lists were read before, by name. `forgotten` gives the one that is to be forgotten."""

    forgotten = Signal(str)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(gap=SPACE.tight)
        self.column.addWidget(heading("Kinds of list that are known"))
        self.buttons: dict[str, QuietButton] = {}
        for name in names:
            row = QHBoxLayout()
            row.addWidget(Words(name, "body"), 1)
            button = self.buttons[name] = QuietButton("Forget", "x")
            button.setAccessibleName(f"Forget how {name} is read")
            button.clicked.connect(lambda _=False, one=name: self._forget(one))
            row.addWidget(button)
            self.column.addLayout(row)

    def _forget(self, name: str) -> None:
        self.buttons[name].setEnabled(False)
        self.forgotten.emit(name)


class ColumnsCard(QWidget):
    """Which column is which, by hand. `mapped` gives the fields by header."""

    mapped = Signal(object)

    def __init__(self, columns: Columns, called: str = "") -> None:
        super().__init__()
        self._columns = columns
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        self.groups: dict[str, RadioGroup] = {}
        options = [Option(_NOT_READ, "Not needed")]
        options += [Option(one.value, one.title) for one in Field]
        for place, header in enumerate(columns.headers):
            card = Card(gap=SPACE.tight)
            card.column.addWidget(strong(header))
            samples = columns.samples[place]
            card.column.addWidget(
                soft("For example: " + " · ".join(samples) if samples else "Empty")
            )
            group = RadioGroup(options, name=f"What “{header}” is", narrowest=170)
            found = columns.fields[place]
            group.choose(found.value if found else _NOT_READ)
            self.groups[header] = group
            card.column.addWidget(group)
            column.addWidget(card)
        self.name = TextField(called, name="What such lists are called", wide=24)
        column.addWidget(
            FieldBlock(
                "What such lists are called",
                self.name,
                hint="For example the program that they come from: Integris. The next list with "
                "the same headings is read like this automatically.",
                optional=True,
            )
        )
        self.error = ErrorText()
        column.addWidget(self.error)
        self.button = PrimaryButton("Read it like this")
        self.button.clicked.connect(self._done)
        column.addWidget(flow(self.button))

    def _done(self) -> None:
        fields: dict[str, Field | None] = {}
        for header, group in self.groups.items():
            value = group.value()
            fields[header] = None if value in ("", _NOT_READ) else Field(value)
        chosen = [one for one in fields.values() if one is not None]
        if len(chosen) != len(set(chosen)):
            self.error.say("Two columns are said to be the same. Choose one of them.")
        elif not names_are_there(chosen):
            self.error.say("Say which columns hold forename and surname, or the full name.")
        else:
            self.error.say("")
            self.mapped.emit(fields)


class RemarksCard(Card):
    """What a person should look at in the list, folded when it is long."""

    def __init__(self, remarks: Sequence[object]) -> None:
        super().__init__(gap=SPACE.tight)
        count = len(remarks)
        self.column.addWidget(
            heading("1 thing to look at" if count == 1 else f"{count} things to look at")
        )
        self._rest = Words("\n".join(str(one) for one in remarks[4:]), "body")
        self.column.addWidget(Words("\n".join(str(one) for one in remarks[:4]), "body"))
        self.column.addWidget(self._rest)
        self._rest.hide()
        if count > 4:
            self.more = QuietButton("Show them all", "caret-down")
            self.more.clicked.connect(self._unfold)
            self.column.addWidget(flow(self.more))

    def _unfold(self) -> None:
        self._rest.show()
        self.more.hide()


def class_choice(classes: Mapping[str, str]) -> tuple[FieldBlock, RadioGroup]:
    """Which class all children of a list without classes go into."""
    options = [Option("", "None for now"), *(Option(one, name) for one, name in classes.items())]
    group = RadioGroup(options, name="The class for all of them", narrowest=110)
    group.choose("")
    block = FieldBlock(
        "This list does not say who is in which class. Put new children into",
        group,
        hint="A second list with classes can be brought in afterwards.",
    )
    return block, group
