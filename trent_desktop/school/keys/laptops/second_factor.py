"""The second half of the key of whoever may read sealed cases: a laptop that is known.

A member's private key is then wrapped under her password *and* a random factor, and the factor is
sealed to each of her laptops. Whoever copied the school's folder and learns her password still
lacks it. A six-digit code from an authenticator would be checked by this program, not be part of
the key, and so protect nothing that was copied (docs/decisions/keys-of-members.md).
"""

from __future__ import annotations

import datetime as dt
import itertools
import platform
import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, cast

from trent_desktop.problems import CodeRefused
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.codes import bare, code_tag, tidy_code
from trent_desktop.school.keys.laptops.laptop_secret import LaptopSecrets
from trent_desktop.storage.cipher import (
    CannotOpen,
    Cost,
    KeyPair,
    derive,
    new_key,
    new_key_pair,
    public_half,
    seal,
    unseal,
    unwrap,
    wrap,
)
from trent_desktop.storage.key_slots import (
    LaptopKey,
    LetIn,
    SecondFactor,
    Slot,
    wrap_private,
)

#: The setting that names the roles whose holders need a known laptop.
SETTING = "second_factor_roles"
BY_DEFAULT = frozenset({Role.DSL, Role.HEADTEACHER})
#: How long a code for one more laptop can be used.
VALID_FOR = dt.timedelta(hours=1)
_UNKNOWN = "This code is not known: it was used, it is too old, or it is for somebody else."


def roles_that_need_it(settings: Mapping[str, Any], *, is_sample: bool) -> frozenset[Role]:
    """The roles whose holders need a known laptop. None in a sample school, whose password all

    people know.
    """
    stored = settings.get(SETTING)
    if not isinstance(stored, list):
        return frozenset() if is_sample else BY_DEFAULT
    known = set(Role)
    names = cast("list[Any]", stored)
    return frozenset(Role(name) for name in names if name in known)


def is_wanted(roles: Collection[Role], settings: Mapping[str, Any], *, is_sample: bool) -> bool:
    """Whether somebody with these roles needs a known laptop."""
    return not roles_that_need_it(settings, is_sample=is_sample).isdisjoint(roles)


def laptop_name() -> str:
    """What this laptop is called in lists."""
    return platform.node()[:80] or "Laptop"


def told_apart(name: str, others: Collection[str]) -> str:
    """`name`, with a number where another laptop of the school is called that: ``vm (2)``.

    A school's laptops are often copies of one, and nobody would know which of them to shut out.
    """
    taken = {one.casefold() for one in others}
    numbered = (f"{name} ({number})" for number in itertools.count(2))
    return (
        name
        if name.casefold() not in taken
        else next(one for one in numbered if one.casefold() not in taken)
    )


def factor_here(secrets: LaptopSecrets, slot: Slot) -> bytes | None:
    """The factor of `slot` by this laptop's own secret, or None when it is not let in."""
    secret = secrets.read(uuid.UUID(slot.holder))
    if secret is None or slot.second_factor is None:
        return None
    public = public_half(secret)
    for laptop in slot.second_factor.laptops:
        if laptop.public_key == public:
            try:
                return unseal(secret, laptop.factor)
            except CannotOpen:
                return None
    return None


def laptop_here(secrets: LaptopSecrets, slot: Slot) -> uuid.UUID | None:
    """Which of the slot's laptops this one is."""
    secret = secrets.read(uuid.UUID(slot.holder))
    if secret is None or slot.second_factor is None:
        return None
    public = public_half(secret)
    return next((one.id for one in slot.second_factor.laptops if one.public_key == public), None)


def factor_by_code(school_id: uuid.UUID, slot: Slot, typed: str, now: dt.datetime) -> bytes:
    """The factor of `slot` by a one-time code. Raises `CodeRefused`."""
    code = tidy_code(typed)
    tag = code_tag(school_id, code)
    for one in slot.second_factor.let_ins if slot.second_factor else ():
        if one.tag == tag and one.expires_at > now:
            try:
                return unwrap(derive(bare(code), one.cost), one.factor, _context(school_id, slot))
            except CannotOpen:
                break
    raise CodeRefused(
        _UNKNOWN, what_to_do="Ask for a new one on your other laptop or from an administrator."
    )


def without_code(school_id: uuid.UUID, slot: Slot, typed: str) -> Slot:
    """The same slot after a code was used."""
    if slot.second_factor is None:
        return slot
    tag = code_tag(school_id, tidy_code(typed))
    left = tuple(one for one in slot.second_factor.let_ins if one.tag != tag)
    return replace(slot, second_factor=replace(slot.second_factor, let_ins=left))


def with_code(
    school_id: uuid.UUID, slot: Slot, factor: bytes, code: str, cost: Cost, until: dt.datetime
) -> Slot:
    """The same slot with one more way to let a laptop in. Raises `ValueError` without a factor."""
    if slot.second_factor is None:
        raise ValueError("this member needs no known laptop")
    wrapped = wrap(derive(bare(code), cost), factor, _context(school_id, slot))
    one = LetIn(code_tag(school_id, code), cost, wrapped, until)
    before = slot.second_factor
    # A code is there once, also when a try before got as far as this document.
    others = (other for other in before.let_ins if other.tag != one.tag)
    return replace(slot, second_factor=replace(before, let_ins=(*others, one)))


def let_this_in(slot: Slot, factor: bytes, laptop: KeyPair, recovery: bytes) -> Slot:
    """The same slot with one more laptop. `recovery` is the public key of the code in the safe."""
    one = LaptopKey(uuid.uuid4(), laptop.public, seal(laptop.public, factor))
    before = slot.second_factor
    laptops = (*before.laptops, one) if before else (one,)
    let_ins = before.let_ins if before else ()
    return replace(
        slot, second_factor=SecondFactor(laptops, seal(recovery, factor), recovery, let_ins)
    )


def begun(
    school_id: uuid.UUID, slot: Slot, derived: bytes, private: bytes, recovery: bytes
) -> tuple[Slot, bytes, KeyPair]:
    """The slot with a second factor and this laptop in it; the factor; the laptop's new pair."""
    factor, laptop = new_key(), new_key_pair()
    with_laptop = let_this_in(slot, factor, laptop, recovery)
    return wrap_private(school_id, with_laptop, derived, private, factor), factor, laptop


def ended(school_id: uuid.UUID, slot: Slot, derived: bytes, private: bytes) -> Slot:
    """The slot opened by its password alone."""
    return wrap_private(school_id, replace(slot, second_factor=None), derived, private, None)


def without_laptop(
    school_id: uuid.UUID,
    slot: Slot,
    laptop_id: uuid.UUID,
    derived: bytes,
    private: bytes,
    recovery: bytes,
) -> tuple[Slot, bytes]:
    """The slot with a new factor that one laptop does not get; and that factor."""
    before = slot.second_factor
    if before is None:
        raise ValueError("this member needs no known laptop")
    factor = new_key()
    laptops = tuple(
        replace(one, factor=seal(one.public_key, factor))
        for one in before.laptops
        if one.id != laptop_id
    )
    changed = replace(slot, second_factor=SecondFactor(laptops, seal(recovery, factor), recovery))
    return wrap_private(school_id, changed, derived, private, factor), factor


def _context(school_id: uuid.UUID, slot: Slot) -> bytes:
    return f"let-in/1|{school_id}|{slot.holder}".encode()
