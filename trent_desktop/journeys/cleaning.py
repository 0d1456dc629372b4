"""Makes text from people fit to keep, show and print, and says what was taken out.

What stays: every letter of every script, accents, emoji with their joiners and flags, the two
direction marks that Arabic and Hebrew names need, and in long texts line breaks and tabs.

What goes: control characters, characters that turn the direction of the writing round
(overrides, embeddings, isolates: they can make a text read as something else than it is), and
characters of no width that hide in addresses. Whatever goes is counted in a note for the person:
nothing is taken out in silence, except that all line ends become one kind and text is composed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb]|[\ufdd0-\ufdef\ufffe\uffff]"
)
_HIDDEN = re.compile("[\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\u180e]")
#: Tag characters spell the flags of England, Scotland and Wales; elsewhere they hide text.
_FLAG_OR_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
_NEEDS_CARE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef"
    "\ufff9-\uffff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as it is kept, and a sentence on what was taken out (empty when nothing was)."""

    text: str
    note: str = ""


def storable(text: str) -> str:
    """`text` with broken halves of characters mended, so that it can be written as UTF-8.

    A paste can bring half a character (a lone surrogate), which no file accepts. Pairs are
    joined, a lone half becomes the mark for that (U+FFFD). Everything else is left exactly as typed.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def clean(text: str, *, one_line: bool = False) -> Cleaned:
    """Composes `text` (NFC), takes out what must not be kept, and says so.

    With `one_line`, line breaks and tabs become spaces. Spaces at both ends go. The result is
    stable: cleaning it again changes nothing and notes nothing.
    """
    text = storable(text)
    note = ""
    if _NEEDS_CARE.search(text):
        text = _LINE_ENDS.sub("\n", text)
        text, turned = _DIRECTION.subn("", text)
        text, control = _CONTROL.subn("", text)
        text, hidden = _HIDDEN.subn("", text)
        before = len(text)
        text = _FLAG_OR_TAGS.sub(lambda found: found.group(1) or "", text)
        note = _note(turned, control, hidden + before - len(text))
    if one_line:
        text = re.sub(r"[\n\t]+", " ", text)
    return Cleaned(unicodedata.normalize("NFC", text).strip(), note)


def line_of(text: str) -> str:
    """`text` made fit to keep, in one line with single spaces: a name, a title, a reason."""
    return " ".join(clean(text, one_line=True).text.split())


def _note(turned: int, control: int, hidden: int) -> str:
    """One sentence on what was taken out."""
    parts: list[str] = []
    if turned:
        parts.append(f"{_times(turned, 'character')} that would turn the writing round")
    if control:
        parts.append(_times(control, "control character"))
    if hidden:
        parts.append(_times(hidden, "invisible character"))
    if not parts:
        return ""
    return f"We took out {_listed(parts)}. Every word that you can read is still there."


def _times(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
