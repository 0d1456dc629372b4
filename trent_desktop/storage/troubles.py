"""What can be wrong with a school's folder or server, each in one sentence (rule 76).

docs/when-the-folder-fails.md says what the program does by itself; a test holds both together.
"""

from __future__ import annotations

from dataclasses import dataclass

from trent_desktop.problems import (
    DamagedDatabase,
    DamagedKeys,
    DiskFull,
    FileGone,
    KeysDoNotFit,
    NotASchool,
    Problem,
    SchoolAway,
    SchoolBusy,
    SchoolFails,
    SchoolMoved,
    SchoolReadOnly,
    TooNew,
)
from trent_desktop.storage.location import BACKUPS

#: What is true of every unit of work that failed, for whoever pressed something.
UNCHANGED = "Nothing was changed."
PRESS_AGAIN = "Nothing was changed: try again in a minute."
_NETWORK = "Tell whoever looks after the network."
_PUT_BACK = (
    "The ICT Lead or the Headteacher can put a copy back: at sign-in, or in School, School settings, "
    "Copies."
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that can be wrong: which `Problem` it is, the sentence, and what helps.

    `passes`: it may be over by itself in a minute.
    """

    kind: type[Problem]
    words: str
    what_to_do: str
    passes: bool = False

    def problem(self, where: str, *, writing: bool = False) -> Problem:
        """As it is raised. `writing`: something was to be changed, and was not."""
        first = (PRESS_AGAIN if self.passes else UNCHANGED) if writing else ""
        return self.kind(self.words, what_to_do=f"{first} {self.what_to_do}".strip(), where=where)


def while_it_waits(problem: Problem) -> str:
    """What is wrong, for work that the program tries again by itself: nobody need press anything."""
    said = str(problem)
    for one in (PRESS_AGAIN, UNCHANGED):
        said = said.replace(f" {one}", "")
    return said


# ---------------------------------------------------------------------- the folder

AWAY = Trouble(
    SchoolAway,
    "The school's folder cannot be reached just now.",
    "Check that you are on the school's network.",
    passes=True,
)
FOLDER_GONE = Trouble(
    SchoolAway,
    "The school's folder is not in its place: it was moved, renamed or deleted, or its drive is "
    "not connected.",
    "Check that you are on the school's network. If others have no folder either, tell the ICT "
    "Lead.",
    passes=True,
)
STALE = Trouble(
    SchoolFails,
    "This laptop has lost its connection to the school's folder and has not been able "
    "to reconnect.",
    "Disconnect the network drive and connect it again, or restart the laptop.",
)
NOT_ALLOWED = Trouble(
    SchoolFails,
    "Whoever is signed in to this laptop may not open the school's folder.",
    "Sign in to the laptop as yourself, or tell whoever looks after the network.",
)
MAY_NOT_SAVE = Trouble(
    SchoolReadOnly,
    "Whoever is signed in to this laptop may read the school's folder, but not save in it.",
    "Sign in to the laptop as yourself, or tell whoever looks after the network.",
)
READ_ONLY = Trouble(
    SchoolReadOnly,
    "The school's folder can be read just now, but nothing can be saved in it.",
    _NETWORK,
)
UNFINISHED = Trouble(
    SchoolReadOnly,
    "Saving was cut off in the school's file. That must be put right in it before it can be read, "
    "and nothing can be saved in its folder just now.",
    _NETWORK,
)
FULL = Trouble(
    DiskFull, "The disk that holds the school is full, so nothing can be saved.", _NETWORK
)
QUOTA = Trouble(
    DiskFull,
    "The room that the network gives to the school's folder is used up, so nothing can be saved.",
    _NETWORK,
)
BUSY = Trouble(
    SchoolBusy,
    "The school's file is busy: others are saving just now.",
    "It takes a moment.",
    passes=True,
)
ASLEEP = Trouble(
    SchoolBusy,
    "The school's file is busy: somebody's laptop is in the middle of saving, and may be asleep.",
    "Whoever closed a laptop with Trent Desktop on it opens it again.",
    passes=True,
)
UNREAD = Trouble(
    SchoolFails,
    "The school's file could not be read just now.",
    "Tell whoever looks after the network if this stays.",
    passes=True,
)
UNSAVED = Trouble(
    SchoolFails,
    "The school's file could not be saved just now.",
    "Tell whoever looks after the network if this stays.",
    passes=True,
)
UNFORESEEN = Trouble(
    SchoolFails,
    "The school's file did not accept this.",
    "Tell the ICT Lead if this stays.",
)

# ------------------------------------------------------------------------ the file

FILE_GONE = Trouble(
    FileGone,
    "The school's file is gone from its folder, though its keys are still there.",
    _PUT_BACK,
)
EMPTIED = Trouble(
    FileGone,
    "The school's files are gone from its folder: they were moved or deleted, or its drive is not "
    "connected.",
    "Check that you are on the school's network. If others do not find them either, tell the ICT "
    "Lead.",
)
FILE_EMPTY = Trouble(
    FileGone, "The school's file is empty: somebody or something wiped it.", _PUT_BACK
)
DAMAGED = Trouble(DamagedDatabase, "The school's file is damaged and was left as it is.", _PUT_BACK)
NO_DATABASE = Trouble(
    DamagedDatabase,
    "What lies in the place of the school's file is not the school's file, or it is damaged from "
    "its beginning.",
    _PUT_BACK,
)
NOT_ITS_KEYS = Trouble(
    KeysDoNotFit,
    "The school's file does not open with the school's keys: it is damaged from its beginning, or "
    "file and keys are of two schools or of two days.",
    _PUT_BACK,
)
OLDER_FILE = Trouble(
    KeysDoNotFit,
    "The school's file is of an older day than the keys beside it, so they do not open it.",
    f"Ask the ICT Lead to put the newest file back, or the keys of its own day from the folder "
    f"“{BACKUPS}”.",
)
KEYS_TOO_OLD = Trouble(
    KeysDoNotFit,
    "The school's keys are of an older day than the file beside them, so they do not open it.",
    "Ask the ICT Lead to put the newest keys back.",
)
OLDER_KEYS = Trouble(
    DamagedKeys,
    "The school's keys are of an older day than those that this laptop has seen, and do not let "
    "you in.",
    "Ask the ICT Lead to put the newest keys back.",
)
OTHER_SCHOOL = Trouble(
    NotASchool,
    "The keys in the school's folder are not those of the school that this laptop knows there.",
    f"Ask the ICT Lead to put the school's own keys back from the folder “{BACKUPS}”.",
)
OTHER_FILE = Trouble(
    NotASchool,
    "The keys in this folder belong to another school than the file beside them.",
    "Choose the school's folder again, or ask the ICT Lead.",
)
WAL = Trouble(
    DamagedDatabase,
    "The school's file was changed by another program, and as it is now it is not safe to use on "
    "a network.",
    f"Ask the ICT Lead to close that program, or to put the file back from the folder “{BACKUPS}”.",
)
NO_VERSION = Trouble(
    DamagedDatabase,
    "The school's file does not say of which school and version it is.",
    _PUT_BACK,
)
TOO_NEW = Trouble(
    TooNew,
    "A newer Trent Desktop was used for this school, and this one cannot read it.",
    "Install the newer program on this laptop.",
)
NOT_MOVED_ON = Trouble(
    DamagedDatabase,
    "The school's file could not be brought up to date and was left as it was.",
    "Tell whoever looks after the program.",
)
NO_COPY_FIRST = Trouble(
    SchoolBusy,
    "The school's file is of an older version, and could not be copied before it is brought up to "
    "date. Nothing was changed.",
    f"Try again in a minute. If that does not help, see that the folder “{BACKUPS}” can be written "
    "to.",
)

MOVED = Trouble(
    SchoolMoved,
    "The school has moved to another place, and nothing is saved at the old one any more.",
    "Sign in again: this program finds the new place. What you typed is kept on this laptop.",
)

# ------------------------------------------------------------------------ the keys

NO_SCHOOL = Trouble(
    NotASchool,
    "There is no school in this folder.",
    "Choose the folder that the ICT Lead set up, or set up your school.",
)
NO_KEYS = Trouble(
    DamagedKeys,
    "Both copies of the school's key file are damaged or gone.",
    _PUT_BACK,
)
KEYS_UNREAD = Trouble(
    SchoolFails,
    "The school's key file could not be read just now.",
    "Tell whoever looks after the network if this stays.",
    passes=True,
)
#: Follows what is wrong, for whoever never signed in on this laptop.
NEW_HERE = "This laptop does not know you yet, and can let you in only when that is over."

# --------------------------------------------------------------------- said to the ICT Lead

ONE_KEY_COPY = (
    "The {which} copy of the school's key file is damaged or gone; the other is used. The next "
    "change of keys puts it right."
)
KEY_COPIES_DIFFER = (
    "The {which} copy of the school's key file is older than the other, which is used. The next "
    "change of keys puts it right."
)
KEY_COPY_CUT_OFF = (
    "Saving the school's key file was cut off: its first copy is older than the other, which is "
    "used. Signing in puts it right."
)
KEY_COPIES_UNLIKE = (
    "The two copies of the school's key file differ; the first is used. The next change of keys "
    "makes them alike."
)
KEYS_WENT_BACK = (
    "The school's keys are of an older day than those that this laptop has seen: somebody put a "
    "copy back. Who joined or changed a password since then cannot sign in. Look with “check”."
)

# ----------------------------------------------------------------- said to whoever is there

CLOCK = (
    "This laptop's clock is {how} that of the school's folder. Set it: what you write down carries its "
    "time, and codes may seem to have run out."
)

# --------------------------------------------------------------------- a database server

_ASK_SERVER = "Tell whoever looks after the database server."
SERVER_AWAY = Trouble(
    SchoolAway,
    "The school's database server cannot be reached just now.",
    "Check that you are on the school's network.",
    passes=True,
)
SERVER_FULL = Trouble(
    DiskFull,
    "The disk of the school's database server is full, so nothing can be saved.",
    _ASK_SERVER,
)
SERVER_READ_ONLY = Trouble(
    SchoolReadOnly,
    "The school's database server can be read just now, but nothing can be saved on it.",
    _ASK_SERVER,
)
SERVER_CROWDED = Trouble(
    SchoolBusy,
    "The school's database server lets nobody more in just now: too many are connected.",
    "Tell whoever looks after the database server if this stays.",
    passes=True,
)
SERVER_STOPPING = Trouble(
    SchoolAway,
    "The school's database server ends connections just now: it is being restarted, or somebody "
    "looks after it.",
    "It takes a moment.",
    passes=True,
)
SERVER_SLOW = Trouble(
    SchoolBusy,
    "The school's database server broke this off because it took too long.",
    "Tell whoever looks after the database server if this stays.",
    passes=True,
)
SERVER_REFUSES = Trouble(
    SchoolFails,
    "The school's database server does not let this laptop in.",
    "Ask whoever looks after it whether the name, the password and this laptop's address are still "
    "right there.",
)
SERVER_NO_TLS = Trouble(
    SchoolFails,
    "The school's database server does not encrypt what is sent to it, so nothing was sent.",
    "Ask whoever looks after the database server to switch TLS on.",
)
SERVER_NOT_TRUSTED = Trouble(
    SchoolFails,
    "The computer that answers does not prove that it is the school's database server, so nothing "
    "was sent to it.",
    "Ask whoever looks after the database server for its certificate, and whether it is for the "
    "name in the address.",
)
SERVER_WRONG_PASSWORD = Trouble(
    SchoolFails,
    "The school's database server does not know this user, or its password is different.",
    "This is the password of the database, not yours: ask whoever looks after the database server.",
)
SERVER_NO_DATABASE = Trouble(
    FileGone,
    "The school's database is gone from its server, or has another name there now.",
    "Ask for it to be put back from the server's last backup.",
)
SERVER_NO_SCHOOL = Trouble(
    FileGone,
    "The school's tables are missing in the database on the server.",
    "Ask for it to be put back from the server's last backup.",
)
SERVER_MAY_NOT = Trouble(
    SchoolFails,
    "The database server lets this laptop in, but not to the school's tables.",
    _ASK_SERVER,
)
SERVER_TOO_OLD = Trouble(
    SchoolFails,
    "The school's database is of an older version than this program, and this program may not "
    "bring it up to date.",
    "Whoever looks after the database server does: “trent-desktop server prepare”. Nothing was changed.",
)
SERVER_BUSY = Trouble(
    SchoolBusy,
    "The school's database is busy: others are saving just now.",
    "It takes a moment.",
    passes=True,
)
SERVER_DAMAGED = Trouble(
    DamagedDatabase,
    "The school's database server says that the database is damaged.",
    "Ask for it to be put back from the server's last backup.",
)
SERVER_UNFORESEEN = Trouble(
    SchoolFails,
    "The school's database server did not accept this.",
    "Tell the ICT Lead if this stays.",
)
#: Said where somebody asks for a copy.
SERVER_COPIES = (
    "The database server's own backups hold this school: see that they run, and that somebody has "
    "tried to put one back."
)
SERVER_NO_KEYS = Trouble(
    DamagedKeys,
    "The school's keys on the server are damaged.",
    "Ask for the database to be put back from its last backup.",
)
SERVER_EMPTY = Trouble(
    NotASchool,
    "There is no school in this database.",
    "Check the address, or set up your school there.",
)
