"""The languages that agreements come in: one folder each under `resources/agreements`.

Another language is one more folder. One whose letters no bundled font covers says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, cast

import yaml

from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.wording.reading import read_wording
from trent_desktop.agreements.wording.wording import Wording
from trent_desktop.plain_yaml import read_plain_yaml
from trent_desktop.problems import NotFound, Problem
from trent_desktop.resources import RESOURCES

OURS: Final = RESOURCES / "agreements"
ENGLISH: Final = "en"
#: What every language says in its `language.yaml` under `words`.
WORDS: Final = (
    *("name", "class", "date", "signature", "yes", "no", "return-by", "tear-off", "family"),
    *("to-be-checked", "checked", "english-counts"),
    *("goes-back", "part-goes-back", "for-reading"),
)


class LanguageDamaged(Problem):
    """A language's folder is not as it must be."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language. `words` are the short words of the page's furniture."""

    code: str
    name: str
    own_name: str
    right_to_left: bool
    words: Mapping[str, str] = field(repr=False)

    @property
    def shown(self) -> str:
        """``Turkish (Türkçe)``; only ``English`` for English."""
        return self.name if self.name == self.own_name else f"{self.name} ({self.own_name})"


def languages() -> tuple[Language, ...]:
    """All languages, English first, the others by name. Raises `LanguageDamaged`."""
    return _languages(OURS)


def language(code: str) -> Language:
    """One language. Raises `NotFound`."""
    for one in languages():
        if one.code == code:
            return one
    known = ", ".join(one.code for one in languages())
    raise NotFound(f"There is no language “{code}”.", what_to_do=f"The languages are {known}.")


@cache
def _languages(folder: Path) -> tuple[Language, ...]:
    found = [read_language(path.parent) for path in folder.glob("*/language.yaml")]
    return tuple(sorted(found, key=lambda one: (one.code != ENGLISH, one.name)))


def read_language(folder: Path) -> Language:
    """The language of a folder. Raises `LanguageDamaged` with what is missing in it."""
    path = folder / "language.yaml"
    try:
        values, _ = read_plain_yaml(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise LanguageDamaged("This language cannot be read.", where=str(path)) from error
    top = cast("dict[str, object]", values) if isinstance(values, dict) else {}
    words = top.get("words")
    said = cast("dict[str, object]", words) if isinstance(words, dict) else {}
    missing = [name for name in ("name", "own-name", "direction") if name not in top]
    missing += [f"words: {name}" for name in WORDS if not isinstance(said.get(name), str)]
    if missing:
        raise LanguageDamaged(f"This language does not say: {', '.join(missing)}.", where=str(path))
    return Language(
        folder.name,
        str(top["name"]),
        str(top["own-name"]),
        top["direction"] == "right-to-left",
        {name: str(said[name]) for name in WORDS},
    )


@cache
def our_text(kind: Kind, code: str) -> str:
    """The Markdown that came with the program. Raises `NotFound` for a language without it."""
    path = OURS / code / f"{kind.value}.md"
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise NotFound(f"“{kind.title}” does not exist in {code}.") from error


@cache
def first_text(kind: Kind) -> str:
    """The English that came with every program before answers kept the number of their wording.

    Empty for a kind whose words nobody has to know any more.
    """
    path = OURS / ENGLISH / "earlier" / f"{kind.value}-1.md"
    return path.read_text("utf-8") if path.is_file() else ""


@cache
def our_wording(kind: Kind, code: str) -> Wording:
    """The wording that came with the program. Raises `NotFound` or `WordingRefused`."""
    return read_wording(our_text(kind, code), code, kind, where=f"{code}/{kind.value}.md")


@cache
def unprintable(code: str) -> str:
    """The letters of a language that no bundled font has; empty for one that prints.

    Looks at everything that its folder says.
    """
    # Fonts bring what sets pages with them, and whoever asks what has a day has no use for it.
    from trent_desktop.documents.fonts import face_for
    from trent_desktop.documents.wording import clusters, printable

    said = language(code)
    texts = [said.own_name, *said.words.values()]
    texts += [our_text(kind, code) for kind in Kind if (OURS / code / f"{kind.value}.md").is_file()]
    letters = {
        cluster for text in texts for cluster in clusters(printable(text)) if not cluster.isspace()
    }
    return "".join(sorted(one for one in letters if face_for(one) is None))
