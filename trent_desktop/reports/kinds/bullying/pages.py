"""The questions about cyber-bullying: at once what decides who reads it, the rest when there is time.

Wording is ours, and blames nobody: neither whoever was hurt nor whoever did it.
"""

from __future__ import annotations

from dataclasses import replace

from trent_desktop.journeys import Choice, LongText, Option, Page, People, ShortText, YesNo
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.asked.questions import (
    Defaults,
    about_staff,
    chose,
    happened_at,
    which_class,
)
from trent_desktop.reports.kinds.bullying import names as n


def first_page(defaults: Defaults) -> Page:
    """All that is needed at once."""
    child, staff = chose(n.HURT, n.HURT_CHILD), chose(n.HURT, n.HURT_STAFF)
    about = about_staff(defaults)
    _, about_one, about_head = about.options
    return Page(
        "bullying",
        "Who was hurt, and what happened?",
        (
            Choice(
                n.HURT,
                "Who was hurt?",
                missing="Say who was hurt.",
                options=(
                    Option(n.HURT_CHILD, "A child"),
                    Option(n.HURT_STAFF, "Somebody who works here"),
                ),
            ),
            People(
                n.HURT_CHILDREN,
                "Which child was hurt?",
                missing="Say which child was hurt. A first name and the class will do.",
                asked_if=child,
                asked_if_words="If a child",
            ),
            ShortText(
                n.HURT_ADULTS,
                "Who was hurt? Full name",
                missing="Give the full name of whoever was hurt.",
                asked_if=staff,
                asked_if_words="If somebody who works here",
            ),
            LongText(
                asked.CHILD_WORDS,
                "What happened, in the words of whoever was hurt?",
                hint="As exactly as you can. It does not matter if it sounds muddled.",
                missing="Write down what happened, as it was told to you.",
            ),
            replace(
                about,
                label="Who did it?",
                missing="Say who did it, as far as is known.",
                options=(
                    Option(n.BY_CHILD, "A child of our school"),
                    Option(n.BY_PARENT, "A parent or carer"),
                    Option(n.BY_SOMEBODY, "Somebody outside school"),
                    Option(n.BY_UNKNOWN, "Nobody knows yet"),
                    replace(about_one, label="Somebody who works here"),
                    replace(about_head, label="The Headteacher"),
                ),
            ),
            People(
                n.BY_CHILDREN,
                "Which child did it?",
                hint="If it is known. Leave it empty rather than guess.",
                optional=True,
                asked_if=chose(asked.ABOUT, n.BY_CHILD),
                asked_if_words="If a child",
            ),
            ShortText(
                n.BY_ADULTS,
                "Who was it?",
                hint="A name, or the name shown there",
                optional=True,
                asked_if=chose(asked.ABOUT, n.BY_PARENT, n.BY_SOMEBODY),
                asked_if_words="If a parent or somebody outside",
            ),
            ShortText(
                asked.STAFF_NAME,
                "Who was it? Full name",
                unknown=True,
                missing="Give the full name, or “I don’t know”.",
                asked_if=chose(asked.ABOUT, asked.ABOUT_STAFF),
                asked_if_words="If somebody who works here",
            ),
            YesNo(
                asked.DANGER,
                "Is anybody in danger now?",
                hint="If yes: ring 999 first, then the Designated Safeguarding Lead.",
                unknown=True,
                missing="Say whether anybody is in danger now, or “I don’t know”.",
            ),
            happened_at(defaults),
            replace(which_class(defaults), label="Which class is the child in?"),
        ),
    )
