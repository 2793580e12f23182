"""The job description on its page: read with its words, corrected, held against one's own words."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviewprep.accounts.models import Aim
from tests.make import make_attempt, make_own_question, make_story
from tests.plans.make import make_interview

POST = """# ML engineer, answers

You will build retrieval-augmented generation over our customers' documents, and agents on it.

Requirements
- 6+ years of building ML systems in Python
- RAG and vector databases in production
- LLM evaluation

Nice to have
- Kubernetes

How we hire: a recruiter call, then a system design interview.
"""


def page_of(client, interview) -> str:
    """The page of an interview's description."""
    return client.get(f"/interviews/{interview.pk}/job/").text


def sent(interview, **fields) -> dict:
    """The form that corrects a reading."""
    usual = {"leaning": "applied", "seniority": "staff", "stages": ["phone"], "nice": ""}
    return usual | {"must": "Spark\nsql", "version": interview.version} | fields


def test_it_says_what_kind_of_post_it_is_with_the_words_that_say_so(guest, guest_client):
    page = page_of(guest_client, make_interview(guest, description=POST))
    assert "LLM products · senior" in page and "Kubernetes" in page
    assert "retrieval-augmented generation over our customers&#x27; documents" in page
    assert "A first reading" in page


def test_a_skill_in_none_of_ones_words_is_a_gap_and_one_in_an_answer_is_not(guest, guest_client):
    interview = make_interview(guest, description=POST)
    make_story(guest, task="I moved the ranker to Kubernetes.")
    make_attempt(guest, body="I would write it in Python first.")
    make_own_question(guest, prompt="What are vector databases for?")
    page = page_of(guest_client, interview)
    rows = {row.split("<", 1)[0]: row.split("</li>")[0] for row in page.split("<span>")[1:]}
    gaps = {name.strip() for name, row in rows.items() if "in none of your words yet" in row}
    assert {"RAG", "Vector databases"} <= gaps
    assert not {"Python", "Kubernetes"} & gaps


def test_a_correction_is_kept_and_wins_over_a_new_reading(guest, guest_client):
    interview = make_interview(guest, description=POST)
    address = f"/interviews/{interview.pk}/job/"
    assert guest_client.post(address, sent(interview)).status_code == 302
    page = page_of(guest_client, interview)
    assert "Applied ML · staff" in page and "As you corrected it" in page and "SQL" in page
    interview.refresh_from_db()
    interview.revise(
        version=interview.version, values={"description": POST * 2}, now=interview.changed_at
    )
    assert "Applied ML · staff" in page_of(guest_client, interview)
    guest_client.post(f"{address}reset/")
    assert "LLM products · senior" in page_of(guest_client, interview)


def test_a_correction_from_an_older_page_is_409_with_the_form_kept(guest, guest_client):
    interview = make_interview(guest, description=POST)
    address = f"/interviews/{interview.pk}/job/"
    guest_client.post(address, sent(interview))
    response = guest_client.post(address, sent(interview, must="Rust"))
    assert response.status_code == 409
    assert "Rust" in response.text and "changed elsewhere" in response.text
    interview.refresh_from_db()
    assert interview.corrected["must"] == ["Spark", "SQL"]


def test_what_is_no_leaning_is_422(guest, guest_client):
    interview = make_interview(guest, description=POST)
    form = sent(interview, leaning="sales")
    response = guest_client.post(f"/interviews/{interview.pk}/job/", form)
    assert response.status_code == 422


def test_its_leaning_weighs_practice_only_when_one_says_so(guest, guest_client):
    interview = make_interview(guest, description=POST)
    page_of(guest_client, interview)
    assert Aim.objects.get(candidate=guest).leaning == ""
    guest_client.post(f"/interviews/{interview.pk}/job/leaning/")
    assert Aim.objects.get(candidate=guest).leaning == "llm"
    assert "Your practice is weighed for this kind of post" in page_of(guest_client, interview)


def test_hostile_words_are_shown_as_words(guest, guest_client):
    text = "Requirements\n- Python <script>alert(1)</script> and SQL"
    page = page_of(guest_client, make_interview(guest, description=text))
    assert "<script>alert" not in page and "Python" in page


def test_without_a_description_it_says_what_to_do(guest, guest_client):
    assert "No job description yet" in page_of(guest_client, make_interview(guest, description=""))


def test_it_takes_at_most_8_queries_at_any_number_of_texts(member, member_client):
    interview, taken = make_interview(member, description=POST), []
    for _ in range(2):
        for _ in range(5):
            make_story(member, task="SQL")
        with CaptureQueriesContext(connection) as queries:
            page_of(member_client, interview)
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 8
