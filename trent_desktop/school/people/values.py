"""Members as the people who see to them read of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from trent_desktop.roles import Role
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import Member
from trent_desktop.storage.key_slots import plain_name


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member as the list of members shows her.

    `invited_until` and `reset_until` are when her slip expires, None without one;
    `keyless_roles` are roles some of whose cases she cannot open (yet).
    """

    member: Member
    joined_at: dt.datetime | None
    invited_until: dt.datetime | None
    reset_until: dt.datetime | None
    laptops: int
    is_me: bool
    keyless_roles: frozenset[Role] = frozenset()


def named_twice(names: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that come twice, or are `there` already: one person, or two?"""
    seen = {plain(one) for one in there}
    found: dict[str, str] = {}
    for name in names:
        key = plain(name)
        if key in seen:
            found.setdefault(key, name)
        seen.add(key)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class PastedPerson:
    """Somebody out of a pasted list: a name, and the class where one stands behind it."""

    name: str
    class_name: str = ""


def pasted_people(text: str) -> tuple[PastedPerson, ...]:
    """Names one on each line, each with its class behind a comma or tab, if it has one."""
    found: list[PastedPerson] = []
    for line in text.splitlines():
        name, _, class_name = line.replace("\t", ",").partition(",")
        if tidy(name):
            found.append(PastedPerson(tidy(name), tidy(class_name)))
    return tuple(found)


def suggested_sign_in_name(name: str, taken: Iterable[str]) -> str:
    """A name to sign in with that is not among `taken`: ``zoneill`` for Zoë O'Neill."""
    words = [plain(word).replace(" ", "") for word in name.split()]
    words = [word for word in words if word]
    start = words[0][0] + "".join(words[1:]) if len(words) > 1 else "".join(words)
    start = (start or "member")[:40]
    used = {plain_name(one) for one in taken}
    number, found = 1, start
    while plain_name(found) in used:
        number += 1
        found = f"{start}{number}"
    return found
