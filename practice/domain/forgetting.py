"""FSRS-6 on arrays: the model of `memory.py` for many items, or many learners, at once.

`fsrs` moves one card at a time, which is right for a rating; aiming at a day weighs every
item anew, and simulated learners have parameters of their own. A test holds this to `fsrs`.
"""

import fsrs
import numpy as np

PARAMETERS = np.array(fsrs.scheduler.DEFAULT_PARAMETERS)
DECAY = PARAMETERS[20]
LEAST_STABILITY = 0.001

# The chances of again, hard, good and easy at the first answer, and of hard, good and easy
# where it was recalled: the defaults of fsrs-optimizer's simulator, from Anki's users.
FIRST_RATINGS = np.array([0.24, 0.094, 0.495, 0.171])
RECALLED_RATINGS = np.array([0.224, 0.631, 0.145])


def recall(days, stability, decay=DECAY):
    """Return the chance (0-1) of recall `days` after a review; all broadcast together."""
    factor = 0.9 ** (-1 / decay) - 1
    return (1 + factor * np.maximum(days, 0) / stability) ** -decay


def stability_for(chance, days, decay=DECAY):
    """Return the stability (days) at which `chance` (0-1, open) is left after `days` > 0."""
    return np.maximum(days / recall_days(chance, decay), LEAST_STABILITY)


def recall_days(chance, decay=DECAY):
    """Return the days, in stabilities, until recall falls to `chance` (0-1, open)."""
    return (chance ** (-1 / decay) - 1) / (0.9 ** (-1 / decay) - 1)


def first(rating, w=PARAMETERS):
    """Return (stability, difficulty) after a first `rating` (1-4); `w` is (21,) or (21, n)."""
    rating = np.asarray(rating)
    stability = np.choose(rating - 1, w[:4])
    return np.maximum(stability, LEAST_STABILITY), np.clip(_start(rating, w), 1, 10)


def reviewed(stability, difficulty, days, rating, w=PARAMETERS):
    """Return (stability, difficulty) after a `rating` (1-4), `days` after the last review.

    The arrays broadcast together; `w` is (21,), or (21, n) for n learners.
    """
    rating = np.asarray(rating)
    chance = recall(days, stability, w[20])
    forgot = np.minimum(
        w[11]
        * difficulty ** -w[12]
        * ((stability + 1) ** w[13] - 1)
        * np.exp((1 - chance) * w[14]),
        stability / np.exp(w[17] * w[18]),
    )
    growth = np.exp(w[8]) * (11 - difficulty) * stability ** -w[9]
    growth = growth * np.expm1((1 - chance) * w[10])
    growth = growth * np.where(rating == 2, w[15], 1) * np.where(rating == 4, w[16], 1)
    later = np.where(rating == 1, forgot, stability * (1 + growth))
    same_day = np.exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
    same_day = stability * np.where(rating >= 2, np.maximum(same_day, 1), same_day)
    stability = np.where(np.asarray(days) < 1, same_day, later)
    return np.maximum(stability, LEAST_STABILITY), _next_difficulty(difficulty, rating, w)


def _start(rating, w):
    return w[4] - np.exp(w[5] * (rating - 1)) + 1


def _next_difficulty(difficulty, rating, w):
    moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
    return np.clip(w[7] * _start(4, w) + (1 - w[7]) * moved, 1, 10)
