"""A class of several years may be several classes: “A” of Year 3 and “A” of Year 4."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trent_desktop.school.class_lists.listed import Field, ListedPupil, Remark
from trent_desktop.school.people.people import YearGroup

#: A class of so many years is rare, whatever it is called.
_MANY: Final = 3


def of_several_years(pupils: Iterable[ListedPupil]) -> list[Remark]:
    """Classes that look like one and may be one in each year: a letter, or one of many years.

    Two years in a class with a name of its own are a mixed class, as small schools have.
    """
    years: dict[str, set[YearGroup]] = {}
    for one in pupils:
        if one.class_name and one.year_group is not None:
            years.setdefault(one.class_name, set()).add(one.year_group)
    shared = {year for name in years for year in years[name] if _others_have(years, name, year)}
    found: list[Remark] = []
    for name, own in years.items():
        ordered = [year.title for year in YearGroup if year in own]
        letter = len(name) == 1 and name.isalpha()
        if len(own) >= _MANY or (letter and len(own) > 1 and own & shared):
            years_in_words = f"{', '.join(ordered[:-1])} and {ordered[-1]}"
            said = (
                f"“{name}” was taken for one class with children of {years_in_words}. If there is one in "
                "each year, give each its own name in the file, such as 3A and 4A."
            )
            found.append(Remark(said, field=Field.CLASS))
    return found


def _others_have(years: dict[str, set[YearGroup]], name: str, year: YearGroup) -> bool:
    return any(year in own for other, own in years.items() if other != name)
