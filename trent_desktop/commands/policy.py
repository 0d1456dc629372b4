"""``trent-desktop policy import``, ``search`` and ``print``, with a school or without one."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from trent_desktop.commands.frame import DONE, Opened, Options, Out, say
from trent_desktop.oversight.carried_out import with_own_names
from trent_desktop.policy.importing.imported import Imported
from trent_desktop.policy.importing.reading import read_policy
from trent_desktop.policy.model import model_policy
from trent_desktop.policy.search import search
from trent_desktop.policy.versions import MODEL, PolicyVersion, VersionState

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool


def do(options: Options) -> int:
    """One of the commands. Raises `UnreadableFile` and what opening a school raises."""
    commands: dict[str, Callable[[Options], int]] = {
        "import": bring_in,
        "search": look_for,
        "print": print_policy,
    }
    return commands[options.given.what](options)


def bring_in(options: Options) -> int:
    """Say what is in a policy's file; with a school it becomes the draft that is worked on."""
    imported = read_policy(Path(options.given.file))
    body, words = imported.to_json(), _words(imported)
    if options.school:
        with Opened(options) as school:
            draft = school.policy_drafts.begin(uuid.uuid4(), imported.text)
        body = {**body, "draft": draft.number}
        words = f"{words}\nIt is the draft of version {draft.number} now."
    say(options, body, words)
    return DONE


def look_for(options: Options) -> int:
    """The clauses about some words, the best first."""
    words = " ".join(options.given.words)
    if options.school:
        with Opened(options) as school:
            policy = _in_force(school).text
    else:
        policy = model_policy()
    found = search(policy, words)
    lines = [f"{one.number:<5} {one.text.replace(chr(10), ' ')}" for one in found]
    rows = [{"number": one.number, "text": one.text} for one in found]
    say(options, rows, "\n".join(lines) or f"No clause about “{words}” was found.")
    return DONE


def print_policy(options: Options) -> int:
    """The policy in force, or the model, as PDF."""
    from trent_desktop.documents.page import Letterhead
    from trent_desktop.policy.documents import policy_pdf
    from trent_desktop.school.settings.letterhead import letterhead_of

    out = Out(options)
    if options.school:
        with Opened(options) as school:
            version, letterhead = _in_force(school), letterhead_of(school)
    else:
        version = PolicyVersion(MODEL, 0, VersionState.DRAFT, model_policy())
        letterhead = Letterhead("Model policy")
    pdf = policy_pdf(version, letterhead)
    out.write(pdf.content)
    say(options, {"file": str(out), "pages": pdf.pages}, f"{out} ({pdf.pages} pages)")
    return DONE


def _in_force(school: OpenSchool) -> PolicyVersion:
    """The version in force; in the model the school's own names."""
    contacts = school.settings.current().contacts
    return with_own_names(school.policy.in_force(), school.school.name, contacts)


def _words(imported: Imported) -> str:
    text = imported.text
    numbered, sections, places = imported.numbered, len(text.sections), len(text.signatures)
    begin = f"{text.title}: {numbered} numbered clauses in {sections} sections"
    lines = [f"{begin}, {places} lines for signatures."]
    lines += [f"  {one.number:<4}{one.title}" for one in text.sections]
    lines += [f"  Look at: {one}" for one in imported.warnings]
    lines += [f"  Not understood: {one}" for one in imported.not_understood]
    return "\n".join(lines)
