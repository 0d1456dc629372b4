"""What a console shows: names that it has no letters for, and a line that is written over."""

from __future__ import annotations

import io
import sys

import pytest

from trent_desktop.commands import streams

NAME = "Łucja Żółć"


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_a_name_that_a_console_cannot_show(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    content = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(content, encoding))
    streams.make_ready()
    streams.answer(f"“{NAME}” – 7…")
    said = content.getvalue().decode(encoding)
    assert said.replace("…", "...").rstrip().endswith(" 7...") or encoding == "cp1252"
    assert "?ucja Z" in said
    err = capsys.readouterr().err
    assert err.count("cannot show every letter") == 1
    assert streams.needs_ascii("plain")


def test_a_line_is_written_over_on_a_console_that_takes_no_other_signs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The older one of Windows shows the signs that clear a line, and wide lines pile up."""

    class Console(io.StringIO):
        def isatty(self) -> bool:
            return True

    console = Console()
    monkeypatch.setattr(sys, "stderr", console)
    monkeypatch.setenv("COLUMNS", "40")
    for said in ("Every page of the school's file …", "Keys …", "x" * 90, ""):
        streams.progress(said)
    said = console.getvalue()
    assert "\033" not in said
    line = ""
    for part in said.split("\r"):
        assert len(part) < 40
        line = part + line[len(part) :]
    assert line.strip() == ""
