"""How far a word like "ideally", "required" or "no … needed" reaches in a sentence of a post."""

import re
from functools import lru_cache

Span = tuple[int, int]

BEFORE = re.compile(
    r"\b(?:ideally|preferably|optionally|bonus(?: points)?\b(?: if| for)?"
    r"|nice[- ]to[- ]haves?(?=:)|extra credit"
    r"|(?:a )?plus(?:es)? if|(?:a|as a) plus:|(?:great|even better|good|nice) if"
    r"|(?:it|that)(?:'d| would) (?:also )?(?:be )?(?:help|nice|great|good)\w*(?: if)?"
    r"|(?:we'd|we would) (?:also )?(?:love|like|be glad)(?: it)?(?: if| to see)"
    r"|preference (?:is|will be)? ?(?:given )?(?:to|for)|preferred:|desirable:"
    r"|you (?:may|might) also have"
    r"|idealerweise|wünschenswert(?: sind| ist)?|gerne auch|idéalement"
    r"|preferentemente|se valora\w*)",
)
AFTER = re.compile(
    r"(?:(?:\b(?:is|are|be|as|considered|it's|that's)\b|'d be| –| —) )?\b(?:an?"
    r"|strong|big|huge|definite|real|great|added"
    r"|clear|distinct)(?: (?:big|strong|huge|definite|real|great|added|clear"
    r"|distinct))? (?:plus|bonus|advantage|asset)\b"
    r"|\b(?:strongly |highly |also )?(?:preferred|desirable|desired|advantageous"
    r"|appreciated|beneficial|nice to have"
    r"|good to have|welcome)\b(?! to\b)"
    r"|\b(?:is|are|be|would be|will be) (?:also |very |particularly "
    r"|especially )*(?:helpful|useful|nice|valued|valuable|a nice extra)\b"
    r"|\bwould (?:also )?help\b|\bvon vorteil\b|\bwünschenswert\b|\bein plus\b"
    r"|\bun plus\b|\bun atout\b"
    r"|\bdeseable\b",
)
AND_SO = re.compile(r",? (?:and so|as)(?: \w+)? (?:is|are|would|do|does|will)\b")
MUST = re.compile(
    r"\b(?:required|requires?|must(?:[- ]have)?|mandatory|essential|a must|minimum"
    r"|need|needed|necessary"
    r"|zwingend|erforderlich|vorausgesetzt|obligatoire|indispensable|imprescindible)\b",
)
STOP = re.compile(r"[;:]|[.!?]\s|\s[–—]\s|\bbut\b|\bwhile\b|\bwhereas\b|\baber\b|\bmais\b|\bpero\b")

NOT = re.compile(
    r"\b(?:(?:do|does|did|will|would|is|are|was|need|must|should|have|has)(?: not"
    r"|n't)|not|won't|can't|cannot|never|without"
    r"|no (?!later|longer than|less|more than|matter|fewer)"
    r"|no\b(?= \w+ (?:experience|knowledge|background))|nor|neither|nobody"
    r"|none|rather than|instead of|isn't|there (?:is|are) no|stopped|kein(?:e|en"
    r"|er)?|nicht|pas (?:de|d')|sin)\b",
)
# "not only", "not afraid of": nothing is denied.
YET = re.compile(
    r"\s*(?:only|just|merely|afraid|shy|limited to|least|to mention|hesitate"
    r"|necessarily limited|scared|simply|all|be afraid"
    r"|discriminat\w*|satisfied|content with|happy with|settle|wait)\b",
)
AGAIN = re.compile(
    r"[;:(]|[.!?]\s|\s[–—]\s|\bbut\b|\bhowever\b|\bthough\b|\balthough\b|\bbecause\b"
    r"|\bso\b(?= we| you| that)"
    r"|, (?:just|only|instead|we|you|and you|and we|it's|they|it|our)\b|\b(?:who"
    r"|that|which) (?:can|will|know|have|love|are)\b",
)
NOT_AFTER = re.compile(
    r"\b(?:(?:is|are)(?:n't| not| by no means| neither)|not|neither is|nor is"
    r"|neither are|never) (?:strictly |absolutely |at all )?"
    r"(?:a |an )?(?:required|needed|necessary|essential|expected|mandatory|must"
    r"|requirement|prerequisite|our focus|important)\b"
    r"|\b(?:nicht|kein) (?:erforderlich|notwendig|nötig|muss)\b|\bby no means\b|\bnot required\b",
)
COMMA = re.compile(r"\s*[,)]")
# Words by which something is asked for, in a sentence without a heading.
ASKED = re.compile(
    r"\b(?:you(?:'ll| will| should| must)? (?:also )?(?:have|bring|know|need|'ve"
    r"|are (?:an? |at |fluent|able|strong"
    r"|comfortable|familiar))|you've|must|required|requires?|experience|years?"
    r"|fluen\w+|proficien\w+|expert(?:ise)?"
    r"|excellent|strong|solid|deep|advanced|good|knowledge|skilled|skills|mastery"
    r"|confiden\w+|hands-on|familiar\w*|comfortable"
    r"|track record|background in|degree in|able to|ability to|code in|we (?:expect|need"
    r"|want|ask|look)|looking for|understanding|enough"
    r"|erfahrung\w*|kenntnisse\w*|expérience|maîtrise|experiencia|conocimientos?|dominio)\b",
)


@lru_cache(maxsize=1024)
def welcome(sentence: str) -> list[Span]:
    """Where a sentence in small letters speaks of what is welcome and not asked for."""
    found = [
        (cue.start(), next_stop(sentence, cue.end(), STOP, bracket=True))
        for cue in BEFORE.finditer(sentence)
    ]
    for cue in AFTER.finditer(sentence):
        if MUST.search(sentence[max(cue.start() - 5, 0) : cue.start()]):
            continue
        end = len(sentence) if AND_SO.match(sentence, cue.end()) else cue.end()
        found.append((clause_start(sentence, cue.start()), end))
    return found


@lru_cache(maxsize=1024)
def denied(sentence: str) -> list[Span]:
    """Where a sentence in small letters says that something is not the case, or not asked for."""
    found = []
    for cue in NOT.finditer(sentence):
        if not YET.match(sentence, cue.end()):
            found.append((cue.start(), next_stop(sentence, cue.end(), AGAIN)))
    for cue in NOT_AFTER.finditer(sentence):
        found.append((clause_start(sentence, cue.start()), cue.end()))
    return found


def next_stop(sentence: str, start: int, stop: re.Pattern, bracket: bool = False) -> int:
    """Where the clause that goes on at `start` ends, at the latest with a bracket around it."""
    found = stop.search(sentence, start)
    end = found.start() if found else len(sentence)
    closing = sentence.find(")", start, end)
    around = bracket and closing >= 0 and "(" not in sentence[start:closing]
    return closing if around else end


def clause_start(sentence: str, end: int) -> int:
    """Where the clause that ends at `end` begins.

    It begins after a stop, an open bracket or "… required,"; in "strong Python, Kafka a plus" at
    the last comma, in "experience of Spark, Flink or Kafka is a plus" before the list.
    """
    head = sentence[:end].rstrip()
    if head.endswith("("):
        return head.rfind(",") + 1
    opening = head.rfind("(") + 1
    start = opening if opening > head.rfind(")") else 0
    for stop in STOP.finditer(head):
        start = max(start, stop.end())
    for must in MUST.finditer(head):
        if comma := COMMA.match(head, must.end()):
            start = max(start, comma.end())
    comma = head.rfind(",") + 1
    before, last = head[start:comma], head[comma:]
    if comma > start and ASKED.search(before) and not re.search(r"\b(?:or|and)\b", last):
        return comma
    return start


def within(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of the spans holds a place."""
    return any(first <= start and end <= last for first, last in spans)
