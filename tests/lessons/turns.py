"""Turns of speech that are right in other places, or nearly, and not in front of a class."""

from __future__ import annotations

from tests.turns import Turn

LESSON_TURNS = (
    Turn(
        r"\b[Ss]omebody\b",
        "someone: the plainer word, in a text for children",
        ("Somebody online wants to meet.",),
        {"a picture of somebody without clothes": "a sentence that stays as it was agreed"},
    ),
    Turn(r"\b(?:[Ee]very|[Aa]ny)body\b", "everyone; anyone", ("Everybody copies.",)),
    Turn(r"\b[Ww]hom\b", "who", ("I know whom I can tell.", "Whom could Mila tell?")),
    Turn(
        r"\b[Mm]end(?:s|ed|ing)?\b",
        "put right; change; make up",
        ("They mend it.", "how you mended it", "two heads mend faster"),
    ),
    Turn(r"\bshown on\b(?! the board)", "passed on", ("Such pictures are never shown on.",)),
    Turn(
        r"\b(?:share|post) some(?:body|one) else\b(?!['’])",
        "a photo of someone else",
        ("We ask before we share somebody else.",),
    ),
    Turn(r"\bhas (?:that|it|this) from\b", "got that from", ("Ask where it has that from.",)),
    Turn(r"\b[Nn]ot every(?:body|one) is glad\b", "happy about it", ("Not everybody is glad.",)),
    Turn(
        r"\b(?:are|is) told from\b",
        "We do not use …",
        ("No names are told from the hall today.",),
    ),
    Turn(r"\ball the same\b", "anyway", ("Tell all the same", "Then he tells all the same")),
    Turn(
        r"\balso (?:not|when|if|about)\b",
        "even when; as well as",
        ("also when I shared it myself", "also about others"),
    ),
    Turn(
        r"\b(?:gone on Tuesday|shared it|told|voting) already\b",
        "already …",
        ("The weight is gone on Tuesday already.", "And if he has told already?"),
    ),
    Turn(r"\bsomeone unknown\b", "someone you do not know", ("Request from someone unknown",)),
    Turn(
        r"\bstrange signs\b|\byear and a sign\b|\bwith a sign\b(?!, the others)",
        "symbols; a label; a gesture",
        ("better than strange signs", "A pet, a year and a sign", "Yes, with a sign."),
        {"one child jumps up with a sign": "a real sign, held up"},
    ),
    Turn(r"\bsigns for it\b", "puts their name to it", ("Somebody signs for it",)),
    Turn(r"\bword stands under\b", "is hidden under", ("The little word stands under",)),
    Turn(r"\bLet it stand\b", "Leave a moment of quiet", ("Let it stand for a moment.",)),
    Turn(r"\b(?:could|can) one\b(?! person)", "could you", ("How could one take the photo",)),
    Turn(r"\btakes her for\b", "thinks that she is", ("Now the app takes her for 13",)),
    Turn(r"\bolder ones\b", "older people", ("posts for older ones",)),
    Turn(r"\bnearer, the harder\b", "closer", ("Yes: the nearer, the harder.",)),
    Turn(
        r"\bsays? what you do wrong\b", "tells you when you are wrong", ("say what you do wrong",)
    ),
    Turn(r"\byour school['’]s way\b", "procedure", ("Follow your school's way afterwards.",)),
    Turn(r"\b[Ww]ell known!", "Good thinking!", ("Well known! Here we mean",)),
    Turn(r"\bin your mouth when\b", "ready when", ("Now it is in your mouth when you need it.",)),
    Turn(r"\bRules of competitions\b", "Competition rules", ("Rules of competitions usually",)),
    Turn(r"\bshall (?:use|give)\b", "will", ("I shall use one",)),
    Turn(r"\b[Cc]ounts? how much\b", "Which sources count most?", ("What counts how much?",)),
    Turn(
        r"\b[Ll]ook (?:whether|what)\b", "See whether; What does …", ("Look what the photo tells",)
    ),
    Turn(
        r"\b(?:as a thought|written nowhere|did it right)\b",
        "in your head; not written down anywhere; got it right",
        (
            "Try it as a thought",
            "Something silly that is written nowhere.",
            "Nana Rose did it right.",
        ),
    ),
    Turn(
        r"\b(?:than each alone|forbidden for|in the morning is long)\b",
        "than either on its own; are not allowed to",
        (
            "worse than each alone?",
            "Gambling is forbidden for children",
            "two in the morning is long.",
        ),
    ),
    Turn(
        r"\b(?:a pupil of another|put no pressure on|Saying is cheap|Page of an)\b",
        "at another school; don't pressure; anyone can say that; an aquarium's page",
        (
            "Both were made by a pupil of another school",
            "We put no pressure on others.",
            "Saying is cheap.",
            "Page of an aquarium",
        ),
    ),
    Turn(
        r"(?<=says )nothing about the|\btells about\b",
        "tells you nothing about",
        ("The tone says nothing about the answer.", "It tells about money"),
    ),
)
