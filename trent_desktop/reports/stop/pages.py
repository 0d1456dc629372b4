"""The pages of the stop: what may be asked about a possible indecent picture, and no more.

Text only; an answer that holds an address is refused here and again in the service
(`reports.stop`). Pictures made by AI are treated the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from trent_desktop.journeys import (
    Answers,
    Choice,
    HandOver,
    Journey,
    LongText,
    Option,
    Page,
    ShortText,
    When,
    YesNo,
)
from trent_desktop.journeys.answers import YES
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.asked.questions import (
    Defaults,
    about_staff,
    chose,
    happened_at,
    room,
    which_class,
)
from trent_desktop.reports.stop.text_only import refusal

#: The words of the way into the stop, on every page.
STOP_QUESTION: Final = "Might it be an indecent picture of a child?"
STOP_HINT: Final = "Real, drawn or made by AI. Stop here: do not copy, print or share it."

#: A stopped case says nothing of what it is about, wherever it is listed.
STOPPED_TITLE: Final = "For the Designated Safeguarding Lead"

GUIDANCE_HEADING = "You have done the right thing. Do this now"

#: Five short lines, shown before the first question and printed on no form.
GUIDANCE = (
    "Do not look again, and do not look for it.",
    "Do not copy, photograph, print, send or delete anything.",
    "Keep the device safe: switched off, with you or locked away.",
    "Tell the Designated Safeguarding Lead now, in person or by telephone.",
    "Be calm and kind. Do not question or blame the child, and tell nobody else.",
)

NOBODY_HEADING = "Nobody can read this report in Trent Desktop yet"


def nobody_reads(social_care: str, helpers: str) -> tuple[str, ...]:
    """What to do where nobody who leads has joined, before a word is typed.

    `social_care`: the local authority's number as the school wrote it down, or empty. `helpers`:
    who can let people in, or empty.
    """
    number = social_care or "the local authority’s own number"
    who = f"{helpers} (ICT Lead)" if helpers else "the ICT Lead"
    keep = (
        "You can still write it down here. It stays on this laptop, encrypted, and is sent "
        "automatically when a safeguarding lead, the Headteacher or the Chair of Governors has joined."
    )
    return (
        "If a child is in danger now, ring 999. Everything else can wait.",
        "Tell the Designated Safeguarding Lead or the Headteacher now, in person or by telephone.",
        f"If you reach neither, ring children’s social care: {number}.",
        keep,
        f"Ask {who} to let them join. Do not say what you saw.",
    )


_WORDS_ONLY = "Words only. Please do not describe the picture."


def _about_a_grown_up(answers: Answers) -> bool:
    # What the ordinary questions knew already is never lost on the way here.
    known = answers.get(n.ABOUT) in (n.ABOUT_STAFF, n.ABOUT_HEAD)
    return known or answers.get(n.STOP_ADULT) == YES


def stop_pages(defaults: Defaults) -> tuple[Page, ...]:
    """Five pages; time, class and room start with what the report already held."""
    return (
        Page(
            "stop-device",
            "Where is the device now?",
            (
                Choice(
                    n.STOP_DEVICE_STATE,
                    "Is the device switched off?",
                    unknown=True,
                    missing="Say whether the device is switched off, or “I don’t know”.",
                    options=(
                        Option(n.STATE_LOCKED_AWAY, "Yes, and locked away"),
                        Option(n.STATE_OFF, "Yes, but not locked away yet"),
                        Option(n.STATE_COVERED, "No, but nobody can see its screen"),
                        Option(n.STATE_ON, "No"),
                    ),
                ),
                ShortText(
                    n.STOP_DEVICE_PLACE,
                    "Which device is it, and where is it?",
                    hint="For example Tablet 12, in the office safe",
                    unknown=True,
                    missing="Say where the device is, or “I don’t know”.",
                    refuse=refusal,
                ),
                ShortText(
                    n.STOP_DEVICE_HOLDER,
                    "Who holds it? Full name",
                    unknown=True,
                    missing="Say who holds the device, or “I don’t know”.",
                    refuse=refusal,
                ),
            ),
            guidance=GUIDANCE,
            guidance_heading=GUIDANCE_HEADING,
        ),
        Page(
            "stop-seen-by",
            "Who has seen it, and how?",
            (
                LongText(
                    n.STOP_SEEN_BY,
                    "Who has seen it, and how?",
                    hint="Full names, yourself too if you saw it, and how each came to see it. "
                    + _WORDS_ONLY,
                    unknown=True,
                    missing="Say who has seen it, or “I don’t know”.",
                    limit=2_000,
                    refuse=refusal,
                ),
            ),
        ),
        Page(
            "stop-safe",
            "Is everybody safe?",
            (
                YesNo(
                    n.STOP_RISK,
                    "Is a child in danger now?",
                    hint="If yes: ring 999 first, then the Designated Safeguarding Lead.",
                    unknown=True,
                    missing="Say whether a child is in danger now, or “I don’t know”.",
                ),
                YesNo(
                    n.STOP_ADULT,
                    "Is a grown-up involved?",
                    hint="Somebody who took it, asked for it, sent it or has it",
                    unknown=True,
                    missing="Say whether a grown-up is involved, or “I don’t know”.",
                ),
                replace(
                    about_staff(defaults),
                    label="Is it somebody who works here?",
                    hint="So that this does not go to the person concerned.",
                    options=(
                        Option(n.ABOUT_NO, "No"),
                        Option(n.ABOUT_STAFF, "Yes, staff or volunteer", hint=defaults.about_staff),
                        Option(
                            n.ABOUT_HEAD,
                            "Yes, the Headteacher",
                            hint="The Headteacher does not read it",
                        ),
                    ),
                    unknown=True,
                    missing="Say whether it is somebody who works here, or “I don’t know”.",
                    asked_if=_about_a_grown_up,
                    asked_if_words="If yes",
                ),
                YesNo(
                    n.STOP_COPIED,
                    "Was anything copied, printed, saved or sent on?",
                    unknown=True,
                    missing="Say whether anything was copied, or “I don’t know”.",
                ),
                ShortText(
                    n.STOP_COPIED_WHERE,
                    "Where is the copy?",
                    hint="Leave it there. " + _WORDS_ONLY,
                    unknown=True,
                    missing="Say where the copy is, or “I don’t know”.",
                    asked_if=chose(n.STOP_COPIED, YES),
                    asked_if_words="If yes",
                    refuse=refusal,
                ),
            ),
        ),
        Page(
            "stop-dsl",
            "Have you told the Designated Safeguarding Lead?",
            (
                YesNo(
                    n.STOP_DSL_TOLD,
                    "Have you told the Designated Safeguarding Lead or the deputy?",
                    hint="In person or by telephone. If not: send this, then go at once.",
                    missing="Say whether you have told the Designated Safeguarding Lead.",
                ),
                When(
                    n.STOP_DSL_TOLD_AT,
                    "When did you tell them?",
                    missing="Say when you told them. A good guess will do.",
                    asked_if=chose(n.STOP_DSL_TOLD, YES),
                    asked_if_words="If yes",
                    default=None,
                ),
            ),
        ),
        Page(
            "stop-when",
            "When and where was it?",
            (happened_at(defaults), which_class(defaults), replace(room(), refuse=refusal)),
        ),
    )


def to_the_stop(kind: str) -> HandOver:
    """Where every page of a kind leads when it might be an indecent picture of a child."""
    return HandOver(kind, n.STOP)


def stop_journey(kind: str = "", defaults: Defaults | None = None) -> Journey:
    """The stop's own questions, the same whatever kind of report it grew out of."""
    return Journey(
        kind,
        n.STOP,
        "A report for the Designated Safeguarding Lead",
        stop_pages(defaults or Defaults()),
        last_button="Send report",
        text_only=True,
    )
