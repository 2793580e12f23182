"""Deep dives: by kind of project, pressed on in their own words, and what is asked practised."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practice.domain.strong_replies import ANY, replies, strong_replies
from practice.models import Claim, Deed, OwnQuestion, Worksheet
from practice.models.worksheets import AREAS, HEAD, PAPER, RESUME_QUESTIONS, SECTIONS
from practice.own_questions import rewrite
from practice.texts import save_text, texts_of
from practice.worksheets import ANY_KIND, KIND_OF, asked_of, practise, sheet_of
from questions.domain.vocabulary import KINDS
from tests.make import NOW, make_attempt, make_worksheet

IMPACT = "After we launched it in March, agents resolved tickets 35 % faster than they had before."
FRAMING = "Support agents lost minutes on every ticket because they searched four places by hand."


def page_of(client, worksheet) -> str:
    """Its page."""
    response = client.get(worksheet.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def first_asked(worksheet):
    """What is pressed on first."""
    texts = texts_of(worksheet, (*HEAD, *worksheet.sections))
    return asked_of(worksheet, sheet_of(worksheet, texts))[0]


def post(client, worksheet, action: str, **form):
    """Send one of its forms."""
    return client.post(f"{worksheet.get_absolute_url()}{action}/", form)


def test_every_kind_of_project_has_points_for_every_part_that_its_worksheet_has():
    kinds = set(Worksheet.Project.values)
    assert set(replies()) == kinds | {ANY}
    for kind in ("", *kinds):
        strong = strong_replies(kind)
        assert set(strong) == set(Worksheet(project=kind).sections)
        assert all(2 <= len(points) <= 4 for points in strong.values()), kind
    every = [point for strong in replies().values() for part in strong.values() for point in part]
    assert len(set(every)) == len(every) and max(map(len, every)) < 140


def test_the_kind_of_project_decides_what_a_strong_reply_holds(guest, guest_client):
    worksheet = make_worksheet(guest)
    assert strong_replies("")["data"][0] in page_of(guest_client, worksheet)
    post(guest_client, worksheet, "project", project="rag")
    page = page_of(guest_client, worksheet)
    assert strong_replies("rag")["data"][0] in page
    assert strong_replies("")["data"][0] not in page
    assert re.search(r'value="rag" selected', page)


def test_an_unknown_kind_of_project_is_none(guest, guest_client):
    worksheet = make_worksheet(guest)
    post(guest_client, worksheet, "project", project="blockchain")
    worksheet.refresh_from_db()
    assert worksheet.project == ""


def test_a_paper_has_its_own_sections_and_keeps_what_stood_in_the_others(guest, guest_client):
    worksheet = make_worksheet(guest, framing=FRAMING)
    post(guest_client, worksheet, "project", project="paper")
    page = page_of(guest_client, worksheet)
    assert all(f'id="text-{part}"' in page for part in PAPER)
    assert not any(f'id="text-{part}"' in page for part in SECTIONS)
    assert "0 of 6 written" in page
    post(guest_client, worksheet, "project", project="")
    assert FRAMING in page_of(guest_client, worksheet)


def test_a_section_of_a_paper_counts_as_filled(guest, guest_client):
    worksheet = make_worksheet(guest)
    worksheet.be("paper")
    form = {"key": uuid4(), "made_from": "", "body": FRAMING}
    guest_client.post(f"{worksheet.get_absolute_url()}claim/", form)
    assert guest.deeds.get().what == Deed.What.SECTION


def test_an_empty_worksheet_is_not_pressed_on(guest, guest_client):
    page = page_of(guest_client, make_worksheet(guest))
    assert "Practise this question" not in page and "Write ten words" in page


def test_they_ask_about_ones_own_words_at_most_five_times(guest, guest_client):
    worksheet = make_worksheet(guest, impact=IMPACT, framing=FRAMING, model=FRAMING, data=FRAMING)
    page = page_of(guest_client, worksheet)
    assert "35 % faster" in re.sub(r"<textarea.*?</textarea>", "", page, flags=re.S)
    assert 1 <= page.count("Practise this question") <= 5


def test_the_list_alone_comes_where_htmx_asks_for_it(guest, guest_client):
    worksheet = make_worksheet(guest, impact=IMPACT)
    headers = {"HX-Request": "true", "HX-Target": "div#pressing"}
    part = guest_client.get(worksheet.get_absolute_url(), headers=headers).content.decode()
    assert part.strip().startswith("<div") and "<textarea" not in part and "They will ask" in part


def test_what_is_asked_becomes_a_question_of_ones_own_once(guest, guest_client):
    worksheet = make_worksheet(guest, impact=IMPACT)
    worksheet.be("rag")
    asked = first_asked(worksheet)
    for _ in range(2):
        answer = post(guest_client, worksheet, "practise", asked=asked.pk)
        assert answer.status_code == 302 and answer["Location"] == f"/questions/{asked.pk}/"
    own = OwnQuestion.objects.get()
    assert own.summary == asked.pressing.ask and own.kind == "llm"
    points = [point["text"] for point in own.entry["key_points"]]
    assert points == list(asked.pressing.good)
    assert "Answer it" in page_of(guest_client, worksheet)


def test_once_answered_it_says_when(guest, guest_client):
    worksheet = make_worksheet(guest, impact=IMPACT)
    asked = first_asked(worksheet)
    own = practise(worksheet=worksheet, pk=asked.pk, now=NOW)
    make_attempt(guest, own, now=NOW + timedelta(days=1))
    assert "Practised: last answer 25 Nov" in page_of(guest_client, worksheet)


def test_what_was_made_of_a_question_stays_when_it_is_practised_again(guest):
    worksheet = make_worksheet(guest, impact=IMPACT)
    asked = first_asked(worksheet)
    own = practise(worksheet=worksheet, pk=asked.pk, now=NOW)
    text = own.texts.get(part="prompt")
    mine = {"part": "prompt", "made_from": text.version, "body": "In my words?"}
    save_text(holder=own, key=uuid4(), now=NOW, **mine)
    rewrite(question=own)
    own.delete_softly(NOW)
    again = practise(worksheet=worksheet, pk=asked.pk, now=NOW)
    assert (again.pk, again.summary, again.deleted_at) == (own.pk, "In my words?", None)


@pytest.mark.parametrize("asked", ["", "nonsense", "0193b3a0-0000-7000-8000-000000000000"])
def test_what_is_pressed_on_no_more_makes_no_question(guest, guest_client, asked):
    worksheet = make_worksheet(guest, impact=IMPACT)
    answer = post(guest_client, worksheet, "practise", asked=asked)
    assert answer["Location"] == worksheet.get_absolute_url()
    assert not OwnQuestion.objects.exists()


def test_anothers_question_is_not_reached_through_ones_own_worksheet(guest, stranger, guest_client):
    theirs = make_worksheet(stranger, impact=IMPACT)
    own = practise(worksheet=theirs, pk=first_asked(theirs).pk, now=NOW)
    worksheet = make_worksheet(guest, impact=IMPACT)
    answer = post(guest_client, worksheet, "practise", asked=own.pk)
    assert answer["Location"] == worksheet.get_absolute_url()


def test_every_kind_of_project_makes_a_kind_of_question_that_there_is():
    assert set(KIND_OF) == set(Worksheet.Project) and {*KIND_OF.values(), ANY_KIND} <= set(KINDS)


def test_a_check_is_found_in_the_words_or_names_its_question(guest, guest_client):
    baseline = "The baseline was BM25 with recall of 0.61 on the same 400 questions as the model."
    choice = "We fine-tuned a small encoder, since the team knew it and it was quick to serve."
    page = page_of(guest_client, make_worksheet(guest, model=choice))
    assert "Missing: " in page and "Without it: no baseline" in page
    page = page_of(guest_client, make_worksheet(guest, model=baseline))
    assert "There: " in page and "Without it: no baseline" not in page


def test_a_full_worksheet_takes_at_most_8_queries(member, member_client):
    parts = dict.fromkeys((*HEAD, *AREAS, *RESUME_QUESTIONS), f"{FRAMING} {IMPACT}")
    worksheet = make_worksheet(member, **parts)
    practise(worksheet=worksheet, pk=first_asked(worksheet).pk, now=NOW)
    with CaptureQueriesContext(connection) as queries:
        page_of(member_client, worksheet)
    assert len(queries) <= 8


NUMBERS = "Search time fell from 240 ms to 62 ms.\nAgents asked 1.9 searches a ticket, in 2023."


def marked(worksheet) -> dict[str, str]:
    """How its numbers stand."""
    return dict(Claim.objects.filter(worksheet=worksheet).values_list("words", "stand"))


def test_every_number_is_listed_once_with_the_words_round_it(guest, guest_client):
    worksheet = make_worksheet(guest, numbers=NUMBERS, impact=f"{IMPACT} {NUMBERS}")
    page = guest_client.get(f"{worksheet.get_absolute_url()}figures/").content.decode()
    listed = re.findall(r'name="words" value="([^"]+)"', page)
    assert listed == ["240 ms to 62 ms", "1.9 searches", "35 %"]
    assert "Search time fell from <mark>240 ms to 62 ms</mark>" in page
    assert "Numbers · Business impact" in page and "2023</mark>" not in page


def test_numbers_are_marked_and_marked_anew_in_one_form(guest, guest_client):
    worksheet = make_worksheet(guest, numbers=NUMBERS)
    words = ["240 ms to 62 ms", "1.9 searches"]
    sent = {"words": words, "stand-0": "solid", "stand-1": "unsaid"}
    assert post(guest_client, worksheet, "figures", **sent).status_code == 302
    assert marked(worksheet) == {words[0]: "solid", words[1]: "unsaid"}
    page = guest_client.get(f"{worksheet.get_absolute_url()}figures/").content.decode()
    assert re.findall(r'name="(\S+)" value="(\w+)" checked', page) == [
        ("stand-0", "solid"),
        ("stand-1", "unsaid"),
    ]
    post(guest_client, worksheet, "figures", words=words, **{"stand-0": "shaky"})
    assert marked(worksheet) == {words[0]: "shaky", words[1]: "unsaid"}


def test_what_does_not_stand_in_the_sheet_is_not_marked(guest, guest_client):
    worksheet = make_worksheet(guest, numbers=NUMBERS)
    sent = {"words": ["99 %", "1.9 searches"], "stand-0": "solid", "stand-1": "great"}
    post(guest_client, worksheet, "figures", **sent)
    assert marked(worksheet) == {}


def test_the_worksheet_says_how_many_numbers_are_not_marked(guest, guest_client):
    worksheet = make_worksheet(guest, numbers=NUMBERS)
    assert "2 numbers on this sheet, 2 not marked yet" in page_of(guest_client, worksheet)
    post(guest_client, worksheet, "figures", words="1.9 searches", **{"stand-0": "shaky"})
    assert "2 numbers on this sheet, 1 not marked yet" in page_of(guest_client, worksheet)


def one_page(client, worksheet) -> str:
    """Its one page."""
    return client.get(f"{worksheet.get_absolute_url()}page/").content.decode()


def test_the_one_page_has_the_spine_the_numbers_and_the_three_hardest_questions(
    guest, guest_client
):
    long = " ".join(f"Sentence {n} of the framing, which goes on." for n in ("one", "two", "three"))
    worksheet = make_worksheet(
        guest, name="Answers", summary="One search.", framing=long, impact=IMPACT, numbers=NUMBERS
    )
    post(guest_client, worksheet, "figures", words="35 %", **{"stand-0": "solid"})
    page = one_page(guest_client, worksheet)
    assert "Sentence one" in page and "Sentence two" in page and "Sentence three" not in page
    assert re.search(r'<b>35 %</b>[^<]*</span> <span class="tag good">Solid', page)
    assert page.count("Not marked") == 2
    asked = re.search(r"They will ask</h2><ol>(.*?)</ol>", page)[1]
    assert 1 <= asked.count("<li>") <= 3


def test_what_is_not_to_be_said_stands_nowhere_on_the_one_page(guest, guest_client):
    diagram = "flowchart LR\n A[35% faster] --> B"
    worksheet = make_worksheet(
        guest, name="Acme search", impact=IMPACT, framing="It was 35% slower.", diagram=diagram
    )
    post(guest_client, worksheet, "figures", words=["35%", "35 %"], **{"stand-1": "unsaid"})
    everywhere = {"words": "Acme", "stand": Claim.Stand.UNSAID, "noted_at": NOW}
    Claim.objects.create(candidate=guest, **everywhere)
    page = one_page(guest_client, worksheet)
    assert not re.search(r"35 ?%|Acme", page)
    assert "2 not yours to say, left out" in page and "[left out]" in page


def test_a_paper_has_its_own_spine_on_the_one_page(guest, guest_client):
    worksheet = make_worksheet(guest, claim="It forgets less.", framing=FRAMING)
    worksheet.be("paper")
    page = one_page(guest_client, worksheet)
    assert "It forgets less." in page and FRAMING not in page


def test_only_a_page_with_a_diagram_loads_what_draws_it(guest, guest_client):
    assert "diagram.js" not in one_page(guest_client, make_worksheet(guest, framing=FRAMING))
    drawn = make_worksheet(guest, diagram="flowchart LR\n A --> B<script>")
    page = one_page(guest_client, drawn)
    assert "diagram.js" in page and "A --&gt; B&lt;script&gt;" in page


@pytest.mark.parametrize("action", ["figures", "page"])
def test_the_other_pages_of_a_worksheet_take_at_most_8_queries(member, member_client, action):
    worksheet = make_worksheet(member, **dict.fromkeys((*HEAD, *AREAS), f"{FRAMING} {IMPACT}"))
    with CaptureQueriesContext(connection) as queries:
        assert member_client.get(f"{worksheet.get_absolute_url()}{action}/").status_code == 200
    assert len(queries) <= 8
