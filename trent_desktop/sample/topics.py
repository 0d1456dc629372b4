"""What classes look up on the web, and the invented places they land on.

Every address stands under a name that the internet keeps for examples (RFC 2606 and 6761), so
that none of them can ever lead anywhere.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from trent_desktop.school.people.people import YearGroup


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing a class works on: as a teacher says it, as a child types it, in which lesson."""

    words: str
    typed: tuple[str, ...]
    lesson: str


def _topic(words: str, lesson: str, *typed: str) -> Topic:
    return Topic(words, typed, lesson)


#: Reception to Year 2.
YOUNGER: tuple[Topic, ...] = (
    _topic("farm animals", "English", "baby farm animals", "pig and piglets", "hens"),
    _topic("minibeasts", "science", "minibeasts", "ladybird close up", "snail"),
    _topic("the Great Fire of London", "history", "great fire of london", "pudding lane"),
    _topic("toys long ago", "history", "old toys", "toys when granny was little"),
    _topic("penguins", "science", "penguin chick", "emperor penguin", "penguins sliding"),
    _topic("Little Red Riding Hood", "English", "red riding hood wolf", "big bad wolf"),
    _topic("people who help us", "PSHE", "fire engine", "police car", "nurse"),
    _topic("castles", "history", "castle for kids", "knights", "dragon castle"),
    _topic("the seaside", "geography", "seaside", "rock pool", "sandcastle"),
    _topic("dinosaurs", "science", "t rex", "dinosaurs fighting", "dinosaur eggs"),
    _topic("the moon landing", "history", "moon landing", "astronaut floating"),
    _topic("healthy food", "science", "fruit salad", "healthy lunch box"),
    _topic("counting songs", "maths", "counting to 100 song", "ten green bottles"),
    _topic("phonics games", "phonics", "phonics game ai", "sound out words game"),
    _topic("our local area", "geography", "my street", "park near me", "high street"),
    _topic("bears in stories", "English", "bear hunt", "goldilocks bears", "funny bears"),
    _topic("lanterns and lights", "art", "paper lanterns", "festival lights"),
    _topic("seasons", "science", "autumn leaves", "winter snow", "spring lambs"),
    _topic("pirates", "English", "pirate ship", "pirate names", "treasure map"),
    _topic("nocturnal animals", "science", "owl", "bats flying", "hedgehog at night"),
)

#: Year 3 to Year 6.
OLDER: tuple[Topic, ...] = (
    _topic("volcanoes", "geography", "volcano erupting", "volcano pictures", "lava flow"),
    _topic("the Romans", "history", "roman soldiers", "gladiators", "roman baths"),
    _topic("Ancient Egypt", "history", "mummies", "egyptian gods", "pharaoh mask"),
    _topic("the Vikings", "history", "viking raid", "viking longship", "viking names"),
    _topic("the Stone Age", "history", "stone age hunting", "cave paintings", "skara brae"),
    _topic("the Second World War", "history", "ww2 children", "the blitz", "evacuees"),
    _topic("the Victorians", "history", "victorian school", "victorian children working"),
    _topic("Ancient Greece", "history", "greek statues", "greek gods", "trojan horse"),
    _topic("the Maya", "history", "maya ball game", "maya gods", "chichen itza"),
    _topic("rainforests", "geography", "rainforest animals", "poison frog", "amazon tribes"),
    _topic("rivers", "geography", "river thames", "longest river", "waterfall"),
    _topic("mountains", "geography", "mount everest", "avalanche", "ben nevis"),
    _topic("earthquakes", "geography", "earthquake", "tsunami wave", "richter scale"),
    _topic("the human skeleton", "science", "skeleton", "human skull", "x ray hand"),
    _topic("the digestive system", "science", "inside a stomach", "teeth", "intestines"),
    _topic("the heart and blood", "science", "how the heart works", "blood cells"),
    _topic("sharks", "English", "great white shark", "shark attack", "shark teeth"),
    _topic("snakes and spiders", "science", "tarantula", "biggest snake", "snake eating"),
    _topic("forces", "science", "gravity", "magnets", "friction experiment"),
    _topic("light and shadows", "science", "shadow puppets", "how eyes work"),
    _topic("electricity", "science", "electric circuit", "lightning strike"),
    _topic("space", "science", "black hole", "planets", "life on mars"),
    _topic("evolution", "science", "galapagos finches", "fossils", "missing link"),
    _topic("football", "PE", "football skills", "world cup final", "keepy uppy"),
    _topic("street dance", "PE", "street dance moves", "dance for kids"),
    _topic("famous artists", "art", "self portraits", "cubist faces", "sunflower painting"),
    _topic("Greek pots", "art", "greek vase", "greek pot patterns"),
    _topic("graffiti and murals", "art", "graffiti letters", "street art london"),
    _topic("coding a maze game", "computing", "scratch maze", "free sprites", "game sounds"),
    _topic("pixel pictures", "computing", "pixel art", "pixel monster"),
    _topic("persuasive writing", "English", "school uniform debate", "ban homework"),
    _topic("newspaper reports", "English", "news today", "strange news", "news for kids"),
    _topic("myths and monsters", "English", "medusa", "minotaur", "scary monsters"),
    _topic("limericks", "English", "funny poems", "limericks", "rude poem"),
    _topic("healthy eating", "science", "sugar in drinks", "lose weight", "food groups"),
    _topic("drugs and medicines", "PSHE", "medicine safety", "vaping facts"),
    _topic("times tables", "maths", "times table games", "7 times table song"),
    _topic("ukulele", "music", "ukulele chords", "ukulele songs easy"),
    _topic("recorders", "music", "recorder song", "recorder fail"),
    _topic("French greetings", "French", "bonjour song", "french numbers"),
    _topic("Spanish animals", "Spanish", "animales", "spanish song animals"),
    _topic("bridges", "design and technology", "london bridges", "strongest bridge"),
    _topic("inventions", "history", "first telephone", "strange inventions"),
    _topic("castles and sieges", "history", "castle siege", "trebuchet", "dungeon"),
    _topic("whales", "English", "blue whale", "whale song", "whale hunting"),
    _topic("pirates", "English", "pirate battle", "pirate flags", "walking the plank"),
    _topic("robots", "computing", "robot dog", "robots taking over"),
    _topic("carnival", "music", "carnival drums", "carnival costumes"),
    _topic("hurricanes", "geography", "hurricane damage", "eye of the storm"),
    _topic("climate change", "geography", "polar bear melting ice", "climate protest"),
)


_FACTUAL = frozenset({"science", "geography", "history"})


def draw_topic(source: random.Random, year_group: YearGroup, *, factual: bool = False) -> Topic:
    """Something that a class of that year might look up; `factual` where facts can be got wrong."""
    younger = year_group in (YearGroup.RECEPTION, YearGroup.Y1, YearGroup.Y2)
    topics = YOUNGER if younger else OLDER
    if factual:
        topics = tuple(topic for topic in topics if topic.lesson in _FACTUAL)
    return source.choice(topics)


_FIRST = [
    "amber",
    "badger",
    "bright",
    "busy",
    "clever",
    "copper",
    "cosy",
    "daily",
    "dotty",
    "early",
    "fern",
    "fizzy",
    "free",
    "funny",
    "garden",
    "giant",
    "green",
    "happy",
    "hazel",
    "hidden",
    "island",
    "jolly",
    "jumbo",
    "kestrel",
    "lemon",
    "little",
    "lucky",
    "magic",
    "maple",
    "merry",
    "mighty",
    "misty",
    "nifty",
    "orbit",
    "otter",
    "paper",
    "pebble",
    "pixel",
    "plum",
    "puddle",
    "quick",
    "rapid",
    "rocket",
    "sandy",
    "silver",
    "snappy",
    "speedy",
    "sunny",
    "super",
    "swift",
    "tiny",
    "turbo",
    "velvet",
    "wonder",
    "zippy",
]
_SECOND = [
    "albums",
    "answers",
    "arcade",
    "cards",
    "clips",
    "club",
    "corner",
    "crew",
    "den",
    "deals",
    "facts",
    "feed",
    "files",
    "finder",
    "forum",
    "gallery",
    "games",
    "hub",
    "images",
    "jokes",
    "kids",
    "lab",
    "library",
    "loft",
    "maps",
    "market",
    "memes",
    "minds",
    "news",
    "notes",
    "page",
    "photos",
    "pics",
    "pictures",
    "play",
    "quiz",
    "reels",
    "rooms",
    "search",
    "shop",
    "show",
    "songs",
    "stories",
    "stream",
    "studio",
    "tales",
    "tube",
    "videos",
    "wall",
    "watch",
    "wiki",
    "world",
    "zone",
]
_ENDINGS = ("example", "test", "invalid", "example.com", "example.net", "example.org")
_WEIGHTS = (7, 2, 1, 3, 3, 2)
_PARTS = [
    "article",
    "clip",
    "gallery",
    "image",
    "item",
    "library",
    "live",
    "page",
    "pictures",
    "play",
    "post",
    "search",
    "story",
    "tag",
    "top",
    "trending",
    "video",
    "view",
    "watch",
]


def draw_host(source: random.Random) -> str:
    """A place on the web that cannot exist, for example ``pebblepics.example``."""
    ending = source.choices(_ENDINGS, _WEIGHTS)[0]
    joint = "-" if source.random() < 0.25 else ""
    first, second = source.choice(_FIRST), source.choice(_SECOND)
    before = source.choice(("", "", "", "images.", "m.", "play.", "cdn."))
    return f"{before}{first}{joint}{second}.{ending}"


def draw_address(source: random.Random, host: str, typed: str) -> str:
    """What a teacher pastes: mostly a whole address, often only the site."""
    kind = source.random()
    words = "-".join(typed.split())
    part = source.choice(_PARTS)
    number = source.randrange(100, 99_999)
    if "example." in host:
        # Only these read as addresses without the letters before them.
        www = "www." if source.random() < 0.5 and host.count(".") == 2 else ""
        if kind < 0.25:
            return host
        if kind < 0.4:
            return f"{www}{host}/{part}"
        host = f"{www}{host}"
    if kind < 0.15:
        return f"https://{host}"
    if kind < 0.45:
        return f"https://{host}/{part}/{words}-{number}"
    if kind < 0.65:
        return f"https://{host}/{part}?q={'+'.join(typed.split())}&n={number % 40 + 1}"
    if kind < 0.9:
        return f"https://{host}/{part}/{number}"
    return f"http://{host}/{words}.html"
