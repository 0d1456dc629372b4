"""The 4 Cs and their sub-categories, as a table with the day from which it holds.

Law and guidance rename these (rule 10), so that labels are data: add a table with a
later day, and older reports keep the words of their time. At most twelve rows (rule 10);
values are in stored cases and are never reused for something else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class SubCategory:
    """One kind of content. `severity` (0 to 4, rule 4) is for content met by accident.

    `on_purpose` is the severity when a pupil looked for it. `stops` hands over to the stop.
    """

    value: str
    four_c: str
    label: str
    hint: str
    severity: int
    on_purpose: int
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Categories:
    """The table as it holds from a day on. `source` says where it is from."""

    holds_from: dt.date
    source: str
    four_cs: Mapping[str, str]
    rows: tuple[SubCategory, ...]

    def row(self, value: object) -> SubCategory | None:
        """The sub-category of that value; None for an unknown or missing one."""
        return next((row for row in self.rows if row.value == value), None)

    def four_c(self, value: object) -> str:
        """The C of a sub-category, or of itself when it is a C; empty when it is neither."""
        if isinstance(value, str) and value in self.four_cs:
            return value
        row = self.row(value)
        return row.four_c if row else ""

    def with_labels(self, labels: Mapping[str, str]) -> Categories:
        """The same table with the school's own wording for some of its rows, by value."""
        rows = tuple(replace(row, label=labels.get(row.value, row.label)) for row in self.rows)
        return replace(self, rows=rows)


_FOUR_CS: Final = {
    "content": "Content",
    "contact": "Contact",
    "conduct": "Conduct",
    "commerce": "Commerce",
}

#: The oldest first.
TABLES: Final = (
    Categories(
        holds_from=dt.date(2025, 9, 1),
        source="The 4 Cs of Keeping children safe in education 2025; check each new edition",
        four_cs=_FOUR_CS,
        rows=(
            SubCategory(
                "sexual",
                "content",
                "Sexual or naked pictures, films or words",
                "Of grown-ups only. If a child might be shown, choose the last line of Conduct.",
                1,
                2,
            ),
            SubCategory(
                "violence",
                "content",
                "Violent, cruel or frightening",
                "Fights, injuries, horror, cruelty to animals, weapons",
                1,
                2,
            ),
            SubCategory(
                "hate",
                "content",
                "Racist, hateful or extreme views",
                "Against people for who they are, or drawing people into extreme groups",
                2,
                3,
            ),
            SubCategory(
                "self-harm",
                "content",
                "Self-harm, suicide or dangerous eating",
                "Showing it, praising it or telling how",
                2,
                3,
            ),
            SubCategory(
                "false",
                "content",
                "False or misleading",
                "Made-up news, conspiracy tales, fakes made by AI",
                1,
                1,
            ),
            SubCategory(
                "unsuitable",
                "content",
                "Something else that is not for children",
                "Bad language, drugs, alcohol, games for older ages",
                1,
                2,
            ),
            SubCategory(
                "stranger",
                "contact",
                "Somebody trying to make contact with a child",
                "Asking for a name, a picture, a secret or a meeting",
                3,
                3,
            ),
            SubCategory(
                "unkind",
                "conduct",
                "Unkind or bullying messages between people we know",
                "Also leaving somebody out, or a picture shared to hurt",
                1,
                2,
            ),
            SubCategory(
                "indecent-of-child",
                "conduct",
                "It might be an indecent picture of a child",
                "Real, drawn or made by AI, or you are not sure: this form then stops safely.",
                3,
                3,
                stops=True,
            ),
            SubCategory(
                "gambling",
                "commerce",
                "Gambling or adverts meant for grown-ups",
                "Betting, dating, alcohol, paid loot boxes",
                1,
                2,
            ),
            SubCategory(
                "scam",
                "commerce",
                "A scam or trick",
                "False prizes, false warnings, asking for money or passwords",
                1,
                1,
            ),
            SubCategory(
                "nuisance",
                "commerce",
                "A nuisance that harms nobody",
                "A dull advert, a page that wastes time",
                0,
                1,
            ),
        ),
    ),
)


def categories_on(day: dt.date) -> Categories:
    """The table that holds on a day; the oldest for days before all of them."""
    held = [table for table in TABLES if table.holds_from <= day]
    return held[-1] if held else TABLES[0]
