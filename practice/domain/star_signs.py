"""The words by which a story shows what it says and what it leaves out: patterns, nothing more."""

import re


def any_of(*phrases: str) -> re.Pattern:
    """A pattern for any of these phrases as whole words, whatever their case."""
    said = "|".join(phrases).replace("'", "['’]")
    return re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.IGNORECASE)


# Digits that are no quantity: dates, versions, names of metrics and models.
NAMES = re.compile(
    r"\b(?:Q[1-4]|H[12]|20[0-3]\d|19\d\d|(?:top|p|P|F|BM|v|V|k|T|L|GPT|gpt|Llama|llama)-?\d+"
    r"(?:\.\d+)*[a-z]?|[A-Za-z]+-\d+[a-z]?|\w*@\d+|(?:version|phase|sprint|week|part|step) \d+"
    r"|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d{1,2})\b"
)
NUMBER = re.compile(
    r"\d[\d.,]*\s?(?:%|[a-zA-Zµ€$£]+)?|\b(?:(?:a|one|two) thirds?|(?:a|three) quarters?"
    r"|quarter of|half|halves|halved|halving|doubl(?:ed|ing|e)|tripl(?:ed|ing|e)|quadrupled|twice"
    r"|thrice|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundreds?|thousands?|millions?|dozens?|per ?cent|zero|tenfold|one in"
    r"|a (?:fifth|tenth|sixth|twentieth|hundredth)|three fifths)\b",
    re.IGNORECASE,
)
MINE = re.compile(r"\b(?:I|I['’](?:m|d|ve|ll)|my|me|mine|myself)\b")
OURS = re.compile(r"\b(?:we|we['’](?:re|d|ve|ll)|us|our|ours|ourselves|the team)\b", re.IGNORECASE)
# "I" without a doing of one's own.
BESIDE = any_of(
    r"I (?:was|am) (?:a |also )?(?:part|one|member|on|in|involved|there|working)\b[^.,;]*",
    r"I (?:joined|attended|assisted|helped|supported|participated|contributed|took part)",
    r"(?:with|for|to|between|told|gave|asked) (?:me|us)",
    r"my (?:team|manager|colleagues?|company|boss|lead|group|department|org|squad)(?:'s)?",
)
ROLE = any_of(
    r"my (?:job|role|task|part|share|responsibility|assignment|goal|brief|call)",
    r"(?:was|were|is|became|all|fell) (?:mine|to me)",
    r"(?:asked|told|gave|assigned|wanted|put|left|tasked) me",
)
# A sentence without a subject is one's own doing: "Built the index. Owned the roll-out."
BARE = re.compile(
    r"(?:^|[.!?;:\n]\s*[-*•]?\s*)(?:Then |Also |First |Next |Finally )?(?:[A-Z][a-z]+ed|Built|Wrote"
    r"|Led|Ran|Cut|Took|Made|Set|Found|Got|Held|Put|Chose|Drew|Sat|Went|Began|Brought|Split|Sold"
    r"|Own(?:ed)?) (?!by\b)"
)
OPTIONS = any_of(
    r"instead(?: of)?",
    r"rather than",
    r"compar(?:e|ed|ing|ison)",
    r"consider(?:ed|ing)",
    r"alternatives?",
    r"options?",
    r"versus",
    r"vs\.?",
    r"trade-?offs?",
    r"weigh(?:ed|ing)",
    r"(?:decided|argued|voted|advised|ruled|chose) (?:it )?(?:against|out)",
    r"rul(?:ed|ing) (?:\w+ )?out",
    r"turn(?:ed|ing) (?:\w+ ){0,3}down",
    r"reject(?:ed|ing)",
    r"discarded|dismissed|dropped the idea|passed on",
    r"(?:chose|picked|preferred|went (?:for|with)|took|favou?red|opted)(?: \S+){1,7} (?:over|since"
    r"|because|as it|not|and not)",
    r"(?:could|might|would) (?:also )?have",
    r"could (?:either|also)",
    r"either",
    r"in favou?r of",
    r"the (?:obvious|easy|other|simpler?|tempting|usual|textbook|standard|first|natural|quick"
    r"|cheap(?:er|est)?|fashionable)"
    r" (?:way|fix|choice|thing|route|answer|path|approach|solution|one)",
    r"(?:two|three|four|several|both|other|different) (?:ways|approaches|models|designs|plans|fixes"
    r"|ideas|variants|methods|routes|paths|proposals|vendors|libraries|architectures|setups?)",
    r"tried (?:\S+ ){0,6}first",
    r"(?:first|also|even) (?:I )?(?:tried|thought|tested|looked at|wanted)",
    r"benchmarked",
    r"shortlist(?:ed)?",
    r"side by side|head to head|bake-?off",
    r"thought about",
    r"debated|(?:discussed|asked (?:ourselves|myself)|wondered|unsure|decid\w*) whether",
    r"whether to \w+ (?:\S+ ){1,10}or",
    r"(?:was|were|is|are|being) (?:cheaper|simpler|faster|slower|safer|quicker)",
    r"(?:priced|costed) (?:\w+ )?out|did price",
    r"on the table",
    r"not (?:a |the )?(?:bigger|larger|new|fancier|retrain\w*)",
    r"didn't (?:want|go|choose|pick|reach)",
    r"tempt(?:ed|ing)",
)
LEARNED = any_of(
    r"learn(?:ed|t|ing|s)?",
    r"lessons?",
    r"taught (?:me|us)",
    r"(?:ever )?since(?: then)?,? (?:I|we|every|each|all|that|no|nobody|any)",
    r"since then",
    r"ever since",
    r"from then on",
    r"after that,? every",
    r"(?:I|we) now",
    r"now (?:I|we|every|each|all|any|the|there|it|my|our)",
    r"(?:is|are|has|have|sits?|stands?|I've) (?:now|since)",
    r"now (?:gates?|runs?|blocks?|checks?|begins?|starts?|comes?|gets?|goes|asks?|needs?|tests?)",
    r"stay(?:ed|s) with (?:me|us)",
    r"(?:at|in) my next",
    r"next time",
    r"differently",
    r"these days",
    r"nowadays",
    r"today,? (?:I|we|every|each)",
    r"take-?aways?",
    r"took (?:\w+ )?(?:away|from (?:it|this|that))",
    r"what I (?:took|changed|keep|kept|do|would)",
    r"reali[sz]ed",
    r"hindsight|looking back",
    r"if I (?:did|had|were|could)",
    r"I(?:'d| would| should)(?: have)? (?:start|begin|ask|do|not|never|check|test|have|push|write"
    r"|involve|measure|say|insist|build|talk|set|begun|asked|done|checked|started|measured|told"
    r"|involved|written)",
    r"(?:I|we) (?:no longer|never again|always|stopped|started)",
    r"(?:chang(?:ed|es)|shaped) (?:how|my|our|the way|what|me)",
    r"(?:became|become|turned into|made (?:it|this|that)) (?:a |an |the |our |my |part of )*"
    r"(?:\w+ )?(?:standard|template|default|checklist|habit|rule|policy|practice|gate|routine"
    r"|process|pattern|runbook)",
    r"my (?:rule|habit|default|checklist|mistake|first (?:question|step))",
    r"habit",
    r"adopted",
    r"going forward|in future|in the future",
    r"made me",
    r"(?:every|each|any|all) (?:new |later |other |next )?(?:project|launch|release|model|feature"
    r"|team|retrain\w*|change|migration|deploy\w*|dataset|experiment)"
    r" (?:now|since|begins|starts|has|gets|must|goes|needs|ships)",
)
VAGUE = any_of(
    r"work(?:ed|ing) (?:on|with|closely|hard|through|together|around|towards?)",
    r"help(?:ed|ing)(?: out)?(?: with| to| the| them| on| in)?",
    r"(?:was|were|been|got|being) involved(?: in| with)?",
    r"(?:handled|handling|dealt with|dealing with)",
    r"support(?:ed|ing)",
    r"assist(?:ed|ing)",
    r"participated|took part|contributed(?: to)?",
    r"(?:made|making|did|doing|various|several|some|many|necessary|further|general)"
    r" (?:\w+ )?(?:improvements?|changes|adjustments|optimi[sz]ations?|analys[ei]s|research|tuning"
    r"|work|things|stuff|fixes|tweaks|experiments|updates|steps|tests)",
    r"(?:optimi[sz]ed|improved|enhanced|tuned|cleaned|fixed|tweaked|sorted|looked into|looked at)"
    r" (?:it|things|everything|stuff|the (?:model|system|pipeline|process|data|code|performance"
    r"|situation|problem|issue)s?(?: a lot| overall)?(?=[.,;]| and\b|$))",
    r"(?:took|taking) care of",
    r"(?:collaborated|collaborating|coordinated|coordinating|communicated|communicating|liaised"
    r"|engaged|partnered|interacted) (?:closely |actively )?with",
    r"played (?:a|an) \w+ (?:role|part)",
    r"best practices|leverag(?:ed|ing)|utili[sz](?:ed|ing)|state-of-the-art|cutting-edge",
    r"(?:tried|trying) (?:different|various|many|several|a few|some|a lot of|lots of) \w+",
    r"responsible for",
    r"explored|investigated (?:the )?(?:issue|problem|it)",
    r"and so on|etc",
)
OPEN_END = any_of(
    r"tbd|tba|todo|to do|to be (?:added|continued|seen|filled)",
    r"(?:still )?(?:ongoing|in progress|running|open|pending)",
    r"(?:don't|do not|didn't|can't|cannot) (?:know|remember|say|tell|share)",
    r"will (?:add|fill|see)",
    r"not (?:sure|yet|finished|known)",
    r"(?:is|was|were|are) (?:planned|scheduled|due|expected)",
)
