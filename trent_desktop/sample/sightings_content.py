"""Unsuitable content that may turn up on a screen, in mild and plain words."""

from __future__ import annotations

from trent_desktop.sample.sighting import NOT_FOR_THEM, Sighting, seen

CONTENT_SIGHTINGS: tuple[Sighting, ...] = (
    seen(
        "content",
        "violence",
        "violence",
        "search",
        "{Frightening|Upsetting|Violent|Nasty} {picture|photo} {in an image search|among the "
        "pictures} for {typed}",
        "{Image search|Picture search} for {typed} showed {an injured person|a bad accident|"
        "somebody being hurt}",
        "{Photo|Picture} of {an injured animal|a hurt animal|hunters with an animal} when we "
        "{looked up|searched for} {typed}",
        more=(
            "It was the {third|fourth|second} picture in the {first|second|third} row.",
            "It was {small|a thumbnail} but {clear|plain to see from the carpet}.",
            *NOT_FOR_THEM,
        ),
    ),
    seen(
        "content",
        "violence",
        "violence",
        "video suggested",
        "{Next video|Video that played by itself} after {the clip on|our clip about} {topic} was "
        "{a film fight|a shooting game|people fighting in a street}",
        "{Fight scene|Rough fight|Battle scene from a film} {came up|started} after our clip on {topic}",
        "{Cartoon|Animation} {about|on} {topic} {turned violent|turned nasty|had weapons in it}",
        more=(
            "The {next clip|following video} started {by itself|before I reached the laptop}.",
            "The picture beside it looked {harmless|like a cartoon}.",
            *NOT_FOR_THEM,
        ),
    ),
    seen(
        "content",
        "horror",
        "violence",
        "search video advert link",
        "{Scary|Frightening|Horror} {face|mask|clown|doll} {jumped out|popped up|filled the screen} "
        "on a page about {topic}",
        "{Trailer|Advert|Clip} for a horror film {before|in the middle of|beside} our video on {topic}",
        "{Scary|Horror} {picture|drawing|photo} under {typed}",
        "{Jump-scare|Scream} video {instead of|hidden in} {a clip|a film} about {topic}",
        more=(
            "{Most looked away|A few squealed}.",
            "Some {hid their eyes|laughed, some did not}.",
            *NOT_FOR_THEM,
        ),
    ),
    seen(
        "content",
        "nudity",
        "sexual",
        "search advert",
        "{Underwear|Swimwear|Dating} {advert|pictures} {beside|next to|above} {our page on|the "
        "article about} {topic}",
        "{Adult|Grown-up} {advert|pictures} {in the results|came up} for {typed}",
        "{Adult|Dating|Underwear} adverts between the {pictures|photos} for {typed}",
        more=(
            "It was {at the side|at the top|half way down} of the page.",
            "It was clearly meant for grown-ups.",
            *NOT_FOR_THEM,
        ),
        older=True,
    ),
    seen(
        "content",
        "language",
        "unsuitable",
        "video search link",
        "{Strong swearing|Swear words|Bad language} in {a song|a rap|the words} {we played for|of a "
        "clip for} {lesson}",
        "{Swearing|Rude words|Bad language} in the comments {under|below} a {video|page} about {topic}",
        "{Rude version|Parody} of {a song|a clip} {about|for} {topic}",
        "{Page of rude jokes|Rude joke|Swear word in large letters} {under|when we typed} {typed}",
        more=(
            "{Two or three|Several|A few} words, quite loud.",
            "The {first minute|beginning} was fine; I had checked only that.",
            *NOT_FOR_THEM,
        ),
    ),
    seen(
        "content",
        "racism",
        "hate",
        "search video link message",
        "{Racist|Hateful} {comment|joke|caption} {under|beneath|on} {a video|a page|a picture} "
        "about {topic}",
        "{Unkind page|Insulting post|Hateful page} about {people from elsewhere|another town|"
        "newcomers} {in the results for|under} {typed}",
        "{Joke|Cartoon} about {an accent|how people speak|how people dress} that was not kind, "
        "under {typed}",
        more=(
            "I {do not want to|will not} repeat the words here; {I can tell you|ask me}.",
            "{One pupil|A child} read it {aloud|out} before I saw it.",
            *NOT_FOR_THEM,
        ),
        older=True,
    ),
    seen(
        "content",
        "misogyny",
        "hate",
        "video search link",
        "{Video|Clip|Post} {saying|claiming} that girls {cannot|should not} do {sport|maths|"
        "computing|science}",
        "{Man shouting about women|Talk about girls that was very unkind|Clip that mocks women} "
        "{after|beside|suggested with} a clip on {topic}",
        more=(
            "Two boys {knew the voice|had seen others of his}.",
            "{We stopped and talked about it|It led to a talk}.",
            *NOT_FOR_THEM,
        ),
        older=True,
    ),
    seen(
        "content",
        "self-harm",
        "self-harm",
        "search video link",
        "{Page|Post|Forum} about {hurting oneself|extreme dieting|not eating} {came up under|in the "
        "results for} {typed}",
        "{Sad video|Worrying post} about {feeling hopeless|dieting|not eating} {after a clip on|next "
        "to a page about} {topic}",
        more=(
            "Nobody read {more than the first line|it}.",
            "It gave no help line.",
            "I closed it {before anybody could read it|at the first line}.",
        ),
        older=True,
    ),
    seen(
        "content",
        "extremism",
        "hate",
        "search link video",
        "{Page|Video|Post} {praising|in favour of} a {violent|hateful} group {under|in the results "
        "for} {typed}",
        "{Flags and slogans|Symbols|Slogans} of a {violent|hateful} group on a page about {topic}",
        more=("It looked like an ordinary {history|news} page at first.", *NOT_FOR_THEM),
        older=True,
    ),
    seen(
        "content",
        "misinformation",
        "false",
        "search video link",
        "{Made-up|Untrue|False} {facts|story|news} about {topic} {that looked real|on a page that "
        "looked official|with a map}",
        "{Video|Page} {claiming|saying} that {scientists|grown-ups|teachers} {lie|hide something} about {topic}",
        "{AI picture|Computer-made picture|Faked photo} {passed off as real|shown as real} in "
        "{a search for|the results for} {typed}",
        "{Fake news|Conspiracy story|Health advice that is wrong} {under|beside} {typed}",
        more=(
            "{Half the table|Several children|One group} believed it.",
            "{We used it in the lesson|It made a good discussion} once it was off.",
            "",
        ),
        older=True,
    ),
    seen(
        "content",
        "drugs",
        "unsuitable",
        "advert search link video",
        "{Vaping|Vape|E-cigarette} {advert|shop|video} {beside|under|in the results for} {typed}",
        "{Beer|Wine|Alcohol} {advert|game|offer} on {a page|a site} about {topic}",
        more=("It {had bright colours and cartoon fruit|looked like sweets}.", *NOT_FOR_THEM),
    ),
    seen(
        "content",
        "ai",
        "unsuitable",
        "typed link search",
        "{Chatbot|AI helper} gave {a child|two pupils|the class} {an unkind|a very odd|a grown-up} "
        "answer about {topic}",
        "{AI picture maker|Picture generator} made {a scary|an ugly|a violent} picture from the word "
        "{typed}",
        "{AI chat|Chatbot|AI story maker} {open on|not blocked on} {device}",
        more=(
            "It is not one of the tools {we are allowed|on our list}.",
            "It needed no {password|account}.",
            "",
        ),
        older=True,
    ),
)
