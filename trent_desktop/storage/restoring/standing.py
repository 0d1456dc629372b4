"""What stands as it stood when a copy is put back, and what comes out of the copy.

Who belongs to the school, what each may do, whose keys open what: of these a copy says what was
true once. So do the trail, what was destroyed and where the school went. All else is content.
"""

from __future__ import annotations

from typing import Any, Final

#: Whole tables that stay, in an order in which their references hold.
STAYS: Final = (
    "member",
    "member_laptop",
    "member_role",
    "role_key",
    "role_key_share",
    "role_key_escrow",
    "recovery_key",
    "gone",
    "night_watch",
)
#: Settings that say who may come in and how, and where copies are. The others are content.
SETTINGS_THAT_STAY: Final = (
    "second_factor_roles",
    "recovery_proved",
    "lost_keys",
    "copies_elsewhere",
    "copies_most_gb",
    "copy_keys",
)
#: Of these each has a rule of its own; see `preparing`.
APART: Final = (
    "school",
    "setting",
    "audit_entry",
    "destroyed",
    "counter",
    "key_document",
)
#: What school life is made of: it is afterwards as it was in the copy.
CONTENT: Final = (
    "account",
    "agreement",
    "agreement_batch",
    "agreement_event",
    "agreement_family",
    "agreement_family_pupil",
    "agreement_wording",
    "agreement_same_meaning",
    "case_attachment",
    "case_entry",
    "case_reader",
    "case_record",
    "case_task",
    "consent_answer",
    "filter_check",
    "governor_term",
    "induction_step",
    "landed",
    "lesson_pack",
    "lesson_taught",
    "meeting",
    "meeting_answer",
    "meeting_family",
    "member_class",
    "policy_reading",
    "policy_version",
    "pupil",
    "school_class",
    "supervision",
    "training_attendance",
    "training_certificate",
    "training_session",
    "undo_step",
)


def columns_of(connection: Any, table: str) -> list[str]:
    """The columns of a table, none when there is no such table. `table` is one of ours."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def rows_of(connection: Any, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    """All rows of a table, read to the end."""
    named = ", ".join(f'"{one}"' for one in columns)
    return connection.execute(f"SELECT {named} FROM {table}").fetchall()


def put_rows(connection: Any, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Put rows into a table in the place of those of the same key."""
    named = ", ".join(f'"{one}"' for one in columns)
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT OR REPLACE INTO {table} ({named}) VALUES ({marks})", rows)
