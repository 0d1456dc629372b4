"""What the ICT Lead, the DSL, the Headteacher and the Chair write, as patterns for `phrasing`."""

from __future__ import annotations

from trent_desktop.reports.cases import Route
from trent_desktop.reports.casework.names import ADVICE, IN_SCHOOL, LOW_LEVEL, POLICE, SOCIAL_CARE

BLOCKED: tuple[str, ...] = (
    "Asked the filter to block {line} for {pupils|pupils and staff|everybody}.",
    "{Now on|Added to} the block list, {pupils’ profile|all profiles}: {line}.",
    "{Ticket sent|Rang the network manager}; {line} is {on the list|blocked} now.",
    (
        "Blocked. {The whole site, not only the page.|The site has nothing we need.|Its adverts change all the "
        "time.}"
    ),
    "",
)

STILL_BLOCKED: tuple[str, ...] = (
    "{Tried|Checked} on a pupil’s account {in 5A|in the library|on a tablet}: the block page shows.",
    "{Still blocked|Blocked} on {tablets and laptops|all three kinds of device}, pupils’ profile.",
    "{Checked|Looked|Tried} again: blocked{.| on all profiles.}",
    "",
)

NOT_BLOCKED: tuple[str, ...] = (
    (
        "{Came up again|Opens again} on {one tablet|the library computer}: {an old profile|another address of "
        "the same site}. {Asking again.|New ticket sent.}"
    ),
    (
        "The {page|site} {opens|still opens} with {m. in front|a different ending}. {To be blocked as well.|"
        "Asked for the whole domain.}"
    ),
    "Works on the {staff|guest} profile. {That one needs it too.|Raised with the network manager.}",
)

NO_BLOCK: tuple[str, ...] = (
    (
        "The site is {useful|one we use}; {only this page was wrong|the page has been taken down}. Reported to the "
        "site instead."
    ),
    (
        "{Already blocked|Blocked since last term} for pupils; this was the staff profile, which "
        "{is meant to reach it|research needs}."
    ),
    "{The page is gone|The address leads nowhere now}. Nothing left to block.",
    (
        "{Safe search|Strict search} {had come off|was off} on {one tablet|this device}; turned on and "
        "checked. The site itself is fine."
    ),
    "{It does not come up again|The advert has gone}; {the rest of the site is good|we use the site}.",
)

#: Where there is no address to block.
NO_BLOCK_APP: tuple[str, ...] = (
    (
        "It was {an app on the tablet|inside an app}, not a site. {Chat is turned off now.|App removed "
        "from all tablets.|Asked its maker to take it down.}"
    ),
    "No address to block. {The app’s age setting is put right.|The device was set up anew.}",
    (
        "{Nothing for the filter here|The filter cannot help here}: {taken up with the class|the class teacher deals "
        "with it}."
    ),
)

#: Where a child did it on purpose.
NO_BLOCK_PURPOSE: tuple[str, ...] = (
    (
        "Done on purpose; the page itself is {harmless|one we use}. A matter for {a talk|the class teacher}, not "
        "for the filter."
    ),
    (
        "{The filter did its part|Most of it was stopped already}; {the rest is|this is} {a talk about rules|a matter "
        "of behaviour}."
    ),
)

NOTES: dict[str, tuple[str, ...]] = {
    "dsl": (
        "{Spoke with|Saw} {class} {at story time|after lunch}. {Calm.|All well.|Two want to talk again.}",
        (
            "{No pattern|Nothing like it} for these pupils {this year|before}. {No referral: no harm intended and none "
            "done.|Below our threshold; noted.}"
        ),
        "{Rang home.|Parents told.} {They will check the tablet at home.|Thankful to know.|No questions.}",
        (
            "{Checked|Looked at} how this fits with {our lessons|SMART}. {Reliable|Safe|Tell} comes next for "
            "{class}."
        ),
    ),
    "ict": (
        "{Filter log|Log} shows {two|three|four} {visits|tries}, all {in this lesson|that morning}.",
        (
            "{Network manager|Provider} {answered|rang back}: {the category was wrong|a new site, not yet sorted "
            "into a category}."
        ),
        "{Safe search|Strict search} is on for {all tablets|this room}. {Checked ten of them.|}",
        "Told staff {in the bulletin|at briefing} to {preview clips to the end|use the approved picture site}.",
    ),
    "reporter": (
        "{One child|A parent} asked about it {again|at the gate}. {Answered in a sentence.|All fine.}",
        "{Class|The class} {has moved on|is fine}. {We used another site.|Book instead.}",
        "{Found|Remembered} the {search words|exact time} in {the history|my planner}; added above.",
    ),
    "head": (
        "{Thank you|Well handled}. {Discussed with the DSL.|Seen.} {No more needed from the class teacher.|}",
        "{Raised at the staff meeting|Will raise at the safeguarding meeting}.",
    ),
}

#: Notes in reports that only few may read.
NOTES_SEALED: dict[Route, tuple[str, ...]] = {
    Route.STOPPED: (
        "The duty team rang back. {Nothing more from us for now.|We wait for their word.}",
        "{Child seen at break|Child seen}: calm, {with friends|with the learning mentor}.",
        "{Home was told as the duty team advised.|Parents were told together with the duty team.}",
        "The device {is still locked away|was collected and signed for}.",
    ),
    Route.STAFF: (
        "{Met the colleague|Talk held}, notes are in the personnel file.",
        "{Code of conduct gone through together.|Training date set.}",
        "{Advice taken|Rang for advice}: {keep a note, no more|record and review in half a term}.",
    ),
    Route.HEAD: (
        "{Read. I will speak to the Headteacher.|Advice taken from the local authority.}",
        "{Met the Headteacher in school.|Notes of the talk are with the clerk, sealed.}",
    ),
}

ACTIONS: tuple[tuple[str, str, int], ...] = (
    ("ict", "{Check|Look} whether safe search is on for {all tablets|the trolley}", 5),
    ("ict", "Ask the network manager {why it got through|for the log of that hour}", 7),
    ("dsl", "{Speak|Have a word} with {class} about telling", 3),
    ("dsl", "{Ring home|Tell the parents} and note what they say", 1),
    ("deputy", "{See|Talk with} the pupil {again|once more} {in two weeks|after half-term}", 14),
    ("reporter", "{Teach|Repeat} the {Reliable|Safe|Tell} lesson with {class}", 10),
    ("reporter", "{Preview|Try} clips to the end before {showing|using} them", 5),
    ("ict", "{Remove|Take} the app from all tablets", 5),
)

ACTION_DONE: tuple[str, ...] = (
    "Done.",
    "Done {today|this morning|after school}.",
    "{Done; all fine.|Done, nothing more to do.}",
    "",
)

#: For a report that ended with a block.
SIGN_OFF_BLOCKED: tuple[str, ...] = (
    (
        "{Agreed: blocked for all pupils.|The block stays.} {The site has no use in school|It is not "
        "made for children}, and {the class teacher did right|it was stopped within seconds}."
    ),
    (
        "{Block approved.|Approved.} {To be looked at again at the yearly review|I shall report the "
        "number to governors}, because {sites like this change|it is the second of its kind this term}."
    ),
    (
        "{No further action|Nothing more to do}, because {it was stopped at once and checked|the "
        "filter now holds and the children are fine}."
    ),
)

#: For a report that ended without one.
SIGN_OFF_NO_BLOCK: tuple[str, ...] = (
    (
        "{The ICT Lead’s reason is right|I agree with the ICT Lead}: {no block is the better choice|"
        "what was done is enough}. {Teaching comes first here.|}"
    ),
    (
        "{No block, and no more to do|Agreed, no block}, because {the cause is put right|a block would "
        "not have helped}."
    ),
)

#: For either.
SIGN_OFF: tuple[str, ...] = (
    (
        "{Signed off.|I agree.} {Accident, well handled|Nobody at fault}; {parents need not be told "
        "beyond what was done|no referral, because no child came to harm}."
    ),
    (
        "{Not referred|No referral}, because {it was mild, brief and an accident|there is no pattern "
        "and no intent}. {DSL agrees.|Talked over with the DSL.}"
    ),
)

SIGN_OFF_CONDUCT: tuple[str, ...] = (
    (
        "{Talk with both pupils and their parents held|Restorative talk held}; {that is enough for a first "
        "time|the agreement was read again together}."
    ),
    (
        "{Behaviour policy used|One missed playtime and a talk}, because {it was on purpose but owned up to|they had "
        "been told before}. {Not referred: no harm meant.|}"
    ),
)

#: What is decided, as the options of the decision, and the reason for it.
DSL_DECISION: dict[Route, tuple[tuple[tuple[str, ...], str], ...]] = {
    Route.CONTENT: (
        (
            (IN_SCHOOL,),
            (
                "{Seen|Spoken with} the {child|children} {at break|the same day}: {safe and calm|safe, with friends}. "
                "{Parents rung.|Home was told by telephone.} Not referred, because {no child was in danger|nothing "
                "points to harm}; {watched for two weeks|the learning mentor keeps an eye}."
            ),
        ),
        (
            (ADVICE, IN_SCHOOL),
            (
                "{Rang|Took advice from} {children’s social care|the duty team}: no referral on what is known, because "
                "{nobody was met or written back to|it stayed at one look}. Parents know."
            ),
        ),
    ),
    Route.STOPPED: (
        (
            (SOCIAL_CARE, POLICE),
            (
                "Referred to children’s social care and the police {within the hour|the same morning}, because {a child "
                "under 13 is concerned|the advice for our age group is always to ask}. The device stays locked away. "
                "Nothing was viewed."
            ),
        ),
        (
            (ADVICE, IN_SCHOOL),
            (
                "{Consulted|Rang} {children’s social care|the duty team}: {no referral on what is known|a strategy talk "
                "is not needed}, because {it turned out to be an ordinary holiday picture, as its owner’s parents "
                "confirmed|nothing of the kind existed}. Nothing was viewed by staff."
            ),
        ),
    ),
    Route.STAFF: (
        (
            (LOW_LEVEL,),
            (
                "{Spoke with the colleague|Talk held with notes}. {Low-level concern, recorded|Advice given}; not "
                "referred, because {it was careless, not harmful|no child was at risk}."
            ),
        ),
        (
            (LOW_LEVEL, IN_SCHOOL),
            (
                "{Rang the designated officer for advice|Took advice from the designated officer}: below the "
                "threshold. {Training given.|Code of conduct gone through again.}"
            ),
        ),
    ),
    Route.HEAD: (
        (
            (LOW_LEVEL,),
            (
                "{Spoke with the Headteacher|Met the Headteacher with notes}. {An open window, no more|Careless, put "
                "right}; not referred, because no child was at risk. {Reminder of the code of conduct given.|}"
            ),
        ),
    ),
}

#: When a step gave to look again after some time.
LOOKED_AGAIN: tuple[str, ...] = (
    "{Asked|Spoke with them} {at break|before lessons|after lunch}: {it has stopped|it is better|all is well}.",
    "{Looked again|Checked}: {nothing new|nothing more has happened}.",
)

SIGN_OFF_SEALED: tuple[str, ...] = (
    (
        "{Seen and agreed|I agree with this decision}, {for the reasons given|as the policy asks}. {Review in "
        "half a term.|No more to do.}"
    ),
    "Signed off. {The record stays sealed.|Everybody who needs to know, knows.}",
)

CLOSE: tuple[str, ...] = ("", "", "{All done.|Nothing open.|Reviewed; nothing more to do.}")

REOPEN: tuple[str, ...] = (
    (
        "{The site|It} {came up again|is back} {in another class|on another tablet}, so {this is not over|we look "
        "again}."
    ),
    "{A parent|Mum} {rang|came in} with {something new|a question we should have asked}.",
    "The {block|entry} was {lost when the filter was updated|taken off by mistake}.",
)

AMEND: tuple[str, ...] = (
    "{I had the wrong number|Typing slip|Looked it up since}.",
    "{Checked with the teaching assistant|Asked the class again}: this is right.",
    "{Found out later|Known since lunch}.",
)

RECATEGORISE: tuple[str, ...] = (
    "{On reading it|Seen as a whole} this is {more about|first of all} {becomes}.",
    "{Category put right|Moved}: {becomes}, so that the governors’ figures are.",
)
