"""The embeddings of what good answers say: kept by text, so that each is computed once.

The shipped bank comes with its own (fixtures/vectors.npz, written by `manage.py embed_bank`),
so a start stays fast; `load_bank` encodes only texts that are in neither place. A vector is
kept as 384 whole numbers of one byte and the scale that makes it one again.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from django.conf import settings

from .domain.encoder import EncoderError, encode
from .domain.entry import Entry
from .models import Vector

LARGEST = 127
AT_ONCE = 500


def key_of(text: str) -> str:
    """The name of a text's vector: 32 hexadecimal digits."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def texts_of(entry: Entry) -> list[str]:
    """What is embedded of an entry: each key point, its phrasings and its name."""
    points = entry.key_points
    return [text for p in points for text in (p.text, *p.phrasings, p.naming) if text]


def packed(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Vectors (n, 384) as int8 (n, 384) and the scale (n,) of each."""
    scales = np.abs(vectors).max(axis=1) / LARGEST
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def store(entries: Iterable[Entry]) -> int:
    """Keep the vectors of these entries' texts; return how many had to be computed.

    Where the encoder can't be had nothing is kept: coverage then goes by words alone.
    """
    texts = {key_of(text): text for entry in entries for text in texts_of(entry)}
    kept = set(Vector.objects.filter(key__in=list(texts)).values_list("key", flat=True))
    missing = [key for key in texts if key not in kept]
    ready = [shipped()[key] for key in missing if key in shipped()]
    Vector.objects.bulk_create(ready, batch_size=AT_ONCE, ignore_conflicts=True)
    left = [texts[key] for key in missing if key not in shipped()]
    try:
        Vector.objects.bulk_create(made(left), batch_size=AT_ONCE, ignore_conflicts=True)
    except EncoderError:
        return 0
    return len(left)


def made(texts: list[str]) -> list[Vector]:
    """The vectors of texts, computed. Raises EncoderError."""
    if not texts:
        return []
    values, scales = packed(encode(texts))
    return [
        Vector(key=key_of(text), scale=float(scale), values=row.tobytes())
        for text, row, scale in zip(texts, values, scales, strict=True)
    ]


@cache
def shipped() -> dict[str, Vector]:
    """The vectors that came with the bank, by key."""
    path = Path(settings.VECTORS_FILE)
    if not path.exists():
        return {}
    with np.load(path) as file:
        keys, values, scales = file["keys"], file["values"], file["scales"]
    return {
        key.hex(): Vector(key=key.hex(), scale=float(scale), values=row.tobytes())
        for key, row, scale in zip(map(bytes, keys), values, scales, strict=True)
    }


def write_file(entries: Iterable[Entry], path: Path) -> int:
    """Write the file that is shipped; return its number of vectors. Raises EncoderError.

    What it holds already is taken over, so that a small change is a small wait.
    """
    texts = {key_of(text): text for entry in entries for text in texts_of(entry)}
    known = {key: vector for key, vector in shipped().items() if key in texts}
    new = made([text for key, text in texts.items() if key not in known])
    rows = sorted([*known.values(), *new], key=lambda row: row.key)
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            keys=np.array([list(bytes.fromhex(row.key)) for row in rows], np.uint8),
            values=np.array([np.frombuffer(row.values, np.int8) for row in rows]),
            scales=np.array([row.scale for row in rows], np.float32),
        )
    return len(rows)


def vectors_for(texts: Iterable[str]) -> dict[str, np.ndarray]:
    """The kept vectors (384,) of these texts, in one query; a text without one is left out."""
    keys = {key_of(text): text for text in texts}
    rows = Vector.objects.filter(key__in=list(keys)).values_list("key", "scale", "values")
    return {keys[key]: unpacked(scale, values) for key, scale, values in rows}


def shipped_for(texts: Iterable[str]) -> dict[str, np.ndarray]:
    """The same from the file that the bank came with, without a database."""
    found = {text: shipped().get(key_of(text)) for text in texts}
    return {text: unpacked(row.scale, row.values) for text, row in found.items() if row}


def unpacked(scale: float, values: bytes) -> np.ndarray:
    """A vector (384,) from its whole numbers."""
    return np.frombuffer(bytes(values), np.int8).astype(np.float32) * scale
