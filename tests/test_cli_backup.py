"""Copies on the command line: by somebody who signs in, and by a key that can only copy."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.failing.folder import MISSING, failing_folder
from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.__main__ import main
from trent_desktop.storage.copies.copy_keys import LIST
from trent_desktop.storage.copies.values import ELSEWHERE
from trent_desktop.storage.database import opens
from trent_desktop.storage.location import BACKUPS, KEYS_FILE, SCHOOL_FILE
from trent_desktop.storage.tables import SettingRow

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)


@pytest.fixture
def share(folder_school: SmallSchool) -> Path:
    folder_school.open("teacher1").cases.send(folder_school.draft(answers.quick()))
    assert folder_school.location.folder is not None
    return folder_school.location.folder


def place(share: Path, name: str = "ict") -> list[str]:
    return ["--school", str(share), "--as", name]


def test_a_copy_is_made_now_and_says_where_and_what_it_holds(
    folder_school: SmallSchool, share: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", *place(share), "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["name"].removeprefix("school-")[:3] == "202"
    assert (first["verified"], first["reports"], first["members"]) == (True, 1, 9)
    assert first["second_place"] is None
    path = Path(first["folder"]) / first["name"]
    assert opens(path, folder_school.made.data_key)
    assert first["size"] == path.stat().st_size + path.with_suffix(".keys").stat().st_size
    # Today has its copy: another is made beside it, and the first one stays as it was.
    before = path.read_bytes()
    assert main(["backup", *place(share, "head")]) == 0
    said = capsys.readouterr().out
    assert "school-asked-" in said
    assert "It holds 1 report and 9 members (" in said
    assert "every page of it was read" in said
    assert path.read_bytes() == before
    for _ in range(3):
        assert main(["backup", *place(share)]) == 0
    assert len(list((share / BACKUPS).glob("school-asked-*.db"))) == 3
    capsys.readouterr()
    assert main(["backup", *place(share, "teacher1")]) == 1
    assert "You cannot make copies of the school here." in capsys.readouterr().err


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_a_second_place_that_is_down_is_said_and_the_copy_is_there(
    share: Path, folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ict, second = folder_school.open("ict"), tmp_path / "second"
    second.mkdir()
    with ict.signed_in.database.write() as session:
        session.merge(SettingRow(name=ELSEWHERE, value=str(second)))
    ict.close()
    with failing_folder(second) as place_there:
        place_there.vanish()
        for command, status in (("backup", 0), ("check", 1)):
            assert main([command, *place(share)]) == status
            told = capsys.readouterr()
            assert str(second) in told.out
            assert "went wrong" not in told.err
        assert main(["backup", *place(share), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["second_place"]["reached"] is False


def test_a_page_that_does_not_read_is_said_and_the_status_is_1(
    share: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", *place(share)])
    with (share / SCHOOL_FILE).open("r+b") as file:
        file.seek(-2 * 4096, os.SEEK_END)  # a page that signing in does not read
        file.write(b"\7" * 64)
    capsys.readouterr()
    assert main(["backup", *place(share), "--json"]) == 1
    body = json.loads(capsys.readouterr().out)
    assert "not whole" in body["problem"]
    assert "check" in body["what_to_do"]
    assert not list((share / BACKUPS).glob("school-asked-*"))


def test_a_server_has_its_own_backups(capsys: pytest.CaptureFixture[str]) -> None:
    for more in (["--as", "ict"], ["--key", "job.key"]):
        assert main(["backup", "--school", "postgresql://office@localhost/school", *more]) == 1
        assert "server's own backups hold this school" in capsys.readouterr().err


def test_a_key_copies_without_a_password_and_without_opening_anything(
    folder_school: SmallSchool,
    share: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    key = tmp_path / "job.key"
    assert main(["backup", "--new-key", str(key), *place(share), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(key), "number": 1}
    assert main(["backup", "--new-key", str(key), *place(share)]) == 1
    assert "already a file with that name" in capsys.readouterr().err
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    secret = bytes.fromhex(json.loads(key.read_text())["secret"])
    for path in (SCHOOL_FILE, KEYS_FILE, f"{BACKUPS}/{LIST}"):
        assert secret not in (share / path).read_bytes()
        assert secret.hex().encode() not in (share / path).read_bytes()
    assert folder_school.made.data_key.hex() not in key.read_text()
    assert not opens(share / SCHOOL_FILE, secret)

    # As a job runs it: in a process of its own, without a password, and with nobody to ask.
    job = [sys.executable, "-m", "trent_desktop", "backup", "--school", str(share)]
    job += ["--key", str(key), "--json"]
    env = {name: value for name, value in os.environ.items() if name != "TRENT_PASSWORD"}
    done = subprocess.run(job, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    body = json.loads(done.stdout)
    assert (body["verified"], body["compared"]) == (False, True)
    copy = Path(body["folder"]) / body["name"]
    assert copy.name.endswith("-not-opened.db")
    assert copy.read_bytes() == (share / SCHOOL_FILE).read_bytes()
    assert copy.with_suffix(".keys").read_bytes() == (share / KEYS_FILE).read_bytes()
    assert not list((share / BACKUPS).glob(".making-*"))

    # The next program in which somebody signs in opens it: it is the copy of the day then.
    assert main(["cases", "list", *place(share, "head")]) == 0
    day = copy.with_name(copy.name.replace("-not-opened", ""))
    assert day.exists()
    assert not copy.exists()
    assert opens(day, folder_school.made.data_key)
    capsys.readouterr()

    assert main(["backup", "--keys", *place(share, "head"), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["keys"]
    assert (row["number"], row["by"], row["ended"]) == (1, "Tomasz Wiśniewski", None)


def test_an_ended_key_copies_no_more_also_when_the_old_list_is_put_back(
    share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, other = tmp_path / "job.key", tmp_path / "other.key"
    for one in (key, other):
        assert main(["backup", "--new-key", str(one), *place(share)]) == 0
    by_key = ["backup", "--school", str(share), "--key"]
    assert main([*by_key, str(key)]) == 0
    before = (share / BACKUPS / LIST).read_bytes()
    assert main(["backup", "--end-key", "1", *place(share, "head")]) == 0
    capsys.readouterr()
    assert main([*by_key, str(key)]) == 1
    assert "was ended" in capsys.readouterr().err
    assert main([*by_key, str(other)]) == 0
    assert main(["backup", "--end-key", "1", *place(share, "head")]) == 1
    (share / BACKUPS / LIST).write_bytes(before)
    assert main(["cases", "list", *place(share)]) == 0  # any program that looks at its copies
    capsys.readouterr()
    assert main([*by_key, str(key)]) == 1
    assert "was ended" in capsys.readouterr().err
    assert main(["backup", "--keys", *place(share)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert ["; ended" in line for line in said] == [True, False]
    assert main(["backup", "--new-key", str(tmp_path / "x"), *place(share, "teacher1")]) == 1
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--key", "{tmp}/none"], "cannot be read"),
        (["--key", "{tmp}"], "cannot be read"),
        (["--key", "{tmp}/other"], "not a key for copies"),
        (["--key", "{key}", "--as", "ict"], "used instead of a member"),
        (["--key", "{key}", "--school", "{tmp}/nowhere"], "not in its place"),
    ],
)
def test_what_is_no_key_or_no_school_is_said_in_words(
    share: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
    words: str,
) -> None:
    key = tmp_path / "job.key"
    assert main(["backup", "--new-key", str(key), *place(share)]) == 0
    (tmp_path / "other").write_text('{"format": "something"}')
    given = [one.format(tmp=tmp_path, key=key) for one in argv]
    school = [] if "--school" in given else ["--school", str(share)]
    capsys.readouterr()
    assert main(["backup", *school, *given]) == (2 if "--as" in argv else 1)
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
