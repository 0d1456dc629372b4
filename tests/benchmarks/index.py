"""Bringing the index of a laptop up to date: one new case, a whole school, and in whose time."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from nacl.bindings import crypto_box_seal_open
from nacl.exceptions import CryptoError
from sqlalchemy import text

from tests.benchmarks.figures import Figure, Spread, in_turns, spread
from tests.benchmarks.ground import Ground, fill, made_up_cases
from tests.benchmarks.processes import OtherLaptop, pauses
from tests.reports import answers
from tests.schools import NOON, PASSWORD, TurnableClock
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.storage.cipher import CannotOpen, public_half
from trent_desktop.storage.keyring import open_entry
from trent_desktop.storage.local_store import LocalStore

NAME = "index"
#: A report of which little came after it: what was sent, more answers, three steps.
_ENTRIES = 5
_LOOKS, _MANY = 3, 1_000


def measure(ground: Ground) -> Iterator[Figure]:
    """A first look at the large sample school, then looks that bring one case or nothing."""
    place = str(_short_cases(ground))
    yield _first_look(ground, place)
    laptop = OtherLaptop(ground.folder / "index")
    yield from _whole_school(laptop.run("follow", place, "head"))
    yield _into_the_index(ground)
    clock = TurnableClock()
    head = open_school(place, "head", PASSWORD, root=ground.folder / "head", clock=clock)
    root = ground.folder / "teacher"
    teacher = open_school(place, "teacher1", PASSWORD, root=root, clock=clock)
    head.follow()
    yield from _one_by_one(ground, head, teacher)
    head.close()
    teacher.close()


def _short_cases(ground: Ground) -> Path:
    """The large sample school, of each of its reports the first five entries and no more."""
    folder = ground.folder / "short"
    shutil.copytree(ground.sample, folder)
    school = open_school(folder, "head", PASSWORD, root=ground.folder / "shortens")
    with school.signed_in.database.write() as session:
        session.execute(text(f"DELETE FROM case_entry WHERE number >= {_ENTRIES}"))
    school.close()
    return folder


def _first_look(ground: Ground, place: str) -> Figure:
    """A laptop's first index by the processor's time, beside what libraries alone take for it."""
    looked: list[float] = []
    bare: list[float] = []
    cases = entries = 0
    for number in range(_LOOKS):
        school = open_school(place, "head", PASSWORD, root=ground.folder / f"first-{number}")
        begun = time.process_time()
        cases = len(school.follow().cases)
        looked.append(cases / (time.process_time() - begun))
        store = ground.empty_index(f"bare-{number}")[1]
        begun = time.process_time()
        entries = _bare(school, store)
        bare.append(cases / (time.process_time() - begun))
        school.close()
    return Figure(
        NAME,
        "a first look, by processor time",
        "/s",
        spread(looked),
        spread(bare),
        "read, opened and put in by libraries alone",
        least=ground.size.bulk / 30 if cases > _MANY else None,
        note=f"{cases:,} cases of the sample school with {entries / max(cases, 1):.1f} entries each",
    )


def _bare(school: OpenSchool, store: LocalStore) -> int:
    """Read and open all rows of the cases, and put their text in, with no word of ours between.

    How many entries there were.
    """
    me = school.signed_in
    keys = {one.hex: private for one, private in me.keyring.private_keys.items()}
    publics = {one: public_half(private) for one, private in keys.items()}
    readers = "SELECT case_id, reader_id, sealed_key FROM case_reader WHERE role IS NOT NULL"
    opened: dict[str, bytes] = {}
    words: dict[str, list[str]] = {}
    count = 0
    with me.database.read() as session:
        connection = session.connection()
        for case_id, reader, sealed in connection.exec_driver_sql(readers):
            if reader in keys and case_id not in opened:
                with suppress(CryptoError):  # of one that another of her keys opens
                    opened[case_id] = crypto_box_seal_open(sealed, publics[reader], keys[reader])
        rows = "SELECT case_id, id, number, content FROM case_entry ORDER BY case_id, number"
        for case_id, entry_id, number, content in connection.exec_driver_sql(rows):
            if key := opened.get(case_id):
                ids = uuid.UUID(case_id), uuid.UUID(entry_id)
                with suppress(CannotOpen):  # what its reporter wrote has a key made of this one
                    told = open_entry(key, *ids, number, content)
                    words.setdefault(case_id, []).append(str(told["details"]))
                    count += 1
    with store.writing(lasting=False) as connection:
        connection.executemany(
            "INSERT INTO case_words (rowid, words) VALUES (?, ?)",
            enumerate(map("\n".join, words.values()), 1),
        )
    return count


def _whole_school(said: dict[str, Any]) -> Iterator[Figure]:
    cases, seconds = said["cases"], said["seconds"]
    yield Figure(
        NAME,
        "a whole school",
        "/s",
        spread([cases / seconds]),
        note=f"{cases:,} cases in {seconds:.1f} s",
    )
    quiet, busy = (_worst(pauses(said[name])) for name in ("quiet", "busy"))
    yield Figure(
        NAME,
        "longest pause of the window meanwhile",
        "ms",
        busy,
        quiet,
        "with nothing to do",
        most=50,
        note="in brackets the median and the worst but one in a thousand",
    )


def _one_by_one(ground: Ground, head: OpenSchool, teacher: OpenSchool) -> Iterator[Figure]:
    def send() -> None:
        teacher.cases.send(_draft())

    taken: list[float] = []
    for number in range(ground.size.rounds // 2 + 3):
        send()
        begun = time.perf_counter()
        changes = head.follow()
        if number >= 2:
            taken.append((time.perf_counter() - begun) * 1000)
        if len(changes.cases) != 1:
            raise AssertionError(f"a look brought {len(changes.cases)} cases instead of one")
    yield Figure(NAME, "one case sent elsewhere", "ms", spread(taken), most=1000)
    (nothing,) = in_turns(ground.size.rounds, head.follow)
    yield Figure(NAME, "a look that finds nothing new", "ms", nothing)


def _into_the_index(ground: Ground) -> Figure:
    """How fast the index takes cases in when nothing has to be read and decrypted."""
    index, _ = ground.empty_index("filled")
    made_up = list(made_up_cases(ground.size.bulk))
    begun = time.perf_counter()
    fill(index, made_up)
    taken = time.perf_counter() - begun
    return Figure(NAME, "made-up cases put in alone", "/s", spread([len(made_up) / taken]))


def _draft() -> Draft:
    return Draft(uuid.uuid4(), "content", "quick", "", answers.quick(), (), NOON, NOON)


def _worst(late: list[float]) -> Spread:
    ordered = sorted(late)
    return Spread(ordered[-1], ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.999)])
