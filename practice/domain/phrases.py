"""The phrases that `opening` listens for: a matter of English, apart from what they mean.

Where the field uses such a word of something else ("toxic comments", "boring technology", "hate
speech"), it is left alone.
"""

import re


def _any(*phrases: str) -> re.Pattern:
    """Return a pattern for any of these phrases as whole words, whatever their case."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


_ME = (
    r"(?:i'm|i am|i've been|i have been|as)(?: (?:a|an|very|really|highly|truly|always|also)){0,3}"
)
PRAISE = _any(
    "passionate(?: about)?",
    "(?:a |my )?(?:great |huge |deep )?passion for",
    r"hard[- ]working",
    "hard worker",
    "team[- ]player",
    r"(?:highly |self-|very |really )motivated",
    "(?:fast|quick) learner",
    "results?[- ](?:driven|oriented)",
    "detail[- ]oriented",
    "self[- ]starter",
    "go-getter",
    "people person",
    "perfectionist",
    "enthusiastic",
    "out(?:side)? (?:of )?the box",
    "(?:excellent|great|strong|good) communicat(?:or|ion skills)",
    rf"{_ME} (?:motivated|dedicated|dynamic|creative|proactive|ambitious|driven|reliable|flexible)",
)
# How an opening begins that tells a life in its order.
BIOGRAPHY = re.compile(
    r"(?:(?:so|well|sure|okay|ok|yes|hi|hello|yeah)[,.!:]* )*(?:originally,? )?(?:"
    r"i was born|i grew up|as a (?:child|kid|boy|girl)|when i was (?:a|young|little|\w+ years)"
    r"|(?:ever )?since (?:i was|my)|from an early age|i(?:'ve| have)? always (?:been|wanted|loved)"
    r"|i (?:studied|graduated|did my|got my|finished (?:my|school|university))"
    r"|i(?:'m| am| come) (?:originally )?from|my (?:background|degree) is)\b",
    re.IGNORECASE,
)
ANY_COMPANY = _any(
    "new challenges?",
    "next challenge",
    "market leaders?",
    "leading (?:company|player|provider)",
    r"(?:great|amazing|good|strong|open|nice) (?:company |work )?(?:culture|reputation|atmosphere)",
    "(?:innovative|exciting|fast[- ]growing|dynamic|great) (?:company|start-?up|team|place)",
    r"cutting[- ]edge",
    "at the forefront",
    "(?:smart|talented|great|amazing) (?:people|colleagues|minds)",
    r"interesting (?:problems|projects|work|challenges)",
    "(?:learn|grow) and (?:grow|learn)",
    "(?:personal|professional|career) (?:growth|development)",
    "dream (?:company|job)",
    "make (?:a difference|an impact)",
    "your (?:mission|values|vision)",
)
# Traces of having met what they make.
CONTACT = _any(
    r"(?:i|i've|i have|we|my \w+) (?:already |also |just |recently |have )?(?:used|use|read|tried"
    r"|tested|watched|measured|installed|ran|built|asked|spoke|talked|counted|compared|listened)"
    r"\b[^.!?\n]{0,60}?\b(?:your|yours|you|their|them|theirs|they)",
)
# A name in the middle of a sentence, or at its beginning with something said of it.
_COMMON = (
    r"AI|ML|LLMs?|NLP|RAG|GPUs?|CPUs?|APIs?|SQL|UX|UI|US|UK|EU|CEO|CTO|B2B|B2C|IT|PhD|MSc|BSc"
    r"|R&D|OK|SaaS|Python|Java|PyTorch|TensorFlow|Kubernetes|Docker|AWS|Azure|GCP|English"
    r"|Europe|European|Monday|Friday|Christmas|I|I'm|I'd|I've|I'll|MLOps|DevOps|GenAI|GPT|Machine"
    r"|Learning|Deep|Data|Science"
)
_OPENER = (
    r"It|This|That|What|There|He|She|They|We|You|The|Your|My|Our|All|Everything|Everyone|Nobody"
    r"|Which|Who|Work|Working|Remote|Here|One|Innovation|Growth|Money|Technology|And|But|So"
)
NAMED = re.compile(
    rf"(?<=[a-z0-9,;:)\"“‘'’(] )(?<![.!?:] )[\"“‘(]?(?!(?:{_COMMON})\b)[A-Z][\w-]*[a-z0-9]"
    r"|\b[a-z]+[A-Z]\w+"
    rf"|^(?!(?:{_COMMON}|{_OPENER})\b)[A-Z][\w-]+(?: [A-Z][\w-]+)?"
    r"(?:['’]s| (?:is|was|has|does|lets|runs|serves|makes|made|builds|built|can|publishes))\b"
)
_THING = (
    r"(?:comments?|content|language|speech|posts?|messages?|repl(?:y|ies)|text|outputs?|prompts?)"
)
_WHO = (
    r"(?:manage(?:rs?|ment)|boss(?:es)?|leads?|leadership|colleagues|culture|company|employer|team)"
)
_BAD = "(?:bad|terrible|awful|horrible|incompetent|poor|weak|lousy|clueless|useless)"
ILL = (
    (
        _any(
            rf"toxic(?! {_THING})",
            "(?:by|(?:office|internal|company)) politics",
            "(?:too|are|is|all) political",
        ),
        "How do you want people to work together, and what here tells you that they do?",
    ),
    (
        _any(
            rf"{_BAD} {_WHO}",
            rf"{_WHO} (?:is|was|are|were) (?:\w+ )?{_BAD}",
            r"micro-?manag\w+",
            r"(?:never|doesn't|don't|didn't|won't) (?:really )?(?:listen|appreciate|value)\w*",
            "(?:no|lack of|little) (?:appreciation|recognition|respect|support|direction|strategy)",
            r"(?:had|has|have) no clue|idiots?|stupid|i hated?(?! speech)|can't stand|fed up",
            r"i(?:'m| am| was| got| felt| feel) (?:\w+ )?frustrated",
        ),
        "What do you want to decide, or to learn, that the next post gives you?",
    ),
    (
        _any(
            "under-?paid",
            "paid (?:too little|badly|poorly)",
            "(?:low|bad|poor) (?:pay|salary)",
            r"(?:pay|salary) (?:is|was) (?:\w+ )?(?:low|bad|poor)",
        ),
        "Money has a line of its own. Which work or responsibility do you go towards?",
    ),
    (
        _any(
            r"boring(?! tech\w*)",
            r"i(?:'m| am| was| got) (?:\w+ )?bored",
            "dead[- ]end",
            "(?:no|nothing) (?:more |new |left )?(?:to learn|challenges?|growth|prospects)",
        ),
        "Which problem do you want to work on instead?",
    ),
    (
        _any(
            r"chaos(?! (?:engineering|monkey|testing))",
            "chaotic",
            "sinking ship",
            "over-?worked",
            r"burn(?:ed|t)?[- ]?out",
            "a (?:complete |total |real )?mess",
            "unfair(?:ly)?",
        ),
        "What did you do about it, and what do you need in order to do good work?",
    ),
)
INVITES = _any(
    r"you|your|yours|you're|you've|here|this (?:post|role|position|job|team|one|company|place)"
    r"|the (?:post|role|position)|next|looking (?:for|to|forward)|happy to|glad to|ask me"
    r"|i(?:'d| would) (?:like|love)|i want|tell you|i applied|towards?",
    r"\?",
)
LEAST = _any(
    r"(?:my|an?|the absolute) (?:absolute )?(?:floor|minimum|bottom line|lowest)",
    r"at (?:the very )?least|the least i|no less than|not less than|nothing (?:below|under)",
    r"(?:won't|wouldn't|can't|couldn't|cannot|not) go (?:below|under|lower)",
)
HEDGED = _any(
    r"u+m+|u+h+|er+m*|hm+",
    "i (?:don't|do not) (?:really )?(?:know|mind|care)",
    "(?:i'm )?not (?:really |quite |so )?sure",
    "whatever (?:you|is|the)[^.,;!?]{0,40}",
    "(?:it's |that's )?up to you",
    "you tell me",
    "(?:i'm |i am )?(?:very |quite |pretty |totally )?(?:flexible|negotiable)",
    "open to (?:anything|offers|negotiation)",
    r"(?:doesn't|does not) (?:really )?matter",
    r"(?:money|salary) (?:isn't|is not) (?:that |the most |so )?important\w*",
    "i guess|i suppose|maybe|perhaps",
    "(?<!this )(?<!what )(?<!that )(?:kind|sort) of|something like(?: that)?|somewhere around",
    "if (?:that's|it's|that is) (?:ok|okay|possible|all right)|competitive|i hope",
)
# What is a number and no quantity of the work.
TENURE = _any(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|half a)"
    r"(?:[ -]?(?:\+|and a half|or \w+))? ?[- ]?(?:years?|months?)(?:' experience)?",
    r"(?:19|20)\d\d",
)
VERSION = re.compile(
    r"\b(?:python|llama|gpt|claude|gemini|mistral|qwen|bert|cuda|java|level|version|phase|top|q|web)"
    r"[ -]?v?\d[\w.]*|@\s?\d+|\b24/7\b|\b[a-z]+\d+\b|\bthird[- ]part(?:y|ies)\b",
    re.IGNORECASE,
)
