"""With which class a room begins for somebody who has several: the one that she chose last."""

from __future__ import annotations

from collections.abc import Sequence

from trent_desktop.school.people.people import SchoolClass
from ui.shell.rooms import Desk


def begin_with(desk: Desk) -> SchoolClass | None:
    """Of her classes the one that she chose last on this laptop, else her first; None for none."""
    own = desk.school.people.own_classes()
    last = desk.preferences.choices.own_class
    return next((one for one in own if str(one.id) == last), own[0] if own else None)


def hers_first(desk: Desk) -> Sequence[SchoolClass]:
    """All classes of the school; of somebody with several, hers before the others."""
    people = desk.school.people
    own, every = people.own_classes(), people.classes()
    if len(own) < 2:
        return every
    return (*own, *(one for one in every if one not in own))


def remember(desk: Desk, class_id: str) -> None:
    """She chose this one. Kept is a number only, and only of a class of hers."""
    chosen = desk.preferences.choices.own_class
    own = {str(one.id) for one in desk.school.people.own_classes()}
    if len(own) > 1 and class_id in own and class_id != chosen:
        desk.preferences.change(own_class=class_id)
