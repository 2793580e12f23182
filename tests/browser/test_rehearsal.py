"""Rehearsing aloud, by a microphone that plays a voice which is known to the tenth of a second."""

import re

import pytest
from playwright.sync_api import expect

from interviewprep.accounts.models import Candidate
from practice.models import Take
from tests.browser.steps import eventually, tick_all
from tests.browser.test_quality import TOO_WIDE, in_both_colours
from tests.browser.voice import speak
from tests.conftest import client_of
from tests.make import make_guest, make_member, make_story, make_worksheet

# Long enough ahead for the recording to begin in it, and after for it to be stopped in.
PAUSES = (1.6, 2.4)
VOICE = [
    *(("voice", 2.5), ("silence", PAUSES[0]), ("voice", 1.0), ("silence", 0.5)),
    *(("voice", 1.0), ("silence", PAUSES[1]), ("voice", 20.0)),
]
SAID = 10.0  # seconds: the last pause is over by then
WORDS = "I measured it again and told the team. "
RECORDINGS = """async () => (await indexedDB.databases()).map(({ name }) => name)"""
QUESTION = "/questions/rag-over-company-documents/aloud/"


@pytest.fixture(scope="module")
def voiced(playwright, browser_type_launch_args, tmp_path_factory):
    """A browser whose microphone plays VOICE, once."""
    path = speak(tmp_path_factory.mktemp("voice") / "voice.wav", VOICE)
    flags = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={path}%noloop",
    ]
    launch = browser_type_launch_args
    browser = playwright.chromium.launch(**launch | {"args": [*launch["args"], *flags]})
    yield browser
    browser.close()


@pytest.fixture
def speaker(voiced, base_url, bank, troubles):
    """A page in that browser."""
    context = voiced.new_context(base_url=base_url, locale="en-GB")
    context.set_default_timeout(15_000)
    context.grant_permissions(["microphone"])
    troubles.watch(context)
    yield context.new_page()
    context.close()
    assert not troubles.left


@pytest.fixture
def story(speaker, enter, transactional_db):
    """A story of a guest who sits at that page."""
    guest = make_guest()
    enter(speaker.context, client_of(guest))
    return make_story(guest, title="The slow ranker", situation=WORDS * 3, action=WORDS * 4)


def press(page, name: str) -> None:
    """Press a button of the recorder."""
    page.get_by_role("button", name=name, exact=True).click()


def record(page, seconds: float = SAID, marks: tuple[float, ...] = ()) -> None:
    """Record for so long from the page's own clock, N pressed at these moments."""
    press(page, "Record")
    press(page, "Begin at once")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    at = 0.0
    for mark in marks:
        page.wait_for_timeout((mark - at) * 1000)
        page.keyboard.press("n")
        at = mark
    page.wait_for_timeout((seconds - at) * 1000)
    page.keyboard.press("s")
    expect(page.locator("[data-results-title]")).to_be_visible()


def kept(page) -> Take:
    """Keep the take, and what the site has of it."""
    press(page, "Keep this take")
    expect(page.get_by_text("Kept: it is in the table below.")).to_be_visible()
    return Take.objects.latest("at")


def plays(page, audio) -> None:
    """The recording can be played, and seeks."""
    page.wait_for_function("(audio) => audio.readyState > 0", arg=audio.element_handle())
    audio.evaluate("(audio) => { audio.muted = true; return audio.play(); }")
    page.wait_for_function("(audio) => audio.currentTime > 0.3", arg=audio.element_handle())
    audio.evaluate("(audio) => audio.pause()")


def test_pauses_and_the_longest_silence_are_those_of_the_voice(speaker, story):
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    record(speaker)
    take = kept(speaker)
    assert take.pauses == len(PAUSES)
    assert take.silence == pytest.approx(max(PAUSES), abs=0.3)
    assert take.seconds == pytest.approx(SAID, abs=2)
    found = speaker.locator("[data-results] [data-seek]").all_text_contents()
    shown = [float(re.search(r"([\d.]+) s$", words)[1]) for words in found]
    assert shown == pytest.approx(list(PAUSES), abs=0.3)


def test_parts_are_marked_by_the_key_and_held_against_their_targets(speaker, story):
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    record(speaker, 7, marks=(2, 4, 5))
    rows = speaker.locator("[data-results-parts] tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("Task")
    expect(rows.nth(1)).to_contain_text("under")
    expect(speaker.get_by_role("button", name="Next part")).to_be_hidden()
    take = kept(speaker)
    assert [each["part"] for each in take.parts] == ["situation", "task", "action", "result"]
    seconds = [each["seconds"] for each in take.parts]
    assert seconds == pytest.approx([2, 2, 1, 2], abs=0.6)
    assert take.words == 56


def test_a_kept_recording_plays_after_a_reload_and_no_sound_is_ever_sent(speaker, story):
    sent = []
    speaker.on("request", lambda request: sent.append(request))
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    record(speaker, 4)
    plays(speaker, speaker.locator("[data-results] audio"))
    take = kept(speaker)
    speaker.reload()
    speaker.get_by_role("link", name="Listen take 1").click()
    audio = speaker.locator("[data-recording] audio")
    plays(speaker, audio)
    assert audio.evaluate("(audio) => audio.duration") == pytest.approx(4, abs=1.5)
    posts = [request for request in sent if request.method != "GET"]
    assert [request.url.split("/")[-2] for request in posts] == ["aloud"]
    assert all(len(request.post_data_buffer or b"") < 1000 for request in posts)
    assert take.seconds >= 3


def test_fillers_are_tapped_while_it_plays_and_taken_back(speaker, story):
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    record(speaker, 4)
    count = speaker.get_by_label("Fillers", exact=True)
    speaker.keyboard.press("f")
    expect(count).to_have_value("")
    audio = speaker.locator("[data-results] audio")
    audio.evaluate("(audio) => { audio.muted = true; audio.loop = true; return audio.play(); }")
    expect(speaker.locator("[data-results] [data-shortcut=f]")).to_have_count(1)
    for _ in range(3):
        speaker.keyboard.press("f")
    expect(count).to_have_value("3")
    press(speaker, "Undo the last")
    expect(count).to_have_value("2")
    take = kept(speaker)
    assert take.fillers == 2
    speaker.goto(f"{story.get_absolute_url()}aloud/?take={take.pk}")
    speaker.locator("[data-recording]").get_by_label("Fillers").fill("5")
    press(speaker, "Keep the count")
    eventually(speaker, lambda: Take.objects.get().fillers == 5)


def test_a_take_whose_answer_was_lost_is_kept_once(speaker, story, troubles):
    troubles.forgive("net::", "ERR_", "Failed to load resource")
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    record(speaker, 3)
    answered = []

    def lose(route):
        if route.request.method == "POST" and not answered:
            answered.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    speaker.route("**/aloud/", lose)
    press(speaker, "Keep this take")
    expect(speaker.get_by_text("No line. Its numbers wait in this browser")).to_be_visible()
    assert answered == [200] and Take.objects.count() == 1
    kept(speaker)
    assert Take.objects.count() == 1
    assert speaker.evaluate("Object.keys(localStorage)") == []


def test_a_take_kept_without_a_line_goes_when_the_line_is_back(speaker, story, troubles):
    troubles.forgive("net::", "ERR_", "Failed to load resource")
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    record(speaker, 3)
    speaker.context.set_offline(True)
    press(speaker, "Keep this take")
    expect(speaker.get_by_text("No line. Its numbers wait in this browser")).to_be_visible()
    expect(speaker.get_by_role("button", name="Keep this take")).to_be_visible()
    assert not Take.objects.exists()
    speaker.context.set_offline(False)
    expect(speaker.get_by_text("Kept: it is in the table below.")).to_be_visible()
    assert Take.objects.count() == 1


def test_signing_out_leaves_no_recording_in_the_browser(speaker, transactional_db, enter, client):
    member = make_member()
    client.force_login(member)
    enter(speaker.context, client)
    speaker.goto(f"{make_worksheet(member, name='Search').get_absolute_url()}aloud/")
    record(speaker, 3)
    take = kept(speaker)
    assert speaker.evaluate(RECORDINGS) == ["recordings"]
    speaker.goto(f"{speaker.url}?take={take.pk}")
    expect(speaker.locator("[data-recording] audio")).to_be_visible()
    speaker.goto("/account/")
    speaker.get_by_role("main").get_by_role("button", name="Sign out").click()
    speaker.wait_for_url("**/")
    eventually(speaker, lambda: speaker.evaluate(RECORDINGS) == [])
    assert speaker.evaluate("Object.keys(localStorage)") == []


def test_a_recording_is_deleted_alone_or_with_its_take(speaker, story):
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    for _ in range(2):
        record(speaker, 2)
        kept(speaker)
    speaker.get_by_role("link", name="Listen take 2").click()
    press(speaker, "Delete the recording")
    expect(speaker.get_by_text("This browser has no recording of it.")).to_be_visible()
    expect(speaker.get_by_role("link", name="Open take 2")).to_be_visible()
    speaker.reload()
    expect(speaker.get_by_role("link", name="Open take 2")).to_be_visible()
    speaker.get_by_role("button", name="Delete take 1").click()
    expect(speaker.get_by_role("button", name="Delete take 2")).to_have_count(0)
    count = """() => new Promise((resolve) => {
        const asked = indexedDB.open("recordings");
        asked.onsuccess = () => {
            const all = asked.result.transaction("takes").objectStore("takes").count();
            all.onsuccess = () => { asked.result.close(); resolve(all.result); };
        };
    })"""
    eventually(speaker, lambda: speaker.evaluate(count) == 0)


def test_two_takes_are_compared_side_by_side(speaker, story):
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    for seconds in (2, 3):
        record(speaker, seconds, marks=(1,))
        kept(speaker)
    for box in speaker.locator("#takes input[name=take]").all():
        box.check()
    press(speaker, "Compare the two you tick")
    expect(speaker.locator("[data-recording] audio")).to_have_count(2)
    for audio in speaker.locator("[data-recording] audio").all():
        plays(speaker, audio)
    row = speaker.locator("#listen tr").filter(has_text="Situation")
    expect(row.locator("td")).to_have_count(3)


def test_points_are_ticked_while_one_listens_back_to_an_answer(speaker):
    speaker.goto(QUESTION)
    press(speaker, "Record")
    press(speaker, "Begin at once")
    expect(speaker.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    speaker.wait_for_timeout(3000)
    press(speaker, "I have said it")
    expect(speaker.get_by_role("heading", name="You said it aloud")).to_be_visible()
    audio = speaker.locator("[data-recording] audio")
    plays(speaker, audio)
    audio.evaluate("(audio) => { audio.loop = true; return audio.play(); }")
    tick_all(speaker)
    expect(speaker.get_by_role("heading", name="100 of 100")).to_be_visible()
    assert audio.evaluate("(audio) => audio.paused") is False
    take = Take.objects.get()
    assert take.key == Candidate.objects.get().attempts.get().pk
    assert take.question.slug == "rag-over-company-documents"


def test_without_a_microphone_the_clock_runs_alone(page, enter, transactional_db):
    guest = make_guest()
    enter(page.context, client_of(guest))
    story = make_story(guest, situation=WORDS * 3, action=WORDS * 4)
    page.goto(f"{story.get_absolute_url()}aloud/")
    press(page, "Record")
    expect(page.get_by_text("No microphone, or no permission for it")).to_be_visible()
    press(page, "Begin at once")
    expect(page.get_by_text(re.compile("^Situation: 0:0. left"))).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("[data-part=task]")).to_have_attribute("aria-current", "step")
    page.keyboard.press("s")
    expect(page.locator("[data-results] audio")).to_be_hidden()
    take = kept(page)
    assert [each["part"] for each in take.parts] == ["situation", "task"]


def test_a_take_that_is_thrown_away_is_nowhere(page, enter, transactional_db):
    guest = make_guest()
    enter(page.context, client_of(guest))
    story = make_story(guest, situation=WORDS)
    page.goto(f"{story.get_absolute_url()}aloud/")
    press(page, "Only the clock")
    press(page, "Begin at once")
    page.keyboard.press("s")
    press(page, "Throw it away")
    expect(page.get_by_role("button", name="Keep this take")).to_be_hidden()
    expect(page.locator("[data-results]")).to_be_hidden()
    assert not Take.objects.exists()


def test_one_is_asked_before_a_take_that_is_not_kept_is_left(page, enter, transactional_db):
    guest, asked = make_guest(), []
    enter(page.context, client_of(guest))
    page.goto(f"{make_story(guest, situation=WORDS).get_absolute_url()}aloud/")
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    press(page, "Only the clock")
    press(page, "Begin at once")
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Keep this take")).to_be_visible()
    page.get_by_role("link", name="Back to writing").click()
    expect(page.get_by_label("Situation")).to_be_visible()
    assert asked == ["beforeunload"]


def test_the_text_can_be_hidden(page, enter, transactional_db):
    guest = make_guest()
    enter(page.context, client_of(guest))
    page.goto(f"{make_story(guest, situation=WORDS).get_absolute_url()}aloud/")
    page.get_by_label("Hide the text").check()
    expect(page.get_by_text(WORDS.strip())).to_be_hidden()
    expect(page.get_by_role("heading", name="Situation")).to_be_visible()


def test_without_scripts_the_seconds_are_typed(plain, enter, transactional_db):
    guest = make_guest()
    enter(plain.context, client_of(guest))
    plain.goto(f"{make_story(guest, situation=WORDS).get_absolute_url()}aloud/")
    expect(plain.get_by_role("button", name="Record")).to_be_hidden()
    plain.get_by_label("Seconds it took").fill("95")
    plain.get_by_role("button", name="Keep this take").click()
    expect(plain.get_by_role("rowheader", name=re.compile("^1:"))).to_be_visible()
    assert Take.objects.get().seconds == 95


def test_axe_finds_nothing_while_it_records_nor_afterwards_nor_is_a_phone_too_narrow(
    speaker, story
):
    speaker.set_viewport_size({"width": 320, "height": 640})
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    press(speaker, "Record")
    press(speaker, "Begin at once")
    expect(speaker.get_by_label("The microphone’s level")).to_be_visible()
    assert [*in_both_colours(speaker), speaker.evaluate(TOO_WIDE)] == [""]
    speaker.keyboard.press("n")
    speaker.keyboard.press("s")
    expect(speaker.locator("[data-results-parts]")).to_be_visible()
    assert [*in_both_colours(speaker), speaker.evaluate(TOO_WIDE)] == [""]
    take = kept(speaker)
    speaker.goto(f"{speaker.url}?take={take.pk}")
    expect(speaker.locator("[data-recording] audio")).to_be_visible()
    assert [*in_both_colours(speaker), speaker.evaluate(TOO_WIDE)] == [""]


# No browser of a test has a model of speech: this stands for one that has.
LISTENS = """globalThis.SpeechRecognition = class {
    static available = async ({ processLocally }) => processLocally ? "available" : "unavailable";
    start() { if (!this.processLocally) throw new Error("not on this device"); }
    stop() {
        const result = Object.assign([{ transcript: " we halved it " }], { isFinal: true });
        this.onresult({ results: [result], resultIndex: 0 });
        this.onend();
    }
};"""


def test_what_a_browser_hears_is_shown_where_it_can_listen_on_the_device_alone(speaker, story):
    speaker.goto(f"{story.get_absolute_url()}aloud/")
    expect(speaker.get_by_role("button", name="Record")).to_be_visible()
    expect(speaker.get_by_label("Write down what this browser hears")).to_be_hidden()
    sent = []
    speaker.on("request", lambda request: sent.append(request.post_data or ""))
    speaker.add_init_script(LISTENS)
    speaker.reload()
    speaker.get_by_label("Write down what this browser hears").check()
    record(speaker, 2)
    speaker.get_by_text("As the browser heard it").click()
    expect(speaker.get_by_text("we halved it")).to_be_visible()
    kept(speaker)
    assert not any("halved" in each for each in sent)


def test_the_focus_stays_in_the_recorder_for_who_uses_keys(page, enter, transactional_db):
    guest = make_guest()
    enter(page.context, client_of(guest))
    page.goto(f"{make_story(guest, situation=WORDS).get_absolute_url()}aloud/")
    page.get_by_role("button", name="Only the clock").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Begin at once")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Next part")).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("[data-results-title]")).to_be_focused()


MEASURE = """async ({ levels, period }) => {
    const { measure } = await import("/static/js/aloud/measure.js");
    return measure(Float32Array.from(levels), period);
}"""


def levels(*stretches: tuple[float, float]) -> list[float]:
    """Levels of 0.05 s each: (seconds, decibels), wavering by two."""
    return [
        level + at % 3 - 1 for seconds, level in stretches for at in range(round(seconds / 0.05))
    ]


@pytest.mark.parametrize("noise", [-90, -60, -45])
@pytest.mark.parametrize("voice", [-15, -25])
def test_a_pause_is_found_in_a_quiet_room_and_in_a_loud_one(page, noise, voice):
    page.goto("/")
    heard = levels((1, noise), (3, voice), (1.5, noise), (2, voice), (0.6, noise), (2, voice))
    found = page.evaluate(MEASURE, {"levels": [*heard, *levels((3, noise))], "period": 0.05})
    [pause] = found["pauses"]
    assert (pause["at"], pause["seconds"]) == pytest.approx((4, 1.5), abs=0.06)
    assert found["silence"] == pytest.approx(1.5, abs=0.06)
    assert found["share"] == pytest.approx(7 / 9.1, abs=0.02)


def test_a_breath_is_no_speech_where_the_voice_is_far_louder(page):
    page.goto("/")
    breath = levels((2, -20), (0.6, -60), (0.4, -50), (0.6, -60), (2, -20))
    [pause] = page.evaluate(MEASURE, {"levels": breath, "period": 0.05})["pauses"]
    assert pause["seconds"] == pytest.approx(1.6, abs=0.06)


def test_a_click_in_a_silence_does_not_break_it_and_silence_alone_is_no_speech(page):
    page.goto("/")
    clicked = levels((2, -20), (0.7, -60), (0.1, -18), (0.7, -60), (2, -20))
    [pause] = page.evaluate(MEASURE, {"levels": clicked, "period": 0.05})["pauses"]
    assert pause["seconds"] == pytest.approx(1.5, abs=0.06)
    for nothing in (levels((5, -70)), []):
        found = page.evaluate(MEASURE, {"levels": nothing, "period": 0.05})
        assert found == {"heard": False, "pauses": [], "silence": 0, "share": 0}
    [*without] = page.evaluate(MEASURE, {"levels": levels((5, -20)), "period": 0.05})["pauses"]
    assert without == []


def test_the_newest_40_recordings_stay_or_300_megabytes_of_them(page):
    page.goto("/")
    gone = page.evaluate(
        """async () => {
            const { tooMany } = await import("/static/js/aloud/store.js");
            const many = Array.from({ length: 43 }, (_, at) => ({ at, blob: { size: 1 } }));
            const large = [90, 80, 70].map((at) => ({ at, blob: { size: 140_000_000 } }));
            return [many, large].map((takes) => tooMany(takes).map(({ at }) => at));
        }"""
    )
    assert gone == [[2, 1, 0], [70]]
