"""The codes on forms: what a QR code holds, and what a scanner reads back.

A code says "TD", which school, which form, and two signs reckoned from these. Which form is a
random token: whoever finds a form and reads its code learns nothing about a child. All signs are
letters and digits that look like no other, in upper case and without dashes: a handheld scanner
types like a keyboard, and dashes come out as something else on some of them.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from trent_desktop.school.keys.joining.codes import (
    SIGNS,
    check_sign,
    random_signs,
    signs_for,
    signs_in,
)
from trent_desktop.storage.cipher import digest

_MARK: Final = "TD"
_SCHOOL: Final = 4
#: 31 ** 16: 79 bits, far more than anybody can try.
TOKEN: Final = 16
_CHECKS: Final = 2
LENGTH: Final = len(_MARK) + _SCHOOL + TOKEN + _CHECKS
#: How far from the right length something that begins like a code still is a code read badly.
_ABOUT: Final = 8


class CodeKind(StrEnum):
    """What a code that was read is."""

    OURS = "ours"
    OTHER_SCHOOL = "other school"
    NOT_OURS = "not ours"  # a code, but of something else: a book, a web address
    PART = "part"  # the beginning of one of these codes
    MISREAD = "misread"  # one of these codes with a sign wrong, missing or too many


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code as it was read. `token` is empty unless it is of this school."""

    kind: CodeKind
    token: str = ""


def new_token() -> str:
    """A fresh token for one form."""
    return random_signs(TOKEN)


def code_text(school_id: uuid.UUID, token: str) -> str:
    """What the code of a form holds: 24 signs."""
    body = _MARK + _school_signs(school_id) + token
    return body + _checks(body)


def read_code(text: str, school_id: uuid.UUID) -> ReadCode:
    """What a scanner, a camera or a hand typed, in any case, with spaces, dashes and Enter.

    Never raises: whatever it is, it is told what it is.
    """
    signs = signs_in(text)
    if len(signs) == 2 * LENGTH and signs[:LENGTH] == signs[LENGTH:]:
        signs = signs[:LENGTH]  # read twice, and the Enter between them was lost
    if len(signs) == LENGTH and all(sign in SIGNS for sign in signs):
        body, checks = signs[:-_CHECKS], signs[-_CHECKS:]
        if not body.startswith(_MARK) or _checks(body) != checks:
            return ReadCode(CodeKind.MISREAD)
        school, token = body[len(_MARK) : -TOKEN], body[-TOKEN:]
        if school != _school_signs(school_id):
            return ReadCode(CodeKind.OTHER_SCHOOL)
        return ReadCode(CodeKind.OURS, token)
    if signs.startswith(_MARK) and signs.isalnum() and abs(len(signs) - LENGTH) <= _ABOUT:
        return ReadCode(CodeKind.MISREAD)
    if signs.startswith(_MARK) and signs.count(_MARK + signs[2:6]) > 1 and len(signs) > LENGTH:
        return ReadCode(CodeKind.MISREAD)  # two forms in one go
    if signs.startswith(_MARK) and len(signs) < LENGTH and all(sign in SIGNS for sign in signs):
        return ReadCode(CodeKind.PART)
    return ReadCode(CodeKind.NOT_OURS)


@cache
def _school_signs(school_id: uuid.UUID) -> str:
    return signs_for(int(digest(b"agreements/1", key=school_id.bytes), 16), _SCHOOL)


def _checks(body: str) -> str:
    # Read from both ends: two wrong signs that the one does not see, the other does.
    return check_sign(body) + check_sign(body[::-1])
