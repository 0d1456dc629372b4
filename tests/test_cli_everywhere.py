"""Every command wherever it is run: words in one line, a status that is so, and never a traceback."""

from __future__ import annotations

import argparse
import ast
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.failing_commands import COMMANDS
from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from trent_desktop import cli
from trent_desktop.__main__ import main
from trent_desktop.commands.frame import DONE, Opened, Options, say
from trent_desktop.problems import Problem

ROOT = Path(__file__).parents[1]
#: The same with what opens no school.
EVERY = {
    **COMMANDS,
    "kinds": [],
    "lesson check": [str(next((ROOT / "resources" / "lessons").iterdir()))],
    "server script": ["--name", "larkfield"],
}
#: What is done, whether or not it can be printed: a file is saved, or the school has changed.
DOES = {
    *("agreements", "backup", "cases export", "filter review", "governors report"),
    *("print appendix-2", "print blank", "print case", "policy import", "policy print"),
    *("members invite", "pupils export"),
}
CONSOLES = ("cp1252", "cp850")
NAME = "Łucja Żółć"


class Full(io.TextIOWrapper):
    """A stream on which every write fails."""

    def __init__(self, error: OSError) -> None:
        super().__init__(io.BytesIO(), "utf-8")
        self.error = error

    def write(self, text: str) -> int:
        raise self.error


@pytest.fixture
def desk(folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The reference of a report, in a school that stays open: signing in would only cost time."""
    sent = folder_school.open("teacher1").cases.send(folder_school.draft(answers.quick()))
    opened = folder_school.open("head")
    handler = signal.getsignal(signal.SIGINT)
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    monkeypatch.setattr(Opened, "__enter__", lambda _: opened)
    monkeypatch.setattr(Opened, "__exit__", lambda *_: None)
    yield ["--school", folder_school.location.shown, "--as", "head", sent.reference]
    signal.signal(signal.SIGINT, handler)


def asked(command: str, desk: list[str], here: Path) -> list[str]:
    *place, reference = desk
    given = [one.format(here=here, reference=reference) for one in EVERY[command]]
    return [*command.split(), *given, *(place if command in COMMANDS else ())]


def told(argv: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    try:
        status = main(argv)
    except SystemExit as left:
        status = int(str(left.code))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_every_command_is_in_the_table() -> None:
    behind = {
        "sample",
        "policy-lines",
        "move",
        "restore",
        "school set-up",
        "server prepare",
        "server remember",
        "self-test",
    }
    assert set(EVERY) == set(cli._COMMANDS) - set(cli.BEHIND) - behind
    assert set(EVERY) >= DOES


def test_every_command_wherever_its_output_goes(
    desk: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing to print to; no room; nobody who reads; consoles with few letters."""

    def done(options: Options) -> int:
        say(options, {"name": NAME}, f"“{NAME}”")
        return DONE

    wrong: list[str] = []
    for command in EVERY:
        monkeypatch.setitem(cli._COMMANDS, command, done)
        argv = asked(command, desk, tmp_path)
        for state in ("none", "full", "stopped", *CONSOLES):
            out: Any = {
                "none": None,
                "full": Full(OSError(28, "No space left on device")),
                "stopped": Full(BrokenPipeError()),
            }.get(state, io.TextIOWrapper(io.BytesIO(), state if state in CONSOLES else "utf-8"))
            with monkeypatch.context() as patch:
                patch.setattr(sys, "stdout", out)
                status, _, err = told(argv, capsys)
            expected = 1 if state in ("full", "stopped") and command not in DOES else 0
            if status != expected or "Traceback" in err:
                wrong.append(f"{command}, {state}: {status}, not {expected}: {err}")
            if (state == "full") != ("could not be printed" in err):
                wrong.append(f"{command}, {state}: {err}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow  # each of them does all its work
def test_every_command_without_any_stream(
    desk: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    for command in EVERY:
        assert told(asked(command, desk, tmp_path), capsys) == (0, "", ""), command


def test_commands_print_by_what_never_fails() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / "trent_desktop" / "commands").glob("*.py")
        if path.name not in ("streams.py", "parsing.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Name) and node.id in ("print", "input"))
        or (isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr"))
    ]
    assert not found, "Use answer, complain or say"


def test_every_command_is_interrupted_in_one_line(
    desk: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def pressed(_: object) -> int:
        raise KeyboardInterrupt

    for command in EVERY:
        argv = asked(command, desk, tmp_path)
        with monkeypatch.context() as patch:
            patch.setitem(cli._COMMANDS, command, pressed)
            if "--json" not in argv:
                assert told(argv, capsys) == (130, "", "Stopped.\n")
            status, out, err = told([*argv, *([] if "--json" in argv else ["--json"])], capsys)
        assert (status, json.loads(out)["problem"], err) == (130, "Stopped.", "")


def test_before_anything_is_read_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(_: object) -> None:
        raise KeyboardInterrupt

    handler = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(cli, "parse", pressed)
    assert told(["kinds"], capsys) == (130, "", "Stopped.\n")
    signal.signal(signal.SIGINT, handler)


def test_with_nobody_to_ask_for_the_password(
    folder_school: SmallSchool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = [folder_school.location.shown, "head", "TR-2026-001"]
    desk = ["--school", place[0], "--as", *place[1:]]
    for stdin in (None, io.StringIO()):
        monkeypatch.setattr(sys, "stdin", stdin)
        for command in COMMANDS:
            argv = asked(command, desk, tmp_path)
            status, out, err = told(argv, capsys)
            said = json.loads(out)["problem"] if "--json" in argv else err
            assert (status, "cannot be asked for here" in said) == (1, True), command


def test_every_usage_mistake_is_one_line_and_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mistakes = [[*command.split(), "--no-such-thing"] for command in EVERY]
    mistakes += [
        [*asked(command, ["TR-2026-001"], tmp_path), *more]
        for command in sorted(set(COMMANDS) - {"policy import", "policy search", "policy print"})
        for more in ([], ["--school", str(tmp_path)], ["--as", "head"])
    ]
    mistakes += [
        ["seance"],
        ["cases"],
        ["cases", "seance"],
        ["cases", "list", "--limit", "0"],
        ["cases", "list", "--limit", "many"],
        ["cases", "list", "--kind", "seance"],
        ["cases", "export", "--out", str(tmp_path / "list.txt")],
        ["print", "blank", "seance", "--out", str(tmp_path / "x.pdf")],
        ["print", "appendix-2", "--out", str(tmp_path / "x.pdf")],
        ["print", "case", "TR-2026-001"],
        ["sample"],
        ["sample", str(tmp_path / "s"), "--pupils", "-1"],
        ["sample", str(tmp_path / "s"), "--years", "0"],
        ["backup", "--end-key", "one"],
        ["backup", "--keys", "--new-key", "x"],
        ["filter", "review", "--year", "26", "--out", "x.pdf"],
        ["governors", "report", "--term", "soon", "--out", "x.pdf"],
        ["restore", "--list", "--dry-run", "--school", "x", "--as", "y"],
        ["server", "script", "--name", "Larkfield!"],
        ["server", "remember", "--at", "larkfield"],
        ["server", "prepare", "--at", "postgresql://a@b/c", "--for", "No!"],
        ["agreements", "--kind", "staff", "--staff", "--out", "x", "--return-by", "2020-01-01"],
        ["agreements", "--kind", "staff", "--out", "x"],
        ["school", "set-up", str(tmp_path / "school.toml")],
        ["members", "suspend", "--school", "x", "--as", "y"],
        ["members", "invite", "x.csv", "--slips", "x", "--role", "caretaker"],
        ["lesson", "check"],
        ["self-test"],
    ]
    mistakes += [[*one, "--json"] for one in mistakes[::4] if "--json" not in one]
    wrong: list[str] = []
    for argv in mistakes:
        status, out, err = told(argv, capsys)
        said = out if "--json" in argv else err
        problem = json.loads(out)["problem"] if "--json" in argv else err
        strange = ("lock-probe", "invalid", "<", "{", "'")
        if status != 2 or said.count("\n") != 1 or any(one in problem for one in strange):
            wrong.append(f"{argv}: {status} {out}{err}")
    assert not wrong, "\n".join(wrong)


def test_a_folder_for_a_file_and_a_file_for_a_folder(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a file"
    file.write_text("x")
    *place, reference = desk
    for argv in (
        ["sample", str(file)],
        ["self-test", str(file)],
        ["pupils", "import", str(tmp_path), *place],
        ["policy", "import", str(tmp_path)],
        ["lesson", "check", str(tmp_path / "nothing")],
        ["print", "case", reference, "--out", str(tmp_path), *place],
        ["backup", "--key", str(tmp_path), *place[:2]],
        ["backup", "--new-key", str(tmp_path), *place],
        ["server", "remember", "--at", "postgresql://a@b/c", "--certificate", str(tmp_path)],
    ):
        status, out, err = told(argv, capsys)
        assert status == 1, (argv, out, err)
        assert "went wrong" not in out + err, (argv, out, err)
        assert (out + err).count("\n") <= 2, (argv, out, err)
    assert file.read_text() == "x"


def test_help_says_nothing_twice() -> None:
    """No option is explained by its own name, and no list of commands stands there twice."""
    parsers = [cli._parser()]
    for parser in parsers:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                assert action.metavar == "COMMAND"
                parsers += action.choices.values()
            elif action.option_strings and action.help not in (None, argparse.SUPPRESS):
                plain = max(action.option_strings, key=len).strip("-").replace("-", " ")
                assert action.help != plain, action.option_strings
        if not any(isinstance(one, argparse._SubParsersAction) for one in parser._actions):
            behind = any(parser.prog.split()[1] == one for one in [*cli.BEHIND, "policy-lines"])
            # As the README says: every command takes it.
            assert ("--json" in parser._option_string_actions) != behind, parser.prog
        shown = parser.format_help()
        assert "SUPPRESS" not in shown
        # No list of words stands in one piece, which a narrow console breaks anywhere.
        assert not re.search(r"\{\S{40,}\}", shown), parser.prog
    assert len(parsers) > 25


# ------------------------------------------------------------------- real processes


def process(argv: list[str], **how: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "trent_desktop", *argv],
        cwd=ROOT, timeout=100, check=False, stderr=subprocess.PIPE, **how,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Only Linux has such a device.")
def test_real_streams_that_are_full_closed_or_of_few_letters(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(["kinds"], stdout=full)
        assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
        assert b"could not be printed" in done.stderr
        school = str(tmp_path / "school")
        done = process(["sample", school, "--pupils", "40", "--cases", "9"], stdout=full)
        assert (done.returncode, done.stderr.count(b"\n")) == (0, 1)
        assert done.stderr.startswith(b"It is done. ")
    env = {**os.environ, "TRENT_PASSWORD": "sample-school", "PYTHONIOENCODING": "cp850"}
    env["XDG_DATA_HOME"] = str(tmp_path / "laptop")
    argv = ["members", "list", "--school", school, "--as", "head"]
    with (Path(school) / "school.db").open("rb") as file:
        before = file.read(16)  # never changes, unless something is printed into the file
    closed = (
        "import os, sys; os.closerange(0, 3); "
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    for more in (["kinds"], ["pupils", "export", *argv[2:], "--out", "-"]):
        shut = subprocess.run(
            [sys.executable, "-c", closed, "-m", "trent_desktop", *more],
            cwd=ROOT, timeout=100, check=False, env=env,
        )  # fmt: skip
        assert shut.returncode == (1 if "-" in more else 0), more
    with (Path(school) / "school.db").open("rb") as file:
        assert file.read(16) == before


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows presses Ctrl+C otherwise.")
def test_ctrl_c_in_a_real_process(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "trent_desktop", "sample", str(tmp_path / "big"), "--cases", "5000"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with running:
        for _ in range(2000):
            if (tmp_path / "big" / "school.db").exists():
                break
            with pytest.raises(subprocess.TimeoutExpired):
                running.wait(0.01)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, "", "Stopped.\n")
    assert list((tmp_path).iterdir()) in ([], [tmp_path / "big"])


def test_what_is_wrong_is_said_with_its_place_as_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> int:
        raise Problem("No.", what_to_do="Do this.", where="there")

    monkeypatch.setitem(cli._COMMANDS, "kinds", refused)
    assert main(["kinds", "--json"]) == 1
    body = json.loads(capsys.readouterr().out)
    assert body == {"problem": "No.", "what_to_do": "Do this.", "where": "there"}
