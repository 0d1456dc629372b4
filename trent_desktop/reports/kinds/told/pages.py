"""The questions for when a child has told a grown-up something: what was said, and no more.

What decides who reads it stands on the first page. Nothing here asks a grown-up to question the
child, to judge, or to look for anything.
"""

from __future__ import annotations

from dataclasses import replace

from trent_desktop.journeys import Choices, LongText, Option, Page, People, YesNo
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.asked.questions import Defaults, about_staff, happened_at, which_class
from trent_desktop.reports.kinds.told import names as n


def told_pages(defaults: Defaults) -> tuple[Page, ...]:
    """Four pages. The first holds all that is needed at once."""
    about = about_staff(defaults)
    no, *others = about.options
    return (
        Page(
            "told",
            "What did the child tell you?",
            (
                People(
                    n.CHILD,
                    "Which child told you?",
                    missing="Say which child told you. A first name and the class will do.",
                ),
                LongText(
                    asked.CHILD_WORDS,
                    "The child’s own words",
                    hint="As exactly as you remember. It does not matter if it sounds muddled.",
                    missing="Write down what the child said, as far as you remember it.",
                ),
                replace(about, options=(replace(no, hint=""), *others)),
                YesNo(
                    asked.DANGER,
                    "Is anybody in danger now?",
                    hint="If yes: ring 999 first, then the Designated Safeguarding Lead.",
                    unknown=True,
                    missing="Say whether anybody is in danger now, or “I don’t know”.",
                ),
                replace(happened_at(defaults), label="When did the child tell you?"),
                replace(which_class(defaults), label="Which class is the child in?"),
            ),
        ),
        Page(
            "seemed",
            "How did the child seem?",
            (
                LongText(
                    n.SEEMED,
                    "How did the child seem?",
                    hint="What you saw, such as calm, tearful, shaking. Not what you think it means.",
                    optional=True,
                ),
                YesNo(
                    n.INJURY,
                    "Did you notice an injury?",
                    hint="If yes: record it in the school’s child-protection system too. Do not "
                    "examine or photograph it.",
                    unknown=True,
                    missing="Say whether you noticed an injury, or “I don’t know”.",
                ),
            ),
        ),
        Page(
            "answered",
            "What did you say to the child?",
            (
                LongText(
                    n.ANSWERED,
                    "What did you say to the child?",
                    hint="Also what you asked, if you asked anything. There is no wrong answer.",
                    optional=True,
                ),
            ),
        ),
        Page(
            "in-person",
            "Who have you told in person?",
            (
                Choices(
                    n.IN_PERSON,
                    "Who have you told in person?",
                    hint="Choose all that apply. If nobody yet: send this, then go to the "
                    "Designated Safeguarding Lead at once.",
                    missing="Say who you have told, or “Nobody yet”.",
                    options=(
                        Option(n.IN_PERSON_DSL, "The Designated Safeguarding Lead"),
                        Option(n.IN_PERSON_DEPUTY, "The deputy"),
                        Option(n.IN_PERSON_HEAD, "The Headteacher"),
                        Option(n.IN_PERSON_NOBODY, "Nobody yet"),
                    ),
                    exclusive=frozenset({n.IN_PERSON_NOBODY}),
                ),
            ),
        ),
    )
