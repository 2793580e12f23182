"""What an interviewer would press on in a worksheet."""

import re
import time
from itertools import pairwise
from pathlib import Path
from re import _parser

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.domain.pressing import AT_MOST, Sheet, inspect, press
from practice.domain.pressing.asking import holding
from practice.domain.pressing.checking import checks
from practice.domain.pressing.reading import (
    PAPER_PARTS,
    PROJECT_PARTS,
    READ_AT_MOST,
    WRITTEN,
    Reading,
)
from practice.domain.pressing.ruling import pattern, rules, words
from questions.domain.vocabulary import MISTAKES

KINDS = ("", "rag", "ranking", "classification", "forecasting", "vision", "agents", "platform")
PARTS = tuple(dict.fromkeys((*PROJECT_PARTS, *PAPER_PARTS)))
FAMILY = {rule.id: rule.family for rule in rules()}
WORKSHEETS = sorted(Path(__file__).with_name("worksheets").glob("*.yaml"))
BY_ID = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
BY_SHEET = pytest.mark.parametrize("file", WORKSHEETS, ids=lambda file: file.stem)
WORTH = "worth asking"
# What fits any project, and so says nothing of this one.
GENERIC = re.compile(
    r"tell me (?:more|about)|can you (?:elaborate|expand|explain)|walk me through|more detail"
    r"|what challenges|what did you learn\?|any (?:other|further)|describe your",
    re.IGNORECASE,
)


def kind_of(rule) -> str:
    return rule.kinds[0] if rule.kinds else ""


def asked_by(rule, parts) -> list:
    """What one rule asks of a worksheet of its first kind."""
    return [each for _, each in holding(Sheet(kind_of(rule), parts)) if each.rule == rule.id]


def read(file: Path) -> dict:
    return yaml.safe_load(file.read_text("utf-8"))


@st.composite
def sheets(draw) -> Sheet:
    """Any worksheet: pieces of what rules look for, among any other text."""
    pieces = [*(text for rule in rules() for text in rule.tries["text"].values())]
    pieces += [rule.tries["mend"] for rule in rules()]
    piece = st.one_of(st.sampled_from(pieces), st.text(max_size=60))
    texts = st.lists(piece, max_size=6).map("\n".join) | st.lists(piece, max_size=6).map(" ".join)
    parts = draw(st.dictionaries(st.sampled_from(PARTS), texts, max_size=9))
    return Sheet(draw(st.sampled_from((*KINDS, "paper", "unheard of"))), parts)


@BY_ID
def test_each_rule_presses_on_its_example_and_is_quiet_once_that_is_mended(rule):
    text = rule.tries["text"]
    part = next(iter(text))
    assert asked_by(rule, text)
    assert not asked_by(rule, {**text, part: f"{text[part]} {rule.tries['mend']}"})


@BY_ID
def test_what_is_said_anywhere_is_not_asked_for_as_absent(rule):
    if rule.says:
        return
    text = rule.tries["text"]
    elsewhere = next(part for part in ("summary", "claim", "numbers") if part not in text)
    if elsewhere == "claim" and kind_of(rule) != "paper":
        elsewhere = "numbers"
    assert not asked_by(rule, {**text, elsewhere: rule.tries["mend"]})


@BY_ID
def test_no_question_is_generic(rule):
    """It holds the candidate's words or the name of what is absent, and more than that."""
    (found,) = asked_by(rule, rule.tries["text"])
    assert bool(found.quote) != bool(found.absent)
    assert (f"“{found.quote}”" if found.quote else found.absent) in found.ask
    assert not GENERIC.search(rule.ask)
    assert len(rule.ask.split()) >= (2 if rule.wants else 12)
    assert 2 <= len(found.good) <= 4
    assert all(len(claim.split()) >= 5 for claim in found.good)


@BY_ID
def test_a_rule_is_whole(rule):
    assert rule.mistake in {*MISTAKES, ""}
    assert {*rule.kinds} <= {*KINDS, "paper"}
    assert {*rule.parts} <= {*(PAPER_PARTS if kind_of(rule) == "paper" else PROJECT_PARTS)}
    assert 0 < rule.weight <= 100
    assert (rule.says is None) == bool(rule.absent)
    assert rule.says or rule.parts


def test_there_are_rules_enough_for_every_kind_and_each_has_its_own_name():
    assert len(FAMILY) == len(rules()) >= 75
    for kind in (*KINDS[1:], "paper"):
        assert sum(rule.kinds[:1] == (kind,) for rule in rules()) >= 8
        assert sum(rule.fits(kind) for rule in rules()) >= (12 if kind == "paper" else 40)


def test_no_pattern_repeats_without_an_end_or_within_another_repeat():
    patterns = [*(pattern(listed) for listed in words().values())]
    for rule in rules():
        patterns += [each for each in (rule.says, rule.given, rule.unless) if each]
        patterns += [want.unless for want in rule.wants]
    patterns += [pattern(each["says"]) for each in checks()]
    for each in patterns:
        assert tame(_parser.parse(each.pattern)), each.pattern


def tame(parsed, inside=False) -> bool:
    """Whether every repeat ends, and none of more than twenty stands inside another."""
    for code, argument in parsed:
        name, many = str(code), False
        pieces = {"BRANCH": lambda of: of[1], "SUBPATTERN": lambda of: [of[-1]]}
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            _, most, piece = argument
            many = most > 1
            if most == _parser.MAXREPEAT or (inside and most > 20):
                return False
            inner = [piece]
        else:
            inner = pieces[name](argument) if name in pieces else []
        if not all(tame(each, inside or many) for each in inner):
            return False
    return True


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_any_worksheet_can_be_pressed_on_in_its_own_words(sheet):
    pressed = press(sheet)
    assert len({each.rule for each in pressed}) == len(pressed)
    for each in pressed:
        assert bool(each.quote) != bool(each.absent)
        assert each.quote in sheet.parts.get(each.part, "")
        assert each.quote == each.quote.strip()
        assert len(each.quote) <= 170
        assert each.part in PARTS
    families = [FAMILY[each.rule] for each in pressed]
    assert all(one != after for one, after in pairwise(families))
    assert press(sheet) == pressed


@settings(max_examples=80, deadline=None)
@given(sheets())
def test_every_check_is_found_in_the_candidates_words_or_has_a_question_that_mends_it(sheet):
    found = inspect(sheet)
    assert len({each.name for each in found}) == len(found)
    for each in found:
        assert each.quote in sheet.parts.get(each.part, "")
        assert each.mend.endswith("?")
        assert each.mistake in {*MISTAKES, ""}
        assert not (each.quote and each.mistake)


@settings(max_examples=60, deadline=None)
@given(sheets(), st.sampled_from(PARTS), st.text(max_size=200))
def test_more_text_can_always_be_added(sheet, part, more):
    added = {**sheet.parts, part: sheet.parts.get(part, "") + more}
    for each in press(Sheet(sheet.project, added)):
        assert each.quote in added.get(each.part, "")


@pytest.mark.parametrize("kind", [*KINDS, "paper"])
def test_an_empty_worksheet_draws_nothing(kind):
    assert press(Sheet(kind, {})) == press(Sheet(kind, dict.fromkeys(PARTS, "  \n"))) == []
    assert inspect(Sheet(kind, {})) == []


@BY_ID
def test_nothing_is_missed_where_hardly_anything_has_been_written(rule):
    if rule.says:
        return
    begun = {part: " ".join(["word"] * (WRITTEN - 1)) for part in PARTS}
    assert not asked_by(rule, begun | {"name": "deployed and trained with an LLM on clicks"})


def test_a_figure_explained_in_another_place_is_not_asked_for_again():
    bare = {"summary": "It brought 35 % faster resolution."}
    said = "35 % faster than the control group, by timestamps, over six weeks, on 4,000 tickets."
    assert "bare-figure" in {each.rule for each in press(Sheet("rag", bare))}
    both = Sheet("rag", {**bare, "impact": said})
    assert "bare-figure" not in {each.rule for each in press(both)}


def test_only_what_the_figure_lacks_is_asked():
    half = "Against last year it brought 35 % faster resolution, over six weeks."
    (found,) = [each for each in press(Sheet("", {"impact": half})) if each.rule == "bare-figure"]
    assert found.ask.endswith(": measured how, on how many cases?")


def test_of_two_faults_in_one_sentence_the_harder_leads_and_the_other_waits():
    parts = {
        "evaluation": "The AUC is 0.98 and accuracy is 97 %.",
        "model": "We used XGBoost with default parameters.",
    }
    first, second, *_ = press(Sheet("classification", parts))
    assert first.quote != second.quote
    assert first.part != second.part


def test_a_quote_of_a_long_sentence_is_cut_at_its_words():
    words_around = " ".join(f"word{n}" for n in range(60))
    text = f"{words_around} accuracy of 94 % {words_around}"
    (found,) = [
        each for each in press(Sheet("", {"evaluation": text})) if each.rule == "accuracy-alone"
    ]
    assert found.quote in text
    assert 60 <= len(found.quote) <= 140
    assert {*found.quote.split()} <= {*text.split()}


def test_what_stands_beyond_the_end_of_what_is_read_is_not_pressed_on():
    filler = "x " * (READ_AT_MOST // 2)
    assert press(Sheet("", {"evaluation": filler + "The AUC is 0.98."})) == []


@pytest.mark.parametrize(
    "flood",
    [
        "a" * 20_000,
        "." * 20_000,
        "1" * 20_000,
        "“" * 20_000,
        "up 5 % " * 3_000,
        "labelled by GPT-4 " * 1_200,
        "from 1 to 2 %\n" * 1_500,
        "AUC of 0.98. " * 1_600,
        "the " * 5_000,
    ],
)
def test_no_flood_of_words_makes_it_slow(flood):
    sheet = Sheet("agents", dict.fromkeys(PROJECT_PARTS, flood))
    begun = time.process_time()
    press(sheet)
    assert time.process_time() - begun < 2


def test_a_full_worksheet_is_pressed_on_in_less_than_thirty_milliseconds():
    parts: dict[str, str] = {}
    for file in WORKSHEETS:
        if (sheet := read(file))["project"] != "paper":
            for part, text in sheet["parts"].items():
                parts[part] = f"{parts.get(part, '')}\n{text}"
    share = 1500 / sum(len(text.split()) for text in parts.values())
    parts = {
        part: " ".join(text.split()[: int(len(text.split()) * share)])
        for part, text in parts.items()
    }
    sheet = Sheet("rag", parts)
    assert sum(Reading(sheet).words.values()) > 1400
    press(sheet)
    took = []
    for _ in range(7):
        begun = time.process_time()
        press(sheet)
        took.append(time.process_time() - begun)
    assert min(took) < 0.03


@BY_SHEET
def test_a_made_up_worksheet_is_asked_what_was_judged(file):
    """`judged` is a reader's verdict on each of the first five; another five want another look."""
    sheet = read(file)
    asked = [each.rule for each in press(Sheet(sheet["project"], sheet["parts"]))[:AT_MOST]]
    assert asked == [*sheet["judged"]]
    verdicts = [*sheet["judged"].values()]
    assert verdicts.count(WORTH) >= len(verdicts) / 2


def test_of_all_that_was_judged_three_in_four_are_worth_asking():
    verdicts = [verdict for file in WORKSHEETS for verdict in read(file)["judged"].values()]
    assert len(verdicts) > 60
    assert verdicts.count(WORTH) >= 0.75 * len(verdicts)


def test_who_told_more_is_asked_for_less():
    counts = {"good": [], "middling": []}
    for file in WORKSHEETS:
        sheet, told = read(file), file.stem.split("-")[1]
        if told in counts and sheet["project"] != "paper":
            counts[told].append(len(press(Sheet(sheet["project"], sheet["parts"]))))
    assert max(counts["good"]) < min(counts["middling"]) + 2
    assert sum(counts["good"]) / len(counts["good"]) < 7


CHECKED = {
    "baseline": "Keyword search, the baseline, had a recall of 0.61.",
    "data_quality": "A third of the tables were torn apart by the reader.",
    "offline_metric": "Recall@8 was 0.81 on held-out questions.",
    "online_metric": "In the A/B test the re-contact rate fell.",
    "link": "Over five versions recall correlated with it.",
    "alternatives": "A larger model was tried too, and we rejected it.",
    "after_launch": "In June the feed broke and a flag switched it off.",
    "numbers_with_units": "It takes 240 ms.",
}


@pytest.mark.parametrize("name", CHECKED)
def test_a_check_is_found_with_its_sentence_or_missing_with_its_mistake(name):
    plain = " ".join(["something"] * 12)
    parts = dict.fromkeys(PROJECT_PARTS, plain)
    without = {each.name: each for each in inspect(Sheet("rag", parts))}
    assert {*without} == {*CHECKED}
    assert not without[name].quote
    assert without[name].mistake
    found = {each.name: each for each in inspect(Sheet("rag", {**parts, "model": CHECKED[name]}))}
    assert found[name].quote == CHECKED[name].rstrip(".")
    assert (found[name].part, found[name].mistake) == ("model", "")


def test_a_paper_has_checks_of_its_own():
    parts = dict.fromkeys(PAPER_PARTS, " ".join(["something"] * 12))
    names = {each.name for each in inspect(Sheet("paper", parts))}
    assert names == {"baseline", "alternatives", "numbers_with_units"}
