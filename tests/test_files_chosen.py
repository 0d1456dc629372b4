"""What somebody chose may be no file with an end: it is neither waited for, nor read for ever."""

from __future__ import annotations

import datetime as dt
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from trent_desktop.agreements.register.scanning import scan_file
from trent_desktop.commands.new_school import read_new_school
from trent_desktop.commands.people_file import read_people
from trent_desktop.policy.importing.reading import read_policy
from trent_desktop.problems import Problem
from trent_desktop.reports.attachments.taking_in import read_chosen
from trent_desktop.school.class_lists.reading import read_list
from trent_desktop.storage.copies.key_files import read_copy_key
from trent_desktop.storage.server_certificate import read_certificate

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")

#: Whatever may be read more than once, or is chosen in the window.
ORDINARY: dict[str, Callable[[Path], object]] = {
    "class list": lambda path: read_list(path, dt.date(2026, 11, 29)),
    "people": read_people,
    "scan": lambda path: list(scan_file(path)),
    "policy": read_policy,
    "attachment": read_chosen,
}
#: What a job may be given by a pipe: its end is waited for, up to what such a file can have.
BOUNDED: dict[str, Callable[[Path], object]] = {
    "school": read_new_school,
    "certificate": read_certificate,
    "key for copies": read_copy_key,
}


@pytest.mark.parametrize("name", ORDINARY)
def test_a_pipe_is_not_waited_for_and_not_read_in_halves(name: str, tmp_path: Path) -> None:
    pipe = tmp_path / "list.csv"
    os.mkfifo(pipe)
    said: list[str] = []

    def read() -> None:
        with pytest.raises(Problem) as refused:
            ORDINARY[name](pipe)
        said.append(refused.value.words)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(20)
    assert said == ["This is not an ordinary file."]


@pytest.mark.parametrize("name", BOUNDED)
def test_what_comes_without_end_is_not_read_for_ever(name: str) -> None:
    with pytest.raises(Problem):
        BOUNDED[name](Path("/dev/zero"))
