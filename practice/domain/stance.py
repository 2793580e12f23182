"""How a sentence speaks, whatever it speaks of: does it assert, deny, or only list?

"No need for a baseline" and "a baseline first" share their words and their place in the
encoder's space. What sets them apart is small: a negation, a shrug, an "always", the commas
of a list. Lengths are left out on purpose, since good answers merely happen to be longer.
"""

import re

import numpy as np

NEGATION = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot)\b|n't\b", re.IGNORECASE
)


def _any_of(words: str) -> re.Pattern:
    """Return a pattern for any of these words or phrases, whatever their case."""
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


SHRUG = _any_of(
    r"unnecessary|needless(?:ly)?|pointless|useless|superfluous|redundant|waste[sd]?|overkill"
    r"|irrelevant|obsolete|outdated|overrated|myth|hype|bother|ignored?|ignoring|skip(?:ped)?"
    r"|dropp?(?:ed)?|deleted?|forget|refuse|excuse|harmless|detail|cosmetic|anecdot\w*|luxury"
    r"|(?:no|any) (?:need|point|use|reason|difference|problem|issue|harm|risk|matter)"
    r"|nothing to|too (?:slow|much|expensive|complicated|costly)"
    r"|(?:doesn't|don't|does not|do not|didn't|wouldn't|can't|needn't|isn't|aren't|not)"
    r" (?:really |even |actually |particularly )?(?:matter|needed|necessary|worth|required"
    r"|important|help|need|have to|care|count|bother|useful|change|affect|look|check)"
    r"|only (?:slows?|adds?|costs?|creates?|makes?|loses?|confuses?|there)"
    r"|just (?:slows?|adds?|costs?|creates?|makes?|clutters?|noise)"
)
ABSOLUTE = _any_of(
    r"always|never|every(?:thing|body|one)?|all|only|completely|exactly|any|simply|perfect(?:ly)?"
    r"|guarantee[sd]?|best|enough|whatever|anyway|automatically|by itself|by themselves|straight"
    r"|at once|same|just|whole|must|fine|safest?"
)
WEIGHED = _any_of(
    r"rather|instead|but|although|though|while|whereas|unless|except|too|might|may|often|usually"
    r"|sometimes|mostly|depends|typically|roughly|about"
)
REASONED = _any_of(
    r"because|since|so that|so|otherwise|which means|therefore|thus|until|if|when|where|after"
    r"|before|then"
)
NAMED = _any_of(
    r"important|essential|critical|crucial|key|best practices?|robust|scalable|reliable|powerful"
    r"|popular|experience|interested|passionate|stakeholders|such as|including|examples?|tools?"
    r"|techniques?|methods?|concepts?|considerations?|aspects?|topics?|various|different|many"
    r"|approaches|strategies|frameworks?|covers?|includes?|included|involves?|there is|there's"
    r"|there are|stands for"
)
SOMEBODY = _any_of(r"i|i'd|i'll|i've|we|we'd|you|it|it's|they|he|she|that|this|which|who")
SHORT_NAME = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]\w*|\b[A-Z]{2,}\b")
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
# Words of grammar; what is left of a sentence without them is what it speaks of.
GRAMMAR = frozenset(
    re.findall(
        r"\S+",
        "a an the of to in on for and or is are was be been it its that this these those with as by"
        " at from we you i they he she them us me my our your their would will can could should may"
        " might do does did so if then than there which who what when where how into about just"
        " also more most very much many some any all each one have has had not no",
    )
)
# The columns of `surface`; the first is a rate, so are those that end in "share".
COLUMNS = (
    "negation share",
    "negates",
    "shrugs",
    "shrug count",
    "absolute share",
    "is absolute",
    "weighed share",
    "reasoned share",
    "naming share",
    "comma count",
    "comma share",
    "somebody share",
    "grammar share",
    "short-name share",
    "has a digit",
)
NEGATES, SHRUGS = COLUMNS.index("negates"), COLUMNS.index("shrugs")


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, an apostrophe inside kept."""
    return WORD.findall(text.lower().replace("’", "'"))


def surface(text: str) -> np.ndarray:
    """Return the COLUMNS of a sentence, each roughly from 0 to 1: float array (15,)."""
    text = text.replace("’", "'")
    spoken = words(text)
    total = max(len(spoken), 1)

    def count(pattern: re.Pattern) -> int:
        return sum(1 for _ in pattern.finditer(text))

    negations, shrugs, absolutes = count(NEGATION), count(SHRUG), count(ABSOLUTE)
    commas = text.count(",") + text.count(";")
    return np.array(
        [
            negations / total * 8,
            negations > 0,
            shrugs > 0,
            min(shrugs, 3) / 2,
            absolutes / total * 8,
            absolutes > 0,
            count(WEIGHED) / total * 8,
            count(REASONED) / total * 8,
            count(NAMED) / total * 6,
            min(commas, 6) / 4,
            commas / total * 5,
            count(SOMEBODY) / total * 5,
            sum(word in GRAMMAR for word in spoken) / total * 2,
            count(SHORT_NAME) / total * 5,
            any(char.isdigit() for char in text),
        ],
        dtype=float,
    )
