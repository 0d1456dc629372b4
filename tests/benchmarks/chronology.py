"""The chronology of one child, against the bare reading of the same rows from the same file."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import uuid
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.ground import Ground, fill, made_up_cases
from trent_desktop.reports.cases import EntryKind
from trent_desktop.reports.chronology.kept import read_chronology
from trent_desktop.reports.chronology.values import Told, ToldEvent, ToldTask, pupil_key
from trent_desktop.reports.index_values import IndexedCase
from trent_desktop.storage.local_store import LocalStore

NAME = "chronology"
_ENTRIES = 500
_OF_HERS = 50
_PUPIL = uuid.UUID(int=420)
_WORDS = "She came to me after break and said that it had happened again on the way home. " * 4
_RAW = """
    SELECT case_row.reference, case_event.* FROM case_person
    JOIN case_row ON case_row.id = case_person.case_row
    JOIN case_event ON case_event.case_row = case_person.case_row
    WHERE case_person.who = ? ORDER BY case_event.happened_at
"""


def measure(ground: Ground) -> Iterator[Figure]:
    """A pupil with 500 entries in 50 cases, among `Size.bulk` cases that are others'."""
    _, store = _index(ground)
    key = pupil_key(_PUPIL)
    found = _read(store, key)
    if len(found.events) != _ENTRIES:
        raise AssertionError(f"{len(found.events)} entries instead of {_ENTRIES}")
    figure, raw = in_turns(
        ground.size.rounds, lambda: _read(store, key), lambda: _read_raw(store, key)
    )
    note = f"{_OF_HERS} cases among {ground.size.bulk + _OF_HERS:,}"
    yield Figure(
        NAME, f"{_ENTRIES} entries of a pupil", "ms", figure, raw, "raw query of the rows",
        most=100, note=note,
    )  # fmt: skip


def _read(store: LocalStore, key: str) -> Any:
    with store.reading() as connection:
        return read_chronology(connection, (key,))


def _read_raw(store: LocalStore, key: str) -> Any:
    with store.reading() as connection:
        return connection.execute(_RAW, (key,)).fetchall()


def _index(ground: Ground) -> tuple[Any, LocalStore]:
    index, store = ground.empty_index("chronology")
    dice = random.Random(7)
    cases = list(made_up_cases(ground.size.bulk + _OF_HERS, seed=3))
    hers = set(dice.sample(range(len(cases)), _OF_HERS))
    each = _ENTRIES // _OF_HERS
    fill(
        index,
        (
            _told(one, _PUPIL, each) if at in hers else _told(one, uuid.UUID(int=at % 400), 3)
            for at, one in enumerate(cases)
        ),
    )
    return index, store


def _told(case: IndexedCase, pupil: uuid.UUID, entries: int) -> IndexedCase:
    at = case.summary.recorded_at
    events = tuple(
        ToldEvent(
            number, at + dt.timedelta(hours=number), at + dt.timedelta(hours=number, minutes=7),
            EntryKind.NOTE, "Note", _WORDS, "Fatima Sheikh",
        )
        for number in range(entries)
    )  # fmt: skip
    told = Told(
        ((pupil_key(pupil), "Somebody", "told it"),), events,
        (ToldTask("Ring the mother.", "Fatima Sheikh", None),), may_print=True,
    )  # fmt: skip
    return dataclasses.replace(case, told=told)
