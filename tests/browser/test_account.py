"""Guest first: the work survives the browser, is claimed, and is found again elsewhere."""

import re

from django.core import mail
from playwright.sync_api import expect

from interviewprep.accounts.models import Candidate
from tests.browser.steps import answer, begin, eventually, saved, sheet, sign_in, status, typed
from tests.conftest import client_of
from tests.make import PASSWORD, make_guest, make_member, make_story

ADDRESS = "ada@example.org"
QUESTION = "/questions/rag-over-company-documents/"


def claim(page, email: str = ADDRESS) -> None:
    """Keep the guest's work under an e-mail and a password."""
    page.goto("/account/")
    page.get_by_role("textbox", name="E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Keep my work").click()
    expect(page.get_by_role("heading", name=f"Signed in as {email}")).to_be_visible()


def sign_out(page) -> None:
    """Sign out by the button of the account's page."""
    page.goto("/account/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Practising as a guest.").first).to_be_attached()


def story_titled(page, title: str) -> str:
    """Write a story of that title; its address."""
    begin(page, "/stories/", "Write a story")
    typed(page, title, "Title")
    saved(page, "Title")
    return page.url


def test_work_is_claimed_after_the_browser_was_closed_and_found_elsewhere(new_context):
    first = new_context()
    page = first.new_page()
    story_titled(page, "The slow ranker")
    lasting = [cookie for cookie in first.cookies() if cookie["expires"] > 0]
    first.close()

    again = new_context()
    again.add_cookies(lasting)
    page = again.new_page()
    page.goto("/stories/")
    expect(page.get_by_role("link", name="The slow ranker")).to_be_visible()
    claim(page)

    elsewhere = new_context().new_page()
    address = story_titled(elsewhere, "The metric that lied")
    elsewhere.goto(QUESTION)
    answer(elsewhere)
    sign_in(elsewhere, ADDRESS)
    elsewhere.goto("/stories/")
    for title in ("The slow ranker", "The metric that lied"):
        expect(elsewhere.get_by_role("link", name=title)).to_be_visible()
    elsewhere.goto(address)
    expect(sheet(elsewhere, "Title")).to_have_value("The metric that lied")
    elsewhere.goto(QUESTION)
    expect(elsewhere.get_by_text("Answered 1 time")).to_be_visible()
    page.goto("/stories/")
    expect(page.get_by_role("link", name="The metric that lied")).to_be_visible()
    assert Candidate.objects.count() == 1


def test_after_signing_out_the_browser_holds_nothing_of_the_account(page):
    address = story_titled(page, "The slow ranker")
    claim(page)
    sign_out(page)
    page.goto("/stories/")
    expect(page.get_by_role("heading", name="No story yet")).to_be_visible()
    answer = page.request.get(address)
    assert answer.status == 404


def test_signing_out_clears_drafts_that_were_not_sent(page, troubles):
    troubles.forgive("status of 503")
    story_titled(page, "The slow ranker")
    claim(page)
    page.goto(QUESTION)
    page.route(re.compile("/draft/$"), lambda route: route.fulfill(status=503))
    typed(page, "Not for others' eyes.")
    expect(status(page)).to_have_text(re.compile("The site is away"))
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Practising as a guest.")).to_be_visible()
    kept = page.evaluate("Object.entries(localStorage).flat().join()")
    assert "eyes" not in kept


def test_a_taken_address_says_to_sign_in_and_keeps_what_was_typed(page, troubles):
    troubles.forgive("status of 422")
    make_member(ADDRESS)
    page.goto("/account/")
    page.get_by_role("textbox", name="E-mail").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Keep my work").click()
    expect(page.get_by_text("There is an account with this e-mail.")).to_be_visible()
    expect(page.get_by_role("textbox", name="E-mail")).to_have_value(ADDRESS)


def test_a_forgotten_password_is_set_anew_by_the_link_in_the_mail(page):
    make_member(ADDRESS)
    page.goto("/account/login/")
    page.get_by_role("link", name="Forgot the password?").click()
    page.get_by_label(re.compile("^E-?mail$")).fill(ADDRESS)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="The link is on its way")).to_be_visible()
    eventually(page, lambda: mail.outbox)
    page.goto(re.search(r"https?://\S+", mail.outbox[0].body)[0])
    for field in page.locator("main input[type=password]").all():
        field.fill("another long secret")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("heading", name="The password is set")).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label(re.compile("^E-?mail$")).fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill("another long secret")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()


def test_two_guests_in_two_browsers_see_only_their_own(new_context, enter, transactional_db):
    ours, theirs = make_guest(), make_guest()
    story = make_story(theirs, title="Not yours")
    context = new_context()
    enter(context, client_of(ours))
    page = context.new_page()
    page.goto("/stories/")
    expect(page.get_by_role("heading", name="No story yet")).to_be_visible()
    assert page.request.get(story.get_absolute_url()).status == 404


def test_the_time_zone_and_the_retention_are_changed(page):
    page.goto("/account/")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    page.get_by_label("How sure review keeps you").fill("0.85")
    page.get_by_role("button", name="Keep these").click()
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    expect(page.get_by_label("How sure review keeps you")).to_have_value("0.85")


def test_the_colours_are_chosen_and_stay(page):
    page.goto("/account/")
    page.get_by_role("button", name="Dark").click()
    page.goto("/questions/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
