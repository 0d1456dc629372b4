"""Colours, spaces, radii and type sizes: the only place where they are written down.

Dark and high contrast are sets of their own, not inversions. Every pair of colours in which text
is drawn stands in `TEXT_PAIRS`; a test holds each to a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3),
and the edges of controls in `EDGE_PAIRS` to 3 to 1 (1.4.11).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """What a colour says. It is never said by colour alone: a word or an icon says it too."""

    PLAIN = "plain"
    ACT = "act"  # the program's own colour: the one thing to do, what is chosen
    CORAL = "coral"  # wrong, or urgent
    SUN = "sun"  # waiting
    LEAF = "leaf"  # done
    SKY = "sky"  # to know


class Palette(NamedTuple):
    """Colours of one theme, as ``#RRGGBB``.

    A tone has its colour for text and icons (`coral`) and its ground (`coral_tint`).
    """

    page: str
    card: str
    rail: str
    line: str
    edge: str  # the edge of a field or a button that is only an outline
    hover: str  # the ground of what the mouse is over
    well: str  # a sunken place: a line to copy, a track
    ink: str
    soft: str
    act: str
    act_hover: str
    act_dark: str
    on_act: str
    tint: str
    on_tint: str
    coral: str
    coral_tint: str
    danger: str
    danger_dark: str
    on_danger: str
    sun: str
    sun_tint: str
    sun_fill: str  # for drawn figures: text is not drawn in it
    leaf: str
    leaf_tint: str
    sky: str
    sky_tint: str
    focus: str
    shade: str  # covers everything when somebody walks in
    on_shade: str
    scrim: str  # laid over the window behind a sheet
    scrim_opacity: float
    shadow: str
    shadow_opacity: float
    outline: int  # px, hairlines of cards
    # The five letters of SMART; each has a shape too (see `SMART`).
    smart_s: str
    smart_m: str
    smart_a: str
    smart_r: str
    smart_t: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Colour and ground of a tone."""
        return {
            Tone.PLAIN: (self.soft, self.well),
            Tone.ACT: (self.act, self.tint),
            Tone.CORAL: (self.coral, self.coral_tint),
            Tone.SUN: (self.sun, self.sun_tint),
            Tone.LEAF: (self.leaf, self.leaf_tint),
            Tone.SKY: (self.sky, self.sky_tint),
        }[tone]

    def fill(self, tone: Tone) -> str:
        """The colour of a tone in drawn figures, which may be lighter than text."""
        return self.sun_fill if tone is Tone.SUN else self.tone(tone)[0]


LIGHT = Palette(
    page="#F4F6F8",
    card="#FFFFFF",
    rail="#FFFFFF",
    line="#DCE2E9",
    edge="#7C8898",
    hover="#EFF3F6",
    well="#EDF1F5",
    ink="#1A2433",
    soft="#556274",
    act="#0B5E6B",
    act_hover="#0A5360",
    act_dark="#084A55",
    on_act="#FFFFFF",
    tint="#E3F1F2",
    on_tint="#084A55",
    coral="#B93A2B",
    coral_tint="#FBEAE7",
    danger="#B93A2B",
    danger_dark="#962C20",
    on_danger="#FFFFFF",
    sun="#805300",
    sun_tint="#FFF3D9",
    sun_fill="#BD7C00",
    leaf="#1F6B3A",
    leaf_tint="#E4F3E9",
    sky="#1F5FBF",
    sky_tint="#E6EEFB",
    focus="#FFB000",
    shade="#0A3F4A",
    on_shade="#F4F8F9",
    scrim="#1A2433",
    scrim_opacity=0.38,
    shadow="#1A2433",
    shadow_opacity=0.062,
    outline=1,
    smart_s="#1F5FBF",
    smart_m="#6B3FA0",
    smart_a="#0B6B48",
    smart_r="#A34A00",
    smart_t="#B0214A",
)

DARK = Palette(
    page="#12181F",
    card="#1B232D",
    rail="#161D26",
    line="#303B48",
    edge="#8592A3",
    hover="#242E3A",
    well="#26313D",
    ink="#EEF2F6",
    soft="#AFBAC8",
    act="#63C7D2",
    act_hover="#7DD3DC",
    act_dark="#9ADFE6",
    on_act="#06262B",
    tint="#143A41",
    on_tint="#B9ECF1",
    coral="#FF9C8D",
    coral_tint="#43231E",
    danger="#FF9C8D",
    danger_dark="#FFB9AE",
    on_danger="#3A0F08",
    sun="#F3C562",
    sun_tint="#3B2F14",
    sun_fill="#F3C562",
    leaf="#85D6A0",
    leaf_tint="#17351F",
    sky="#95BCFF",
    sky_tint="#1D2F4D",
    focus="#FFB000",
    shade="#081B21",
    on_shade="#EEF6F7",
    scrim="#000000",
    scrim_opacity=0.58,
    shadow="#000000",
    shadow_opacity=0.38,
    outline=1,
    smart_s="#8DB6FF",
    smart_m="#C9A6F5",
    smart_a="#7FD6B1",
    smart_r="#FFB070",
    smart_t="#FF93B2",
)

HIGH_CONTRAST = Palette(
    page="#000000",
    card="#000000",
    rail="#000000",
    line="#FFFFFF",
    edge="#FFFFFF",
    hover="#1F2A33",
    well="#0A1116",
    ink="#FFFFFF",
    soft="#FFFFFF",
    act="#5CE1FF",
    act_hover="#A6EFFF",
    act_dark="#FFFFFF",
    on_act="#000000",
    tint="#003742",
    on_tint="#FFFFFF",
    coral="#FFA79B",
    coral_tint="#2B0500",
    danger="#FFA79B",
    danger_dark="#FFFFFF",
    on_danger="#000000",
    sun="#FFE066",
    sun_tint="#241A00",
    sun_fill="#FFE066",
    leaf="#7CFFA4",
    leaf_tint="#00240E",
    sky="#A9CDFF",
    sky_tint="#001A3D",
    focus="#FFB000",
    shade="#000000",
    on_shade="#FFFFFF",
    scrim="#000000",
    scrim_opacity=0.8,
    shadow="#000000",
    shadow_opacity=0.0,
    outline=2,
    smart_s="#8FBEFF",
    smart_m="#DDBBFF",
    smart_a="#7CFFCB",
    smart_r="#FFBE85",
    smart_t="#FFA3C0",
)

PALETTES = {"light": LIGHT, "dark": DARK, "contrast": HIGH_CONTRAST}

#: The shape that goes with each letter's colour, by the names of Phosphor.
SMART = {
    "S": ("smart_s", "shield-check-fill"),
    "M": ("smart_m", "users-fill"),
    "A": ("smart_a", "envelope-open-fill"),
    "R": ("smart_r", "magnifying-glass-bold"),
    "T": ("smart_t", "chat-circle-dots-fill"),
}

#: (text, ground) as they meet on the screen.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("ink", "soft") for ground in ("page", "card", "rail", "well")),
    *((ink, ground) for ink in ("ink", "soft") for ground in ("hover", "tint")),
    *(("ink", f"{tone}_tint") for tone in ("coral", "sun", "leaf", "sky")),
    *(("act", ground) for ground in ("page", "card", "rail", "tint", "hover", "well")),
    *(("act_dark", ground) for ground in ("page", "card", "hover")),
    ("on_tint", "tint"),
    ("on_act", "act"),
    ("on_act", "act_hover"),
    ("on_act", "act_dark"),
    ("on_danger", "danger"),
    ("on_danger", "danger_dark"),
    ("on_shade", "shade"),
    *((tone, f"{tone}_tint") for tone in ("coral", "sun", "leaf", "sky")),
    *((tone, g) for tone in ("coral", "sun", "leaf", "sky") for g in ("card", "page", "hover")),
    *((letter, "card") for letter in ("smart_s", "smart_m", "smart_a", "smart_r", "smart_t")),
)

#: (edge, ground) of controls.
EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    ("edge", "card"),
    ("edge", "page"),
    ("act", "card"),
    ("act", "page"),
    ("coral", "card"),
    ("coral", "page"),
    ("sun_fill", "card"),
    ("sun_fill", "sun_tint"),
)


class Space(NamedTuple):
    """Distances in px. They stay as they are when the text grows: the words get the room."""

    hair: int = 4
    tight: int = 8
    near: int = 12
    base: int = 16
    wide: int = 24
    far: int = 32
    page: int = 44


class Radius(NamedTuple):
    """Corner radii in px. Chips are round: half of their height."""

    field: int = 8
    button: int = 10
    card: int = 14
    tile: int = 16


SPACE = Space()
RADIUS = Radius()

#: Keyboard focus is drawn outside the control: this wide, this far from it, in px.
FOCUS_WIDTH = 3
FOCUS_GAP = 2

#: Text at 100 %, in px.
TYPE = {"small": 13, "body": 15, "strong": 16, "heading": 20, "title": 30}

#: Titles are large already: they take this share of the growth that body text takes.
TYPE_GROWTH = {"small": 1.0, "body": 1.0, "strong": 1.0, "heading": 0.85, "title": 0.6}

#: Line height, as a multiple of the font's own. Atkinson Hyperlegible is set tight by itself.
LEADING = {"small": 1.08, "body": 1.12, "strong": 1.1, "heading": 1.0, "title": 1.0}

BOLD_KINDS = frozenset({"strong", "heading", "title"})

#: Smallest and largest text.
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)

#: Motion in milliseconds: what answers the hand, and what moves across the window.
MOTION_SHORT = 120
MOTION_LONG = 180


class Theme(NamedTuple):
    """One look: a palette, the size of text (1.0 to 2.0), and whether things move."""

    name: str = "light"
    scale: float = 1.0
    motion: bool = True

    @property
    def palette(self) -> Palette:
        """The colours."""
        return PALETTES[self.name]

    @property
    def dark(self) -> bool:
        """Whether the ground is darker than the text."""
        return self.name != "light"

    def px(self, size: float) -> int:
        """A measure that grows with the text, such as an icon's, in px."""
        return round(size * self.scale)

    def type_px(self, kind: str) -> int:
        """The height of a kind of text (`TYPE`), in px."""
        return round(TYPE[kind] * (1 + (self.scale - 1) * TYPE_GROWTH[kind]))

    def ms(self, length: int) -> int:
        """A length of motion: 0 when motion is off."""
        return length if self.motion else 0


def contrast(first: str, second: str) -> float:
    """Contrast of two colours, 1 to 21, as WCAG 2.2 reckons it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
