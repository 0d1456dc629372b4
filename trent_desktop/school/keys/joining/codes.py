"""Codes that people copy from paper: joining slips, resets, new laptops, and the school's safe.

The signs leave out what looks alike (0 and O, 1, I and L). A one-time code has 19 random signs,
94 bits, since a copied key file can be attacked at leisure, and a last one that is reckoned from
the others, so that a slip of the pen is told at once.
"""

from __future__ import annotations

import secrets
import uuid
from itertools import count
from operator import mul

from trent_desktop.problems import CodeRefused
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.landed import made_number

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_PLACES = {sign: place for place, sign in enumerate(SIGNS)}
_GROUP = 4
_ONE_TIME = 20
_RECOVERY = 28
_LOOK_ALIKE = "0O1IL"


def new_one_time_code(*what: str | int) -> str:
    """A fresh one-time code, for example ``ABCD-EFGH-JKMN-PQRS-TUVW``.

    `what` it is for, where one call must make the same code when it is repeated.
    """
    body = random_signs(_ONE_TIME - 1, *what)
    return _grouped(body + check_sign(body))


def new_recovery_code(*what: str | int) -> str:
    """A fresh code for the safe: 28 signs in groups of four, 122 bits at least.

    `what` as for `new_one_time_code`.
    """
    return _grouped(random_signs(_RECOVERY, *what))


def tidy_code(typed: str) -> str:
    """A one-time code as it was printed, from what somebody typed in any case and spacing.

    Raises `CodeRefused` when it cannot be one: wrong length, a sign that no code has, or signs
    that do not fit together.
    """
    signs = _signs(typed, _ONE_TIME)
    if check_sign(signs[:-1]) != signs[-1]:
        raise CodeRefused(
            "A character in this code is wrong.",
            what_to_do="Compare it with the slip, group by group.",
        )
    return _grouped(signs)


def tidy_recovery_code(typed: str) -> str:
    """The recovery code as it was printed. Raises `CodeRefused` when it cannot be one."""
    return _grouped(_signs(typed, _RECOVERY))


def code_tag(school_id: uuid.UUID, code: str) -> str:
    """The tag by which a code's slot is found. The code cannot be guessed from it."""
    return digest(b"code/1|" + bare(code).encode("ascii"), key=school_id.bytes)


def bare(code: str) -> str:
    """The signs of a code without its dashes: what keys are derived from."""
    return code.replace("-", "")


def random_signs(length: int, *what: str | int) -> str:
    """Signs that nobody can guess: each of them brings almost five bits.

    `what` they are for, where one call must make the same when it is repeated.
    """
    below = len(SIGNS) ** length
    number = made_number(below, *what) if what else secrets.randbelow(below)
    return signs_for(number, length)


def signs_for(number: int, length: int) -> str:
    """A number in `length` signs, the higher places dropped when it needs more."""
    signs: list[str] = []
    for _ in range(length):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def check_sign(body: str) -> str:
    """The sign that goes with those of `body`, of which there are at most 28."""
    # Weights that differ, modulo a prime: one wrong sign or two that changed places always show.
    total = sum(map(mul, count(2), map(_PLACES.__getitem__, body)))
    return SIGNS[total % len(SIGNS)]


def signs_in(typed: str) -> str:
    """What was typed, in upper case, without spaces, dashes and full stops."""
    return "".join(sign for sign in typed.upper() if not sign.isspace() and sign not in "-–—.")


def _signs(typed: str, wanted: int) -> str:
    signs = signs_in(typed)
    strange = next((sign for sign in signs if sign not in SIGNS), None)
    if strange is not None:
        hint = " It never has 0, O, 1, I or L." if strange in _LOOK_ALIKE else ""
        raise CodeRefused(
            f"A code has no “{strange}”.{hint}", what_to_do="Compare it with the paper."
        )
    if len(signs) != wanted:
        raise CodeRefused(
            f"This code has {len(signs)} characters; it should have {wanted}, "
            f"in {wanted // _GROUP} groups of {_GROUP}.",
            what_to_do="Compare it with the paper, group by group.",
        )
    return signs
