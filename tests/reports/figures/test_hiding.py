"""No hidden number can be worked out from what is shown (rule 31): tried with every other table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trent_desktop.reports.figures.hiding import (
    FEWEST_SHOWN,
    HIDDEN,
    UNDER,
    Careful,
    Cell,
    Table,
    protect,
)

Counts = Sequence[Sequence[int]]


def shown(counts: Counts, careful: Careful | None = None) -> Table:
    rows = [f"Year {number}" for number in range(len(counts))]
    columns = [f"Kind {number}" for number in range(len(counts[0]))]
    return protect(rows, columns, counts, careful)


def words(table: Table) -> list[list[str]]:
    return [[cell.words for cell in row] for row in table.cells]


def allowed(cell: Cell, most: int) -> range:
    """What a number may be, for somebody who knows how numbers are hidden."""
    if cell.count is not None:
        return range(cell.count, cell.count + 1)
    if cell.words == UNDER:
        return range(FEWEST_SHOWN)
    return range(most + 1)


def tables_like(table: Table) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every table of numbers that agrees with what is shown. Slow on purpose: it is no flow."""
    most = table.total

    def lines(row: int) -> Iterator[tuple[int, ...]]:
        totals = allowed(table.row_totals[row], most)
        ranges = [_narrowed(cell, most, table) for cell in table.cells[row]]
        for line in itertools.product(*ranges):
            if sum(line) in totals:
                yield line

    columns = [allowed(cell, most) for cell in table.column_totals]
    ceilings = [max(one) for one in columns]

    def down(row: int, sums: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
        if row == len(table.cells):
            if sum(sums) == table.total and all(
                one in could for one, could in zip(sums, columns, strict=True)
            ):
                yield ()
            return
        for line in lines(row):
            now = tuple(a + b for a, b in zip(sums, line, strict=True))
            if all(one <= top for one, top in zip(now, ceilings, strict=True)):
                for rest in down(row + 1, now):
                    yield (line, *rest)

    yield from down(0, (0,) * len(columns))


def _narrowed(cell: Cell, most: int, table: Table) -> range:
    could = allowed(cell, most)
    # Whoever sees that nothing is withheld knows that what is not shown is no small number.
    if cell.words == HIDDEN and not table.withheld:
        return range(FEWEST_SHOWN, most + 1)
    return could


def derived(table: Table) -> list[str]:
    """The hidden numbers that only one value fits."""
    kinds: dict[str, set[int]] = {}
    hidden = sum(cell.hidden for row in table.cells for cell in row)
    hidden += sum(cell.hidden for cell in (*table.row_totals, *table.column_totals))
    for found in tables_like(table):
        if len(kinds) == hidden and all(len(values) > 1 for values in kinds.values()):
            return []
        for row, line in enumerate(found):
            for column, value in enumerate(line):
                if table.cells[row][column].hidden:
                    kinds.setdefault(f"{row},{column}", set()).add(value)
            if table.row_totals[row].hidden:
                kinds.setdefault(f"row {row}", set()).add(sum(line))
        for column, cell in enumerate(table.column_totals):
            if cell.hidden:
                kinds.setdefault(f"column {column}", set()).add(sum(one[column] for one in found))
    return [where for where, values in kinds.items() if len(values) == 1]


def test_what_is_large_enough_is_shown_as_it_is() -> None:
    table = shown([[5, 0], [12, 9]])
    assert words(table) == [["5", "0"], ["12", "9"]]
    assert [cell.words for cell in table.row_totals] == ["5", "21"]
    assert not table.withheld


def test_a_small_number_is_under_5_and_the_others_of_its_ring_with_it() -> None:
    table = shown([[2, 20], [9, 30], [50, 60]])
    assert table.cells[0][0] == Cell(None, UNDER)
    # The cheapest ring: its row's other number, and the two below it that are smallest.
    assert words(table) == [[UNDER, HIDDEN], [HIDDEN, HIDDEN], ["50", "60"]]
    assert [cell.words for cell in table.row_totals] == ["22", "39", "110"]
    assert not derived(table)


def test_two_small_numbers_of_one_column_still_hide_each_other_by_row() -> None:
    table = shown([[1, 30], [2, 40]])
    assert words(table) == [[UNDER, HIDDEN], [UNDER, HIDDEN]]
    assert not derived(table)


def test_one_report_in_all_is_told_of_no_year_group() -> None:
    table = shown([[0, 0], [1, 0], [0, 0]])
    assert table.cells[1][0].hidden
    assert table.row_totals[1].hidden
    assert sum(cell.hidden for cell in table.row_totals) >= 2
    assert not derived(table)


def test_where_nothing_can_hide_it_the_whole_table_is_withheld() -> None:
    table = shown([[4, 0], [4, 0]])  # four and four are eight, and nothing else of two small ones
    assert table.withheld
    assert words(table) == [[HIDDEN, "0"], [HIDDEN, "0"]]
    assert not derived(table)


def test_small_totals_are_hidden_where_they_would_name_somebody() -> None:
    careful = Careful(row_totals=True, column_totals=True)
    table = shown([[2, 1], [40, 7], [30, 9]], careful)
    assert table.row_totals[0] == Cell(None, UNDER)
    assert not derived(table)


def test_a_row_that_is_no_year_group_names_nobody() -> None:
    table = shown([[3, 8], [20, 30]], Careful(rows=(False, True)))
    assert words(table) == [["3", "8"], ["20", "30"]]


SMALL = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6])


@given(
    st.integers(1, 2).flatmap(
        lambda wide: st.lists(st.lists(SMALL, min_size=wide, max_size=wide), min_size=2, max_size=3)
    ),
    st.booleans(),
    st.booleans(),
)
@example([[4, 4], [4, 4]], True, True)
@example([[5, 1], [5, 0]], False, False)
@example([[4], [1]], False, False)
@example([[0, 0, 4], [0, 0, 4]], True, True)
@example([[1, 0, 2], [0, 5, 0]], True, False)
@settings(max_examples=100, deadline=None)
def test_no_hidden_number_can_be_worked_out(counts: Counts, rows: bool, columns: bool) -> None:
    table = shown(counts, Careful(row_totals=rows, column_totals=columns))
    if table.withheld:
        assert all(not cell.count for row in table.cells for cell in row)
        assert all(cell.hidden for cell in table.row_totals)
    assert not derived(table), words(table)
    # And nothing that is shown is small.
    for row in table.cells:
        assert all(cell.count is None or cell.count == 0 or cell.count >= 5 for cell in row)


@pytest.mark.parametrize("careful", [Careful(), Careful(row_totals=True, column_totals=True)])
def test_what_is_shown_is_true(careful: Careful) -> None:
    counts = [[2, 0, 9, 14], [0, 3, 30, 6], [7, 21, 1, 0], [5, 5, 5, 5]]
    table = shown(counts, careful)
    for line, cells in zip(counts, table.cells, strict=True):
        for value, cell in zip(line, cells, strict=True):
            assert cell.count in (None, value)
            if cell.hidden:
                assert (cell.words == UNDER) is (value < FEWEST_SHOWN)
