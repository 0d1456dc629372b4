"""Making the forms of an order: who gets which, in which language, size and order."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from trent_desktop.agreements.codes import new_token
from trent_desktop.agreements.giving.batch import BatchOrder, BatchPlan, Form, FormGroup
from trent_desktop.agreements.giving.choosing import STAFF, PupilGroup
from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.agreements.giving.not_asked import left_out
from trent_desktop.agreements.kinds import Kind, PrintSize
from trent_desktop.agreements.wording.languages import ENGLISH, language
from trent_desktop.agreements.wording.wording import CurrentWording
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.people.people import Member, Pupil

Current = Mapping[tuple[Kind, str], CurrentWording]
#: Who has answered which kind: a pupil or a member.
Answered = frozenset[tuple[uuid.UUID, Kind]]
#: Four signs of a code that stand together where it is printed.
_SHOWN: Final = slice(10, 14)
NOBODY: Final[Answered] = frozenset()


class Planning:
    """Makes the forms of an order. `not_asked` are the pupils of whom no picture is asked for."""

    def __init__(
        self,
        order: BatchOrder,
        current: Current,
        families: Mapping[uuid.UUID, PupilFamily],
        done: Answered,
        not_asked: Collection[uuid.UUID] = (),
    ) -> None:
        self._order = order
        self._current = current
        self._families = families
        self._done = done
        self._not_asked = not_asked
        self._left_out_of_it = 0
        self._left_out: dict[tuple[str, Kind], int] = {}
        self._unknown: dict[str, int] = {}

    def for_pupils(self, groups: tuple[PupilGroup, ...]) -> BatchPlan:
        """The forms of pupils. Raises `AnswersRefused` when there are none."""
        found = [group for group in map(self._group, groups) if group.forms]
        if not found:
            raise self._nothing()
        return BatchPlan(self._order, tuple(found), self._notes())

    def for_staff(self, members: tuple[Member, ...]) -> BatchPlan:
        """The forms of members of staff. Raises `AnswersRefused` when there are none."""
        forms = tuple(
            replace(self._form(kind, member.name, "", PupilFamily(member.id)), member_id=member.id)
            for kind in self._order.kinds
            for member in members
            if (member.id, kind) not in self._done
        )
        if not forms:
            raise self._nothing()
        listed = tuple((one, "") for one in dict.fromkeys(form.name for form in forms))
        return BatchPlan(self._order, (FormGroup(STAFF, forms, listed),), self._notes())

    def _nothing(self) -> AnswersRefused:
        words = "Nothing is missing: all of these have been answered."
        if self._left_out_of_it:
            (words,) = left_out(self._left_out_of_it)
            return AnswersRefused(words, (("chosen", words),))
        if self._order.chosen.ask_again:
            words = "Nobody needs to be asked again: every yes of these families still counts."
        elif not self._order.chosen.only_missing:
            words = "None of these forms is for the children you chose."
        return AnswersRefused(words, (("chosen", words),))

    def _group(self, group: PupilGroup) -> FormGroup:
        by_pupil = [(pupil, tuple(self._of(pupil))) for pupil in group.pupils]
        by_pupil = [(pupil, forms) for pupil, forms in by_pupil if forms]
        forms = [form for _, own in by_pupil for form in own]
        if not self._order.together:
            place = {kind: at for at, kind in enumerate(self._order.kinds)}
            forms.sort(key=lambda one: place[one.kind])  # stable: by name within a kind
        listed = tuple(
            (told_apart_on_paper(pupil, own[0]), asked_for(own[0])) for pupil, own in by_pupil
        )
        return FormGroup(group.name, tuple(forms), listed)

    def _of(self, pupil: Pupil) -> Iterator[Form]:
        family = self._families.get(pupil.id, PupilFamily(pupil.id))
        for kind in self._order.kinds:
            if kind.suits(pupil.year_group) and (pupil.id, kind) not in self._done:
                if kind is Kind.CONSENTS and pupil.id in self._not_asked:
                    self._left_out_of_it += 1
                    continue
                form = self._form(kind, pupil.called, pupil.class_name, family)
                yield replace(form, pupil_id=pupil.id)

    def _form(self, kind: Kind, name: str, class_name: str, family: PupilFamily) -> Form:
        english = self._current[kind, ENGLISH]
        code = self._order.language or family.language
        theirs = self._current.get((kind, code)) if code != ENGLISH else None
        if theirs is None and code != ENGLISH:
            self._unknown[code] = self._unknown.get(code, 0) + 1
        if theirs is not None and not theirs.suits_english:
            self._left_out[code, kind] = self._left_out.get((code, kind), 0) + 1
            theirs = None
        return Form(
            uuid.uuid4(),
            new_token() if kind.is_returned else "",
            kind,
            name,
            class_name,
            english.wording,
            english.number,
            theirs.wording if theirs else None,
            theirs.number if theirs else None,
            theirs.is_checked if theirs else False,
            self._order.print_size or family.print_size,
            addressed_to=family.addressed_to,
        )

    def _notes(self) -> tuple[str, ...]:
        unknown = tuple(
            f"There are no translations into “{code}” any more, so {_forms(count)} in English only."
            for code, count in sorted(self._unknown.items())
        )
        return (
            left_out(self._left_out_of_it)
            + unknown
            + tuple(
                f"The {language(code).name} translation of “{kind.title}” belongs to an earlier "
                f"wording, so {_forms(count)} in English only. "
                "Change the translation under Wording."
                for (code, kind), count in sorted(self._left_out.items())
            )
        )


def _forms(count: int) -> str:
    return "1 form is" if count == 1 else f"{count} forms are"


def told_apart(pupil: Pupil) -> str:
    """A name, with what sets its bearer apart when others have it too."""
    return f"{pupil.called} ({pupil.told_apart_by})" if pupil.told_apart_by else pupil.called


def told_apart_on_paper(pupil: Pupil, form: Form) -> str:
    """The same for a sheet that lies about: never by a birthday, but by the code on the form."""
    if not pupil.told_apart_by:
        return pupil.name
    return f"{pupil.name} (code … {form.token[_SHOWN]} …)" if form.token else pupil.name


def asked_for(form: Form) -> str:
    """What a family asked for, as a cover sheet notes it: ``Turkish, large print (18 point)``."""
    parts: list[str] = []
    if form.translation is not None:
        parts.append(language(form.language).name)
    if form.print_size is not PrintSize.NORMAL:
        parts.append(form.print_size.title.lower())
    return ", ".join(parts)
