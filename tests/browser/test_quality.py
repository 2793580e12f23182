"""What holds for every page of the site: empty and full, light and dark, at every width.

The pages are those of the URLconf that answer a GET, so a new one is looked at by itself.
"""

import gzip
import re
from functools import partial
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import expect

from interviewprep.ids import new_id
from practice.answers import speak
from practice.models import Text
from questions.models import Question
from tests.conftest import client_of
from tests.make import (
    NOW,
    make_attempt,
    make_comment,
    make_guest,
    make_member,
    make_note,
    make_own_question,
    make_pitch,
    make_review,
    make_share,
    make_story,
    make_submission,
    make_take,
    make_worksheet,
)
from tests.plans.make import (
    make_debriefed,
    make_feed,
    make_interview,
    make_round,
    make_to_ask,
    plan_days,
)
from tests.test_access import routes

from .exercises import QUERY, load, open_exercise, press, results, write_code

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
PHRASE = "I measured it again and told the team what I had found. "
# Problems as "rule: where: what is wrong".
RUN_AXE = """async (rules) => {
    const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
    return (await axe.run(options)).violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}"""
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return "";
    const out = [...document.querySelectorAll("body *")]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > wide + 1)
        .map((each) => each.outerHTML.slice(0, 120));
    return `${document.documentElement.scrollWidth} px: ${out.slice(0, 3).join(" ")}`;
}"""
ERRORS = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)
KIB = 1024


CODING = "logistic-regression-by-gradient-descent"


def fill(candidate) -> dict[str, str]:
    """Work of every sort, and what stands for the parts of an address: {route's part: value}."""
    questions = list(Question.objects.order_by("slug"))
    plan_days(candidate, minutes=60)
    for place, question in enumerate(questions):
        attempt = make_attempt(candidate, question, body=PHRASE * 8)
        points = [mark.point for mark in attempt.marks.order_by("place")]
        attempt.confirm(
            dict.fromkeys(points[place % 2 :], "said") | dict.fromkeys(points[:2], "not")
        )
    for question in questions[:5]:
        make_review(candidate, question)
    parts = dict.fromkeys(("situation", "task", "action"), PHRASE * 6)
    story = make_story(candidate, title="The slow ranker", **parts)
    story.themes = ["trade-off", "mistake"]
    story.save()
    make_pitch(candidate, long=f"I was born in Graz. {PHRASE * 20}", now="I run search.")
    make_pitch(candidate, "salary", line="Maybe 90.", floor="95,000 €")
    worksheet = make_worksheet(
        candidate,
        name="Support search",
        framing=PHRASE * 5,
        numbers="Search fell from 240 ms to 62 ms.",
        diagram="flowchart LR\n A[Clicks] -->|nightly| B{Ranker}",
    )
    share = make_share(story, now=NOW, days=30)
    make_comment(share, "situation", PHRASE)
    rehearsed = [make_take(candidate, story, seconds=110 + at, words=200) for at in range(3)]
    spoken = speak(candidate=candidate, question=questions[0], pk=new_id(), seconds=90, now=NOW)
    make_take(candidate, questions[0], key=spoken.pk)
    own = make_own_question(candidate, prompt=PHRASE, points=PHRASE * 2, notes=PHRASE)
    make_attempt(candidate, own, body=PHRASE)
    make_note(candidate, questions[0], f"$x^2$: {PHRASE}")
    interview = make_interview(candidate, description=f"# We seek\n\n{PHRASE * 4}")
    each = make_round(interview, place="https://example.org/a-long-room-name/42", people=PHRASE)
    each.choose([story.pk, worksheet.pk])
    make_to_ask(interview, PHRASE)
    make_debriefed(each, questions[0], note=PHRASE)
    make_feed(candidate)
    coding = Question.objects.get(slug=CODING)
    make_submission(candidate, coding, passed=(), code=f"# {PHRASE}\n", first=True)
    submission = make_submission(candidate, coding, passed=(), code=f"x = 1\n# {PHRASE}\n")
    coded = candidate.attempts.answered().get(question=coding)
    own_code = make_own_question(candidate, kind="dsa", prompt=PHRASE, points=PHRASE)
    ticked = make_attempt(candidate, own_code, body=f"# {PHRASE}\n", scratch=PHRASE)
    return {
        "submissions": submission.pk,
        "coded": coded.pk,
        "ticked": ticked.pk,
        "spoken": spoken.pk,
        "rehearsed": "&".join(f"take={take.pk}" for take in rehearsed[:2]),
        "interviews": interview.pk,
        "rounds": each.pk,
        "questions": own.pk,
        "attempts": attempt.pk,
        "stories": story.pk,
        "deep-dives": worksheet.pk,
        "shared": share.token,
        "texts": Text.objects.filter(story=story).first().pk,
    }


def pages_of(owned: dict, client) -> list[str]:
    """Every address of the URLconf that answers a GET with a page."""
    slugs = {"questions": "rag-over-company-documents", "guide": "day-of"}
    found = ["/questions/transformers-over-rnns/?guide=1", "/questions/?q=transfomer"]
    found += [f"/rounds/{owned['rounds']}/debrief/?q=attention"] if "rounds" in owned else []
    found += [f"/questions/{CODING}/", f"/questions/{CODING}/interview/"]
    found += [
        f"/attempts/{owned[name]}/" for name in ("coded", "ticked", "spoken") if name in owned
    ]
    if "rehearsed" in owned:
        found += [f"/stories/{owned['stories']}/aloud/?{owned['rehearsed']}"]
    found += ["/pitches/about-me/", "/pitches/salary/", "/pitches/about-me/aloud/?part=short"]
    found += ["/guide/primers/bias-and-variance/", "/sheet/?kind=llm", "/questions/?mine=1"]
    for route in routes():
        section = route.split("/")[0]
        if "<uuid:pk>" in route and section not in owned:
            continue
        path = "/" + route.replace("<uuid:pk>", str(owned.get(section)))
        path = path.replace("<slug:token>", str(owned.get(section)))
        path = re.sub("<slug:slug>", slugs.get(section, ""), path).replace("<slug:part>", "task")
        path = path.replace("<slug:kind>", "about-me")
        path = re.sub(r"\^password.*key>.*", "password/reset/key/x-y/", path)
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found.append(path)
    return found


@pytest.fixture
def somebody(request, transactional_db, clock):
    """Who looks at the site, their browser, and the pages there are for them."""
    clock.move(days=3) if request.param != "a newcomer" else None
    if request.param == "a newcomer":
        client = Client()
        return client, pages_of({}, client)
    person = make_guest() if request.param == "a guest at work" else make_member()
    client = client_of(person) if person.is_guest else Client()
    if not person.is_guest:
        client.force_login(person)
    paths = pages_of(fill(person), client)
    return client, paths if person.is_guest else ["/", "/account/", "/account/logout/"]


EVERYBODY = pytest.mark.parametrize(
    "somebody", ["a newcomer", "a guest at work", "a member at work"], indirect=True
)
AT_WORK = pytest.mark.parametrize("somebody", ["a newcomer", "a guest at work"], indirect=True)


def in_both_colours(page) -> list[str]:
    """What axe finds with all that can be unfolded unfolded; in the dark only colours differ."""
    page.evaluate("document.querySelectorAll('main details').forEach((each) => each.open = true)")
    page.evaluate(AXE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = page.evaluate(RUN_AXE)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    dark = page.evaluate(RUN_AXE, ["color-contrast"])
    return found + [f"dark: {each}" for each in dark]


def test_every_kind_of_page_is_looked_at(transactional_db):
    guest = make_guest()
    pages = pages_of(fill(guest), client_of(guest))
    sections = {path.split("/")[1] for path in pages}
    assert sections >= {
        "",
        "questions",
        "attempts",
        "review",
        "stories",
        "deep-dives",
        "texts",
        "shared",
    }
    assert sections >= {"plan", "guide", "account"}


@EVERYBODY
def test_axe_finds_nothing(page, enter, somebody):
    client, paths = somebody
    enter(page.context, client)
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = in_both_colours(page)
    assert not {path: each for path, each in found.items() if each}


def test_axe_finds_nothing_on_a_phone_with_its_menu_open(phone):
    phone.goto("/")
    phone.get_by_text("Menu", exact=True).tap()
    assert in_both_colours(phone) == []


def test_axe_finds_nothing_in_a_conflict_nor_in_the_list_of_keys(page, troubles):
    troubles.forgive("status of 409")
    page.goto("/stories/")
    page.get_by_role("button", name="Write a story").click()
    other = page.context.new_page()
    other.goto(page.url)
    for each in (page, other):
        each.get_by_role("textbox", name="Situation").fill(f"Words of {id(each)}.")
        each.locator("[data-state=saved], [data-state=conflict]").first.wait_for()
    assert in_both_colours(other) == []
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    assert in_both_colours(page) == []


def test_axe_finds_nothing_in_an_editor_with_results_nor_is_a_phone_too_narrow(page, phone):
    load(QUERY)
    for each in (page, phone):
        open_exercise(each, "customers-with-no-calls")
        write_code(
            each, f"-- {'wide ' * 60}\nSELECT id, name, '{'w' * 200}' AS wide FROM customers"
        )
        press(each, "Run")
        expect(results(each)).to_contain_text("tests pass", timeout=30_000)
        each.locator("#answer").press("Control+f")
        each.get_by_role("textbox", name="Find").fill("wide")
        assert in_both_colours(each) == []
    phone.set_viewport_size({"width": 320, "height": 640})
    assert phone.evaluate(TOO_WIDE) == ""


def fulfill(route, *, body: str) -> None:
    """Answer with this page."""
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


def test_error_pages_say_what_to_do_and_axe_finds_nothing(page):
    found = {}
    for code in ERRORS:
        body = render_to_string("error.html", {"status": code})
        page.route("**/broken/", partial(fulfill, body=body), times=1)
        page.goto("/broken/")
        assert page.get_by_role("heading", level=1).count() == 1
        assert page.get_by_role("link", name="Go to today").is_visible()
        found[code] = [*in_both_colours(page), page.evaluate(TOO_WIDE)]
    assert not {code: each for code, each in found.items() if any(each)}


@AT_WORK
def test_no_page_scrolls_sideways(page, enter, somebody):
    client, paths = somebody
    enter(page.context, client)
    found = {}
    for path in paths:
        page.goto(path)
        for width in (320, 390, 768, 1360):
            page.set_viewport_size({"width": width, "height": 800})
            if too_wide := page.evaluate(TOO_WIDE):
                found[path, width] = too_wide
    assert not found


@pytest.mark.parametrize("width", [640, 1360])
@pytest.mark.parametrize("somebody", ["a guest at work"], indirect=True)
def test_no_page_scrolls_sideways_with_letters_of_twice_the_size(page, enter, somebody, width):
    client, paths = somebody
    enter(page.context, client)
    page.set_viewport_size({"width": width, "height": 800})
    line = page.context.new_cdp_session(page)
    line.send("Page.enable")
    line.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    found = {}
    for path in paths:
        page.goto(path)
        if too_wide := page.evaluate(TOO_WIDE):
            found[path] = too_wide
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert not found


@AT_WORK
def test_on_a_phone_the_content_begins_near_the_top(phone, enter, somebody):
    client, paths = somebody
    enter(phone.context, client)
    tops = {}
    for path in paths:
        phone.goto(path)
        tops[path] = phone.evaluate(
            """Math.min(...[...document.querySelectorAll("main *")]
                .filter((each) => each.checkVisibility() && !each.matches(".heard, .heard *")
                    && [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE
                        && node.textContent.trim()))
                .map((each) => each.getBoundingClientRect().top))"""
        )
    assert not {path: top for path, top in tops.items() if top > 120}


def test_nothing_moves_for_who_wants_no_motion(new_context, transactional_db):
    page = new_context(reduced_motion="reduce").new_page()
    for path in ("/", "/questions/", "/questions/rag-over-company-documents/"):
        page.goto(path)
        moving = page.evaluate(
            """[...document.querySelectorAll("*")].flatMap((each) => ["", "::before", "::after"]
                .map((pseudo) => getComputedStyle(each, pseudo))
                .filter((style) => [style.transitionDuration, style.animationDuration]
                    .some((times) => times.split(",").some((time) => parseFloat(time) > 0.01)))
                .map(() => each.outerHTML.slice(0, 80)))"""
        )
        assert moving == []
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def zipped(url: str, cookies: str) -> int:
    """Bytes of a page as it goes over the wire."""
    asked = Request(url, headers={"Accept-Encoding": "gzip", "Cookie": cookies})
    with urlopen(asked) as answer:
        body = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip" or len(body) < 200
    return len(body)


@AT_WORK
def test_a_page_is_small(live_server, somebody):
    client, paths = somebody
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    sizes = {path: zipped(live_server.url + path, cookies) for path in paths}
    assert not {path: size for path, size in sizes.items() if size > 14 * KIB}


def test_a_first_visit_is_small(page):
    sizes, seen = {}, []
    page.on("response", lambda response: seen.append(response))
    for go in (
        lambda: page.goto("/"),
        lambda: page.get_by_role("link", name="LLM products").click(),
    ):
        go()
        page.wait_for_load_state("networkidle")
        for response in seen:
            body = response.body()
            packed = response.url.endswith("woff2")
            sizes[response.url] = len(body if packed else gzip.compress(body))
        seen.clear()
    assert len(sizes) > 10
    assert sum(sizes.values()) <= 100 * KIB, sizes
