"""Rows of a list that is read anew: those that stay are the same rows, whatever comes or goes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex

T = TypeVar("T")
_NO_PARENT = QModelIndex()


def exchange_rows(
    model: QAbstractListModel, rows: list[T], wanted: Sequence[T], key: Callable[[T], Hashable]
) -> None:
    """Make `rows`, which `model` shows, into `wanted`: take out what is gone, put in what is new.

    What is chosen stays chosen, and the list stays where it is scrolled to. `key` tells a row from
    another one; a row of the same key that shows something else stays in its place. A list that has
    nothing in common with what was there begins anew.
    """
    if not rows and not wanted:
        return
    keys = {key(row) for row in wanted}
    if keys.isdisjoint(key(row) for row in rows):
        model.beginResetModel()
        rows[:] = wanted
        model.endResetModel()
        return
    for at in range(len(rows) - 1, -1, -1):
        if key(rows[at]) not in keys:
            model.beginRemoveRows(_NO_PARENT, at, at)
            del rows[at]
            model.endRemoveRows()
    for at, row in enumerate(wanted):
        if at < len(rows) and key(rows[at]) == key(row):
            rows[at] = row
            continue
        known = next((n for n in range(at, len(rows)) if key(rows[n]) == key(row)), -1)
        if known >= 0:
            model.beginMoveRows(_NO_PARENT, known, known, _NO_PARENT, at)
            del rows[known]
            rows.insert(at, row)
            model.endMoveRows()
        else:
            model.beginInsertRows(_NO_PARENT, at, at)
            rows.insert(at, row)
            model.endInsertRows()
    # What a row says may go by the clock, or by what the model knows beside it.
    model.dataChanged.emit(model.index(0, 0), model.index(len(rows) - 1, 0))
