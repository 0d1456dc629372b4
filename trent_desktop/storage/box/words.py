"""What was lost on this laptop, in words that are true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trent_desktop.storage.box.sorts import Sort

#: Neither file could be opened at all.
PUT_ASIDE: Final = (
    "What was kept on this laptop alone could not be opened and was put aside: drafts, and reports "
    "that still waited here to be sent. Check among the reports whether the last one you sent is "
    "there, and tell the ICT Lead if something is missing."
)
#: Both files are gone.
GONE: Final = (
    "What was kept on this laptop alone is gone: drafts, and reports that still waited here to be "
    "sent. Check among the reports whether the last one you sent is there."
)
_SAFE: Final = "Reports that were sent, or wait here to be sent, are safe."
_ASK: Final = "Tell the ICT Lead that this laptop’s disk may be failing."
_OF: Final[Mapping[str, tuple[str, str]]] = {
    Sort.OUTBOX: ("a report that waited to be sent", "{} reports that waited to be sent"),
    Sort.DRAFT: ("a draft", "{} drafts"),
    Sort.WORDS: ("something that you were writing", "{} things that you were writing"),
    Sort.TASK: ("what you said of a task", "what you said of {} tasks"),
    Sort.LESSON: ("a lesson that was taught", "{} lessons that were taught"),
    Sort.WRITING: ("a lesson that you were writing", "{} lessons that you were writing"),
    Sort.PICTURE: ("a picture of a lesson", "{} pictures of lessons"),
}


def loss_in_words(missing: Mapping[str, int], *, of_last: bool) -> str:
    """What to tell her. `of_last`: nobody knows what the last records were."""
    lost = [
        (one if missing[sort] == 1 else many.format(missing[sort]))
        for sort, (one, many) in _OF.items()
        if missing.get(sort)
    ]
    said: list[str] = []
    if lost:
        *others, last = lost
        named = f"{', '.join(others)} and {last}" if others else last
        said.append(f"A part of what this laptop keeps was damaged, and {named} could not be read.")
    else:
        said.append(
            "A part of what this laptop keeps was damaged. Of what you typed last, something may "
            "be missing."
        )
    if missing.get(Sort.OUTBOX):
        said.append("Please write that again today.")
    elif of_last:
        said.append("Check among the reports whether the last one you sent is there.")
    else:
        said.append(_SAFE)
    said.append(_ASK)
    return " ".join(said)
