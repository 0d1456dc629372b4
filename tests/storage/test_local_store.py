"""The store on the laptop: drafts, search, and what happens when it is damaged."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3

from tests.schools import NOON
from tests.storage.older import keep_as_before, make_older
from trent_desktop.clock import system_clock
from trent_desktop.problems import DiskFull, Problem
from trent_desktop.reports.cases import CaseState, CaseSummary, Route
from trent_desktop.reports.index import LocalIndex, match_words
from trent_desktop.reports.index_values import CaseQuery, IndexedCase, Scope
from trent_desktop.reports.tasks.kept import KeptTasks
from trent_desktop.reports.waiting.drafts import Draft, DraftService
from trent_desktop.reports.waiting.outbox import queued
from trent_desktop.roles import Role
from trent_desktop.storage.box.words import GONE
from trent_desktop.storage.cipher import new_key_pair
from trent_desktop.storage.local_store import PUT_ASIDE, LocalStore

KEYS = new_key_pair()
ME = uuid.uuid4()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    found = LocalStore(tmp_path / "laptop", KEYS.public, KEYS.private, system_clock)
    yield found
    found.close()


def again(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "laptop", KEYS.public, KEYS.private, system_clock)


def a_draft(text: str = "typed") -> Draft:
    return Draft(uuid.uuid4(), "content", "quick", "p", {"seen": text}, ("a",), NOON, NOON)


def a_case(number: int, words: str = "", **more: object) -> IndexedCase:
    fields: dict[str, object] = {
        "id": uuid.uuid4(),
        "reference": f"TR-2026-{number:03d}",
        "kind": "content",
        "route": Route.CONTENT,
        "state": CaseState.NEW,
        "title": f"Case {number}",
        "class_name": "4B",
        "year_group": None,
        "category": "content",
        "severity": 1,
        "happened_at": None,
        "recorded_at": NOON + dt.timedelta(minutes=number),
        "updated_at": NOON,
        "reporter_id": uuid.uuid4(),
        "reporter_name": "Zoë O'Neill",
        "waiting_for": frozenset({Role.ICT_LEAD}),
        "readable": True,
        "version": 1,
    }
    return IndexedCase(CaseSummary(**{**fields, **more}), words)  # type: ignore[arg-type]


def test_a_draft_comes_back_exactly_whatever_was_typed(store: LocalStore) -> None:
    drafts = DraftService(store.box)
    for text in ("Zoë \u202e 😱 \x00 \ud800", "x" * 100_000, ""):
        draft = a_draft(text)
        drafts.keep(draft)
        assert drafts.get(draft.id) == draft
    drafts.discard(draft.id)
    assert drafts.get(draft.id) is None
    assert len(drafts.all()) == 2


def test_words_about_a_case_come_back_until_they_are_saved(store: LocalStore) -> None:
    drafts, one, two = DraftService(store.box), uuid.uuid4(), uuid.uuid4()
    drafts.keep_words({f"{one}:note": "I spoke to", f"{two}:note": "Other", f"{one}:x_%": "y"})
    assert drafts.words_for(one) == {f"{one}:note": "I spoke to", f"{one}:x_%": "y"}
    drafts.keep_words({f"{one}:note": " ", f"{one}:x_%": ""})
    assert drafts.words_for(one) == {}
    assert drafts.words_for(two) == {f"{two}:note": "Other"}


def test_strangers_and_colleagues_read_no_draft(store: LocalStore, tmp_path: Path) -> None:
    DraftService(store.box).keep(a_draft("something nasty"))
    store.close()
    for file in (tmp_path / "laptop").iterdir():
        assert b"something nasty" not in file.read_bytes()
        assert b"SQLite format" not in file.read_bytes()
    plain = sqlite3.connect(tmp_path / "laptop" / "store.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT 1 FROM draft")
    plain.close()
    other = new_key_pair()
    colleague = LocalStore(tmp_path / "laptop", other.public, other.private, system_clock)
    assert DraftService(colleague.box).all() == ()
    colleague.close()


@pytest.mark.parametrize("part", ["store.db", "store.key"])
def test_a_damaged_store_is_put_aside_and_said_and_drafts_are_not_touched(
    store: LocalStore, tmp_path: Path, part: str
) -> None:
    draft = a_draft()
    DraftService(store.box).keep(draft)
    store.remember("known keys", "{}")
    store.close()
    file = tmp_path / "laptop" / part
    damaged = b"\x05" * len(file.read_bytes())
    file.write_bytes(damaged)
    opened = again(tmp_path)
    assert opened.notices == (PUT_ASIDE,)
    assert DraftService(opened.box).all() == (draft,)
    assert opened.note("known keys") == "{}"
    opened.close()
    aside = [one for one in (tmp_path / "laptop").iterdir() if f"{part}.damaged-" in one.name]
    assert [one.read_bytes() for one in aside] == [damaged]
    reopened = again(tmp_path)
    assert reopened.notices == ()
    reopened.close()


def test_a_box_that_is_gone_is_said(store: LocalStore, tmp_path: Path) -> None:
    store.close()
    for name in ("box.1", "box.2"):
        (tmp_path / "laptop" / name).unlink()
    opened = again(tmp_path)
    assert opened.notices == (GONE,)
    opened.close()
    reopened = again(tmp_path)
    assert reopened.notices == ()
    reopened.close()


def test_a_page_that_went_bad_is_told_and_mended_at_the_next_opening(
    store: LocalStore, tmp_path: Path
) -> None:
    LocalIndex(store, ME).update([a_case(number, "word " * 200) for number in range(300)], [])
    store.close()
    file = tmp_path / "laptop" / "store.db"
    pages = bytearray(file.read_bytes())
    for start in range(50 * 4096, len(pages), 4096):  # the tables themselves stand before it
        pages[start : start + 8] = b"\x01" * 8
    file.write_bytes(pages)
    opened = again(tmp_path)
    with pytest.raises(Problem, match="damaged"):
        LocalIndex(opened, ME).page(CaseQuery(), [], None, 300)
    opened.close()
    mended = again(tmp_path)
    assert mended.notices == (PUT_ASIDE,)
    LocalIndex(mended, ME).update([a_case(1)], [])
    mended.close()


def test_a_store_that_is_only_busy_is_not_put_aside(
    store: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DraftService(store.box).keep(a_draft())

    def busy(*_: object) -> None:
        raise sqlcipher3.OperationalError("database is locked")

    monkeypatch.setattr(LocalStore, "_open", busy)
    with pytest.raises(Problem, match="cannot be used"):
        again(tmp_path)
    monkeypatch.undo()
    assert not list((tmp_path / "laptop").glob("*damaged*"))
    opened = again(tmp_path)
    assert len(DraftService(opened.box).all()) == 1
    opened.close()


def test_a_full_laptop_is_told(store: LocalStore) -> None:
    index = LocalIndex(store, ME)
    with store.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    store._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="laptop"):
        index.update([a_case(1, "word " * 20_000)], [])
    store._writer.execute("PRAGMA max_page_count = 1000000")
    index.update([a_case(1, "word " * 20_000)], [])


def test_threads_wait_for_each_other(store: LocalStore) -> None:
    drafts = DraftService(store.box)
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(20):
                drafts.keep(a_draft())
                drafts.all()
        except Exception as error:  # noqa: BLE001 - told to the test below
            wrong.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(drafts.all()) == 120


def test_pages_follow_each_other_newest_first_without_gap_or_double(store: LocalStore) -> None:
    index = LocalIndex(store, ME)
    cases = [a_case(number) for number in range(95)]
    index.update(cases, [])
    seen: list[str] = []
    cursor = None
    while True:
        page = index.page(CaseQuery(), [], cursor, 20)
        seen += [row.title for row in page.rows]
        cursor = page.next
        if cursor is None:
            break
    assert seen == [f"Case {number}" for number in reversed(range(95))]


def test_search_finds_beginnings_without_accents_and_all_words(store: LocalStore) -> None:
    index = LocalIndex(store, ME)
    index.update(
        [
            a_case(1, "Łukasz Nowak saw a volcano TR-2026-001"),
            a_case(2, "Zoë saw a drawing"),
            a_case(3, "محمد told his teacher"),
        ],
        [],
    )
    for typed, found in {
        "volc": [1],
        "zoe": [2],
        "ZOË": [2],
        "saw": [2, 1],
        "saw vol": [1],
        "TR-2026-001": [1],
        "محم": [3],
        "volcano drawing": [],
        '"': [],
        "NEAR(": [],
        "x*": [],
        "'; DROP TABLE case_row; --": [],
    }.items():
        rows = index.page(CaseQuery(typed), [], None, 20).rows
        assert [row.title for row in rows] == [f"Case {number}" for number in found], typed
    assert match_words('say "no" NOT') == '"say"* """no"""* "NOT"*'


def test_a_changed_case_is_found_by_its_new_words_only(store: LocalStore) -> None:
    index = LocalIndex(store, ME)
    case = a_case(1, "first words")
    index.update([case], [])
    index.update([IndexedCase(case.summary, "second thoughts")], [])
    assert index.page(CaseQuery("first"), [], None, 9).rows == ()
    assert len(index.page(CaseQuery("second"), [], None, 9).rows) == 1
    index.update([], [case.summary.id])
    assert index.page(CaseQuery("second"), [], None, 9).rows == ()
    assert index.counts([]).all == 0


def test_scopes_and_filters(store: LocalStore) -> None:
    index = LocalIndex(store, ME)
    index.update(
        [
            a_case(1, reporter_id=ME),
            a_case(2, state=CaseState.CLOSED, waiting_for=frozenset()),
            a_case(3, category="contact", waiting_for=frozenset({Role.HEADTEACHER})),
            a_case(4, reporter_id=ME, readable=False, waiting_for=frozenset()),
        ],
        [],
    )

    def titles(roles: set[Role], **asked: object) -> list[str]:
        query = CaseQuery(**asked)  # type: ignore[arg-type]
        return [row.title[5:] for row in index.page(query, roles, None, 9).rows]

    assert titles(set(), scope=Scope.MINE) == ["4", "1"]
    assert titles({Role.ICT_LEAD}, scope=Scope.TO_ACT) == ["1"]
    assert titles({Role.ICT_LEAD, Role.HEADTEACHER}, scope=Scope.TO_ACT) == ["3", "1"]
    assert titles(set(), scope=Scope.TO_ACT) == []
    assert titles(set(), states=frozenset({CaseState.CLOSED})) == ["2"]
    assert titles(set(), category="contact") == ["3"]
    counts = index.counts({Role.ICT_LEAD})
    assert (counts.mine, counts.to_act, counts.all) == (2, 1, 4)


def test_one_moment_many_cases(store: LocalStore) -> None:
    """A whole staff presses Send in the same millisecond: each keeps a row of its own."""
    index = LocalIndex(store, ME)
    index.update([a_case(n, recorded_at=NOON) for n in range(300)], [])
    assert index.counts([]).all == 300


def test_a_store_of_before_gets_what_it_lacks_and_keeps_what_it_has(
    store: LocalStore, tmp_path: Path
) -> None:
    draft = a_draft()
    DraftService(store.box).keep(draft)
    with store.writing() as connection:
        make_older(connection)
        keep_as_before(connection, draft, ME)
    store.close()
    for name in ("box.1", "box.2"):
        (tmp_path / "laptop" / name).unlink()
    opened = again(tmp_path)
    assert opened.notices == ()
    assert DraftService(opened.box).get(draft.id) == draft
    assert [one.draft.answers for one in queued(opened.box)] == [draft.answers]
    assert DraftService(opened.box).words_for(ME) == {f"{ME}:note": "I spoke"}
    assert opened.note("known keys") == "{}"
    assert opened.index_note("synced change") == "7|x"
    with opened.reading() as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert not names & {"draft", "outbox"}
    assert KeptTasks(opened).all() == ()
    opened.close()
    opened = again(tmp_path)  # once is enough
    assert KeptTasks(opened).all() == ()
    opened.close()
