"""This version and the last one that landed, side by side at work on one school."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.schools import SmallSchool
from trent_desktop.reports.index_values import CaseQuery

LAST = "2db59345b5d76228eead3dcbbd504798aaecc183"
HERE = Path(__file__).parents[2]
WORKER = Path(__file__).with_name("beside.py")
EACH = 6


@pytest.fixture(scope="module")
def last_version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last version's program in a folder of its own."""
    found = subprocess.run(
        ["git", "archive", LAST, "trent_desktop", "resources"],
        cwd=HERE,
        capture_output=True,
        check=False,
    )
    if found.returncode:
        pytest.skip("the history of the program is not here, so its last version cannot be had")
    folder = tmp_path_factory.mktemp("last-version")
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def start(version: Path, school: SmallSchool, writer: str, reader: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-P",
            str(WORKER),
            school.location.shown,
            str(school.folder / f"of-{writer}"),
            writer,
            reader,
            str(EACH),
            str(2 * EACH),
        ],
        cwd=version,
        env={**os.environ, "PYTHONPATH": str(version)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("readers", [("ict", "head"), ("head", "dsl")])
def test_both_see_each_others_reports(
    last_version: Path, folder_school: SmallSchool, readers: tuple[str, str]
) -> None:
    programs = [
        start(last_version, folder_school, "teacher1", readers[0]),
        start(HERE, folder_school, "teacher2", readers[1]),
    ]
    said = [program.communicate(timeout=180) for program in programs]
    for program, (_, errors) in zip(programs, said, strict=True):
        assert program.returncode == 0, errors
        assert "Traceback" not in errors
    last, this = (json.loads(out.splitlines()[-1]) for out, _ in said)
    assert last["file"].startswith(str(last_version))
    assert this["file"].startswith(str(HERE))
    everything = {*last["sent"], *this["sent"]}
    assert len(everything) == 2 * EACH
    assert not [one for one in everything if one.startswith("waits")]
    for one in (last, this):
        assert set(one["saw"]) == everything
        assert not one["troubles"]
    # What each wrote afterwards is in every case, and read by a third laptop of this version.
    deputy = folder_school.open("deputy")
    deputy.follow()
    rows = deputy.cases.page(CaseQuery(), limit=100).rows
    assert len(rows) == 2 * EACH
    for row in rows:
        assert not row.newer
        words = {entry.words for entry in deputy.cases.open_case(row.id).timeline}
        assert {f"Read by {reader}" for reader in readers} <= words
