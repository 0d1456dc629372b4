"""Corrections that are kept: how the lists of one program are read, under a name (“Integris”).

Of a heading its digest is kept, never its words: a row that was taken for headings may be a child’s
name and birthday, and of such a row nothing is kept at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from trent_desktop.newer import known
from trent_desktop.school.class_lists.dates import looks_like_a_day
from trent_desktop.school.class_lists.headers import names_are_there, plain_header
from trent_desktop.school.class_lists.listed import Field, Mapped
from trent_desktop.school.class_lists.values import upn_remark
from trent_desktop.school.people.directory import plain
from trent_desktop.storage.cipher import digest

#: The setting that has them, the newest last.
PROFILES: Final = "class_list_profiles"
#: Where they were before they had names.
COLUMNS_ALONE: Final = "class_list_columns"
_MOST: Final = 20
_LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class Profile:
    """How lists with certain headings are read.

    `mark` is that of all headings in their order; `fields` say of each heading, by its digest,
    which field it is (empty for none); `encoding` overrules what a file shows of itself.
    """

    name: str
    mark: str
    fields: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    encoding: str = ""

    def mapped(self, headers: Sequence[str]) -> Mapped | None:
        """Which fields these headings are; None when names are not among them."""
        found = {one: known(Field, self.fields.get(_mark(one), "")) for one in headers}
        return found if names_are_there(tuple(found.values())) else None


def profile_of(
    name: str, mark: str, fields: Mapped, encoding: str, children: Iterable[str]
) -> Profile | None:
    """What is to be kept; None for headings that are no headings. `children` are names of pupils."""
    names = {plain(one) for one in children}
    if any(_is_a_childs(one, names) for one in fields):
        return None
    kept = {_mark(one): found.value if found else "" for one, found in fields.items()}
    return Profile(" ".join(name.split())[:_LONGEST_NAME], mark, kept, encoding)


def read_profiles(stored: object) -> tuple[Profile, ...]:
    """The profiles of the setting, the newest first; what cannot be read is left out."""
    found: list[Profile] = []
    for one in cast("list[Any]", stored) if isinstance(stored, list) else []:
        if isinstance(one, dict):
            body = cast("dict[str, Any]", one)
            fields = body.get("fields")
            kept = cast("dict[str, Any]", fields) if isinstance(fields, dict) else {}
            found.append(
                Profile(
                    str(body.get("name", "")),
                    str(body.get("mark", "")),
                    {key: str(value) for key, value in kept.items()},
                    str(body.get("encoding", "")),
                )
            )
    return tuple(reversed(found))


def with_profile(stored: object, profile: Profile) -> list[dict[str, Any]]:
    """The setting with one more, in the place of that of the same name or headings."""
    before = [
        one
        for one in reversed(read_profiles(stored))
        if one.mark != profile.mark and one.name.casefold() != profile.name.casefold()
    ]
    return [_body(one) for one in (*before, profile)][-_MOST:]


def without_profile(stored: object, name: str) -> list[dict[str, Any]]:
    """The setting without the one of this name."""
    kept = [one for one in reversed(read_profiles(stored)) if one.name != name]
    return [_body(one) for one in kept]


def _body(one: Profile) -> dict[str, Any]:
    return {
        "name": one.name,
        "mark": one.mark,
        "fields": dict(one.fields),
        "encoding": one.encoding,
    }


def _mark(header: str) -> str:
    return digest(plain_header(header).encode("utf-8"))[:16]


def _is_a_childs(heading: str, names: set[str]) -> bool:
    looks_like_upn = len(heading) == 13 and not upn_remark(heading.upper())
    return looks_like_a_day(heading) or looks_like_upn or plain(heading) in names
