"""What is remarked on in a pitch, and what is not: each both ways."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.opening import TARGETS, review_pitch, worth_keeping

PARTS = [
    *(("about-me", part) for part in ("now", "before", "next", "long", "short")),
    *(("why-company", "reason"), ("why-leave", "reason"), ("salary", "line"), ("salary", "floor")),
]
GOOD = (
    "I look after search for a library: four million readers use it. After my change a third"
    " fewer of them had to ring the desk. Your post is about answers that must be right, and"
    " I'd like to hear how you grade them."
)
AT_THEM = "I gave Lumen my own lease, and it missed the addendum."


def codes(kind, part, text, **more):
    return [remark.code for remark in review_pitch(kind, part, text, **more)]


def quoted(code, kind, part, text, **more):
    found = review_pitch(kind, part, text, **more)
    return [said for remark in found if remark.code == code for said in remark.words]


def test_a_good_opening_draws_nothing():
    assert codes("about-me", "long", GOOD) == []


def test_what_takes_longer_than_its_target_shows_where_the_time_is_up():
    long = f"{GOOD} {' '.join(f'And that was year {year}.' for year in range(2000, 2012))}"
    assert "too-long" not in codes("about-me", "long", long)
    (late,) = quoted("too-long", "about-me", "short", long)
    before = long[: long.index(late)]
    assert len(before.split()) <= 70 < len((before + late).split())


def test_the_target_is_reckoned_at_the_pace_given():
    assert "too-long" not in codes("about-me", "short", GOOD, wpm=140)
    assert "too-long" in codes("about-me", "short", GOOD, wpm=60)


@pytest.mark.parametrize(
    "text",
    [
        "I build models for a bank, with you in mind.",
        "I have five years of experience with Python 3.11 and GPT-4 at 24/7 shops like yours.",
        "Since 2019 I've used third-party models, as you do.",
        "Today I fine-tune Llama 3 and BERT4 as you do.",
    ],
)
def test_years_and_versions_say_nothing_of_how_large_the_work_is(text):
    assert codes("about-me", "long", text) == ["no-number"]


@pytest.mark.parametrize(
    "text",
    ["I serve 40,000 queries.", "I halve costs for four hundred shops.", "It is 12 % better."],
)
def test_a_quantity_is_a_number(text):
    assert "no-number" not in codes("about-me", "now", text)


@pytest.mark.parametrize(
    "text",
    [
        "I was born in Graz in 1990 and 40 people work with me.",
        "So, I’ve always been fascinated by computers. Now 40 people use them.",
        "Sure, happy to. I studied physics in Lyon, and now 40 people use what I build.",
        "Well, I grew up with 3 brothers.",
        "Originally I'm from Cork, which has 200,000 people.",
    ],
)
def test_an_opening_with_ones_biography_is_asked_for_the_present(text):
    assert "biography" in codes("about-me", "long", text)


@pytest.mark.parametrize(
    "text", ["I run search for 40 shops. I studied physics.", "We have 3 models, I was born late."]
)
def test_biography_later_on_is_no_opening(text):
    assert "biography" not in codes("about-me", "long", text)


@pytest.mark.parametrize(
    "last", ["And then I moved to Berlin.", "I'm looking for new challenges.", "That's it."]
)
def test_an_end_that_points_nowhere_is_quoted(last):
    assert quoted("no-next", "about-me", "short", f"I serve 40 shops. {last}") == [last]


@pytest.mark.parametrize(
    "last",
    [
        "Your team grades by clause, which is why I wrote.",
        "That is why this role is next for me.",
        "Shall I say how I measured it?",
        "I’m happy to go into the ranking.",
    ],
)
def test_an_end_at_the_post_or_with_an_invitation_is_left_alone(last):
    assert codes("about-me", "short", f"I serve 40 shops. {last}") == []


def test_bare_adjectives_are_quoted_as_they_were_written():
    text = "I serve 40 shops. I'm a passionate Team Player, hard-working too. Ask me how."
    found = quoted("adjective", "about-me", "short", text)
    assert found == ["passionate", "Team Player", "hard-working"]


@pytest.mark.parametrize(
    "text", ["I tuned dynamic batching.", "A dedicated GPU.", "It motivated us.", "Data-driven."]
)
def test_such_words_about_something_else_are_no_praise(text):
    assert "adjective" not in codes("about-me", "before", text)


@pytest.mark.parametrize(
    "text",
    [
        "You are a market leader with a great culture and smart people.",
        "The work is interesting and I could learn a lot about LLMs and Python.",
        "Working remotely suits me. AI is the future.",
    ],
)
def test_a_reason_that_names_nothing_of_theirs_fits_any_company(text):
    assert codes("why-company", "reason", text) == ["fits-any"]


def test_of_such_a_reason_the_phrases_that_fit_anybody_are_quoted():
    text = "You are a market leader with a great culture."
    assert quoted("fits-any", "why-company", "reason", text) == ["market leader", "great culture"]


@pytest.mark.parametrize(
    "text",
    [
        AT_THEM,
        "I've read your post on grading by clause, and tried it on our contracts.",
        "Notion lets small firms write, and that is what I want to help with.",
        "Of twenty questions seventeen came back right, the wrong ones were tables.",
        "I use iNotes daily, with its great culture.",
    ],
)
def test_a_name_a_count_or_a_trace_of_use_makes_it_theirs(text):
    assert codes("why-company", "reason", text) == []


def test_new_challenges_are_a_reason_for_nothing_in_the_other_pitches_too():
    assert codes("why-leave", "reason", "I look for a new challenge.") == ["fits-any"]
    assert codes("about-me", "next", "I look for new challenges.") == ["fits-any"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The culture is toxic.", "toxic"),
        ("I have a bad manager who micromanages.", "bad manager"),
        ("I'm underpaid there.", "underpaid"),
        ("The work got boring.", "boring"),
        ("My lead doesn’t listen.", "doesn’t listen"),
        ("It is chaos since the merger.", "chaos"),
    ],
)
def test_ill_words_of_the_employer_are_quoted(text, words):
    assert words in quoted("speaks-ill", "why-leave", "reason", text)


def test_each_kind_of_ill_word_has_a_question_of_its_own():
    found = review_pitch("why-leave", "reason", "Toxic, and underpaid, and boring.")
    assert len({remark.ask for remark in found}) == len(found) == 3


@pytest.mark.parametrize(
    "text",
    [
        "I classify toxic comments and hate speech.",
        "I choose boring technology, and test it by chaos engineering.",
        "I want to own a product from the data to the launch.",
    ],
)
def test_the_fields_own_terms_speak_ill_of_nobody(text):
    assert codes("why-leave", "reason", text) == []


def test_a_range_with_a_currency_is_left_alone():
    line = "For this level I look at 90 to 105 thousand euros gross, by two surveys."
    assert codes("salary", "line", line, floor="85,000 €") == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("I would want what is fair for the level.", "no-range"),
        ("I'd want 95,000 € gross.", "single-figure"),
        ("Ninety-five thousand euros.", "single-figure"),
        ("Between 90 and 105k gross.", "no-currency"),
        ("From 88 to 98, for a senior scope.", "no-currency"),
        ("Between 90 and 105k €, my absolute minimum is 90.", "floor-told"),
        ("Um, whatever you offer, €90k to €100k.", "hedged"),
    ],
)
def test_a_line_about_money_is_asked_for_what_it_lacks(line, code):
    assert code in codes("salary", "line", line)


@pytest.mark.parametrize(
    ("line", "floor", "words"),
    [
        ("€85,000 to €100,000.", "85,000", ["€85,000"]),
        ("Between 80 and 100k euros.", "85k", ["80"]),
        ("Between eighty-five and a hundred thousand euros.", "85.000 EUR", ["eighty-five"]),
        ("6,500 to 8,000 euros a month.", "80,000 € a year", ["6,500"]),
        ("600 to 700 euros a day.", "620 a day", ["600"]),
        ("€90k to €100k.", "85k base, 90k in Munich", ["€90k"]),
    ],
)
def test_a_line_that_names_the_floor_or_less_is_warned_of(line, floor, words):
    assert quoted("floor", "salary", "line", line, floor=floor) == words


@pytest.mark.parametrize(
    ("line", "floor"),
    [
        ("€90,000 to €100,000.", "85,000"),
        ("€90k to €100k, and a bonus of 10,000 €.", "85k"),
        ("7,500 to 8,500 euros a month.", "80,000 € a year"),
        ("€90k to €100k, by 40 postings of 2026.", "85k"),
        ("€90k to €100k.", ""),
        ("€90k to €100k.", "I have not decided."),
    ],
)
def test_a_line_above_the_floor_is_not(line, floor):
    assert "floor" not in codes("salary", "line", line, floor=floor)


def test_no_remark_says_what_the_floor_is():
    found = review_pitch("salary", "line", "€80k to €90k.", floor="83,500 €")
    assert "floor" in [remark.code for remark in found]
    assert not any("83" in f"{remark.words} {remark.ask}" for remark in found)


def test_the_floor_itself_is_not_talked_about():
    assert codes("salary", "floor", "Um, 85,000, whatever you offer.") == []


def test_of_the_long_version_numbers_and_the_next_are_worth_keeping():
    text = "I run search. It has 40 users. It was fun. I'd like to do it here."
    kept = [(each.sentence, each.why) for each in worth_keeping(text)]
    assert kept == [("It has 40 users.", "a number"), ("I'd like to do it here.", "what is next")]


def test_a_number_in_words_is_worth_keeping_where_none_is_in_digits():
    said = "We tried it twice. It was fun."
    assert [each.sentence for each in worth_keeping(said)] == ["We tried it twice."]
    assert [each.sentence for each in worth_keeping(f"{said} 40 use it.")] == ["40 use it."]


def test_nothing_written_draws_nothing():
    for kind, part in PARTS:
        assert review_pitch(kind, part, " \n") == []
    assert worth_keeping("") == []


PHRASES = st.sampled_from(
    [
        *("I was born", "toxic", "team player", "€90k", "90 to", "110,000 €", "a hundred and", "?"),
        *("um", "at least", "new challenge", "Lumen", "I’ve used your", "’", "1.", "-", "k", "\n"),
        *("eighty-", "thousand", "a month", "2026", "level 5", "whatever you", "GPT-4", "ß", "İ"),
    ]
)
TEXTS = st.lists(PHRASES | st.text(max_size=12), max_size=25).map(" ".join) | st.text()


@given(st.sampled_from(PARTS), TEXTS, TEXTS, st.integers(20, 400))
def test_whatever_is_written_each_remark_rests_on_words_of_the_text(place, text, floor, wpm):
    for remark in review_pitch(*place, text, wpm, floor=floor):
        assert remark.words and remark.ask
        assert all(said and said in text for said in remark.words)
    assert all(each.sentence in text for each in worth_keeping(text))


@given(st.sampled_from(sorted(TARGETS)), st.integers(1, 400), st.integers(60, 240))
def test_too_long_is_said_if_and_only_if_it_takes_longer(place, count, wpm):
    seconds = round(count * 60 / wpm)
    assert ("too-long" in codes(*place, "word " * count, wpm=wpm)) == (seconds > TARGETS[place])


@pytest.mark.parametrize(
    "word", ["a ", "toxic ", "90 to ", "my great ", "as an ", "um", "1. ", "9"]
)
def test_the_longest_text_is_read_at_once(word):
    text = (word * 50_000)[:50_000]
    for kind, part in PARTS:
        began = time.perf_counter()
        review_pitch(kind, part, text, floor=text if part == "line" else "")
        assert time.perf_counter() - began < 2
