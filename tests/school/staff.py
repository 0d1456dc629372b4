"""Acts of administrators that several tests begin with."""

from __future__ import annotations

from pathlib import Path

from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.joining import join
from trent_desktop.school.keys.joining.values import Invitation, JoiningSlip
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.key_store import key_store

NEW_PASSWORD = "gravel otter lantern pewter"


def invite_one(
    admin: OpenSchool, name: str = "Ngozi Hart", *roles: Role, sign_in_name: str = "nhart"
) -> JoiningSlip:
    """A slip for one new member, a teacher unless `roles` say otherwise."""
    invitation = Invitation(name, sign_in_name, frozenset(roles or (Role.TEACHER,)))
    return admin.members.invite([invitation])[0]


def join_with(school: SmallSchool, slip: JoiningSlip, password: str = NEW_PASSWORD) -> str:
    return join(school.location.shown, slip.code, password, clock=school.clock)


def document_of(school: SmallSchool) -> KeyDocument:
    return key_store(school.location).read().document


def school_bytes(school: SmallSchool) -> bytes:
    folder = school.location.folder
    assert folder is not None
    return b"".join(path.read_bytes() for path in sorted(Path(folder).glob("school.*")))
