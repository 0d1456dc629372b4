"""The frozen program as a school gets it: a folder, on a machine that has no Python.

Runs when TRENT_FROZEN names the folder, as .ci/run does after building it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader
from pypdf import PdfReader

import trent_desktop
from tests.school.class_lists.make_files import FILES
from tools import licence_facts
from trent_desktop.sample.values import SAMPLE_PASSWORD

pytestmark = pytest.mark.frozen

#: Letters of every living script are 9 MB of it, photographs as telephones keep them another 10.
LARGEST_BYTES = 185_000_000
SHEET = "bromcom.xlsx"
TROUBLE = re.compile(
    r"Traceback|Error|Destroyed while|QObject::|QPaint|QBasicTimer|Could not|Cannot|cannot|Aborted"
)


@pytest.fixture(scope="module")
def folder() -> Path:
    """The frozen folder."""
    return Path(os.environ["TRENT_FROZEN"]).resolve()


def run(folder: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the frozen program from ``cwd`` in an environment without any Python or tool."""
    name = "trent-desktop.exe" if sys.platform == "win32" else "trent-desktop"
    nothing = cwd / "empty"
    nothing.mkdir(exist_ok=True)
    env = {
        **{name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ},
        "PATH": str(nothing),
        "HOME": str(cwd),
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "C.UTF-8",
        "TRENT_PASSWORD": SAMPLE_PASSWORD,
    }
    return subprocess.run(
        [str(folder / name), *arguments],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def test_it_is_small_enough(folder: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("The limit is for Linux; other systems' builds have never been weighed.")
    weight = sum(path.lstat().st_size for path in folder.rglob("*"))
    assert weight < LARGEST_BYTES, f"{weight / 1e6:.1f} MB"


def test_it_says_its_version(folder: Path, tmp_path: Path) -> None:
    done = run(folder, tmp_path, "--version")
    assert done.returncode == 0, done.stderr
    assert trent_desktop.__version__ in done.stdout


def test_it_opens_a_school_writes_an_appendix_2_and_closes_cleanly(
    folder: Path, tmp_path: Path
) -> None:
    done = run(folder, tmp_path, "self-test", str(tmp_path / "out"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert not TROUBLE.search(done.stderr), done.stderr
    documents = list((tmp_path / "out").rglob("*.pdf"))
    texts = [page.extract_text() for file in documents for page in PdfReader(file).pages]
    assert any("Appendix 2" in text for text in texts), done.stdout


def test_it_reads_a_spreadsheet_into_a_school(folder: Path, tmp_path: Path) -> None:
    school = tmp_path / "school"
    assert run(folder, tmp_path, "sample", str(school), "--pupils", "30").returncode == 0
    place = ["--school", str(school), "--as", "ict"]
    done = run(folder, tmp_path, "pupils", "import", str(FILES / SHEET), *place, "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "new" in done.stdout.casefold()


def test_it_knows_its_lessons(folder: Path, tmp_path: Path) -> None:
    lessons = sorted(str(one) for one in (folder / "_internal/resources/lessons").iterdir())
    done = run(folder, tmp_path, "lesson", "check", *lessons)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(lessons) == 17
    assert "The purple shark" in done.stdout


def test_it_carries_the_credential_stores_of_this_system(folder: Path) -> None:
    """They are found by their entry points, which no import shows to PyInstaller."""
    if not sys.platform.startswith("linux"):
        pytest.skip("Other systems' builds have never been made.")
    archive = CArchiveReader(str(folder / "trent-desktop")).open_embedded_archive("PYZ.pyz")
    assert {"keyring.backends.SecretService", "keyring.backends.kwallet"} <= set(archive.toc)
    metadata = (folder / "_internal").glob("keyring-*.dist-info/entry_points.txt")
    assert [one for one in metadata if "SecretService" in one.read_text("utf-8")]


def test_no_link_in_it_leads_nowhere(folder: Path) -> None:
    assert [path for path in folder.rglob("*") if path.is_symlink() and not path.exists()] == []


def test_it_carries_licences_and_no_font_that_nobody_sees(folder: Path) -> None:
    inside = folder / "_internal"
    assert (inside / "LICENSE").is_file()
    assert (inside / "THIRD-PARTY.md").is_file()
    assert (inside / "licences" / "LGPL-3.0.txt").is_file()
    fonts = {path.name for kind in ("ttf", "otf", "pfb") for path in inside.rglob(f"*.{kind}")}
    wanted = re.compile(
        r"(AtkinsonHyperlegible|ABeeZee|NotoSans[A-Za-z]*|NotoEmoji|phosphor)[-\[].*"
        r"|HindSiliguri-Regular\.ttf"  # Bengali
    )
    assert fonts
    assert {font for font in fonts if not wanted.fullmatch(font)} == set()


def test_every_library_of_the_system_in_it_has_a_known_licence(folder: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("Only the frozen program for Linux carries libraries of the system.")
    known = "|".join(pattern for pattern, _, _ in licence_facts.SYSTEM_LIBRARIES)
    libraries = [
        path.name.partition(".so")[0]
        for path in (folder / "_internal").glob("lib*.so*")
        if not path.is_symlink()  # a link leads to a library inside a package, listed with it
    ]
    assert len(libraries) > 10
    assert [name for name in libraries if not re.fullmatch(known, name)] == []
