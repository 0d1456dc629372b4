"""What the lines of a policy are: headings, numbered clauses, their points, who signed it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from trent_desktop.policy.clauses import PolicyText, Signature
from trent_desktop.policy.importing.building import Building
from trent_desktop.policy.importing.contents_list import (
    ContentsList,
    disagreements,
    read_contents,
    title_key,
)
from trent_desktop.policy.importing.imported import Imported
from trent_desktop.policy.importing.lines import Line, plain
from trent_desktop.policy.importing.numbers import (
    has_letter,
    is_number,
    is_short,
    label,
    split_number,
)
from trent_desktop.policy.importing.remarks import remarks
from trent_desktop.policy.importing.signing import begins_signatures, may_sign, read_signatures
from trent_desktop.policy.topic_finding import with_topics

_SMART: Final = re.compile(
    r"(?:([SMART])\s*[-–—:.)]?\s+(?:is\s+)?(?:for\s+)?)?"
    r"(safe|meeting|accepting|reliable|tell)\s*[-–—:]\s*(?=\S)",
    re.IGNORECASE,
)
_KNOWN: Final = frozenset(
    {
        "statement of intent",
        "policy statement",
        "introduction",
        "aims",
        "aims and objectives",
        "purpose",
        "scope",
        "definitions",
        "legal framework",
        "roles and responsibilities",
        "monitoring and review",
        "review",
        "appendices",
    }
)
_TITLE_WITHIN: Final = 12
_NO_TITLE: Final = "Policy"
_INTRODUCTION: Final = "Introduction"


def recognise(lines: Sequence[Line]) -> Imported:
    """The policy in these lines. Every line stands in what comes back."""
    aside = [one for one in lines if one.aside]
    text = [one for one in lines if not one.aside]
    contents = read_contents(text)
    recogniser = _Recogniser(text, contents)
    recogniser.run()
    policy = with_topics(
        PolicyText(
            recogniser.title or _NO_TITLE,
            recogniser.building.sections(),
            tuple(recogniser.signatures),
        )
    )
    not_understood = [*recogniser.left]
    not_understood += _missing(text, policy, [*not_understood, *recogniser.furniture])
    not_understood += [plain(one.text).replace("\t", " · ") for one in aside]
    warnings = [
        *recogniser.building.warnings,
        *disagreements(contents, policy.sections),
        *remarks(policy, [one.aside for one in aside]),
    ]
    return Imported(policy, tuple(not_understood), tuple(warnings), tuple(recogniser.furniture))


class _Recogniser:
    def __init__(self, lines: Sequence[Line], contents: ContentsList) -> None:
        self.lines = lines
        self.contents = contents
        self.promised = {title_key(one.title) for one in contents.entries}
        self.building = Building()
        self.signatures: list[Signature] = []
        self.furniture: list[str] = []
        self.left: list[str] = []
        self.title = ""

    def run(self) -> None:
        """Go through all lines once."""
        at = self._front()
        while at < len(self.lines):
            if self.contents.first <= at < self.contents.end:
                self.furniture.append(_shown(self.lines[at]))
                at += 1
            elif taken := self._signatures(at):
                at += taken
            else:
                at += self._line(at)

    # ------------------------------------------------------------------ what stands first

    def _front(self) -> int:
        """The title, and what stands around it; gives where the text begins."""
        listed = self.contents.end > self.contents.first
        end = self.contents.first if listed else self._first_of_text()
        front = self.lines[:end]
        found = next((at for at, one in enumerate(front) if _is_title(one)), None)
        if found is None and (front and not listed):
            found = next((at for at, one in enumerate(front) if one.heading == 1), None)
        for at, line in enumerate(front):
            if at == found:
                number, words = _numbered(line)
                self.title = plain(words) if not number else plain(line.text)
            elif is_short(plain(line.text)) or "\t" in line.text or len(line.text) < 40:
                self.furniture.append(_shown(line))
            else:
                self.building.words(line.text)
                self.building.call_first(_INTRODUCTION)
        return end

    def _first_of_text(self) -> int:
        """Where the text begins in a document without a list of contents."""
        for at, line in enumerate(self.lines[:_TITLE_WITHIN]):
            number, words = _numbered(line)
            known = title_key(words) in _KNOWN
            if _is_title(line) and not number and not known:
                continue
            if line.bullet or number or known or not is_short(plain(line.text)):
                return at
            if at + 1 >= len(self.lines) or self._begins_part(at):
                return at
        return min(len(self.lines), _TITLE_WITHIN)

    def _begins_part(self, at: int) -> bool:
        """Whether a heading is followed by what belongs to it, and not by one more short line."""
        after = self.lines[at + 1]
        number, words = _numbered(after)
        if number:
            return "." in number or not is_short(plain(words))
        return after.bullet or not is_short(plain(words))

    # ------------------------------------------------------------------ signatures

    def _signatures(self, at: int) -> int:
        """Take lines for signatures that begin here; gives how many lines that were."""
        line = self.lines[at]
        if _numbered(line)[0] or not (begins_signatures(line) or may_sign(line.text)):
            return 0
        end = len(self.lines)
        if at < self.contents.first:
            end = self.contents.first
        signed = read_signatures(self.lines[at:end])
        if not signed.signatures and not begins_signatures(line):
            return 0
        self.signatures += signed.signatures
        self.left += signed.left_over
        used = {
            word
            for one in signed.signatures
            for word in f"{one.name} {one.role} {one.when}".split()
        }
        for one in self.lines[at : at + signed.taken]:
            if not all(word in used for word in plain(one.text).split()):
                self.furniture.append(_shown(one))
        return signed.taken

    # ------------------------------------------------------------------ the text

    def _line(self, at: int) -> int:
        """Put one line where it belongs, two where a number stands on a line of its own."""
        line = self.lines[at]
        number, words = _numbered(line)
        taken = 1
        if number and not words and at + 1 < len(self.lines):
            after = self.lines[at + 1]
            if not _numbered(after)[0] and not after.bullet:
                words, line, taken = after.text, after, 2
        if number and not is_number(number):  # a letter, or what a list was told to write
            self.building.point(f"{line.number} {words}".strip())
        elif (smart := _SMART.match(plain(words))) and self.building.in_smart:
            self.building.letter(smart.group(2).capitalize(), plain_after(words, smart))
        elif self._is_heading(at, line, number, words):
            self.building.section(number, plain(words))
        elif number:
            self.building.clause(number, words)
        elif line.bullet or has_letter(plain(words)):
            self.building.point(words)
        else:
            self.building.words(words.replace("\t", " · "))
        return taken

    def _is_heading(self, at: int, line: Line, number: str, words: str) -> bool:
        bare = plain(words)
        if not bare or ("\t" in bare and not line.heading):
            return False
        if line.heading:
            return len(bare) <= 200
        if "." in number or (line.bullet and not number):
            return False
        if title_key(bare) in self.promised | _KNOWN and is_short(bare.rstrip(":")):
            return True
        if number:
            return is_short(bare)
        if not is_short(bare) or not line.alone or has_letter(bare):
            return False
        whole = words.startswith("**") and words.endswith("**") and words.count("**") == 2
        shouted = bare.isupper() and len(bare) > 3
        return whole or shouted or self._stands_over(at)

    def _stands_over(self, at: int) -> bool:
        """Whether a short line has text of its own under it."""
        if at + 1 >= len(self.lines):
            return False
        after = self.lines[at + 1]
        number, words = _numbered(after)
        return bool(number) or after.bullet or len(plain(words)) > 60 or not is_short(plain(words))


def _numbered(line: Line) -> tuple[str, str]:
    if line.number:
        return label(line.number) or line.number, line.text
    return split_number(line.text)


def _is_title(line: Line) -> bool:
    words = plain(line.text)
    return (
        "policy" in words.casefold()
        and is_short(words)
        and len(words.split()) <= 10
        and not line.bullet
        and "\t" not in words
    )


def plain_after(words: str, found: re.Match[str]) -> str:
    """What stands behind a lead such as "Safe -", which may have been strong."""
    bare = plain(words)[found.end() :]
    at = words.rfind(bare)
    return words[at:] if at >= 0 and "**" not in bare else bare


def _shown(line: Line) -> str:
    number = f"{line.number} " if line.number else ""
    return number + plain(line.text).replace("\t", " · ")


# ---------------------------------------------------------------------- nothing is lost


def _missing(lines: Sequence[Line], policy: PolicyText, others: Sequence[str]) -> list[str]:
    """Lines whose words stand nowhere in what came of them. There should be none."""
    there = _bare("\n".join([*_all_words(policy), *others]))
    found: list[str] = []
    signed = {
        word
        for one in policy.signatures
        for word in _bare(f"{one.name} {one.role} {one.when}").split()
    }
    for line in lines:
        words = _bare(_numbered(line)[1])
        if words and words not in there and not set(words.split()) <= signed:
            smart = _SMART.match(plain(_numbered(line)[1]))
            if smart and _bare(plain(_numbered(line)[1])[smart.end() :]) in there:
                continue
            found.append(_shown(line))
    return found


def _all_words(policy: PolicyText) -> list[str]:
    found = [policy.title]
    for section in policy.sections:
        found += [section.title, *section.words, *section.points]
        for clause in section.clauses:
            found += [clause.lead, clause.words, *clause.points]
    return found


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", plain(text)).split())
