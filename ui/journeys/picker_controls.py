"""Pupils and classes, picked by typing a few letters; whoever is not on the list may be typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QSizePolicy

from trent_desktop.journeys import (
    DONT_KNOW,
    ClassPicker,
    People,
    Question,
    class_value,
    is_unknown,
    person_value,
    typed_person,
    unknown,
)
from trent_desktop.school.people.people import Pupil, Relation, SchoolClass
from ui.components.fields import set_invalid
from ui.journeys.chosen import ChosenChips
from ui.journeys.controls import AnswerControl, BesideOrUnder, SnugTick, upright
from ui.journeys.plain_text import PlainField
from ui.journeys.relations import RelationRows
from ui.journeys.sources import FormerPupil, Latest, Sources
from ui.journeys.suggestions import PickerKeys, Suggestion, SuggestionList
from ui.theme import SPACE, look

#: How long a pause between letters is, in ms, before the list is asked.
LETTERS_MS = 60
_SHOWN = 8
#: Of so many who were typed last it is asked what they are: a whole class may be typed.
_ASKED_AT_ONCE = 3


class PickerControl(AnswerControl):
    """What the picker of pupils and that of classes share."""

    single = False
    word = "name"

    def __init__(self, question: Question, sources: Sources, text_only: bool) -> None:
        super().__init__()
        self._entries: list[dict[str, Any]] = []
        self._sources = sources
        self._latest = Latest(sources.background, self)
        self._showing = False
        self.field = PlainField(
            name=question.label, placeholder=self._placeholder(), wide=34, text_only=text_only
        )
        self.setFocusProxy(self.field)
        self.list = SuggestionList(f"Found for {question.label}")
        self.chips = ChosenChips()
        self._dont_know: SnugTick | None = None
        column = self.column = upright(self, SPACE.tight)
        column.addWidget(self.chips)
        if question.unknown:
            self._dont_know = SnugTick(DONT_KNOW)
            self._dont_know.toggled.connect(self._ticked)
            column.addWidget(BesideOrUnder(self.field, self._dont_know))
        else:
            column.addWidget(self.field)
        column.addWidget(self.list)
        self.list.setMaximumWidth(look().theme.px(560))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setObjectName("lettersPause")
        self._pause.setSingleShot(True)
        self._pause.setInterval(LETTERS_MS)
        self._pause.timeout.connect(self._look)
        self.field.textChanged.connect(lambda _text: self._typed())
        keys = PickerKeys(self.field)
        keys.stepped.connect(self._step)
        keys.taken.connect(self._take)
        keys.put_away.connect(self._put_away)
        keys.rubbed_out.connect(self._rub_out)
        self.field.refused.connect(self.refused)
        self.list.picked.connect(self._picked)
        self._show_chips()

    # ------------------------------------------------------------------ to be said by each kind

    def _placeholder(self) -> str:
        raise NotImplementedError

    def _find(self, words: str) -> Sequence[Suggestion]:
        """Suggestions for some letters; runs on a worker thread."""
        raise NotImplementedError

    def _typed_suggestion(self, words: str) -> Suggestion:
        raise NotImplementedError

    def _chip_words(self, entry: dict[str, Any]) -> tuple[str, str]:
        raise NotImplementedError

    # ------------------------------------------------------------------ finding

    def _typed(self) -> None:
        if self._showing:
            return
        if self.field.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._latest.forget()
            self.list.offer(())
        if self._dont_know is not None and self._dont_know.isChecked() and self.field.text():
            self._dont_know.setChecked(False)
        self.changed.emit()

    def _look(self) -> None:
        words = self.field.text().strip()
        if words:
            self._latest.ask(
                lambda: self._find(words), self._show_found, lambda _error: self._show_found(())
            )

    def _show_found(self, found: object) -> None:
        words = " ".join(self.field.text().split())
        if not words:
            self.list.offer(())
            return
        known = {entry["id"] for entry in self._entries if entry["id"]}
        rows = [row for row in tuple(found) if row.stands_for["id"] not in known]  # type: ignore[arg-type]
        self.list.offer([*rows, self._typed_suggestion(words)])
        self.list.come_into_view()

    def _step(self, by: int) -> None:
        if self.list.isVisibleTo(self):
            self.list.step(by)
        else:
            self._look()

    def _take(self) -> None:
        if not self.field.text().strip():
            self.entered.emit()
        elif self._pause.isActive() or self._latest.busy or not self.list.pick_current():
            # Enter came before the list: wait for it, rather than take whom she did not see.
            self._pause.stop()
            self._look()

    def _put_away(self) -> None:
        self._pause.stop()
        self._latest.forget()
        self.field.clear()

    # ------------------------------------------------------------------ chosen

    def _picked(self, row: Suggestion) -> None:
        entry = dict(row.stands_for)
        self._entries = [entry] if self.single else [*self._entries, entry]
        self._showing = True
        self.field.clear()
        self._showing = False
        self.list.offer(())
        self._show_chips()
        self.changed.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chips.say_chosen(*self._chip_words(entry))

    def _remove(self, entry: dict[str, Any]) -> None:
        self._entries = [one for one in self._entries if one is not entry]
        self._show_chips()
        self.changed.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chips.say_taken_out(self._chip_words(entry)[0])

    def _rub_out(self) -> None:
        if self._entries:
            self._remove(self._entries[-1])

    def _show_chips(self) -> None:
        self.chips.show_these(
            (*self._chip_words(entry), partial(self._remove, entry)) for entry in self._entries
        )

    def chosen(self) -> tuple[dict[str, Any], ...]:
        """Who or what is chosen."""
        return tuple(self._entries)

    def _ticked(self, _on: bool) -> None:
        if not self._showing:
            self.changed.emit()

    # ------------------------------------------------------------------ the answer

    def _unknown_ticked(self) -> bool:
        return self._dont_know is not None and self._dont_know.isChecked()

    def _everybody(self) -> list[dict[str, Any]]:
        """Who is chosen, and whoever stands half typed in the field: nothing typed is lost."""
        half = " ".join(self.field.text().split())
        return [*self._entries, typed_person(half)] if half else list(self._entries)

    def show_value(self, value: Any) -> None:
        self._showing = True
        if self._dont_know is not None:
            self._dont_know.setChecked(is_unknown(value))
        self.field.clear()
        self._showing = False
        listed = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        self._entries = [
            dict(entry) for entry in listed if isinstance(entry, dict) and entry.get("name")
        ]
        self._show_chips()

    def focus_here(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, wrong: bool) -> None:
        set_invalid(self.field, wrong)

    def name(self, label: str, description: str) -> None:
        self.field.setAccessibleName(label)
        how = f"Type a few letters of the {self.word}, then choose with the arrow keys and Enter."
        self.field.setAccessibleDescription(f"{description} {how}".strip())
        if self._dont_know is not None:
            self._dont_know.setAccessibleName(f"{DONT_KNOW}. {label}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.list.setMaximumWidth(look().theme.px(560))


class PeopleControl(PickerControl):
    """Pupils, as many as are needed."""

    def __init__(self, question: People, sources: Sources, text_only: bool) -> None:
        self.relations = RelationRows()
        #: Whom a pupil who has left, and is picked now, takes the place of.
        self._replaced: dict[str, Any] | None = None
        super().__init__(question, sources, text_only)
        self.relations.said.connect(self._related)
        self.column.addWidget(self.relations)

    def _placeholder(self) -> str:
        return "Type a few letters of the name"

    def _find(self, words: str) -> Sequence[Suggestion]:
        return tuple(_pupil(pupil) for pupil in self._sources.people.find_pupils(words, _SHOWN))

    def _typed_suggestion(self, words: str) -> Suggestion:
        return Suggestion(
            f"Add “{words}”", "not on the school’s list", "user-plus", typed_person(words)
        )

    def _chip_words(self, entry: dict[str, Any]) -> tuple[str, str]:
        known = entry.get("told_apart_by") or entry.get("class")
        return str(entry["name"]), ", ".join(filter(None, (known, entry.get("relation"))))

    def _show_chips(self) -> None:
        super()._show_chips()
        typed = [one for one in self._entries if not one["id"]]
        self.relations.show_these(typed[-_ASKED_AT_ONCE:])

    def _related(self, entry: dict[str, Any], relation: str) -> None:
        """It was said what somebody is to the school; who was a pupil may be on its old lists."""
        if entry.get("relation") == relation:
            return  # it was only shown
        entry["relation"] = relation
        self._replaced = None
        self.list.offer(())
        self._show_chips()
        self.changed.emit()
        left = self._sources.left
        if relation == Relation.FORMER_PUPIL and left is not None:
            self._latest.ask(
                lambda: left(str(entry["name"])),
                lambda found: self._offer_left(entry, found),
                lambda _error: None,  # the name that was typed will do
            )

    def _offer_left(self, entry: dict[str, Any], found: Sequence[FormerPupil]) -> None:
        if any(one is entry for one in self._entries):
            self._replaced = entry
            self.list.offer([_former(one) for one in found])
            self.list.come_into_view()

    def _show_found(self, found: object) -> None:
        self._replaced = None
        super()._show_found(found)

    def _take(self) -> None:
        if self._replaced is None or not self.list.pick_current():
            super()._take()

    def _picked(self, row: Suggestion) -> None:
        replaced, self._replaced = self._replaced, None
        self._entries = [one for one in self._entries if one is not replaced]
        super()._picked(row)

    def value(self) -> Any:
        return unknown() if self._unknown_ticked() else (self._everybody() or None)


class ClassControl(PickerControl):
    """One class."""

    single = True
    word = "class"

    def __init__(self, question: ClassPicker, sources: Sources, text_only: bool) -> None:
        super().__init__(question, sources, text_only)

    def _placeholder(self) -> str:
        return "Type the class, for example 4B"

    def _find(self, words: str) -> Sequence[Suggestion]:
        wanted = words.casefold()
        return tuple(
            _school_class(one)
            for one in self._sources.people.classes()
            if one.name.casefold().startswith(wanted)
            or any(year.title.casefold().startswith(wanted) for year in one.year_groups)
        )[:_SHOWN]

    def _typed_suggestion(self, words: str) -> Suggestion:
        value = {"id": None, "name": words}
        return Suggestion(f"Put “{words}”", "not on the school’s list", "pencil-simple", value)

    def _chip_words(self, entry: dict[str, Any]) -> tuple[str, str]:
        return str(entry["name"]), ""

    def value(self) -> Any:
        if self._unknown_ticked():
            return unknown()
        half = " ".join(self.field.text().split())
        if half:
            for row in self.list.rows():
                if row.stands_for["id"] and row.words.casefold() == half.casefold():
                    return dict(row.stands_for)
            return {"id": None, "name": half}
        return self._entries[0] if self._entries else None


def _pupil(pupil: Pupil) -> Suggestion:
    return Suggestion(pupil.name, pupil.beside, "student", person_value(pupil))


def _former(pupil: FormerPupil) -> Suggestion:
    entry = typed_person(pupil.name, Relation.FORMER_PUPIL.value)
    entry |= {"id": str(pupil.id), "told_apart_by": pupil.apart}
    return Suggestion(pupil.name, pupil.apart, "student", entry)


def _school_class(one: SchoolClass) -> Suggestion:
    years = " and ".join(year.title for year in one.year_groups)
    return Suggestion(one.name, years, "chalkboard-teacher", class_value(one))
