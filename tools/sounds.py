"""Makes the sounds of the program: ``python -m tools.sounds`` writes them anew."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE = 22_050


def tone(pitch: float, seconds: float, loud: float = 0.35) -> list[float]:
    """A tone that begins at once and fades."""
    count = int(RATE * seconds)
    return [
        loud * math.sin(2 * math.pi * pitch * at / RATE) * math.exp(-5 * at / count)
        for at in range(count)
    ]


def write(name: str, samples: list[float]) -> None:
    """Write a sound as WAV, sixteen bits, one channel."""
    with wave.open(str(FOLDER / name), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", int(one * 32_767)) for one in samples))


def main() -> None:
    """Write both."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    write("tick.wav", tone(1_760, 0.12))
    gap = [0.0] * int(RATE * 0.05)
    write("look.wav", tone(330, 0.16) + gap + tone(262, 0.22))


if __name__ == "__main__":
    main()
