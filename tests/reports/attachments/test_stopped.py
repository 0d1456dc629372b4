"""A case with attachments that is stopped, or turns out to be about a grown-up."""

from __future__ import annotations

import dataclasses
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.reports import answers
from tests.reports.attachments.steps import NAME, attach, rows_of
from tests.reports.doing import send
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.reports.attachments.attached import KEPT_SEALED
from trent_desktop.reports.cases import EntryKind, Route
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.models import AttachmentRow
from trent_desktop.reports.timeline_words import entry_words
from trent_desktop.storage.cipher import CannotOpen, unwrap
from trent_desktop.storage.tables import CaseReaderRow

pytestmark = pytest.mark.both_databases


class TestTheStop:
    def stopped(
        self, school: SmallSchool, picture: Path
    ) -> tuple[OpenSchool, uuid.UUID, uuid.UUID, dict[str, Any]]:
        """A case with an attachment that is then stopped; with what the teacher had read of it."""
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, picture)
        from trent_desktop.reports.case_store import read_case

        with teacher.signed_in.database.read() as session:
            stored = read_case(session, teacher.signed_in.keyring, sent.case_id)
            row = session.get_one(AttachmentRow, entry_id)
            before = {"key": stored.timeline[-1].details["key"], "row": row.content}
        (draft,) = teacher.drafts.all()
        stop = dataclasses.replace(draft, stage="stop", answers=answers.stop())
        assert teacher.cases.send(stop).route is Route.STOPPED
        return teacher, sent.case_id, entry_id, before

    def test_seals_what_was_attached(self, school: SmallSchool, picture: Path) -> None:
        teacher, case_id, entry_id, _ = self.stopped(school, picture)
        dsl = school.open("dsl")
        with pytest.raises(NotFound):
            teacher.attachments.view(case_id, entry_id)
        for act_on_it in (
            lambda: dsl.attachments.view(case_id, entry_id),
            lambda: attach(dsl, case_id, picture),
        ):
            with pytest.raises(MoveNotPossible, match="stopped report") as refused:
                act_on_it()
            assert "police want the device" in refused.value.what_to_do
        case = dsl.cases.open_case(case_id)
        listed = dsl.attachments.listed(case)
        assert (listed.may_add, listed.stopped) == (False, True)
        assert [one.sealed for one in listed.attachments] == [True]
        (entry,) = [one for one in case.timeline if one.kind is EntryKind.ATTACHMENT]
        said = entry_words(entry, kind_named("content"), {})
        assert said.head.startswith("Attached before it was stopped")
        assert said.words == KEPT_SEALED
        assert NAME not in str(said)
        assert not [e for e in dsl.cases.history(case_id) if e.act == "attachment viewed"]

    def test_gives_it_a_new_key_that_the_new_readers_alone_have(
        self, school: SmallSchool, picture: Path
    ) -> None:
        _, case_id, entry_id, before = self.stopped(school, picture)
        ((_, content),) = rows_of(school)
        context = b"case-attachment/1|" + case_id.bytes + entry_id.bytes
        old = bytes.fromhex(before["key"])
        assert unwrap(old, before["row"], context)
        with pytest.raises(CannotOpen):
            unwrap(old, content, context)
        from trent_desktop.reports.case_store import read_case

        dsl = school.open("dsl")
        with dsl.signed_in.database.read() as session:
            stored = read_case(session, dsl.signed_in.keyring, case_id)
            (entry,) = [one for one in stored.timeline if one.kind is EntryKind.ATTACHMENT]
            roles = set(
                session.execute(
                    select(CaseReaderRow.role).where(CaseReaderRow.case_id == case_id)
                ).scalars()
            )
        new = bytes.fromhex(entry.details["key"])
        assert unwrap(new, content, context) == unwrap(old, before["row"], context)
        assert roles == {"dsl", "deputy-dsl", "headteacher", "chair"}  # the last opens nothing

    def test_is_not_held_up_by_one_that_no_longer_opens(
        self, school: SmallSchool, picture: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, picture)
        with teacher.signed_in.database.write() as session:
            session.get_one(AttachmentRow, entry_id).content = b"spoilt"
        (draft,) = teacher.drafts.all()
        stop = dataclasses.replace(draft, stage="stop", answers=answers.stop())
        assert teacher.cases.send(stop).route is Route.STOPPED

    def test_about_a_grown_up_it_goes_along_and_is_looked_at(
        self, school: SmallSchool, picture: Path
    ) -> None:
        teacher, head = school.open("teacher1"), school.open("head")
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, picture)
        (draft,) = teacher.drafts.all()
        about = answers.quick(**{n.ABOUT: n.ABOUT_STAFF})
        more = dataclasses.replace(draft, stage="quick", answers=about)
        assert teacher.cases.send(more).route is Route.STAFF
        for name in ("teacher1", "dsl", "ict"):
            with pytest.raises(NotFound):
                school.open(name).attachments.view(sent.case_id, entry_id)
        seen = head.attachments.view(sent.case_id, entry_id)
        assert (seen.attachment.name, seen.attachment.sealed) == (NAME, False)

    def test_holds_also_where_a_grown_up_leads_elsewhere(
        self, school: SmallSchool, picture: Path
    ) -> None:
        teacher, head = school.open("teacher1"), school.open("head")
        sent = send(school, teacher, **{n.ABOUT: n.ABOUT_STAFF})
        entry_id = attach(head, sent.case_id, picture)
        case = head.cases.open_case(sent.case_id)
        from trent_desktop.reports.attachments import service

        with pytest.MonkeyPatch.context() as patch:
            given = {**case.answers, n.STOP_RISK: "no"}
            patch.setattr(service, "answers_of", lambda _timeline: given)
            with pytest.raises(MoveNotPossible, match="stopped"):
                head.attachments.view(sent.case_id, entry_id)
            with pytest.raises(MoveNotPossible, match="stopped"):
                attach(head, sent.case_id, picture)
