"""Which pictures fill a scene, and which stand in it."""

from __future__ import annotations

#: The program's own backdrops and scenes; a picture of a pack's own is one when it is wide.
BACKDROPS = frozenset(
    [
        "classroom",
        "bedroom",
        "living-room",
        "kitchen",
        "playground",
        "library",
        "park",
        "hall",
        "bus",
        "night-bedroom",
        "game-world",
        "online",
        "calm",
        "garden",
        "spot-photo",
        "spot-club",
        "spot-room",
        "spot-desk",
    ]
)


def is_backdrop(layer: str) -> bool:
    """Whether `layer` fills the whole picture."""
    return layer in BACKDROPS
