"""What was asked for in a batch, as JSON and back, and as people read it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, assert_never

from trent_desktop.agreements.giving.batch import BatchOrder, Chosen, Scope
from trent_desktop.agreements.kinds import Kind, PrintSize
from trent_desktop.school.people.people import SchoolClass, YearGroup


def order_to_json(order: BatchOrder) -> dict[str, Any]:
    """Plain values for the database."""
    chosen = order.chosen
    return {
        "kinds": [one.value for one in order.kinds],
        "scope": chosen.scope.value,
        "years": [one.value for one in chosen.years],
        "classes": [str(one) for one in chosen.classes],
        "pupils": [str(one) for one in chosen.pupils],
        "members": [str(one) for one in chosen.members],
        "only_missing": chosen.only_missing,
        "ask_again": chosen.ask_again,
        "together": order.together,
        "cover_sheets": order.cover_sheets,
        "duplex": order.duplex,
        "ink_saving": order.ink_saving,
        "language": order.language,
        "print_size": order.print_size.value if order.print_size else None,
    }


def order_from_json(body: Mapping[str, Any], return_by: dt.date | None) -> BatchOrder:
    """What `order_to_json` was given."""
    size = body.get("print_size")
    return BatchOrder(
        tuple(Kind(one) for one in body["kinds"]),
        Chosen(
            Scope(body["scope"]),
            tuple(YearGroup(one) for one in body.get("years", ())),
            tuple(uuid.UUID(one) for one in body.get("classes", ())),
            tuple(uuid.UUID(one) for one in body.get("pupils", ())),
            tuple(uuid.UUID(one) for one in body.get("members", ())),
            bool(body.get("only_missing")),
            bool(body.get("ask_again")),
        ),
        return_by,
        bool(body.get("together", True)),
        bool(body.get("cover_sheets", True)),
        bool(body.get("duplex")),
        bool(body.get("ink_saving")),
        body.get("language"),
        PrintSize(size) if size else None,
    )


def whom_in_words(chosen: Chosen, classes: tuple[SchoolClass, ...]) -> str:
    """For whom a batch was printed: never a name."""
    names = {one.id: one.name for one in classes}
    match chosen.scope:
        case Scope.CLASSES:
            words = ", ".join(names.get(one, "a former class") for one in chosen.classes)
        case Scope.YEARS:
            words = ", ".join(one.title for one in chosen.years)
        case Scope.PUPILS:
            count = len(chosen.pupils)
            words = "1 pupil" if count == 1 else f"{count} pupils"
        case Scope.STAFF:
            words = "Staff"
        case Scope.EVERYBODY:
            words = "Everybody"
        case _:
            assert_never(chosen.scope)
    if chosen.ask_again:
        words += ", only to ask again"
    return f"{words}, only what was missing" if chosen.only_missing else words
