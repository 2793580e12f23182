"""A voice that is known: bursts of a synthesised vowel and silences between, as a WAV file."""

import math
import random
import struct
import wave
from pathlib import Path

RATE = 16_000
NOISE = 0.002
# A vowel: the harmonics of a low voice, as loud as its formants make them.
PITCH, HARMONICS = 120, (1.0, 0.8, 0.9, 0.5, 0.6, 0.3, 0.2, 0.2, 0.1, 0.1)


def speak(path: Path, script: list[tuple[str, float]]) -> Path:
    """Write ("voice" or "silence", seconds), one after the other, over the noise of a room."""
    dice, frames = random.Random(7), []
    for kind, seconds in script:
        for at in range(round(seconds * RATE)):
            now = at / RATE
            # Syllables: four a second, never quite silent between.
            loud = 0.25 * (0.6 + 0.4 * math.sin(2 * math.pi * 4 * now)) * (kind == "voice")
            tone = sum(
                size * math.sin(2 * math.pi * PITCH * (place + 1) * now)
                for place, size in enumerate(HARMONICS)
            )
            frames.append(loud * tone / 3 + dice.uniform(-NOISE, NOISE))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        clipped = (round(32_000 * max(-1.0, min(1.0, each))) for each in frames)
        file.writeframes(b"".join(struct.pack("<h", each) for each in clipped))
    return path
