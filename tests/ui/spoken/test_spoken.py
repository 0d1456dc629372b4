"""What a screen reader says of the real program: on a screen, through AT-SPI."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HEAD = """# What a screen reader says

The program, opened on a laptop on which a screen reader runs, and walked from the first page to the
quick page of a report by pressing alone. In order: role, name, (state), — description. The test
`tests/ui/spoken` writes this where `TRENT_READ_ALOUD` names a file.

"""
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI")]


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees, by its name."""
    reading, writing = os.pipe()
    shown = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        shown.terminate()
        shown.wait(10)


def test_what_is_read_out_has_headings_tabs_and_names(tmp_path: Path) -> None:
    out = tmp_path / "read-aloud.md"
    places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    with screen() as display:
        environment = {**os.environ, "DISPLAY": display, **dict.fromkeys(places, str(tmp_path))}
        environment.pop("WAYLAND_DISPLAY", None)
        walked = subprocess.run(
            ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.spoken.reader", str(out)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert walked.returncode == 0, walked.stderr[-6_000:]
    said = out.read_text(encoding="utf-8")
    pages = said.split("## ")[1:]
    assert len(pages) == 5
    for page in pages:
        assert "- **heading** " in page
        # Whatever the keyboard can reach says what it is.
        assert not re.findall(
            r"^ *- \*\*(?!label|filler)[\w ]+\*\*(?: \(.*\))?$", page, re.MULTILINE
        )
    home, reports = pages[1], pages[2]
    assert "**page tab list** Rooms" in home
    assert re.findall(r"\*\*page tab\*\* (.+)", home)[:2] == ["Home (selected)", "Reports"]
    assert home.index("Home (selected)") < home.index("Hide everything") < home.index("Lock")
    quick = pages[4]
    assert quick.index("What was seen?") < quick.index("Send report") < quick.index("So far")
    assert re.findall(r"\*\*page tab\*\* (.+) \(selected\)", reports) == ["Reports"]
    assert "**check box**" not in home
    if kept := os.environ.get("TRENT_READ_ALOUD"):
        Path(kept).write_text(HEAD + said, encoding="utf-8")
