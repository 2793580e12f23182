"""Stories and worksheets: drafted, filled, deleted and brought back, and as they were before."""

import re

from playwright.sync_api import expect

from practice.models import Story, Worksheet
from tests.browser.steps import begin, body_of, eventually, saved, sheet, typed
from tests.conftest import client_of
from tests.make import make_guest, make_question, make_story

PARTS = {
    "Title": "The slow ranker",
    "Situation": "Search took 240 ms a query.",
    "Task": "I had a quarter to get under 100 ms.",
    "Action": "I measured, compared three options and distilled the model.",
    "Result": "62 ms, and 98 % of the gain kept.",
}


def test_a_story_is_drafted_part_by_part(page):
    begin(page, "/stories/", "Write a story")
    for label, words in PARTS.items():
        typed(page, words, label)
        saved(page, label)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("The slow ranker")
    for label, words in PARTS.items():
        expect(sheet(page, label)).to_have_value(words)
    expect(page.get_by_role("heading", name=re.compile(r"About \d+ s aloud"))).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Stories", exact=True).click()
    expect(page.get_by_text("All four parts are there")).to_be_visible()


def test_the_themes_of_a_story_are_kept_as_they_are_ticked(page):
    begin(page, "/stories/", "Write a story")
    page.get_by_label("A trade-off").check()
    eventually(page, lambda: Story.objects.get().themes == ["trade-off"])
    page.get_by_label("A mistake of mine").check()
    eventually(page, lambda: Story.objects.get().themes == ["trade-off", "mistake"])
    page.get_by_label("A trade-off").uncheck()
    eventually(page, lambda: Story.objects.get().themes == ["mistake"])
    page.reload()
    expect(page.get_by_label("A mistake of mine")).to_be_checked()


def test_a_worksheet_is_filled_and_says_what_is_still_empty(page):
    begin(page, "/deep-dives/", "Begin a worksheet")
    typed(page, "Support search", "Project")
    typed(
        page, "Agents searched for two minutes a ticket; we made it a ranking.", "Problem framing"
    )
    typed(page, "Clicks as labels, with their bias.", "Data pipeline")
    for label in ("Project", "Problem framing", "Data pipeline"):
        saved(page, label)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Support search")
    expect(page.get_by_role("heading", name="2 of 11 written")).to_be_visible()
    empty = page.get_by_role("region", name="2 of 11 written")
    expect(empty.get_by_text("Business impact")).to_be_visible()
    expect(empty.get_by_text("Data pipeline")).to_have_count(0)


def test_a_deleted_story_is_brought_back_with_its_words(page):
    begin(page, "/stories/", "Write a story")
    typed(page, PARTS["Situation"], "Situation")
    saved(page, "Situation")
    page.get_by_role("button", name="Delete this story").click()
    expect(page.get_by_role("heading", name="Deleted this week")).to_be_visible()
    expect(page.get_by_role("heading", name="No story yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(sheet(page, "Situation")).to_have_value(PARTS["Situation"])


def test_a_story_deleted_at_once_after_typing_keeps_the_last_words(page):
    begin(page, "/stories/", "Write a story")
    typed(page, PARTS["Situation"], "Situation")
    page.get_by_role("button", name="Delete this story").click()
    page.get_by_role("button", name="Undo").click()
    expect(sheet(page, "Situation")).to_have_value(PARTS["Situation"])


def test_a_deleted_worksheet_is_brought_back(page):
    begin(page, "/deep-dives/", "Begin a worksheet")
    page.get_by_role("button", name="Delete this worksheet").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Untitled project")
    assert Worksheet.objects.count() == 1


def test_an_older_version_is_restored_and_the_newer_one_stays_readable(page, clock):
    begin(page, "/stories/", "Write a story")
    for words in ("The first words.", " And more.", " And a mistake."):
        clock.move(minutes=10)
        typed(page, words, "Situation")
        saved(page, "Situation")
    page.reload()
    box = page.locator("[data-autosave-box]").filter(has=sheet(page, "Situation"))
    box.get_by_role("link", name="Earlier versions").click()
    versions = page.locator(".versions > li")
    expect(versions).to_have_count(3)
    expect(versions.first).to_contain_text("This is what stands now.")
    versions.nth(1).get_by_role("button", name="Restore this one").click()
    expect(sheet(page, "Situation")).to_have_value("The first words. And more.")
    assert body_of("situation") == "The first words. And more."
    page.go_back()
    expect(page.get_by_text("The first words. And more. And a mistake.")).to_be_visible()


def test_two_versions_are_chosen_and_what_changed_is_marked_by_word(page, clock):
    begin(page, "/stories/", "Write a story")
    for words in ("The first words", " and more", " and a mistake"):
        clock.move(minutes=10)
        typed(page, words, "Situation")
        saved(page, "Situation")
    page.reload()
    box = page.locator("[data-autosave-box]").filter(has=sheet(page, "Situation"))
    box.get_by_role("link", name="Earlier versions").click()
    card = page.get_by_role("region", name="What changed")
    expect(card.locator("ins")).to_have_text("added: and a mistake (end of added)")
    page.get_by_label("From").select_option(index=2)
    page.get_by_role("button", name="Compare the two").click()
    expect(card.locator("ins")).to_have_text("added: and more and a mistake (end of added)")
    page.get_by_label("From").select_option(index=0)
    page.get_by_label("To", exact=True).select_option(index=1)
    page.get_by_role("button", name="Compare the two").click()
    expect(card.locator("del")).to_have_text("removed: and a mistake (end of removed)")
    assert card.locator("del").evaluate("(it) => getComputedStyle(it).textDecorationLine") == (
        "line-through"
    )


def test_a_story_is_printed_whole_dark_on_white_and_without_the_site_around_it(
    new_context, enter, transactional_db
):
    guest = make_guest()
    long = "I measured it again, and told the team what I had found there. " * 40
    story = make_story(guest, title="The slow ranker", situation="Slow.", action=long)
    context = new_context(color_scheme="dark")
    enter(context, client_of(guest))
    page = context.new_page()
    page.goto(story.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("button", name="Delete this story")).to_be_hidden()
    action = sheet(page, "Action")
    expect(action).to_be_visible()
    hidden = action.evaluate("(field) => field.scrollHeight - field.clientHeight")
    assert hidden <= 1, "the text is cut off on paper"
    assert lightness(page, "color") < 0.5 < lightness(page, "background-color")


def lightness(page, name: str) -> float:
    """How light a colour of the page is: 0 is black; no background is paper's white."""
    return page.evaluate(
        """(name) => {
            const canvas = document.createElement("canvas").getContext("2d");
            canvas.fillStyle = "white";
            canvas.fillRect(0, 0, 1, 1);
            canvas.fillStyle = getComputedStyle(document.querySelector("main"))[name];
            canvas.fillRect(0, 0, 1, 1);
            const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
            return (0.2 * red + 0.7 * green + 0.1 * blue) / 255;
        }""",
        name,
    )


def test_what_a_listener_would_miss_is_shown_while_one_writes(page):
    begin(page, "/stories/", "Write a story")
    review = page.locator("#review")
    typed(page, "I timed it. We worked on it, and we helped with serving.", "Action")
    saved(page, "Action")
    expect(review.get_by_text("“We” where a listener waits for “I”")).to_be_visible()
    expect(review.get_by_text("worked on · helped with")).to_be_visible()
    expect(review.get_by_text("No result yet")).to_be_visible()
    typed(page, "Latency halved, to 62 ms. Since then I measure first.", "Result")
    saved(page, "Result")
    expect(review.get_by_text("halved · 62 ms")).to_be_visible()
    expect(review.get_by_text("No result yet")).to_have_count(0)


def test_a_story_has_a_version_for_half_a_minute_with_sentences_to_begin_from(page):
    begin(page, "/stories/", "Write a story")
    for label, words in PARTS.items():
        typed(page, words, label)
        saved(page, label)
    page.get_by_text("Sentences that carry it in 30 s").click()
    expect(page.locator("#review li", has_text="62 ms, and 98 %").last).to_be_visible()
    typed(page, "We were at 240 ms. I got it to 62.", "In 30 seconds")
    saved(page, "In 30 seconds")
    page.reload()
    expect(sheet(page, "In 30 seconds")).to_have_value("We were at 240 ms. I got it to 62.")


def test_a_story_is_held_against_questions_and_rehearsed_from_one(page):
    question = make_question("trade", kind="behavioural")
    question.entry |= {"theme": "trade-off"}
    question.save()
    begin(page, "/stories/", "Write a story")
    for label, words in PARTS.items():
        typed(page, words * 3, label)
        saved(page, label)
    page.get_by_label("A trade-off").check()
    eventually(page, lambda: Story.objects.get().themes == ["trade-off"])
    page.get_by_role("button", name="Suggest questions").click()
    row = page.get_by_role("listitem").filter(has_text="How would you trade?")
    expect(row.get_by_text("well, a suggestion")).to_be_visible()
    page.get_by_text("Decide for yourself").click()
    page.get_by_label("How would you trade?").select_option("partly")
    page.get_by_role("button", name="Keep these").last.click()
    page.get_by_role("link", name="All stories").click()
    expect(page.get_by_role("cell", name="partly", exact=True)).to_be_visible()
    expect(page.get_by_text("nothing on trouble with data")).to_be_visible()
    page.get_by_role("link", name="How would you trade?").click()
    page.get_by_role("link", name="Rehearse it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The slow ranker")


def test_words_not_to_be_said_warn_as_soon_as_they_are_written(page):
    page.goto("/claims/")
    page.get_by_label("Words").fill("Northwind")
    page.get_by_role("button", name="Note these words").click()
    begin(page, "/stories/", "Write a story")
    typed(page, "I built it for Northwind.", "Action")
    saved(page, "Action")
    expect(page.get_by_text("You meant not to say this")).to_be_visible()
