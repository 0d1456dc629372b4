"""A school from nothing by script: set up, people in and out, a class list and back, as processes."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.schools import PASSWORD as SAMPLE
from tests.schools import SmallSchool
from trent_desktop.__main__ import main
from trent_desktop.commands.new_school import read_new_school
from trent_desktop.problems import Problem
from trent_desktop.school.keys.joining.joining import join

ROOT = Path(__file__).parents[1]
PASSWORD = "otter lantern quilt 7"
SET_UP = """
name = "Rivermead Primary School"
folder = {folder}
address = "2 River Lane"
policy_review = 2027-09-01

[head]
name = "Imogen Vance"

[founder]
name = "Tomos Ellery"
sign_in_name = "tellery"
roles = ["ict-lead", "teacher"]

[[members]]
name = "Noor Akhtar"
roles = ["Designated Safeguarding Lead"]
"""
PEOPLE = (
    "Name;Sign-in name;Roles;Class;Last day;Car\n"
    "Zoë Ní Bhriain;;Teacher;1A / 1B;;blue\n"
    "Pat Dunne;pat;Support staff;;31/12/2099;\n"
)
CHILDREN = "Forename,Surname,Year,Class\nJosé,Núñez,1,1A\nAda,Hill,1,1B\n"


class Script:
    """Runs the program as a script would, with the password from a file."""

    def __init__(self, here: Path) -> None:
        self.here = here
        self.secret = here / "secret"
        self.secret.write_text(f"{PASSWORD}\n", "utf-8")
        self.secret.chmod(0o600)
        self.place = ["--school", str(here / "share"), "--as", "tellery"]
        self.said = ""

    def __call__(self, *argv: str, status: int = 0) -> dict[str, Any]:
        ways = {"XDG_DATA_HOME": str(self.here / "laptop"), "HOME": str(self.here)}
        done = subprocess.run(
            [
                *(sys.executable, "-m", "trent_desktop", *argv, "--json"),
                *("--password-file", str(self.secret)),
            ],
            check=False,
            cwd=ROOT,
            env={**{k: v for k, v in os.environ.items() if k != "TRENT_PASSWORD"}, **ways},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        self.said += done.stdout + done.stderr
        assert done.returncode == status, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.slow  # eight processes, each with passwords that are dear to try
@pytest.mark.timeout(180)
def test_a_school_from_nothing_by_script(tmp_path: Path) -> None:
    script, share, slips = Script(tmp_path), tmp_path / "share", tmp_path / "slips"
    (tmp_path / "school.toml").write_text(SET_UP.format(folder=json.dumps(str(share))), "utf-8")
    set_up = ["school", "set-up", str(tmp_path / "school.toml"), "--slips", str(slips)]
    made = script(*set_up, "--code-file", str(tmp_path / "code"))
    assert made["invited"] == 2
    code = (tmp_path / "code").read_text("utf-8").strip()
    assert len(code.replace("-", "")) > 20
    assert (slips / "joining-slips.pdf").read_bytes().startswith(b"%PDF")
    if os.name == "posix":
        assert rights(slips) == 0o700
        assert {rights(one) for one in (*slips.iterdir(), tmp_path / "code")} == {0o600}
    # What is there is not written over, and nothing half-made is left.
    assert "a school in this folder already" in script(*set_up, status=1)["problem"]
    assert [one.name for one in slips.iterdir()] == ["joining-slips.pdf"]

    (tmp_path / "children.csv").write_text(CHILDREN, "utf-8")
    assert script("pupils", "import", str(tmp_path / "children.csv"), *script.place)["new"] == 2
    (tmp_path / "people.csv").write_bytes(PEOPLE.encode("cp1252"))
    invite = ["members", "invite", str(tmp_path / "people.csv"), "--slips", str(slips)]
    invite += ["--slips-as", "text"]
    come = script(*invite, *script.place)
    assert [one["sign_in_name"] for one in come["invited"]] == ["znibhriain", "pat"]
    text = (slips / "joining-slips.txt").read_text("utf-8")
    assert str(share) in text
    assert any("Car" in one for one in come["warnings"])
    # The same job again doubles nobody.
    assert "already" in script(*invite, *script.place, status=1)["problem"]
    again = script(*invite, *script.place, "--already-there", "leave-out")
    assert again["invited"] == []

    hers = text.split("Zoë Ní Bhriain", 1)[1].split("Code:", 1)[1].split()[0]
    join(str(share), hers, "badger copper fern 42")
    gone = script("members", "suspend", "znibhriain", "pat", *script.place, status=1)
    assert gone["suspended"] == ["znibhriain"]
    assert [one["sign_in_name"] for one in gone["refused"]] == ["pat"]  # has not joined

    lines = script("pupils", "undo", "--list", *script.place)["steps"]
    assert lines[0]["words"].startswith("A class list: 2 new")
    assert script("pupils", "undo", *script.place)["undone"] == lines[0]["words"]
    assert "nothing to undo" in script("pupils", "undo", *script.place, status=1)["problem"].lower()
    # Neither a password nor a code is in anything that was printed.
    assert not any(one in script.said for one in (PASSWORD, code, hers))


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", SAMPLE)


@pytest.mark.usefixtures("at_home")
def test_suspending_many_from_a_file(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--school", folder_school.location.shown, "--as", "ict"]
    names = tmp_path / "leavers.csv"
    names.write_text("Name,Sign-in name\nŞükrü Yılmaz,teacher2\nAna D'Souza,support\n", "utf-8")
    argv = ["members", "suspend", "--from", str(names), *place]
    assert main([*argv, "--dry-run"]) == 0
    assert "Would suspend: support, teacher2" in capsys.readouterr().out
    assert main(argv) == 0
    capsys.readouterr()
    assert main([*argv, "--json"]) == 0  # the same job again
    said = json.loads(capsys.readouterr().out)
    assert (said["suspended"], said["already"]) == ([], ["support", "teacher2"])
    assert main(["members", "suspend", "nobody", "teacher1", *place]) == 1
    assert "nobody" in capsys.readouterr().err
    assert main(["members", "suspend", "ict", *place]) == 1  # herself
    lines = {
        one.member.sign_in_name: one.member.active
        for one in folder_school.open("head").members.all()
    }
    assert lines["teacher1"]
    assert not lines["teacher2"]


def test_a_password_file_that_others_read_is_refused(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SAMPLE, "utf-8")
    secret.chmod(0o644)
    argv = ["cases", "list", "--school", folder_school.location.shown, "--as", "head"]
    if os.name == "posix":
        assert main([*argv, "--password-file", str(secret)]) == 1
        assert "Others can read" in capsys.readouterr().err
        reading, writing = os.pipe()
        os.write(writing, f"{SAMPLE}\r\n".encode())
        os.close(writing)
        assert main([*argv, "--password-file", f"/dev/fd/{reading}"]) == 0
        os.close(reading)
    secret.chmod(0o600)
    assert main([*argv, "--password-file", str(secret)]) == 0
    for content in (b"", b"\n", b"\xff\xfe\xff"):
        secret.write_bytes(content)
        assert main([*argv, "--password-file", str(secret)]) == 1
    assert main([*argv, "--password-file", str(tmp_path / "none")]) == 1


def test_what_is_wrong_with_a_set_up_file_is_said_whole(tmp_path: Path) -> None:
    file = tmp_path / "school.json"
    file.write_text(
        json.dumps(
            {
                "nmae": "Rivermead",
                "folder": "",
                "head": {"name": "", "roles": ["Caretaker"]},
                "members": [{"name": "A B", "roles": []}, "C D"],
                "policy_review": "soon",
                "password": "never here",
            }
        ),
        "utf-8",
    )
    with pytest.raises(Problem) as caught:
        read_new_school(file)
    said = str(caught.value)
    for word in ("name", "nmae", "folder", "Caretaker", "members 2", "policy_review", "password"):
        assert word in said, said
    assert "never here" not in said
    for content in (b"", b"[1]", b"name = ", b"\xff\xff"):
        file.write_bytes(content)
        with pytest.raises(Problem):
            read_new_school(file)


@pytest.mark.usefixtures("at_home")
def test_two_of_one_sign_in_name_are_said_before_anybody_is_invited(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the file, and with somebody who is suspended; and a title above the headings."""
    place = ["--school", folder_school.location.shown, "--as", "ict"]
    path = tmp_path / "staff.csv"
    argv = ["members", "invite", str(path), "--slips", str(tmp_path / "slips"), "--dry-run", *place]
    path.write_text("Name,Sign-in name\nSofia Lind,slind\nSofia Lindt,SLind\n", "utf-8")
    assert main(argv) == 1
    assert "Sofia Lindt: somebody signs in as SLind already" in capsys.readouterr().err
    assert main(["members", "suspend", "teacher2", *place]) == 0
    path.write_text("Name,Sign-in name\nSofia Lind,teacher2\n", "utf-8")
    capsys.readouterr()
    assert main(argv) == 1
    assert "Sofia Lind (as teacher2)" in capsys.readouterr().err
    assert main([*argv, "--already-there", "others"]) == 1
    assert "somebody signs in as teacher2 already" in capsys.readouterr().err
    path.write_text("Staff 2026,\n,\nSurname,Forename\nLind,Sofia\n", "utf-8")
    assert main(argv) == 0
    said = capsys.readouterr().out
    assert "Would invite 1." in said
    assert "Sofia Lind" in said
    assert "Row 1 was not used: Staff 2026" in said
