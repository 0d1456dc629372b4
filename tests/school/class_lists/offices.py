"""Class lists as offices might export them, in every combination of make; with what a person reads.

The children and what a person reads of them are made first; the file is then written from them, by
code that shares nothing with the code that reads. Each file is one of a system (which columns, which
headings), a layout (where the class stands), a shape of names, of dates, a separator, an encoding,
and one of the faults that real files have.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

FORENAMES = ("Amelia", "Idris", "Fern", "Ewan", "Hana", "Zoë", "José", "Siân", "Mary-Kate", "Isabel Rose",
             "Oluwaseun", "Noor", "Tadhg", "Renée", "Max")  # fmt: skip
SURNAMES = ("Thornbury", "Okonjo", "Quayle", "O'Neill", "van der Berg", "MacDonald", "Smith-Jones",
            "St. Clair", "Muñoz", "Total", "Page", "Ito", "de la Cruz", "McAllister", "Report")  # fmt: skip
#: In ASCII only, for encodings and systems that know nothing else.
CLASSES = ("3S", "4 Oak", "RK", "Hedgehogs", "Y5/6")
YEARS = {"3S": "3", "4 Oak": "4", "RK": "R", "Hedgehogs": "2", "Y5/6": "6"}


@dataclass(frozen=True)
class Child:
    """What a person reads: names, class, year group, birthday."""

    forename: str
    surname: str
    in_class: str
    year: str
    born: dt.date | None
    upn: str = ""


@dataclass(frozen=True)
class System:
    """How one system calls its columns; a heading that is empty is a column that it lacks."""

    name: str
    upn: str
    surname: str
    forename: str
    full: str
    in_class: str
    year: str
    born: str
    more: tuple[str, ...] = ()


SYSTEMS = (
    System("sims", "UPN", "Legal Surname", "Legal Forename", "", "Reg Group", "Year Taught In", "DOB"),
    System("arbor", "", "Legal last name", "Legal first name", "", "Registration form", "Curriculum Year",
           "Date of birth", ("Sex", "Ethnicity")),
    System("bromcom", "UPN", "", "", "Pupil Name", "Tutor Group", "Year Group", "Date of Birth"),
    System("integris", "UPN", "Surname", "Forename", "", "Reg Grp", "NCY", "Date Of Birth", ("Gender",)),
    System("scholarpack", "", "surname", "forename", "", "class", "year", "dob", ("house",)),
    System("camel", "", "lastName", "firstName", "", "className", "yearGroup", "dateOfBirth", ("studentEmail",)),
    System("american", "", "Last Name", "First Name", "", "Homeroom", "Grade", "DOB (MM/DD/YYYY)"),
    System("by hand", "", "", "", "Name", "Class", "", ""),
)  # fmt: skip
SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16")
LAYOUTS = (
    "column",
    "first column grouped",
    "headings between",
    "heading above",
    "repeated headings",
)
NAMES = ("plain", "capitals", "preferred", "all capitals")
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d.%m.%y", "%B %d, %Y", "%Y%m%d")
FAULTS = (
    "none",
    "titles and totals",
    "blank rows",
    "trailing spaces",
    "leaver",
    "twice",
    "groups",
    "quoted note",
)


@dataclass
class Made:
    """A file, what a person reads of it, and how it was made."""

    content: bytes
    want: list[Child]
    how: str


def lists(count: int, seed: int = 20_261_128) -> Iterator[Made]:
    """So many files, every value of every part among them, in ever new combinations."""
    drawn = random.Random(seed)
    parts = [list(one) for one in (SYSTEMS, SEPARATORS, ENCODINGS, LAYOUTS, NAMES, DATES, FAULTS)]
    for at in range(count):
        chosen = [
            one[(at * step + drawn.randrange(len(one))) % len(one)]
            for one, step in zip(parts, (1, 3, 7, 5, 2, 11, 13), strict=True)
        ]
        yield _made(drawn, *chosen)  # type: ignore[arg-type]


def _made(
    drawn: random.Random,
    system: System,
    separator: str,
    encoding: str,
    layout: str,
    names: str,
    dates: str,
    fault: str,
) -> Made:
    has_days = bool(system.born)
    if system.name == "american":
        dates = "%m/%d/%Y"
    classes = drawn.sample(CLASSES, k=2)
    children = [
        Child(
            forename,
            surname,
            classes[at // 4],
            YEARS[classes[at // 4]] if system.year else "",
            dt.date(2014, 9, 1) + dt.timedelta(days=drawn.randrange(2_500)) if has_days else None,
            f"{drawn.choice('ABCDEFGHJK')}{drawn.randrange(10**11, 10**12)}" if system.upn else "",
        )
        for at, (forename, surname) in enumerate(
            zip(drawn.sample(FORENAMES, k=8), drawn.sample(SURNAMES, k=8), strict=True)
        )
    ]
    writer = _Writer(system, layout, names, dates, fault, drawn)
    rows = writer.rows(children)
    text = (
        "\r\n".join(separator.join(_quoted(cell, separator, fault) for cell in row) for row in rows)
        + "\r\n"
    )
    how = f"{system.name}, {separator!r}, {encoding}, {layout}, {names}, {dates}, {fault}"
    return Made(text.encode(encoding), children, how)


def _quoted(cell: str, separator: str, fault: str) -> str:
    if separator in cell or '"' in cell or "\n" in cell or (fault == "quoted note" and cell):
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell


class _Writer:
    def __init__(
        self, system: System, layout: str, names: str, dates: str, fault: str, drawn: random.Random
    ) -> None:
        self.system, self.layout, self.names, self.dates, self.fault = (
            system,
            layout,
            names,
            dates,
            fault,
        )
        self.drawn = drawn
        grouped = layout == "first column grouped"
        in_class = (
            [("class", system.in_class)]
            if layout in ("column", "first column grouped", "repeated headings")
            else []
        )
        others = [("upn", system.upn), ("full", system.full), ("surname", system.surname),
                  ("forename", system.forename), ("year", system.year), ("born", system.born)]  # fmt: skip
        self.columns = [*(in_class if grouped else []), *others, *([] if grouped else in_class)]
        self.columns = [(kind, heading) for kind, heading in self.columns if heading]
        self.columns += [("more", heading) for heading in system.more]
        if fault == "leaver":
            self.columns.append(("left", "Leaving Date"))

    def rows(self, children: list[Child]) -> list[list[str]]:
        headings = [heading for _, heading in self.columns]
        rows: list[list[str]] = []
        if self.fault == "titles and totals":
            rows += [["Netherby Primary School"], ["Class list, autumn term 2026"], []]
        groups = {
            name: [one for one in children if one.in_class == name]
            for name in dict.fromkeys(one.in_class for one in children)
        }
        for at, (name, members) in enumerate(groups.items()):
            if self.layout == "heading above":
                rows.append([f"Class: {name}"])
            if at == 0 or self.layout in ("heading above", "repeated headings"):
                rows.append(headings)
            if self.layout == "headings between":
                rows.append([f"Class: {name}", *[""] * (len(headings) - 1)])
            for place, child in enumerate(members):
                rows.append(self.row(child, first=place == 0))
                if self.fault == "blank rows":
                    rows.append([])
        if self.fault == "twice" and (children[-1].born or children[-1].upn):
            rows.append(self.row(children[-1], first=True))
        if self.fault == "leaver":
            gone = self.row(
                Child(
                    "Gone", "Longago", children[-1].in_class, children[-1].year, children[-1].born
                ),
                first=True,
            )
            gone[-1] = "20/07/2026"
            rows.append(gone)
        if self.fault == "titles and totals":
            rows += [[], ["Total pupils: 8"], ["Printed on 2 September 2026, page 1 of 1"]]
        return rows

    def row(self, child: Child, *, first: bool) -> list[str]:
        cells = [self.cell(kind, heading, child, first=first) for kind, heading in self.columns]
        return [
            f"  {cell} " if cell and self.fault == "trailing spaces" else cell for cell in cells
        ]

    def cell(self, kind: str, heading: str, child: Child, *, first: bool) -> str:
        match kind:
            case "class":
                return self.of_class(child, first=first)
            case "born":
                assert child.born is not None
                return child.born.strftime(self.dates)
            case "year":
                return {"NCY": f"NCY {child.year}", "Year Group": f"Year  {child.year}"}.get(
                    heading, child.year
                )
            case "upn":
                return child.upn
            case "full":
                beside = " (Mo)" if self.names == "preferred" else ""
                surname = (
                    child.surname.upper()
                    if self.names in ("capitals", "all capitals")
                    else child.surname
                )
                forename = (
                    child.forename.upper() if self.names == "all capitals" else child.forename
                )
                return f"{surname}, {forename}{beside}"
            case "surname":
                return (
                    child.surname.upper()
                    if self.names in ("capitals", "all capitals")
                    else child.surname
                )
            case "forename":
                beside = " (Mo)" if self.names == "preferred" else ""
                return (
                    child.forename.upper() if self.names == "all capitals" else child.forename
                ) + beside
            case "more":
                return {"Sex": "F", "Gender": "Male", "Ethnicity": "not said", "house": "Red"}.get(
                    heading, "x@y.example"
                )
            case _:
                return ""

    def of_class(self, child: Child, *, first: bool) -> str:
        if self.layout == "first column grouped":
            return child.in_class if first else ""
        return f"{child.in_class}; Choir" if self.fault == "groups" else child.in_class
