"""The one mechanism that saves what is typed: nothing lost, nothing twice, nothing overwritten."""

import re
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from interviewprep.ids import new_id
from practice.models import Text, TextVersion
from practice.texts import StaleError, save_text
from tests.make import NOW, make_story, make_submission


def save(story, body, *, key=None, made_from=None, now=NOW, part="task"):
    """One save of a story's task."""
    key = key or new_id()
    return save_text(holder=story, part=part, key=key, made_from=made_from, body=body, now=now)


def body_of(story, part="task") -> str:
    """What stands."""
    return story.texts.get(part=part).body


def test_a_save_stands_and_says_which_version_it_made(guest):
    story, key = make_story(guest), new_id()
    assert save(story, "I owned serving.", key=key) == key
    assert story.texts.get(part="task").version == key


def test_a_repeat_after_a_lost_reply_is_applied_once(guest):
    story, key = make_story(guest), new_id()
    save(story, "one", key=key)
    save(story, "one", key=key)
    assert TextVersion.objects.filter(text__story=story).count() == 1


def test_a_late_repeat_does_not_pass_for_a_newer_version(guest):
    story, first = make_story(guest), new_id()
    save(story, "one", key=first)
    save(story, "two, elsewhere", made_from=first)
    assert save(story, "one", key=first) == first
    with pytest.raises(StaleError):
        save(story, "one and more", made_from=first)
    assert body_of(story) == "two, elsewhere"


def test_a_key_that_comes_again_with_other_words_is_refused(guest):
    story, key = make_story(guest), new_id()
    save(story, "one", key=key)
    with pytest.raises(StaleError):
        save(story, "not one", key=key)


def test_a_key_that_comes_again_for_another_part_is_refused(guest):
    story, key = make_story(guest), new_id()
    save(story, "one", key=key, part="task")
    with pytest.raises(StaleError):
        save(story, "one", key=key, part="result")


def test_a_save_from_an_older_version_is_refused_and_tells_what_stands(guest):
    story = make_story(guest)
    first = save(story, "one")
    save(story, "two", made_from=first)
    with pytest.raises(StaleError) as refused:
        save(story, "three", made_from=first)
    assert refused.value.text.body == "two"


def test_a_first_save_that_knows_of_no_version_meets_the_one_that_stands(guest):
    story = make_story(guest)
    save(story, "from the other tab")
    with pytest.raises(StaleError):
        save(story, "from this one")


def test_two_parts_of_a_story_never_conflict(guest):
    story = make_story(guest)
    save(story, "a", part="situation")
    save(story, "b", part="result")
    assert {text.part: text.body for text in story.texts.all()} == {"situation": "a", "result": "b"}


def test_quick_versions_are_thinned_but_their_keys_are_still_known(guest):
    story, keys, made_from = make_story(guest), [], None
    for n in range(6):
        now = NOW + timedelta(seconds=n)
        made_from = save(story, "I measured it. " * (n + 1), made_from=made_from, now=now)
        keys.append(made_from)
    kept = TextVersion.objects.filter(text__story=story, body__isnull=False)
    assert {version.key for version in kept} == {keys[0], keys[5]}
    assert save(story, "I measured it. " * 4, key=keys[3]) == keys[3]
    assert body_of(story) == "I measured it. " * 6


def test_what_was_deleted_or_replaced_at_one_stroke_stays_in_the_history(guest):
    story, made_from = make_story(guest), None
    bodies = ["A beginning.", "A beginning. " + "Many words. " * 100, "", "Another text."]
    for n, body in enumerate(bodies):
        made_from = save(story, body, made_from=made_from, now=NOW + timedelta(seconds=n))
    kept = TextVersion.objects.filter(text__story=story, body__isnull=False)
    assert bodies[1] in kept.values_list("body", flat=True)


def test_versions_minutes_apart_are_all_kept(guest):
    story, made_from = make_story(guest), None
    for n in range(4):
        made_from = save(story, f"{n}", made_from=made_from, now=NOW + timedelta(minutes=6 * n))
    assert TextVersion.objects.filter(text__story=story, body__isnull=False).count() == 4


def test_nul_and_foreign_line_ends_are_tidied(guest):
    story = make_story(guest)
    save(story, "a\r\nb\rc\x00d")
    assert body_of(story) == "a\nb\ncd"


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_once_from_one_version_leave_one_refused(guest):
    story = make_story(guest)
    first, outcomes = save(story, "one"), []

    def attempt(body):
        try:
            outcomes.append(save(story, body, made_from=first))
        except StaleError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=attempt, args=[f"two by {n}"]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("refused") == 7
    assert TextVersion.objects.filter(text__story=story).count() == 2


def test_the_page_that_saves_gets_the_version_and_the_length(guest, guest_client):
    story, key = make_story(guest), new_id()
    response = guest_client.post(
        f"/stories/{story.pk}/task/",
        {"body": "I owned serving.", "key": key, "made_from": ""},
        headers={"X-Autosave": "1"},
    )
    assert response.json() == {"version": str(key), "meta": "3 words · 1 s"}


def test_without_javascript_a_save_leads_back_and_a_stale_one_to_the_merge_page(
    guest, guest_client
):
    story = make_story(guest, task="what stands")
    stale = {"body": "what I typed", "key": new_id(), "made_from": new_id()}
    response = guest_client.post(f"/stories/{story.pk}/task/", stale)
    assert response.status_code == 409
    page = response.content.decode()
    assert "what stands" in page and "what I typed" in page and "<h1" in page
    merged = {
        "body": "both",
        "key": new_id(),
        "made_from": story.texts.get(part="task").version,
    }
    response = guest_client.post(f"/stories/{story.pk}/task/", merged)
    assert response.headers["Location"] == f"/stories/{story.pk}/"
    assert body_of(story) == "both"


def test_a_stale_save_of_the_page_gets_both_texts_to_merge(guest, guest_client):
    story = make_story(guest, task="what <b>stands</b>")
    response = guest_client.post(
        f"/stories/{story.pk}/task/",
        {"body": "mine", "key": new_id(), "made_from": new_id()},
        headers={"X-Autosave": "1"},
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "what &lt;b&gt;stands" in page and "mine" in page and "<h1" not in page


def test_a_text_that_is_too_long_or_not_whole_is_refused(guest, guest_client):
    story = make_story(guest)
    url, auto = f"/stories/{story.pk}/task/", {"X-Autosave": "1"}
    long = {"body": "x" * 50_001, "key": new_id(), "made_from": ""}
    assert guest_client.post(url, long, headers=auto).status_code == 413
    assert guest_client.post(url, {"body": "x", "key": "no"}, headers=auto).status_code == 422
    assert not Text.objects.filter(story=story).exists()


def test_an_earlier_version_is_seen_and_restored(guest, guest_client):
    story = make_story(guest, task="the first one")
    text = story.texts.get(part="task")
    first = text.version
    save(story, "the second", made_from=first, now=NOW + timedelta(hours=1))
    assert "the first one" in guest_client.get(f"/texts/{text.pk}/").content.decode()
    text.refresh_from_db()
    sent = {"version": first, "key": new_id(), "made_from": text.version}
    guest_client.post(f"/texts/{text.pk}/restore/", sent)
    assert body_of(story) == "the first one"
    assert text.versions.count() == 3


def written(guest) -> tuple[Text, list]:
    """A text of three versions, hours apart, and their keys."""
    story, keys = make_story(guest), []
    bodies = ["I owned one model.", "I owned two models.", "We owned two <models>."]
    for hour, body in enumerate(bodies):
        now = NOW + timedelta(hours=hour)
        keys.append(save(story, body, made_from=keys[-1] if keys else None, now=now))
    return story.texts.get(part="task"), keys


def changed(page: str, tag: str) -> list[str]:
    """The words that went ("del") or came ("ins"), as a page shows them."""
    found = re.findall(rf"<{tag}><span[^>]*>(\w+): </span>(.*?)<span", page)
    assert {told for told, _ in found} <= {"added" if tag == "ins" else "removed"}
    return [words for _, words in found]


def test_the_history_shows_by_word_what_the_newest_version_changed(guest, guest_client):
    text, _ = written(guest)
    page = guest_client.get(f"/texts/{text.pk}/").text
    assert (changed(page, "del"), changed(page, "ins")) == (["I"], ["We", "&lt;", "&gt;"])


def test_any_two_versions_can_be_compared_either_way(guest, guest_client):
    text, (first, second, third) = written(guest)
    page = guest_client.get(f"/texts/{text.pk}/?from={first}&to={second}").text
    assert (changed(page, "del"), changed(page, "ins")) == (["one model"], ["two models"])
    page = guest_client.get(f"/texts/{text.pk}/?from={second}&to={first}").text
    assert (changed(page, "del"), changed(page, "ins")) == (["two models"], ["one model"])
    page = guest_client.get(f"/texts/{text.pk}/?from={third}&to={third}").text
    assert "the two say the same" in page and "<ins>" not in page
    assert f'value="{third}" selected' in page


def test_a_version_of_another_text_is_not_compared(guest, guest_client, stranger):
    text, _ = written(guest)
    for key in (written(stranger)[1][0], new_id(), "x"):
        assert guest_client.get(f"/texts/{text.pk}/?from={key}").status_code == 404


def test_a_text_of_one_version_has_nothing_to_compare(guest, guest_client):
    story = make_story(guest, task="the only one")
    page = guest_client.get(f"/texts/{story.texts.get().pk}/").text
    assert "the only one" in page and "What changed" not in page


def test_code_is_compared_by_line(guest, guest_client):
    attempt = make_submission(guest, code="a = 1\nb = 2").attempt
    made_from, later = new_id(), NOW + timedelta(hours=1)
    for body, of, now in (("a = 1\nb = 2", None, NOW), ("a = 1\nb = 3", made_from, later)):
        key = made_from if of is None else new_id()
        save_text(holder=attempt, part="answer", key=key, made_from=of, body=body, now=now)
    page = guest_client.get(f"/texts/{attempt.texts.get(part='answer').pk}/").text
    assert "<del>- b = 2</del>" in page and "<ins>+ b = 3</ins>" in page


def test_a_restore_is_a_version_and_so_can_be_undone(guest, guest_client):
    text, (first, _, third) = written(guest)
    for chosen, stands in ((first, "I owned one model."), (third, "We owned two <models>.")):
        text.refresh_from_db()
        sent = {"version": chosen, "key": new_id(), "made_from": text.version}
        guest_client.post(f"/texts/{text.pk}/restore/", sent)
        text.refresh_from_db()
        assert text.body == stands
    assert text.versions.filter(body__isnull=False).count() >= 4


def test_a_restore_from_an_old_page_meets_the_merge_page_which_saves(guest, guest_client):
    story = make_story(guest, task="the first one")
    text = story.texts.get(part="task")
    sent = {"version": text.version, "key": new_id(), "made_from": new_id()}
    page = guest_client.post(f"/texts/{text.pk}/restore/", sent)
    assert page.status_code == 409
    assert f'action="/stories/{story.pk}/task/"' in page.content.decode()


def test_the_history_of_a_deleted_story_is_closed(guest, guest_client):
    story = make_story(guest, task="one")
    text = story.texts.get(part="task")
    story.delete_softly(NOW)
    assert guest_client.get(f"/texts/{text.pk}/").status_code == 404
    assert guest_client.post(f"/texts/{text.pk}/restore/", {}).status_code == 404
