"""Whose forms are printed: pupils and staff out of what was asked for, in the order of paper."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from trent_desktop.agreements.giving.batch import BatchOrder, Scope
from trent_desktop.agreements.kinds import Kind
from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.school.people.directory import Directory, plain
from trent_desktop.school.people.people import Member, Pupil
from trent_desktop.school.people.permissions import Right, may

NO_CLASS: Final = "No class"
STAFF: Final = "Staff"


@dataclass(frozen=True, slots=True)
class PupilGroup:
    """The pupils of one class, by surname."""

    class_id: uuid.UUID | None
    name: str
    pupils: tuple[Pupil, ...]


def check_order(order: BatchOrder) -> None:
    """Raises `AnswersRefused` for kinds that do not go with whom they are for."""
    kinds = set(order.kinds)
    if not kinds:
        raise _refused("kinds", "Choose what to print.")
    if order.chosen.scope is Scope.STAFF:
        if kinds - {Kind.STAFF, Kind.BLOGGING}:
            raise _refused("kinds", "For staff there are the staff agreement and blogging rules.")
    elif not all(kind.is_of_pupil or kind is Kind.BLOGGING for kind in kinds):
        raise _refused("kinds", "The staff agreement is printed for staff.")


def chosen_pupils(directory: Directory, order: BatchOrder) -> tuple[PupilGroup, ...]:
    """The pupils that were chosen, class by class, youngest class first.

    Raises `NotFound` for a class that there is not, `AnswersRefused` when nobody is left.
    """
    chosen = order.chosen
    names = {one.id: one.name for one in directory.classes}
    for class_id in chosen.classes:
        if class_id not in names:
            raise NotFound("There is no such class any more.")
    match chosen.scope:
        case Scope.CLASSES:
            pupils = [one for one in directory.pupils if one.class_id in chosen.classes]
            nobody = f"There are no pupils in {_listed([names[one] for one in chosen.classes])}."
        case Scope.YEARS:
            pupils = [one for one in directory.pupils if one.year_group in chosen.years]
            years = _listed([one.title for one in chosen.years])
            nobody = f"There are no pupils in {years}."
        case Scope.PUPILS:
            pupils = [one for one in directory.pupils if one.id in chosen.pupils]
            nobody = "Choose one pupil or more."
        case Scope.EVERYBODY | Scope.STAFF:
            pupils = list(directory.pupils)
            nobody = "There are no pupils at the school yet."
        case _:
            assert_never(chosen.scope)
    if not pupils:
        raise _refused("chosen", nobody)
    order_of = [one.id for one in directory.classes]
    groups: dict[uuid.UUID | None, list[Pupil]] = {}
    for one in pupils:
        groups.setdefault(one.class_id if one.class_id in names else None, []).append(one)
    return tuple(
        PupilGroup(
            class_id,
            f"Class {names[class_id]}" if class_id else NO_CLASS,
            tuple(sorted(groups[class_id], key=_by_name)),
        )
        for class_id in [*order_of, None]
        if class_id in groups
    )


def empty_classes(directory: Directory, order: BatchOrder) -> tuple[str, ...]:
    """A sentence about the chosen classes that nobody is in, beside others that have pupils."""
    full = {one.class_id for one in directory.pupils}
    wanted = set(order.chosen.classes) - full
    names = [one.name for one in directory.classes if one.id in wanted]
    return (f"There are no pupils in {_listed(names)}.",) if names else ()


def chosen_staff(directory: Directory, order: BatchOrder) -> tuple[Member, ...]:
    """The members of staff that were chosen, by name. Raises `AnswersRefused` for nobody."""
    wanted = order.chosen.members
    found = [one for one in directory.members if is_staff(one) and (not wanted or one.id in wanted)]
    if not found:
        raise _refused("chosen", "Choose one member of staff or more.")
    return tuple(sorted(found, key=lambda one: plain(one.name)))


def is_staff(member: Member) -> bool:
    """Whether she works at the school now: governors do not (rule 20)."""
    return member.active and may(member.roles, Right.REPORT)


def _by_name(pupil: Pupil) -> tuple[str, str]:
    return plain(pupil.surname), plain(pupil.forename)


def _listed(words: Sequence[str]) -> str:
    if not words:
        return "no class"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _refused(name: str, words: str) -> AnswersRefused:
    return AnswersRefused(words, ((name, words),))
