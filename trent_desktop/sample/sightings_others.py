"""Contact, conduct and commerce: what else may come up on a screen, in mild and plain words."""

from __future__ import annotations

from trent_desktop.sample.sighting import NOT_FOR_THEM, Sighting, seen

OTHER_SIGHTINGS: tuple[Sighting, ...] = (
    # ------------------------------------------------------------------ contact
    seen(
        "contact",
        "stranger",
        "stranger",
        "game message",
        "{Stranger|Somebody unknown|Another player} {wrote to|chatted to|messaged} {a pupil|a "
        "child|two pupils} in {a maths game|a drawing game|a building game|a quiz}",
        "{Chat box|Open chat|Chat with strangers} in {a game|a drawing site|a quiz} {used for|about} "
        "{topic}",
        "{Friend request|Message|Invitation} from {somebody nobody knew|a stranger|an unknown "
        "player} on {device}",
        more=(
            "{Nobody answered|The child did not answer|The child told me at once}.",
            "It said only {hello|hi, who are you|want to play}.",
            "There was no way to turn the chat off.",
        ),
    ),
    seen(
        "contact",
        "personal-details",
        "scam",
        "game message advert link",
        "{Game|Quiz|Site} about {topic} asked {for a name and a birthday|for a name and a school|"
        "where we live}",
        "{Pop-up|Form|Page} {wanted|asked for} {an e-mail address|a phone number|a photo} before it "
        "showed {topic}",
        "{Player|Somebody} in a game asked {which school we go to|how old the children were|where "
        "a child lives}",
        more=(
            "{Nobody typed anything|One child had typed a first name}.",
            "{A pupil|A child} spotted it and {told me|put a hand up}. Well done.",
            "{We left it|We closed it} {at once|there and then}.",
        ),
    ),
    seen(
        "contact",
        "pressure",
        "unkind",
        "message game",
        "{Message|Chain message} that says {send this on|pass it to ten friends|do the dare} "
        "{or else|or have bad luck}",
        "{Dare|Challenge|Chain letter} {passed round|shared} {in the class chat|on the tablets|on "
        "the class page}",
        more=(
            "{Two children|One child|A few} {were frightened|believed it}.",
            "It is {not new|going round other schools too}.",
            "",
        ),
        older=True,
    ),
    # ------------------------------------------------------------------ conduct
    seen(
        "conduct",
        "unkindness",
        "unkind",
        "message typed game",
        "{Unkind|Mean|Hurtful} {comment|message|drawing} about {a classmate|another pupil|a child "
        "in the class} {on the class page|in a shared document|in the class chat}",
        "{Photo|Picture} of {a classmate|a pupil} {changed|drawn on} {to make fun|as a joke} on {device}",
        "{Poll|Quiz|List} about {classmates|who is popular} {made|found} in {a shared document|the "
        "online quiz}",
        more=(
            "{The child|The pupil} {saw it|has not seen it|was told by others}.",
            "It was {taken down|deleted by its writer} {at once|within the lesson}.",
            "",
        ),
        older=True,
    ),
    seen(
        "conduct",
        "looked-for",
        "unsuitable",
        "typed search",
        "{Rude words|A rude word|Silly words} typed in {a search|image search} "
        "{during|in} {lesson} on {topic}",
        "{Two pupils|A pupil|A group} looked up {a fighting game|a horror game|a film for grown-ups} "
        "{during|instead of working in} {lesson}",
        "{Violent game|Shooting game|Game for older children} {played|opened} in {lesson}",
        more=(
            "They {owned up|said sorry} {at once|when asked}.",
            "{It was meant as a joke|A dare, they say}.",
            "The filter let it through.",
        ),
    ),
    seen(
        "conduct",
        "account",
        "unsuitable",
        "typed message",
        "{A pupil|A child} {showed friends|was signed in to} a social media account {on|with} {device}",
        "{Under-age account|Video app account} {used|open} on {device}",
        "{Somebody|A pupil} {used|typed into} another {child’s|pupil’s} account {on|in} {the class "
        "page|the learning site|the maths site}",
        more=(
            "It is {an older brother’s|a cousin’s|their own}.",
            "We {talked about passwords and ages|signed out together}.",
            "",
        ),
        older=True,
    ),
    seen(
        "conduct",
        "bypass",
        "unsuitable",
        "typed search link",
        "{Site|Page} {for getting round|that gets round} the filter {open on|found on} {device}",
        "{Proxy|Unblocked games|VPN} {site|page} {passed round|shared} during {lesson}",
        "{Pupils|Two pupils|A pupil} found {a copy|another address} of a blocked {game|video} site",
        more=(
            "The {link|address} was {on a slip of paper|in a shared document}.",
            "{Several|At least three} tablets had it open.",
            "",
        ),
        older=True,
    ),
    # ------------------------------------------------------------------ commerce
    seen(
        "commerce",
        "advert",
        "gambling",
        "advert",
        "{Unsuitable|Loud|Grown-up} advert {before|in|beside} {the video|a page|the clip} {on|about} "
        "{topic}",
        "{Advert|Pop-up} for {a film for grown-ups|a war game|a dating app|slimming pills} on a page "
        "about {topic}",
        "{Pop-up|Window|Banner} that {would not close|kept coming back} {while|when} we looked up {typed}",
        more=(
            "It {could not be skipped|ran for ten seconds}.",
            "The page itself is {good|useful}; only the adverts are not.",
            *NOT_FOR_THEM,
        ),
    ),
    seen(
        "commerce",
        "gambling",
        "gambling",
        "advert game link",
        "{Gambling|Betting|Bingo|Lucky spin} {advert|pop-up|game} on {a page|a site} about {topic}",
        "{Spin the wheel|Prize draw|Loot box|Scratch card} {in|inside} a {maths|typing|football} game",
        more=(
            "It {asks for|wants} real money in the end.",
            "It looks like {a toy|any other game}.",
            "",
        ),
    ),
    seen(
        "commerce",
        "scam",
        "scam",
        "advert link message",
        "{“You have won”|“Free coins”|“Free tablet”} {pop-up|page|message} {when|while} we looked up {typed}",
        "{Fake|False} {virus warning|prize|sign-in page} {covered the screen|came up} on {device}",
        "{Link|Message} {promising|offering} free {coins|gems|skins} {in|from} a game",
        more=(
            "{Nothing was typed in|A child had typed a first name}.",
            "It played {a siren|an alarm} and showed {a phone number|a countdown}.",
            "{I closed the lid|I turned the tablet off} and left it off.",
        ),
    ),
    seen(
        "commerce",
        "spending",
        "nuisance",
        "game advert",
        "{Game|Quiz} about {topic} {asked for|wanted} money {to go on|for the next level}",
        "{App|Game} on {device} {offered|pushed} {things to buy|paid extras} to {children|the class}",
        more=(
            "There was {no card on it|nothing to pay with}, so nothing was bought.",
            "{One child|A child} asked whether to {ring home|ask mum} for the card.",
            "",
        ),
    ),
    seen(
        "commerce",
        "dull-advert",
        "nuisance",
        "advert",
        "{Adverts|Too many adverts|Long adverts} {before|around} the {clip|page} about {topic}",
        "{Cookie|Subscribe|Sign-up} {window|box} that {covers|hides} the page about {topic}",
        "{Page|Site} about {topic} that {is mostly adverts|wastes half the lesson}",
        more=("{Nothing bad in it|Harmless}, only {tiresome|in the way}.", ""),
    ),
)
