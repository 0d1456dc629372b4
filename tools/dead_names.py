"""Find names that nothing uses, with vulture; what is used from elsewhere is listed with why.

    .venv/bin/python -m tools.dead_names

A name that is only used in tests counts as dead, unless it is listed. A listed name that is used,
or gone, is a fault too, so that the list stays short.
"""

from __future__ import annotations

import sys
from pathlib import Path

from vulture.core import Vulture  # pyright: ignore[reportMissingTypeStubs]

ROOT = Path(__file__).resolve().parent.parent
SEARCHED = ("trent_desktop", "ui", "tools", "start.py", "build.spec")
#: Vulture is this sure of a name that it never met; of an argument it is surer.
LEAST_CONFIDENCE = 60

#: Why vulture does not see the use -> the names, by where they are written ("" for anywhere).
USED: dict[str, dict[str, str]] = {
    "Qt calls it": {
        "": "canFetchMore canInsertFromMimeData closeEvent contextMenuEvent enterEvent leaveEvent "
        "dragEnterEvent dropEvent expandingDirections fetchMore "
        "hitButton mouseDoubleClickEvent mouseMoveEvent mousePressEvent nextCheckState "
        "tabletEvent",
        "ui/components/read_aloud.py": "actionNames doAction selectable expandable expanded collapsed",
        "ui/components/pages.py": "itemAt",
    },
    "Python's reader of web pages calls it": {
        "trent_desktop/school/class_lists/markup.py": "handle_data handle_starttag",
    },
    "Python's reader of command lines calls it": {
        "trent_desktop/commands/parsing.py": "_check_value _print_message",
    },
    "Qt calls it, or a bus by its name": {
        "ui/system/buses.py": "nobodys saves sleeps",
        "ui/system/native_events.py": "nativeEventFilter",
        "ui/system/watch.py": "_bus",
    },
    "logging calls or reads it": {"ui/problems.py": "exc_text formatException"},
    "ReportLab calls or reads it": {
        "trent_desktop/documents/blocks.py": "aH keepWithNext",
        "trent_desktop/documents/fonts.py": "useA85",
        "trent_desktop/documents/lines.py": "_rise setRise",
        "trent_desktop/documents/locking.py": "objnum overrideID",
        "trent_desktop/documents/page.py": "keepWithNext",
        "trent_desktop/documents/tagging.py": "__class__ Tabs StructTreeRoot MarkInfo",
        "trent_desktop/documents/streaming.py": "Contents Resources Trans XObject filters",
    },
    "SQLAlchemy, Alembic or the driver reads it": {
        "trent_desktop/agreements/models.py": "chased_at",
        "trent_desktop/storage/database.py": "isolation_level",
        "trent_desktop/storage/migrations/versions": "down_revision",
        "trent_desktop/storage/tables.py": "cache_ok process_bind_param "
        "process_result_value type_annotation_map",
    },
    "Windows reads it": {
        "trent_desktop/windows_job.py": "process_time active_processes process_memory",
    },
    "pickle reads it": {"trent_desktop/share/distant.py": "fast"},
    "PyYAML reads it": {"trent_desktop/plain_yaml.py": "yaml_implicit_resolvers"},
    "read by its value, as it is stored": {
        "trent_desktop/school/people/people.py": "Y4 Y5 VOLUNTEER",
    },
    "a colour, asked for by its name": {
        "ui/theme/tokens.py": "act_dark act_hover danger_dark on_danger on_shade smart_a smart_m "
        "smart_r smart_s smart_t",
    },
    "the day of a table, for whoever looks whether it has aged": {
        "trent_desktop/reports/kinds/access/refused.py": "HOSTS_CHECKED_ON",
    },
    "the process that has the share calls it by its name": {
        "trent_desktop/reports/waiting/outbox_first.py": "deliver_put",
        "trent_desktop/reports/waiting/to_outbox.py": "came_back",
    },
    "asked for by the path of its service": {"trent_desktop/share/halves.py": "cases_sending"},
    "nothing: to be taken out with the next change of its file": {
        "trent_desktop/reports/who/telling.py": "HOLDS_FROM",
        "ui/reports/room.py": "_before_choosing",
    },
    "tests look at it: what a person sees, or what must hold for all": {
        "tools/third_party.py": "is_acceptable",
        "trent_desktop/agreements/register/scanning.py": "codes_on",
        "trent_desktop/oversight/training/values.py": "attendances",
        "trent_desktop/sample/filling.py": "audit_entries",
        "trent_desktop/sample/pupils.py": "is_upn",
        "ui/agreements/giving/batch_panel.py": "is_whole",
        "ui/agreements/register/page.py": "is_settled photo_sheet",
        "ui/components/focus.py": "shown_for",
        "ui/journeys/controls.py": "dont_know",
        "ui/lessons/board/peek.py": "is_whole",
        "ui/lessons/board/pieces.py": "is_cut",
        "ui/reports/sent_page.py": "go_on_button",
        "ui/theme/icons.py": "icon_names",
        "ui/theme/tokens.py": "EDGE_PAIRS TEXT_PAIRS contrast",
        "trent_desktop/reports/kinds/content/categories.py": "with_labels",
        "trent_desktop/reports/sent.py": "already_sent",
        "trent_desktop/reports/followed.py": "new_for_me",
    },
}


def listed() -> set[tuple[str, str]]:
    """Pairs of where and name."""
    return {
        (where, name)
        for places in USED.values()
        for where, names in places.items()
        for name in names.split()
    }


def unused() -> list[tuple[str, int, str, str]]:
    """What vulture finds: file below the root, line, name, and what kind of name it is."""
    found = Vulture()
    found.scavenge([str(ROOT / one) for one in SEARCHED])
    return [
        (one.filename.relative_to(ROOT).as_posix(), one.first_lineno, one.name, one.typ)
        for one in found.get_unused_code(min_confidence=LEAST_CONFIDENCE)
    ]


def faults() -> list[str]:
    """A sentence for each name that is dead, or listed for nothing."""
    known, needed = listed(), set[tuple[str, str]]()
    said: list[str] = []
    for path, line, name, kind in unused():
        allowed = {
            (where, one) for where, one in known if one == name and f"{path}/".startswith(where)
        }
        needed |= allowed
        if not allowed:
            said.append(f"{path}:{line}: nothing uses the {kind} {name}")
    for where, name in sorted(known - needed):
        said.append(f"tools/dead_names.py: {name} ({where or 'anywhere'}) is listed for nothing")
    return said


def main() -> int:
    """Print what is dead; 1 when anything is."""
    said = faults()
    print("\n".join(said) or "No dead names.")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
