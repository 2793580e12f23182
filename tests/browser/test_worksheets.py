"""A deep dive from its first word to the page beside a call: pressed on, practised, marked."""

import re
from itertools import cycle, islice

import pytest
from playwright.sync_api import expect

from practice.models import Claim
from practice.models.worksheets import AREAS, RESUME_QUESTIONS
from tests.browser.steps import answer, begin, eventually, saved, typed
from tests.conftest import client_of
from tests.make import make_guest, make_worksheet

WORDS = {
    "Project": "Answers for support",
    "In one line": "Support agents find the paragraph they need in one search.",
    "Business impact": "After the launch agents resolved tickets 35 % faster than before.",
}


def begun(page) -> str:
    """A worksheet made by clicking, with some words; its address."""
    begin(page, "/deep-dives/", "Begin a worksheet")
    for label, words in WORDS.items():
        typed(page, words, label)
        saved(page, label)
    return page.url


def test_a_project_is_pressed_on_as_it_is_written_and_the_question_practised(page):
    address = begun(page)
    asked = page.locator(".pressed > li").filter(has_text="35 % faster").first
    asked.get_by_role("button", name="Practise this question").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("35 % faster")
    answer(page, "Against the same weeks of the holdout team, over six weeks.")
    page.goto(address)
    asked = page.locator(".pressed > li").filter(has_text="35 % faster").first
    asked.get_by_role("link", name=re.compile("Practised: last answer 24 Nov")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("35 % faster")


def test_the_kind_of_project_changes_what_a_strong_reply_holds_and_keeps_the_last_words(page):
    begun(page)
    typed(page, " Three teams took part.", "Business impact")
    page.get_by_label("Kind of project").select_option("Forecasting")
    page.get_by_role("button", name="Use this kind").click()
    expect(page.get_by_label("Business impact")).to_have_value(re.compile("Three teams"))
    page.get_by_text("What a strong reply holds: Data pipeline").click()
    expect(page.get_by_text("censored by stock-outs")).to_be_visible()


def test_looking_again_needs_no_script(plain):
    begin(plain, "/deep-dives/", "Begin a worksheet")
    box = plain.locator("[data-autosave-box]").filter(has=plain.get_by_label("Business impact"))
    box.get_by_role("textbox").fill(WORDS["Business impact"])
    box.get_by_role("button", name="Save").click()
    plain.get_by_role("link", name="Look again").click()
    expect(plain.locator(".pressed")).to_contain_text("35 % faster")


def test_a_number_is_marked_and_the_one_page_knows(page):
    address = begun(page)
    page.reload()
    page.get_by_role("link", name="Say which are solid").click()
    page.get_by_role("group", name="35 %").get_by_label("Shaky").check()
    eventually(page, lambda: Claim.objects.filter(words="35 %", stand="shaky").exists())
    page.goto(address)
    page.get_by_role("link", name="On one page").click()
    number = page.locator(".numbers > li").filter(has_text="35 %")
    expect(number).to_contain_text("Shaky")
    page.get_by_role("link", name="Mark its numbers").click()
    expect(page.get_by_role("group", name="35 %").get_by_label("Shaky")).to_be_checked()


def test_numbers_are_marked_without_a_script(plain, enter, transactional_db):
    guest = make_guest()
    worksheet = make_worksheet(guest, impact=WORDS["Business impact"])
    enter(plain.context, client_of(guest))
    plain.goto(f"{worksheet.get_absolute_url()}figures/")
    plain.get_by_label("Not mine to say").check()
    plain.get_by_role("button", name="Keep these").click()
    expect(plain.get_by_label("Not mine to say")).to_be_checked()


FLOW = """flowchart LR
  A[Clicks and orders] -->|nightly| B(Features)
  B --> C{Enough data?}
  C -- yes --> D[Ranker]
  C -. no .-> E[(Popularity)]
  classDef hot fill:#fee,stroke:#900
  class D hot"""
SEQUENCE = """sequenceDiagram
  participant U as Agent
  U->>Search: question
  Search-->>U: three passages"""
# What must do nothing, each in a diagram that is drawn or shown as text.
HOSTILE = {
    "handlers": "flowchart LR\n A[\"<img src=x onerror=alert(1)><b style='color:red'>x</b>\"]-->B",
    "scripts": 'flowchart LR\n A["#lt;script#gt;alert(1)#lt;/script#gt;<script>alert(2)</script>"]',
    "clicks": 'flowchart LR\n A-->B\n click A href "javascript:alert(1)"\n click B call alert(1)',
    "links": 'flowchart LR\n A-->B\n click A href "https://example.org" _blank',
    "styles": "flowchart LR\n A-->B\n style A fill:url(https://example.org/x)",
    "directives": '%%{init: {"securityLevel": "loose"}}%%\nflowchart LR\n A-->B',
    "config": "---\nconfig:\n  securityLevel: loose\n---\nflowchart LR\n A-->B",
    "pictures": 'flowchart LR\n A@{ img: "https://example.org/x.png" }',
    "formulas": 'flowchart LR\n A["$$x^2$$"]-->B',
    "edges": "flowchart LR\n" + "\n".join(f" a{n}-->a{n + 1}" for n in range(300)),
    "huge": "flowchart LR\n" + "\n".join(f" node{n}" for n in range(5_000)),
}


@pytest.fixture
def opened(page, enter, transactional_db):
    """Opens the one page of a worksheet with this diagram; whatever it reports or asks for."""
    reported, asked = [], []
    page.expose_function("report", lambda words: reported.append(words))
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (event) => report(`${event.violatedDirective} ${event.blockedURI}`))"
    )
    page.on("dialog", lambda dialog: (reported.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    guest = make_guest()
    enter(page.context, client_of(guest))

    def open_one(diagram: str, **parts):
        worksheet = make_worksheet(guest, diagram=diagram, **parts)
        page.goto(f"{worksheet.get_absolute_url()}page/")
        page.locator(".diagram").scroll_into_view_if_needed()
        page.locator("[data-drawn], [data-diagram-status]:not(:empty)").first.wait_for()
        return reported, asked

    return open_one


@pytest.mark.parametrize(
    ("diagram", "word"),
    [(FLOW, "Ranker"), (SEQUENCE, "three passages")],
    ids=["flowchart", "sequence"],
)
def test_a_diagram_is_drawn_under_the_policy_as_it_is(page, opened, diagram, word):
    reported, _ = opened(diagram)
    drawn = page.get_by_role("img", name="The diagram")
    expect(drawn.get_by_text(word, exact=True).first).to_be_visible()
    expect(page.locator("[data-diagram-source] pre")).to_be_hidden()
    assert reported == []
    box = drawn.get_by_text(word, exact=True).first.bounding_box()
    assert box["width"] > 20 and box["height"] > 5


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_diagram_does_nothing(page, opened, base_url, name):
    reported, asked = opened(HOSTILE[name])
    for each in page.locator(".diagram > svg .node").all():
        each.click(force=True)
    assert reported == [] and all(url.startswith(base_url) for url in asked)
    inside = page.locator(".diagram > svg")
    for bad in ("a", "script", "style", "image", "foreignObject", "[onclick]", "[onerror]"):
        expect(inside.locator(bad)).to_have_count(0)
    assert page.url.endswith("/page/") and len(page.context.pages) == 1


def test_a_broken_diagram_shows_its_text_and_a_plain_word(page, opened):
    reported, _ = opened("flowchart LR\n A[not closed --> B")
    expect(page.get_by_text("It can't be drawn as it stands")).to_be_visible()
    expect(page.get_by_text("A[not closed --> B")).to_be_visible()
    assert reported == []


def test_the_library_comes_only_once_the_diagram_is_in_view(page, opened, phone, enter):
    guest = make_guest()
    long = " ".join(f"Sentence {n} goes on and on." for n in range(40))
    parts = dict.fromkeys(AREAS, long)
    worksheet = make_worksheet(guest, diagram=FLOW, numbers=long, **parts)
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    enter(phone.context, client_of(guest))
    phone.goto(f"{worksheet.get_absolute_url()}page/", wait_until="networkidle")
    assert any("diagram.js" in url for url in asked)
    assert not any("mermaid" in url for url in asked)
    phone.locator(".diagram").scroll_into_view_if_needed()
    expect(phone.get_by_role("img", name="The diagram")).to_be_visible()


def test_without_a_script_the_text_of_the_diagram_shows(plain, enter, transactional_db):
    guest = make_guest()
    worksheet = make_worksheet(guest, diagram=FLOW)
    enter(plain.context, client_of(guest))
    plain.goto(f"{worksheet.get_absolute_url()}page/")
    expect(plain.get_by_text("B --> C{Enough data?}")).to_be_visible()


def test_the_fullest_page_is_one_sheet_of_paper(page, opened):
    some = cycle(("latency fell by {} ms after the launch, ", "and the cost a query by {} cents. "))
    words = "".join(each.format(n + 11) for n, each in enumerate(islice(some, 60)))
    parts = dict.fromkeys((*AREAS, *RESUME_QUESTIONS), words)
    reported, _ = opened(FLOW, name="Answers for support " * 3, summary=words[:300], **parts)
    expect(page.get_by_role("img", name="The diagram")).to_be_visible()
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert reported == []
