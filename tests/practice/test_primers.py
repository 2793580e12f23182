"""Primers and the formula sheet: probes that come back, and figures with one's notes."""

from datetime import timedelta

import pytest

from interviewprep.ids import new_id
from practice.models import Card
from questions import primers
from questions.domain.primers import read_primers
from questions.loading import write_probes
from questions.models import Probe
from tests.make import NOW, make_attempt, make_note, make_own_question, make_question

BODY = f"""Words before a heading, and $x^2$.

## Worked example
{"One word after another, until there are enough of them. " * 42}

## The usual confusion
This is not that.
"""
PRIMER = """---
title: Losses
topic: ML fundamentals
order: 5
summary: What is made small.
practise: [known]
numbers: ["$-\\\\log p$: log loss", "$(y - f)^2$: squared"]
probes:
  - {id: one, ask: "Is **one** more than none?", answer: "Yes, by $1$."}
  - {id: two, ask: "And two?", answer: "Too."}
  - {id: three, ask: "And three?", answer: "Still."}
sources:
  - {title: A book, author: A. Writer, year: 2020, url: "https://example.org/a", supports: it}
reviewed: {by: author, on: 2026-11-25, note: read}
---
"""


@pytest.fixture
def primer(db, tmp_path, monkeypatch, settings):
    """A primer with its probes, and the question that it prepares for."""
    make_question("known", title="Which loss?")
    settings.PRIMERS_DIR, settings.BANK_DIR = tmp_path / "primers", tmp_path / "bank"
    (tmp_path / "bank/ml").mkdir(parents=True)
    (tmp_path / "bank/ml/known.md").touch()
    settings.PRIMERS_DIR.mkdir()
    (settings.PRIMERS_DIR / "losses.md").write_text(PRIMER + BODY)
    monkeypatch.setattr(primers, "primer_pages", primers.primer_pages)
    primers.primer_pages.cache_clear()
    pages, problems = read_primers(settings.PRIMERS_DIR, {"known"})
    assert problems == []
    write_probes(pages, NOW)
    yield pages[0]
    primers.primer_pages.cache_clear()


def problems_of(tmp_path, text: str) -> str:
    """What is said of a primer."""
    (tmp_path / "losses.md").write_text(text)
    _, problems = read_primers(tmp_path, {"known"})
    return "\n".join(f"{each.line}: {each.message}" for each in problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Losses", "titel: Losses", 'knows no "titel"'),
        ("practise: [known]", "practise: [nobody]", "names nobody, which is no entry"),
        ("## Worked example", "## Example", '"## Worked example" is missing'),
        ("## The usual confusion", "## Confusion", '"## The usual confusion" is missing'),
        ("until there are enough of them", "so", "words, it needs 400 to 800"),
        ('  - {id: two, ask: "And two?", answer: "Too."}\n', "", "it needs 3"),
        ("on: 2026-11-25", "on: today", "must be a date"),
    ],
)
def test_a_primer_is_held_to_its_form(tmp_path, old, new, message):
    assert old in PRIMER + BODY
    assert problems_of(tmp_path, PRIMER + BODY) == ""
    assert message in problems_of(tmp_path, (PRIMER + BODY).replace(old, new))


def test_a_primer_shows_its_text_its_probes_and_what_it_prepares_for(primer, client):
    page = client.get("/guide/primers/losses/").content.decode()
    assert "<h2>Worked example</h2>" in page and "<math" in page
    assert "Is <strong>one</strong> more than none?" in page
    assert "Which loss?" in page and "A. Writer" in page
    assert "Losses" in client.get("/guide/primers/").content.decode()
    assert client.get("/guide/primers/nothing/").status_code == 404


def test_a_rated_probe_becomes_a_card_that_review_asks(primer, guest, guest_client):
    probe = Probe.objects.get(key="one")
    form = {"rating": "1", "key": new_id(), "state": ""}
    answer = guest_client.post("/guide/primers/losses/one/rating/", form)
    assert answer["Location"] == "/guide/primers/losses/"
    guest_client.post("/guide/primers/losses/one/rating/", form)
    card = guest.cards.get(probe=probe)
    assert card.reviews.count() == 1, "sent twice counts once"
    card.due_at = NOW - timedelta(days=9)
    card.save()
    page = guest_client.get("/review/").content.decode()
    assert "Is <strong>one</strong> more than none?" in page and "about 2 min" in page
    rating = {"rating": "3", "key": new_id(), "state": card.state}
    guest_client.post(f"/review/{card.pk}/rating/", rating)
    assert card.reviews.count() == 2
    undo = {"review": card.reviews.order_by("reviewed_at").last().pk}
    assert guest_client.post("/review/undo/", undo).status_code == 302


def test_taking_back_the_first_rating_of_a_probe_leads_to_its_primer(primer, guest, guest_client):
    guest_client.post(
        "/guide/primers/losses/two/rating/", {"rating": "3", "key": new_id(), "state": ""}
    )
    review = guest.reviews.get()
    answer = guest_client.post("/review/undo/", {"review": review.pk})
    assert answer["Location"] == "/guide/primers/losses/"


def test_htmx_gets_the_probes_alone(primer, guest_client):
    headers = {"HX-Request": "true", "HX-Target": "section#probes"}
    form = {"rating": "3", "key": new_id(), "state": ""}
    page = guest_client.post("/guide/primers/losses/one/rating/", form, headers=headers)
    assert "<html" not in page.content.decode() and "Comes back" in page.content.decode()


@pytest.mark.parametrize("form", [{}, {"rating": "5", "key": new_id()}, {"rating": "1"}])
def test_a_rating_that_did_not_arrive_whole_changes_nothing(primer, guest_client, form):
    assert guest_client.post("/guide/primers/losses/one/rating/", form).status_code == 422
    assert not Card.objects.exists()


def test_a_probe_that_its_primer_lost_is_asked_no_more(primer, guest, guest_client):
    guest_client.post(
        "/guide/primers/losses/one/rating/", {"rating": "1", "key": new_id(), "state": ""}
    )
    guest.cards.update(due_at=NOW - timedelta(days=9))
    write_probes([], NOW)
    assert "more than none" not in guest_client.get("/review/").content.decode()
    write_probes([primer], NOW)
    assert "more than none" in guest_client.get("/review/").content.decode()


def test_the_sheet_has_the_essentials_and_all_of_a_kind(primer, client):
    make_question(
        "formula",
        title="Why logs?",
        kind="ml",
        topic="metrics",
        html={**make_question().html, "numbers": ["<b>42</b> of them"]},
    )
    page = client.get("/sheet/").content.decode()
    assert "log loss" in page and "/guide/primers/losses/" in page and "Why logs?" not in page
    page = client.get("/sheet/?kind=ml").content.decode()
    assert "<b>42</b> of them" in page and "Metrics" in page and "log loss" not in page
    assert "log loss" in client.get("/sheet/?kind=nonsense").content.decode()


def test_ones_notes_stand_beside_the_figures_of_what_one_practised(primer, guest, guest_client):
    answered, noted, other = (make_question(title=f"Title {n}") for n in ("one", "two", "three"))
    make_attempt(guest, answered)
    make_note(guest, answered, "Mind the **sign**")
    make_note(guest, noted, "Look again")
    make_own_question(guest, prompt="Mine?", notes="My own words")
    page = guest_client.get("/sheet/").content.decode()
    assert "<strong>sign</strong>" in page and "Look again" in page and "My own words" in page
    assert "Title two" in page and other.title not in page


def test_a_note_is_a_text_like_any_other(primer, guest, guest_client, stranger_client):
    question = make_question("noted")
    form = {"key": new_id(), "made_from": "", "body": "Remember"}
    answer = guest_client.post("/questions/noted/note/", form)
    assert answer["Location"] == question.get_absolute_url()
    assert "Remember" in guest_client.get(question.get_absolute_url()).content.decode()
    again = {"key": new_id(), "made_from": "", "body": "Other"}
    assert guest_client.post("/questions/noted/note/", again).status_code == 409
    assert "Remember" not in stranger_client.get("/sheet/").content.decode()
    text = guest.texts.get(part="note")
    assert "Remember" in guest_client.get(f"/texts/{text.pk}/").content.decode()
    assert not guest.cards.due(NOW + timedelta(days=999)).exists(), "a note alone is not reviewed"
