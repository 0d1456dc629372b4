"""Three hundred and twenty lists of every make: no child lost, none changed; and every cell accounted for."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.school.class_lists.offices import Child, lists
from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.listed import BESIDE, ListedPupil, ReadList, Use
from trent_desktop.school.class_lists.reading import read_list

TODAY = dt.date(2026, 11, 22)

#: Whatever a sheet may have in it: words of headings, names, days, numbers, marks, nothing.
CELLS = st.one_of(
    st.just(""),
    st.sampled_from(["Surname", "Forename", "Name", "Class", "DOB", "UPN", "Year", "Class: 3S", "Total", "3S",
                     "Relationship", "Parent"]),
    st.sampled_from(["Thornbury", "Amelia", "OKONJO, Idris", "14/10/2018", "43387", "Y305220063352"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=8),
)  # fmt: skip


def _same(one: ListedPupil, child: Child) -> bool:
    year = one.year_group.value if one.year_group else ""
    read = (one.forename, one.surname, one.class_name, year, one.born)
    return read == (child.forename, child.surname, child.in_class, child.year, child.born)


def accounted(found: ReadList) -> bool:
    """Whether each cell that is not empty is of some use, or left out, or asked about."""
    return all(
        bool(text) == (use != Use.EMPTY)
        for sheet in found.sheets
        for row in sheet.rows
        for text, use in zip(row.cells, row.uses, strict=True)
    )


def test_three_hundred_and_twenty_lists_are_read_as_a_person_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    wrong: list[str] = []
    for made in lists(320):
        path.write_bytes(made.content)
        found = read_list(path, TODAY)
        same = len(found.pupils) == len(made.want) and all(map(_same, found.pupils, made.want))
        if not same or not accounted(found):
            wrong.append(made.how)
    assert wrong == []


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=10))
@settings(max_examples=100, deadline=None)
def test_whatever_the_file_each_cell_is_accounted_for(rows: list[list[str]]) -> None:
    text = "\r\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_text(text, "utf-8")
        try:
            found = read_list(path, TODAY)
        except UnreadableFile:
            return
    assert accounted(found)
    # A row is a child, or it is said why it is none.
    taken = [one.row for one in found.pupils]
    assert len(taken) == len(set(taken))  # also of lists side by side
    if not found.needs_columns:
        said = {
            *(row % BESIDE for row in taken),
            *(one.row for one in found.left_out),
            *(one.row for one in found.errors),
        }
        for row in found.sheets[0].rows:
            assert row.number in said or Use.HEADING in row.uses, row
