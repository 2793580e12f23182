"""The made-up candidate: in the middle of a plan, by the real functions, made once."""

import pytest
from django.core.management import CommandError, call_command

from interviewprep.accounts.models import Candidate
from plans.agenda import read_agenda
from plans.demo import EMAIL, PASSWORD
from practice.models.pitches import KINDS
from tests.make import NOW, make_question


@pytest.fixture
def bank(db):
    """A few questions of every kind that the first week asks for."""
    for kind in ("ml", "stats", "production", "deep-learning", "llm", "design", "behavioural"):
        for _ in range(3):
            make_question(kind=kind)


def test_the_demo_is_half_way_with_something_on_every_page(bank, client, capsys):
    call_command("demo")
    assert PASSWORD in capsys.readouterr().out
    member = Candidate.objects.get(email=EMAIL)
    assert member.check_password(PASSWORD)
    agenda = read_agenda(member, NOW)
    assert (agenda.number, len(agenda.days)) == (8, 14)
    assert 0 < agenda.minutes.done < agenda.minutes.planned
    assert any(day.is_missed for day in agenda.days)
    assert agenda.left_out
    assert agenda.waiting.due.count
    assert (member.stories.count(), member.worksheets.count()) == (4, 2)
    assert member.pitches.count() == len(KINDS)
    client.force_login(member)
    (next_round,) = member.rounds.ahead(NOW)
    assert next_round.local.date() == agenda.plan.interview_date
    assert {text.part for text in next_round.interview.notebook.texts.all()} == {"stack", "why-us"}
    paths = ("/", "/plan/", "/review/", "/stories/", "/pitches/", "/deep-dives/", "/questions/")
    for path in (*paths, "/interviews/", next_round.interview.get_absolute_url()):
        assert client.get(path).status_code == 200


def test_the_demo_is_made_once_unless_asked_for_anew(bank):
    call_command("demo")
    first = Candidate.objects.get(email=EMAIL)
    call_command("demo")
    assert Candidate.objects.get(email=EMAIL).pk == first.pk
    call_command("demo", fresh=True)
    assert Candidate.objects.get(email=EMAIL).pk != first.pk


def test_a_public_site_and_an_empty_bank_get_no_demo(db, settings):
    with pytest.raises(CommandError, match="load_bank"):
        call_command("demo")
    settings.PUBLIC = True
    with pytest.raises(CommandError, match="public"):
        call_command("demo")
