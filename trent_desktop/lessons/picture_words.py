"""What the program's own pictures show, in words, and finding one by them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from trent_desktop.lessons.packs import shared_names

#: Who is in a picture, by the first part of its name: as written, and what else they are.
_WHO: Final = {
    "mila": ("Mila", "girl child pupil small Years 1 2"),
    "theo": ("Theo", "boy child pupil small Years 1 2"),
    "amara": ("Amara", "girl child pupil Years 3 4"),
    "yusuf": ("Yusuf", "boy child pupil Years 3 4"),
    "hana": ("Hana", "girl child pupil Years 3 4"),
    "kofi": ("Kofi", "boy child pupil wheelchair Years 3 4"),
    "zara": ("Zara", "girl child pupil Years 5 6"),
    "leon": ("Leon", "boy child pupil Years 5 6"),
    "okafor": ("Ms Okafor", "teacher grown-up adult woman"),
    "bell": ("Mr Bell", "teacher grown-up adult man"),
    "nana": ("Nana Rose", "grandmother grown-up adult woman family"),
    "dad": ("Dad", "father grown-up adult man family parent"),
    "bit": ("Bit", "robot computer chatbot AI"),
    "avatar": ("Avatar", "game player profile"),
}
#: What else somebody may call it.
_ALSO: Final = {
    "cross": "angry annoyed",
    "happy": "glad smile smiling",
    "sad": "unhappy upset",
    "worried": "afraid scared anxious",
    "surprised": "shocked astonished",
    "proud": "pleased",
    "tell": "speak talk say",
    "thinking": "wonder",
    "listening": "listen hear",
    "tablet": "device screen online iPad",
    "laptop": "computer device screen online",
    "phone": "mobile device smartphone",
    "telephone": "call ring Childline",
    "envelope": "letter email mail message",
    "envelope-strange": "spam phishing scam trick",
    "padlock": "lock password private secure safe key",
    "padlock-open": "unlocked not safe",
    "password-dots": "secret login sign in",
    "key": "password private",
    "bin": "delete rubbish trash",
    "gift-box": "present free prize",
    "coins": "money pay cost",
    "shopping-bag": "buy pay advert",
    "magnifier": "search look check find",
    "web-page": "website internet browser",
    "globe": "world internet web",
    "link-chain": "link address",
    "group-chat": "messages friends",
    "chat-window": "messages talk",
    "speech-bubble": "say message talk",
    "speech-bubble-kind": "say message nice",
    "speech-bubble-unkind": "say message mean bullying",
    "friend-request": "stranger contact add",
    "heart": "love like kind",
    "heart-broken": "hurt unkind",
    "thumb-up": "yes good agree like",
    "thumb-down": "no bad disagree",
    "stop-hand": "no halt",
    "house": "home address",
    "map-pin": "place location address",
    "school-jumper": "uniform",
    "camera": "photo picture",
    "photo": "picture image",
    "screenshot": "picture evidence keep",
    "video": "film clip watch",
    "pop-up": "advert window click",
    "game-world": "games gaming",
    "games-console": "games gaming controller",
    "mask": "pretend stranger disguise",
    "shield": "protect safe",
    "lightbulb": "idea",
    "ear": "listen hear",
    "eye": "look see watch",
    "signpost": "way help",
    "megaphone": "loud tell report",
    "microphone": "talk record voice",
    "newspaper": "news fake true",
    "penguin-flying": "fake made up",
    "spaghetti-tree": "fake made up",
    "shark-purple": "fake made up",
    "scales": "fair weigh",
    "clock": "time late",
    "moon": "night late sleep",
    "night-bedroom": "late sleep bed",
    "hall": "school assembly",
    "playground": "school outside",
    "classroom": "school",
    "library": "school books",
    "kitchen": "home",
    "living-room": "home sofa",
    "bedroom": "home",
    "garden": "home outside",
    "park": "outside",
    "trophy": "win prize",
    "calm": "rest quiet",
}


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of the program's own: the name of its file, and what it shows."""

    name: str
    words: str
    also: frozenset[str]

    def is_found_by(self, typed: list[str]) -> bool:
        """Whether each of the words typed begins one of its own."""
        return all(any(word.startswith(one) for word in self.also) for one in typed)


@cache
def shown_pictures() -> tuple[ShownPicture, ...]:
    """All of them, by name."""
    return tuple(_shown(name) for name in shared_names())


def pictures_found(typed: str) -> tuple[ShownPicture, ...]:
    """Those that all the words typed find; all of them for no words."""
    words = typed.casefold().replace("-", " ").split()
    return tuple(one for one in shown_pictures() if one.is_found_by(words))


def _shown(name: str) -> ShownPicture:
    first, _, rest = name.partition("-")
    also = [name.replace("-", " "), _ALSO.get(name, "")]
    who = _WHO.get(first)
    if who is not None:
        words = f"{who[0]}, {rest.replace('-', ' ')}" if rest else who[0]
        also += [*who, *(_ALSO.get(one, "") for one in rest.split("-"))]
    else:
        words = name.replace("-", " ")
    every = " ".join(also).replace("-", " ").casefold().split()
    return ShownPicture(name, words[0].upper() + words[1:], frozenset(every))
