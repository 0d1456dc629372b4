"""Each kind of failure of the school's folder has one sentence, true, and changes nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests import failing_calls
from tests.failing import shim as failing_share
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import (
    DamagedKeys,
    KeysDoNotFit,
    NotASchool,
    SchoolAway,
    SchoolSilent,
    SignInRefused,
    TooNew,
)
from trent_desktop.school.keys import mismatch
from trent_desktop.storage import troubles as t
from trent_desktop.storage.failing import in_words
from trent_desktop.storage.location import KEYS_COPY, KEYS_FILE, Location
from trent_desktop.storage.schema import CURRENT
from trent_desktop.storage.troubles import Trouble

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "when-the-folder-fails.md"
needs_shim = pytest.mark.skipif(bool(failing_share.MISSING), reason=failing_share.MISSING)
Said = dict[str, Trouble | str]


def broken(by: Trouble, **but: Trouble | str) -> Said:
    """Nothing goes but on a laptop that knows her."""
    acts = ("read", "change", "send", "look", "known", "new", "colleague")
    return {**dict.fromkeys(acts, by), **but}


def unsaved(by: Trouble) -> Said:
    """It can be read all the same."""
    return broken(by, read="read")


def running(by: Trouble, **but: Trouble | str) -> Said:
    """Noticed by whoever signs in; a program that has the school open works on."""
    return broken(by, **{"read": "read", "change": "changed", "send": "sent", "look": "", **but})


def fine(known: str) -> Said:
    return running(t.AWAY, known=f"in: {known}", new="in: ", colleague="in: ")


def asleep() -> Said:
    """Somebody has it for herself; it can be read, and she signs in."""
    here = f"in: {t.ASLEEP.words} {t.PRESS_AGAIN} {t.ASLEEP.what_to_do}"
    return unsaved(t.ASLEEP) | dict.fromkeys(("known", "new", "colleague"), here)


REFUSED = "The name and the password do not belong together."
TABLE: dict[str, Said] = {
    "away": broken(t.AWAY),
    "folder deleted": broken(t.FOLDER_GONE),
    "folder emptied": broken(t.EMPTIED, new=t.NO_SCHOOL),
    "file deleted": broken(t.FILE_GONE),
    "file empty": broken(t.FILE_EMPTY),
    "file cut off": broken(t.DAMAGED),
    "page damaged": broken(t.DAMAGED),
    "every page damaged": broken(t.NOT_ITS_KEYS),
    "no database": broken(t.NO_DATABASE),
    "plain database": broken(t.NO_DATABASE),
    "file of another school": broken(t.NOT_ITS_KEYS),
    "keys of another school": running(t.OTHER_SCHOOL, new=t.NOT_ITS_KEYS),
    "keys with none of her name": running(t.OTHER_SCHOOL, new=REFUSED, colleague=REFUSED),
    "file of an older day": broken(t.NOT_ITS_KEYS),
    "file of an older day with copies": broken(
        t.NOT_ITS_KEYS, known=t.OLDER_FILE, new=t.OLDER_FILE, colleague=t.OLDER_FILE
    ),
    "keys of an older day": running(t.KEYS_TOO_OLD, new=t.NOT_ITS_KEYS, colleague=t.NOT_ITS_KEYS),
    "one key copy missing": fine(t.ONE_KEY_COPY.format(which="first")),
    "one key copy older": fine(t.KEY_COPIES_DIFFER.format(which="second")),
    "both key copies damaged": running(t.NO_KEYS),
    "both key copies gone": running(t.NO_KEYS),
    "write ahead log": running(t.WAL),
    "newer version": running(t.TOO_NEW),
    "no version": running(t.NO_VERSION),
    "busy": asleep(),
    "read only": unsaved(t.READ_ONLY),
    "may not save": unsaved(t.MAY_NOT_SAVE),
    "may not open": broken(t.NOT_ALLOWED),
    "full": unsaved(t.FULL),
    "quota": unsaved(t.QUOTA),
    "stale": broken(t.STALE),
    "unreadable": broken(t.UNREAD, change=t.UNSAVED),
    "unwritable": unsaved(t.UNSAVED),
}
#: What stays as it is until somebody puts it right; the rest healed.
STAYS = set(list(TABLE)[1:23]) - {"one key copy missing", "one key copy older"}


def run(module: str, *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=failing_calls.environment(),
        capture_output=True,
        text=True,
        timeout=850,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def as_said(one: dict[str, str]) -> str:
    return one.get("came") or one.get("words") or one.get("mistake", "")


def expected(act: str, by: Trouble | str) -> str:
    if isinstance(by, str):
        return by
    if act == "send":
        return f"waits: {by.words}"
    if act == "look":
        return "away" if by.kind is SchoolAway else f"{by.words} {by.what_to_do}"
    if act == "known" and by.kind not in (TooNew, KeysDoNotFit, NotASchool):
        return "away: " + ("" if by.kind is SchoolAway else f"{by.words} {by.what_to_do}")
    return by.words


@needs_shim
@pytest.mark.timeout(600)
def test_every_state_is_said_as_it_is(tmp_path: Path) -> None:
    found = run("tests.storage.failing_states", str(tmp_path))
    assert found.keys() == TABLE.keys()
    wrong: list[str] = []
    for name, said in TABLE.items():
        for act, by in said.items():
            one = found[name]["acts"][act]
            got, want = as_said(one), expected(act, by)
            if isinstance(by, Trouble) and "kind" in one:
                got = got.removesuffix(f" {t.NEW_HERE}")
                got += f" [{one['kind']}]"
                want += f" [{by.kind.__name__}]"
                advice = re.sub("^Nothing was changed[^.]*[.] ?", "", one["what to do"])
                wrong += [f"{name}, {act}: {advice!r}"] if advice != by.what_to_do else []
                if act == "change":
                    began = t.PRESS_AGAIN if by.passes else t.UNCHANGED
                    if not one["what to do"].startswith(began) and by not in (
                        t.DAMAGED,
                        t.NOT_ITS_KEYS,
                        t.NO_DATABASE,
                    ):
                        wrong.append(f"{name}: it is not said that nothing was changed")
            if got != want:
                wrong.append(f"{name}, {act}: {got!r} and not {want!r}")
        came = as_said(found[name]["afterwards"])
        if (came == "in") is (name in STAYS):
            wrong.append(f"{name}, afterwards: {came!r}")
        goes_on = "sent" in (as_said(found[name]["acts"]["send"]),)
        if found[name]["changed"] and not goes_on:
            wrong.append(f"{name}: {found[name]['changed']} changed")
    assert not wrong, "\n".join(wrong)


def test_a_stalled_share_has_a_sentence() -> None:
    silent = SchoolSilent("the place")
    assert isinstance(silent, SchoolAway)
    assert silent.words == "The school's folder does not answer just now."
    assert silent.words in PAGE.read_text("utf-8")


def test_the_page_says_what_the_program_says() -> None:
    """docs/when-the-folder-fails.md has every sentence, in its row, and no other."""
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| What happened")
    ]
    assert all(len(row) == 4 for row in rows), [row for row in rows if len(row) != 4]
    page = {row[1]: row[2] for row in rows}
    known = {one.words: one.what_to_do for one in vars(t).values() if isinstance(one, Trouble)}
    silent = SchoolSilent()
    known[silent.words] = silent.what_to_do
    known |= {
        t.ONE_KEY_COPY.format(which="first"): "",
        t.KEY_COPIES_DIFFER.format(which="second"): "",
        t.KEY_COPY_CUT_OFF: "",
        t.KEY_COPIES_UNLIKE: "",
        t.KEYS_WENT_BACK: "",
        t.CLOCK.format(how="3 hours behind"): "",
        t.NEW_HERE: "",
    }
    assert page == known


def test_an_error_nobody_foresaw_has_words_too(tmp_path: Path) -> None:
    (tmp_path / "school.db").write_bytes(b"something")
    said = in_words(ValueError("no such thing"), Location(folder=tmp_path), writing=True)
    assert said.words == t.UNFORESEEN.words
    assert said.what_to_do.startswith(t.UNCHANGED)
    assert not isinstance(said, KeysDoNotFit)


@needs_shim
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("what", "released", "how", "every"),
    [
        ("sign-in", CURRENT, "EIO once write", 1),
        ("sign-in", CURRENT, "EIO once read", 9),
        ("migration", "v2_3", "EIO once write", 17),
        ("migration", "v2_3", "ENOSPC on write", 29),
        ("migration", "v1_0", "EIO once read", 23),
        # More of them. With 1 in the place of 5 it is every single call there is.
        *(
            pytest.param(what, released, how, 5, marks=pytest.mark.slow)
            for what, released in (
                ("sign-in", CURRENT),
                ("migration", "v2_3"),
                ("migration", "v1_0"),
            )
            for how in ("EIO once write", "ENOSPC once write", "ENOSPC on write", "EIO once read")
        ),
    ],
)
def test_wherever_it_fails_there_are_words_and_the_file_is_as_it_was(
    tmp_path: Path, what: str, released: str, how: str, every: int
) -> None:
    fixture = ROOT / "tests" / "storage" / "fixtures" / "released" / released
    found = run(
        "tests.storage.failing_openings", str(tmp_path), str(fixture), what, how, str(every)
    )
    tried = found["tried"]
    mistakes = [one for one in tried if one["said"].startswith("mistake")]
    untrue = [one for one in tried if "damaged" in one["said"]]
    wrong = [one for one in tried if one["wrong"]]
    print(f"{len(tried)} of {found['count']} calls")
    assert tried
    assert (mistakes, untrue, wrong) == ([], [], [])


@pytest.mark.parametrize(
    ("off", "how"), [(-3 * 3600, "3 hours behind"), (86_400, "1 day ahead of"), (300, "")]
)
def test_a_laptop_with_a_wrong_clock_is_told_so(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, off: int, how: str
) -> None:
    monkeypatch.setattr(mismatch, "laptop_time", lambda: time.time() + off)
    said = (t.CLOCK.format(how=how),) if how else ()
    assert folder_school.open("teacher1").notices == said


def test_who_joined_since_is_not_called_wrong_when_older_keys_are_put_back(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    share = folder_school.location.folder
    assert share is not None
    before = {name: (share / name).read_bytes() for name in (KEYS_FILE, KEYS_COPY)}
    hers, his = tmp_path / "her laptop", tmp_path / "the ICT Lead's laptop"
    new = "quite other words for her"
    folder_school.open("teacher1", root=hers).change_password(PASSWORD, new)
    folder_school.open("teacher1", root=hers, password=new)
    folder_school.open("ict", root=his)
    for name, content in before.items():
        (share / name).write_bytes(content)
    with pytest.raises(DamagedKeys) as told:
        folder_school.open("teacher1", root=hers, password=new)
    assert told.value.words == t.OLDER_KEYS.words
    with pytest.raises(SignInRefused):  # and a wrong one is still wrong
        folder_school.open("teacher1", root=hers, password="wrong")
    # The ICT Lead hears of it, and once.
    assert folder_school.open("ict", root=his).notices == (t.KEYS_WENT_BACK,)
    assert folder_school.open("ict", root=his).notices == ()
