"""The school's directory: details, members, classes, pupils and settings, as one snapshot.

It is read once, kept in the local store for when the share is away, and read again when its
change number moved. Finding a pupil by a few letters never asks the share.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import day_read, known
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member, MemberState, Pupil, SchoolClass, YearGroup

#: Raised with each thing more that is kept of the directory on a laptop.
_FORM: Final = 2


@dataclass(frozen=True, slots=True)
class SchoolDetails:
    """The school itself. `address` is what a letterhead prints under the name."""

    id: uuid.UUID
    name: str
    address: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that is the same for every member, as it stood at `change`.

    One that an earlier program kept on this laptop is not `whole`: it counts until it is read anew.
    """

    change: int
    school: SchoolDetails
    members: tuple[Member, ...]
    classes: tuple[SchoolClass, ...]
    pupils: tuple[Pupil, ...] = field(repr=False)
    settings: Mapping[str, Any] = field(repr=False)
    whole: bool = True


def member_of(
    member_id: uuid.UUID,
    name: str,
    sign_in_name: str,
    roles: Iterable[str],
    class_id: uuid.UUID | None,
    state: str,
    *,
    newer: bool = False,
    more_classes: Iterable[uuid.UUID] = (),
    last_day: dt.date | None = None,
) -> Member:
    """A member by what stands in her rows, also when a newer program wrote some of it."""
    held, stands = tuple(roles), known(MemberState, state)
    found = frozenset(role for one in held if (role := known(Role, one)) is not None)
    return Member(
        member_id,
        name,
        sign_in_name,
        found,
        class_id,
        stands or MemberState.SUSPENDED,
        newer=newer or stands is None or len(found) < len(set(held)),
        more_classes=tuple(more_classes),
        last_day=last_day,
    )


def years_of(codes: Iterable[str]) -> tuple[YearGroup, ...]:
    """The year groups that this program knows."""
    return tuple(year for one in codes if (year := known(YearGroup, one)) is not None)


def tell_apart(pupils: Iterable[Pupil]) -> tuple[Pupil, ...]:
    """Say beside each name that is not the only one of its kind what sets its bearer apart."""
    listed = tuple(pupils)
    names = Counter(plain(pupil.name) for pupil in listed)
    in_class = Counter((plain(pupil.name), pupil.class_id) for pupil in listed)
    told: list[Pupil] = []
    for pupil in listed:
        if names[plain(pupil.name)] == 1:
            told.append(pupil)
            continue
        parts = [pupil.class_name] if pupil.class_name else []
        if in_class[(plain(pupil.name), pupil.class_id)] > 1 and pupil.born:
            parts.append(f"born {date_for_people(pupil.born).rsplit(' ', 1)[0]}")
        told.append(replace(pupil, told_apart_by=", ".join(parts)))
    return tuple(told)


@functools.lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Text as it is compared: no accents, no case, and no signs inside names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    special = decomposed.translate(_SPECIAL)
    return "".join(sign for sign in special if sign.isalnum() or sign == " ")


_SPECIAL = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe",
                          "-": " ", "þ": "th", "ß": "ss"})  # fmt: skip


def to_json(directory: Directory) -> str:
    """The directory as text for the (encrypted) local store."""
    return json.dumps(
        {
            "form": _FORM,
            "change": directory.change,
            "school": [
                str(directory.school.id),
                directory.school.name,
                directory.school.address,
                directory.school.is_sample,
            ],
            "members": [
                [
                    str(m.id),
                    m.name,
                    m.sign_in_name,
                    sorted(m.roles),
                    _id(m.class_id),
                    m.state,
                    m.newer,
                    [str(one) for one in m.more_classes],
                    m.last_day.isoformat() if m.last_day else None,
                ]
                for m in directory.members
            ],
            "classes": [[str(c.id), c.name, list(c.year_groups)] for c in directory.classes],
            "pupils": [
                [
                    str(p.id),
                    p.forename,
                    p.surname,
                    p.born.isoformat() if p.born else None,
                    p.year_group,
                    _id(p.class_id),
                    p.class_name,
                    p.told_apart_by,
                    p.preferred,
                ]
                for p in directory.pupils
            ],
            "settings": dict(directory.settings),
        }
    )


def from_json(text: str) -> Directory | None:
    """The inverse of `to_json`; None when the text is of another version or empty."""
    try:
        body: dict[str, Any] = json.loads(text)
        school = body["school"]
        return Directory(
            int(body["change"]),
            SchoolDetails(uuid.UUID(school[0]), school[1], school[2], school[3]),
            tuple(
                member_of(
                    uuid.UUID(m[0]),
                    m[1],
                    m[2],
                    m[3],
                    _uuid(m[4]),
                    m[5],
                    newer=m[6:7] == [True],
                    more_classes=[uuid.UUID(one) for more in m[7:8] for one in more],
                    last_day=next((day_read(one) for one in m[8:9]), None),
                )
                for m in body["members"]
            ),
            tuple(SchoolClass(uuid.UUID(c[0]), c[1], years_of(c[2])) for c in body["classes"]),
            tuple(
                Pupil(
                    uuid.UUID(p[0]),
                    p[1],
                    p[2],
                    day_read(p[3]),
                    known(YearGroup, p[4]),
                    _uuid(p[5]),
                    p[6],
                    p[7],
                    *p[8:9],
                )
                for p in body["pupils"]
            ),
            body["settings"],
            whole=body.get("form") == _FORM,
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _id(value: uuid.UUID | None) -> str | None:
    return str(value) if value else None


def _uuid(value: str | None) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None
