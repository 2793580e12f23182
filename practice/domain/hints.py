"""What an interviewer would notice beside the points: an order, a hedge, a missing figure.

Hints and never a grade: they point at words and say what to look at. The order hints belong
to the bank's mistakes (`questions.domain.vocabulary.MISTAKES`) and speak up only where an
answer names both things, the dear one first; what is not said at all is a point's matter.
"""

import re
from dataclasses import dataclass

from .sentences import split

HEDGED = re.compile(
    r"\b(?:maybe|perhaps|not (?:really |quite |so |entirely )?sure|no idea|i guess|i'd guess"
    r"|if i (?:remember|recall)|i don't (?:remember|recall|know)|i forgot|could be wrong"
    r"|might be wrong|something like that|or something|kind of|sort of|i(?:'d| would) have to"
    r" look|i think (?:it )?(?:might|may|could)|probably)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![\w@])\d[\d.,]*(?![\w-])|(?<!\w)\d+(?=\s?(?:%|ms|s|x|GB|MB|k|M)\b)")
NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|half|halves|third|quarter"
    r"|tenth|double|twice|per ?cent|percent|dozen)\b",
    re.IGNORECASE,
)


def _naming(words: str) -> re.Pattern:
    """Return a pattern for any of these words, whatever their case."""
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


MODEL = _naming(
    r"transformers?|bert|gpt\w*|llms?|deep (?:learning|network|model)|neural net(?:work)?s?|lstms?"
    r"|cnns?|two-tower|xgboost|lightgbm|catboost|gradient[- ]boost\w*|boosted trees"
    r"|random forests?|graph (?:neural )?networks?|reinforcement learning|fine-tun\w+"
)
BASELINE = _naming(
    r"baselines?|heuristics?|simple (?:rule|model)|rule[- ]based|naive (?:model|forecast|rule)"
    r"|popularity|logistic regression|linear (?:model|regression)|simplest|dumb (?:rule|model)"
    r"|majority class|existing (?:rule|system)|current (?:rule|system)"
)
DATA = _naming(
    r"labels?|labell?ed|labelling|data (?:quality|we have|exists?|collection)|what data|the data"
    r"|leakage|missing values?|class balance|imbalanced?|logs|annotat\w+|sampling"
)
METRIC = _naming(
    r"metrics?|measures? (?:of )?success|success (?:is|means)|objective|goal|kpis?|precision"
    r"|recall|ndcg|auc|f1|rmse|mae|watch time|conversion|retention|revenue"
)
ARCHITECTURE = _naming(
    r"architecture|microservices?|kafka|kubernetes|redis|spark|pipeline|vector database"
    r"|feature store|two-stage|candidate generation|service layer|api gateway"
)


@dataclass(frozen=True)
class OrderHint:
    """Something came too early: `text[start:end]` names it, `mistake` is the bank's word."""

    code: str
    mistake: str
    start: int
    end: int


ORDERS = (
    ("model before baseline", "no-baseline", MODEL, BASELINE),
    ("model before data", "ignores-data", MODEL, DATA),
    ("architecture before metric", "offline-online", ARCHITECTURE, METRIC),
)


def order_hints(answer: str) -> list[OrderHint]:
    """Return what an answer named before what should come first, sentence by sentence."""
    found, text = [], answer.replace("’", "'")
    sentences = split(text)
    for code, mistake, early, due in ORDERS:
        named = _first(early, text, sentences)
        awaited = _first(due, text, sentences)
        if named and awaited and named[0] < awaited[0]:
            found.append(OrderHint(code, mistake, *named[1]))
    return found


def _first(pattern: re.Pattern, text: str, sentences) -> tuple[int, tuple[int, int]] | None:
    """Return the number of the first sentence that has a pattern, and where; None if none."""
    for number, sentence in enumerate(sentences):
        if match := pattern.search(text, sentence.start, sentence.end):
            return number, match.span()
    return None


def point_hints(point: str, evidence: str) -> tuple[str, ...]:
    """Return what to look at in a point's evidence: "hedged", "no number"."""
    hints = []
    if HEDGED.search(evidence.replace("’", "'")):
        hints.append("hedged")
    has_number = re.search(r"\d", evidence) or NUMBER_WORD.search(evidence)
    if NUMBER.search(point) and not has_number:
        hints.append("no number")
    return tuple(hints)
