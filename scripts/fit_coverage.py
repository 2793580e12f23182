"""Fit the coverage matcher: `fit_coverage.py` writes practice/domain/coverage_weights.json.

`--check` only says whether the file is what a fit would write; `--report` prints how the heads
did in cross-validation by question. Fitted on tests/domain/coverage_cases: given.json,
written.json and fit/; never on score/. The same files give the same weights wherever the
encoder rounds alike; "probe" in the weights is a vector's beginning to tell that by.

Everything is logistic regression with a ridge. What feeds the last step is made out of fold,
by models that did not see the question, so that it is as unsure as it will be in use.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from practice.domain import matcher  # noqa: E402
from practice.domain.labelled import Labelled, read_cases  # noqa: E402
from practice.domain.similarity import assign  # noqa: E402
from questions.domain.encoder import encode  # noqa: E402

CASES = ROOT / "tests" / "domain" / "coverage_cases"
BANK = ROOT / "fixtures" / "bank"
FOLDS = 8
HONEST = ("excellent", "middling")
RIDGE = {"pair": 2.0, "denies": 1.0, "lists": 1.0, "reverses": 2.0, "said": 3.0, "stance": 1.0}
# How much a source counts for each head, and the source that sets the head's thresholds.
HEADS = {
    "bare": ({"given": 1.0, "written": 1.0, "plain": 0.5}, "given"),
    "rich": ({"bank": 1.0, "named": 0.5}, "bank"),
}
SHARED = ("given", "written", "bank")
PRECISION = 0.85
MISSED = 0.1  # of the points made, how many may be called missing without a look


class Example:
    """A labelled answer with its source, its fold and what the models make of it."""

    def __init__(self, source: str, case: Labelled, fold: int, vectors: dict, lexical: bool):
        self.source, self.kind, self.fold = source, case.kind, fold
        self.it = matcher.measure(case.points, case.text, vectors, lexical)
        self.covered = np.array(case.covered, dtype=float)
        texts = [sentence.text for sentence in self.it.sentences]
        self.evidence = [texts.index(each) if each in texts else -1 for each in case.evidence]
        self.honest = case.kind in HONEST

    def look(self, fitted: dict) -> None:
        """Make the features of the last step with these models."""
        pairs = matcher.logit(matcher.pair_features(self.it), fitted["pair"])
        self.best = assign(pairs).argmax(axis=0)
        self.said = matcher.said_features(self.it, pairs)
        if "reverses" in fitted:
            sentences = matcher.sentence_features(self.it)
            self.stance = matcher.stance_features(
                self.it,
                self.best,
                matcher.logit(sentences, fitted["denies"]),
                matcher.logit(sentences, fitted["lists"]),
                matcher.logit(matcher.claim_features(self.it, self.best), fitted["reverses"]),
            )


def fit(features, targets, ridge: float, counts=None) -> list[float]:
    """Return the weights, the constant last, that maximise the penalised likelihood (Newton)."""
    features = np.column_stack([np.asarray(features), np.ones(len(features))])
    targets = np.asarray(targets, dtype=float)
    counts = np.ones(len(targets)) if counts is None else np.asarray(counts)
    penalty = np.eye(features.shape[1]) * ridge
    penalty[-1, -1] = 1e-6
    weights = np.zeros(features.shape[1])
    for _ in range(30):
        share = matcher.share(features @ weights)
        slope = features.T @ (counts * (share - targets)) + penalty @ weights
        bend = (features * (counts * share * (1 - share))[:, None]).T @ features + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-5:
            break
    return [round(float(each), 4) for each in weights]


def fit_shared(examples: list[Example]) -> dict:
    """Fit the four classifiers of sentences and pairs."""
    mine = [each for each in examples if each.source in SHARED]
    honest = [each for each in mine if each.honest]
    features, targets = [], []
    for each in honest:
        features.append(matcher.pair_features(each.it).reshape(-1, 7))
        hits = np.zeros(each.it.near.shape)
        for column, row in enumerate(each.evidence):
            if row >= 0:
                hits[row, column] = 1
        targets.append(hits.reshape(-1))
    fitted = {"pair": fit(np.concatenate(features), np.concatenate(targets), RIDGE["pair"])}
    sentences = np.concatenate([matcher.sentence_features(each.it) for each in mine])
    for name, kind in (("denies", "contradicting"), ("lists", "stuffed")):
        targets = [
            each.kind == kind and row not in each.evidence
            for each in mine
            for row in range(len(each.it.sentences))
        ]
        fitted[name] = fit(sentences, targets, RIDGE[name])
    claims = [each for each in mine if each.kind != "stuffed"]
    for each in claims:
        each.look(fitted)
    fitted["reverses"] = fit(
        np.concatenate([matcher.claim_features(each.it, each.best) for each in claims]),
        np.concatenate([(each.kind == "contradicting") * (1 - each.covered) for each in claims]),
        RIDGE["reverses"],
    )
    return fitted


def fit_head(examples: list[Example], counts: dict[str, float]) -> dict:
    """Fit the two factors of one head, on features that were made out of fold."""
    mine = [each for each in examples if each.source in counts]
    honest = [each for each in mine if each.honest]

    def weigh(chosen):
        return np.concatenate([np.full(len(each.covered), counts[each.source]) for each in chosen])

    return {
        "said": fit(
            np.concatenate([each.said for each in honest]),
            np.concatenate([each.covered for each in honest]),
            RIDGE["said"],
            weigh(honest),
        ),
        # An honest answer asserts whatever it speaks of; a point it leaves out is not denied.
        "stance": fit(
            np.concatenate([each.stance for each in mine]),
            np.concatenate(
                [np.ones(len(each.covered)) if each.honest else each.covered for each in mine]
            ),
            RIDGE["stance"],
            weigh(mine),
        ),
    }


def apply(head: dict, example: Example) -> np.ndarray:
    """Return the logits of a head, not shifted."""
    both = matcher.share(matcher.logit(example.said, head["said"])) * matcher.share(
        matcher.logit(example.stance, head["stance"])
    )
    return np.log(both / (1 - both))


def f1(logits: np.ndarray, truth: np.ndarray, at: float) -> float:
    """Return the harmonic mean of precision and recall at a threshold."""
    called = logits >= at
    return 2 * (called & (truth == 1)).sum() / max(called.sum() + truth.sum(), 1)


def thresholds(logits: np.ndarray, truth: np.ndarray) -> dict:
    """Return a head's shift and the scores at which "covered" and "check" begin."""
    grid = np.round(np.arange(-1.5, 1.51, 0.1), 1)
    smooth = [np.mean([f1(logits, truth, at + off) for off in (-0.2, 0, 0.2)]) for at in grid]
    shift = float(grid[int(np.argmax(smooth))])
    scores = matcher.share(logits - shift)
    covered = 0.99
    for at in np.round(np.arange(0.5, 1, 0.01), 2):
        if truth[scores >= at].mean() >= PRECISION:
            covered = float(at)
            break
    made = np.sort(scores[truth == 1])
    check = min(float(np.floor(made[int(MISSED * len(made))] * 100) / 100), 0.5)
    return {"shift": shift, "covered": covered, "check": check}


def fit_all(lexical: bool, report: bool = False) -> dict:
    """Return the weights of one model, with the encoder or without."""
    examples = read_examples(lexical)
    for fold in range(FOLDS):
        fitted = fit_shared([each for each in examples if each.fold != fold])
        for each in examples:
            if each.fold == fold:
                each.made_out_of_fold = fitted
    for each in examples:
        each.look(each.made_out_of_fold)
    heads = {}
    for name, (counts, reference) in HEADS.items():
        out = {}
        for fold in range(FOLDS):
            head = fit_head([each for each in examples if each.fold != fold], counts)
            out |= {each: apply(head, each) for each in examples if each.fold == fold}
        known = [each for each in examples if each.source == reference]
        limits = thresholds(
            np.concatenate([out[each] for each in known]),
            np.concatenate([each.covered for each in known]),
        )
        heads[name] = fit_head(examples, counts) | limits
        if report:
            tell(name, out, limits, lexical)
    return fit_shared(examples) | heads


def read_examples(lexical: bool) -> list[Example]:
    """Return the labelled answers, the bank's also bare and its namings as answers."""
    sources = {
        "given": read_cases(CASES / "given.json", BANK),
        "written": read_cases(CASES / "written.json", BANK),
        "bank": read_cases(CASES / "fit", BANK),
    }
    questions = list(dict.fromkeys(c.question for cases in sources.values() for c in cases))
    places = np.random.default_rng(1).permutation(len(questions))
    folds = {question: int(at) % FOLDS for question, at in zip(questions, places, strict=True)}
    sources["plain"] = [case.less({"phrasings", "naming"}) for case in sources["bank"]]
    sources["named"] = [
        replace(
            case,
            kind="stuffed",
            text="\n".join(point.naming for point in case.points),
            covered=(False,) * len(case.points),
            evidence=(None,) * len(case.points),
        )
        for case in sources["bank"]
        if case.kind == "excellent"
    ]
    vectors = {} if lexical else encode_points(sources.values())
    return [
        Example(source, case, folds[case.question], vectors, lexical)
        for source, cases in sources.items()
        for case in cases
    ]


def encode_points(sources) -> dict[str, np.ndarray]:
    """Return the vectors of all points' texts, each encoded once."""
    texts = dict.fromkeys(
        text
        for cases in sources
        for case in cases
        for point in case.points
        for text in (point.text, *point.phrasings, point.naming)
    )
    return dict(zip(texts, encode(list(texts)), strict=True))


def tell(name: str, out: dict, limits: dict, lexical: bool) -> None:
    """Print how a head did on each source out of fold."""
    print(f"{'lexical' if lexical else 'dense'} {name} {limits}")
    for source in dict.fromkeys(each.source for each in out):
        mine = [each for each in out if each.source == source]
        scores = matcher.share(np.concatenate([out[each] for each in mine]) - limits["shift"])
        truth = np.concatenate([each.covered for each in mine])
        kinds = np.concatenate([[each.kind] * len(each.covered) for each in mine])
        pairs = [
            (each.best[column], row)
            for each in mine
            for column, row in enumerate(each.evidence)
            if row >= 0
        ]
        line = f"  {source:8}"
        for at in (0.5, limits["covered"], limits["check"]):
            called = scores >= at
            hits = (called & (truth == 1)).sum()
            line += f" | {at:.2f} P {hits / max(called.sum(), 1):.3f}"
            line += f" R {hits / max(truth.sum(), 1):.3f} F1 {f1(scores, truth, at):.3f}"
            line += f" acc {(called == truth).mean():.3f}"
            for kind in ("stuffed", "contradicting"):
                wrong = called[(kinds == kind) & (truth == 0)]
                line += f" {kind[:4]} {wrong.mean() if len(wrong) else 0:.2f}"
        middling = kinds == "middling"
        if middling.any():
            high, low = scores[middling & (truth == 1)], scores[middling & (truth == 0)]
            area = (high[:, None] > low).mean() + (high[:, None] == low).mean() / 2
            line += f" | AUC middling {area:.3f}"
        if pairs:
            line += f" | right sentence {np.mean([a == b for a, b in pairs]):.3f}"
        print(line)


def render(fitted: dict) -> str:
    """Return readable JSON, a list a line."""

    def lines(value, depth: int) -> str:
        if not isinstance(value, dict):
            return json.dumps(value)
        pad = " " * (depth + 1)
        inner = [f'{pad}"{name}": {lines(each, depth + 1)}' for name, each in value.items()]
        return "{\n" + ",\n".join(inner) + "\n" + " " * depth + "}"

    return lines(fitted, 0) + "\n"


def probe() -> list[float]:
    """Return the beginning of the vector of a sentence, which differs between processors."""
    return [round(float(each), 5) for each in encode(["A baseline comes before a model."])[0][:4]]


def fit_both(report: bool = False) -> dict:
    """Return what stands in the file of weights."""
    return {
        "probe": probe(),
        "dense": fit_all(False, report),
        "lexical": fit_all(True, report),
    }


def main(arguments: list[str]) -> None:
    """Fit both models; write them, or compare them with what stands there."""
    report = "--report" in arguments
    fitted = fit_both(report)
    if "--check" in arguments:
        same = matcher.WEIGHTS.read_text("utf-8") == render(fitted)
        sys.exit(None if same else f"{matcher.WEIGHTS.name} is not what a fit writes")
    matcher.WEIGHTS.write_text(render(fitted), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
