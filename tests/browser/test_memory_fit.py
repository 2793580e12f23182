"""FSRS fitted to one's own reviews: asked for by a button, told when it is done."""

from django.db import connection
from playwright.sync_api import expect

from tests.conftest import client_of
from tests.make import make_guest
from tests.practising import make_log


def test_a_fit_is_asked_for_told_when_done_and_taken_back(page, context, enter, monkeypatch):
    place = connection.settings_dict
    where = f"postgres://{place['USER']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"
    monkeypatch.setenv("DATABASE_URL", where)
    guest = make_guest()
    make_log(guest)
    enter(context, client_of(guest))
    page.goto("/review/memory/")
    page.get_by_role("button", name="Fit them to my reviews").click()
    told = page.get_by_role("status").filter(has_text="reviews")
    expect(told).to_contain_text("being fitted")
    expect(told).to_contain_text("with the usual values: kept.", timeout=30_000)
    page.get_by_role("button", name="Go back to the usual values").click()
    expect(page.get_by_text("You are back at the usual values.")).to_be_visible()
