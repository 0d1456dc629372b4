"""Children who stand in a list twice, and two children who share what only one can have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from trent_desktop.school.class_lists.listed import (
    Alike,
    Field,
    LeftOut,
    ListedPupil,
    Remark,
    place_in_words,
)


@dataclass
class Told:
    """The children one by one, each once, and what there is to say."""

    pupils: list[ListedPupil] = field(default_factory=list[ListedPupil])
    warnings: list[Remark] = field(default_factory=list[Remark])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    alike: list[Alike] = field(default_factory=list[Alike])


def each_once(pupils: Sequence[ListedPupil]) -> Told:
    """Leave out who comes twice, and keep two who are two.

    The same name with the same UPN, number or birthday is one child. Other names with one UPN, or
    one number, are two children and a slip of whoever typed it: then neither is found by it. One name
    in one class on two sheets, once on each, is one child as well. The same name and nothing else is
    asked about, and both are kept until somebody says.
    """
    told = Told()
    shared = _shared(pupils)
    on_sheets = Counter((one.sheet, *_name(one)) for one in pupils)
    before: dict[tuple[str, str], list[ListedPupil]] = {}
    for one in pupils:
        name = _name(one)
        same = [other for other in before.get(name, []) if not _differ(one, other)]
        alone = on_sheets[one.sheet, *name] == 1
        first = next(
            (
                other
                for other in same
                if _is_proved(one, other)
                or (alone and on_sheets[other.sheet, *name] == 1 and _is_of_both(one, other))
            ),
            None,
        )
        if first is not None:
            place = place_in_words(first.row, first.sheet).lower()
            said = f"{one.name} is in {place} already, and was taken once."
            if one.class_name and first.class_name and one.class_name != first.class_name:
                said += (
                    f" Of the classes {first.class_name} and {one.class_name} the first was taken."
                )
            told.warnings.append(Remark(said, one.row, sheet=one.sheet))
            told.left_out.append(LeftOut(one.row, one.name, f"is in {place} already", one.sheet))
            _fill(told, before[name], first, one)
            continue
        if same:
            place = place_in_words(same[0].row, same[0].sheet).lower()
            said = f"{one.name} is in {place} as well. Nothing says whether these are two children."
            told.alike.append(Alike(one.row, same[0].row, one.name, said))
        before.setdefault(name, []).append(one)
        told.pupils.append(_without_shared(one, shared, told))
    return told


def _fill(told: Told, before: list[ListedPupil], first: ListedPupil, again: ListedPupil) -> None:
    """What only the second place says: a class, say, where the first is a list of all."""
    whole = replace(
        first,
        class_name=first.class_name or again.class_name,
        year_group=first.year_group or again.year_group,
        born=first.born or again.born,
        preferred=first.preferred or again.preferred,
    )
    # The numbers that two children share were taken from the one that is kept.
    at = next(at for at, one in enumerate(told.pupils) if one.row == first.row)
    told.pupils[at] = replace(
        told.pupils[at],
        class_name=whole.class_name,
        year_group=whole.year_group,
        born=whole.born,
        preferred=whole.preferred,
    )
    before[before.index(first)] = whole


def _shared(pupils: Sequence[ListedPupil]) -> dict[tuple[Field, str], str]:
    """UPNs and numbers that several names have, and who they are."""
    names: dict[tuple[Field, str], dict[tuple[str, str], str]] = {}
    for one in pupils:
        for key in _numbers(one):
            who = names.setdefault(key, {})
            who.setdefault((one.forename.casefold(), one.surname.casefold()), one.name)
    return {key: " and ".join(who.values()) for key, who in names.items() if len(who) > 1}


def _numbers(one: ListedPupil) -> list[tuple[Field, str]]:
    found = [(Field.UPN, one.upn), (Field.ADMISSION_NUMBER, one.admission_number.casefold())]
    return [(kind, number) for kind, number in found if number]


def _without_shared(
    one: ListedPupil, shared: dict[tuple[Field, str], str], told: Told
) -> ListedPupil:
    for key in _numbers(one):
        if key not in shared:
            continue
        kind, number = key
        told.warnings.append(
            Remark(
                f"{shared[key]} share one {kind.title}, {number.upper()}. They were taken for two "
                "children, and this number for neither.",
                one.row,
                kind,
                one.sheet,
            )
        )
        one = replace(one, upn="") if kind is Field.UPN else replace(one, admission_number="")
    return one


def _name(one: ListedPupil) -> tuple[str, str]:
    return one.forename.casefold(), one.surname.casefold()


def _is_of_both(one: ListedPupil, other: ListedPupil) -> bool:
    """Whether a sheet of everybody and that of a class have the same child, each once."""
    classes = [each.class_name.casefold().replace(" ", "") for each in (one, other)]
    return one.sheet != other.sheet and bool(classes[0]) and classes[0] == classes[1]


def _differ(one: ListedPupil, other: ListedPupil) -> bool:
    """Whether what both have says that they are two."""
    for a, b in (
        (one.upn, other.upn),
        (one.admission_number.casefold(), other.admission_number.casefold()),
        (one.born, other.born),
    ):
        if a and b and a != b:
            return True
    return False


def _is_proved(one: ListedPupil, other: ListedPupil) -> bool:
    return bool(
        (one.upn and one.upn == other.upn)
        or (
            one.admission_number
            and one.admission_number.casefold() == other.admission_number.casefold()
        )
        or (one.born is not None and one.born == other.born)
    )
