"""What Windows and macOS are told of the program."""

from __future__ import annotations

import ast
import plistlib
import re
import subprocess
import sys
from pathlib import Path

from tools import program_facts
from trent_desktop.opened_with import LESSON
from ui.system import windows

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_four_numbers_and_the_resource_reads_as_python(tmp_path: Path) -> None:
    assert program_facts.version_numbers("1.2.3") == (1, 2, 3, 0)
    assert program_facts.version_numbers("0.1.0+local") == (0, 1, 0, 0)
    text = Path(program_facts.version_resource(tmp_path / "version.txt")).read_text("utf-8")
    (call,) = ast.parse(text).body
    names = {node.id for node in ast.walk(call) if isinstance(node, ast.Name)}
    assert {"VSVersionInfo", "FixedFileInfo", "StringTable", "VarStruct"} <= names
    assert f"'ProductVersion', '{program_facts.VERSION}'" in text


def test_what_a_mac_reads_is_a_property_list_with_words_for_each_question() -> None:
    facts = program_facts.info_plist()
    assert plistlib.loads(plistlib.dumps(facts)) == facts
    assert facts["NSHighResolutionCapable"] is True
    for name, words in facts.items():
        if name.endswith("UsageDescription"):
            assert re.fullmatch(r"[A-Z].{20,120}\.", words), name


def test_a_lesson_s_file_opens_with_the_program_on_both() -> None:
    facts = program_facts.info_plist()
    (kind,) = facts["CFBundleDocumentTypes"]
    (known,) = facts["UTExportedTypeDeclarations"]
    assert kind["LSItemContentTypes"] == [known["UTTypeIdentifier"]]
    assert known["UTTypeTagSpecification"]["public.filename-extension"] == [LESSON[1:]]
    said = (ROOT / "setup.iss").read_text("utf-8")
    lines = [line for line in said.splitlines() if line.startswith("Root:")]
    assert lines
    assert all(line.startswith("Root: HKCU;") for line in lines), "for one user"
    assert "ChangesAssociations=yes" in said
    (ending,) = [line for line in lines if f'Classes\\{LESSON}";' in line]
    program = ending.split('ValueData: "')[1].split('"')[0]
    (command,) = [line for line in lines if f"{program}\\shell\\open\\command" in line]
    # In quotes, as names have spaces; the file is one word for the program.
    assert 'ValueData: """{app}\\trent-desktop.exe"" ""%1"""' in command


def test_the_picture_is_drawn_and_is_the_mark(tmp_path: Path) -> None:
    """In a process of its own, as it is made."""
    target = tmp_path / "icon.png"
    code = f"from tools import program_facts; from pathlib import Path; program_facts.icon(Path({str(target)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
    from PIL import Image

    with Image.open(target) as picture:
        assert picture.size == (1024, 1024)
        box = picture.convert("RGBA").getchannel("A").getbbox()
    assert box is not None
    assert box[2] - box[0] > 800


def test_the_installer_needs_no_administrator_and_takes_what_is_frozen() -> None:
    said = (ROOT / "setup.iss").read_text("utf-8")
    assert "PrivilegesRequired=lowest" in said
    assert "{localappdata}" in said
    assert 'Source: "dist\\trent-desktop\\*"' in said
    assert "LicenseFile=LICENSE" in said
    assert (ROOT / "LICENSE").is_file()
    assert "HKLM" not in said


def test_the_installer_knows_an_open_window_by_the_name_that_it_makes() -> None:
    said = (ROOT / "setup.iss").read_text("utf-8").splitlines()
    assert f"AppMutex={windows.OPEN_MUTEX}" in said
