"""Learn from the bank how to stretch the encoder's space: writes coverage_stretch.json.

A phrasing should be nearer to its own point than to the entry's other points. Each of the
encoder's 384 directions gets a factor by which it counts in a cosine, learned by a softmax over
an entry's points with a penalty for leaving 1; entries with labelled answers are left out.
Run it after the bank has grown a lot, and scripts/fit_coverage.py after it.
"""

import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from practice.domain import matcher  # noqa: E402
from questions.domain.encoder import encode  # noqa: E402
from questions.domain.entry import EntryErrors, parse_entry  # noqa: E402

CASES = ROOT / "tests" / "domain" / "coverage_cases"
BANK = ROOT / "fixtures" / "bank"
HEAT = 0.07
PENALTY = 0.001
STEPS, RATE = 40, 0.05


def entries() -> list:
    """Return the bank's entries that have points and no labelled answers, by path."""
    labelled = {path.stem for path in CASES.glob("*/*.json")}
    found = []
    for path in sorted(BANK.glob("*/*.md")):
        try:
            entry = parse_entry(path.read_text("utf-8"), str(path))
        except EntryErrors:
            continue
        if len(entry.key_points) > 1 and entry.slug not in labelled:
            found.append(entry)
    return found


def products(chosen: list) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return for each entry its phrasings times its points (p, m, 384), and their own points."""
    result = []
    for entry in chosen:
        points = encode([point.text for point in entry.key_points]).astype(float)
        owned = [(each, at) for at, p in enumerate(entry.key_points) for each in p.phrasings]
        if owned:
            said = encode([each for each, _ in owned]).astype(float)
            result.append((said[:, None] * points, np.array([at for _, at in owned])))
    return result


def learn(pairs: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Return the weight of each direction in a cosine: (384,) (Adam on the softmax's loss)."""
    weights, mean, spread = np.ones(384), np.zeros(384), np.zeros(384)
    total = sum(len(own) for _, own in pairs)
    for step in range(1, STEPS + 1):
        slope = PENALTY * (weights - 1)
        for product, own in pairs:
            logits = product @ weights / HEAT
            shares = np.exp(logits - logits.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            shares[np.arange(len(own)), own] -= 1
            slope += np.einsum("pm,pmk->k", shares, product) / HEAT / total
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        move = mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        weights = weights - RATE * move
    return np.maximum(weights, 0)


def main() -> None:
    """Learn the factors and write them; both sides of a product get the root."""
    chosen = entries()
    factors = np.sqrt(learn(products(chosen)))
    matcher.STRETCH.write_text(json.dumps([round(float(each), 3) for each in factors]) + "\n")
    print(f"learned from {len(chosen)} entries")


if __name__ == "__main__":
    main()
