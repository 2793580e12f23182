"""Nobody reaches another's work: every route, as everybody of the cast.

A new route fails the first test until it is written down here.
"""

import itertools
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from django.utils import timezone

from interviewprep import registry
from interviewprep.ids import new_id
from practice.answers import finish
from practice.models import Text
from practice.texts import save_text
from tests.make import (
    NOW,
    make_attempt,
    make_claim,
    make_code_question,
    make_comment,
    make_member,
    make_own_question,
    make_question,
    make_review,
    make_share,
    make_story,
    make_submission,
    make_take,
    make_worksheet,
)
from tests.plans.make import (
    make_check,
    make_debriefed,
    make_interview,
    make_round,
    make_to_ask,
    plan_days,
)


def routes(patterns=None, before="") -> list[str]:
    """Every route of the site."""
    found = []
    for pattern in patterns or get_resolver().url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            found.append(path)
        else:
            found.extend(routes(pattern.url_patterns, path))
    return found


def owned(member) -> dict[str, str]:
    """Addresses of the member's own things, by route."""
    attempt = make_attempt(member, verdicts={"first": "not", "second": "not"})
    story = make_story(member, task="secret task")
    worksheet = make_worksheet(member, framing="secret framing")
    share = make_share(story, now=timezone.now())
    comment = make_comment(share, body="secret comment")
    text = Text.objects.get(story=story)
    card = make_review(member, attempt.question).card
    own = make_own_question(member, prompt="secret question")
    interview = make_interview(member, description="secret posting", ended_why="secret")
    each = make_round(interview, place="secret place", notes="secret")
    check, asked = make_check(each, "secret check"), make_to_ask(interview, "secret wish")
    debriefed = make_debriefed(each, own, note="secret note")
    take = make_take(member, story)
    claim = make_claim(member, "secret claim")
    task = plan_days(member).tasks.filter(day__isnull=False).first()
    return {
        "attempts/<uuid:pk>/": f"/attempts/{attempt.pk}/",
        "attempts/<uuid:pk>/marks/": f"/attempts/{attempt.pk}/marks/",
        "attempts/<uuid:pk>/follow-up/": f"/attempts/{attempt.pk}/follow-up/",
        "attempts/<uuid:pk>/rating/": f"/attempts/{attempt.pk}/rating/",
        "attempts/<uuid:pk>/fault/": f"/attempts/{attempt.pk}/fault/",
        "submissions/<uuid:pk>/": make_submission(member, code="secret code").get_absolute_url(),
        "questions/<uuid:pk>/edit/": f"/questions/{own.pk}/edit/",
        "questions/<uuid:pk>/kind/": f"/questions/{own.pk}/kind/",
        "questions/<uuid:pk>/delete/": f"/questions/{own.pk}/delete/",
        "questions/<uuid:pk>/restore/": f"/questions/{own.pk}/restore/",
        "questions/<uuid:pk>/<slug:part>/": f"/questions/{own.pk}/prompt/",
        "review/<uuid:pk>/rating/": f"/review/{card.pk}/rating/",
        "stories/<uuid:pk>/": f"/stories/{story.pk}/",
        "stories/<uuid:pk>/themes/": f"/stories/{story.pk}/themes/",
        "stories/<uuid:pk>/delete/": f"/stories/{story.pk}/delete/",
        "stories/<uuid:pk>/restore/": f"/stories/{story.pk}/restore/",
        **{
            f"stories/<uuid:pk>/{action}/": f"/stories/{story.pk}/{action}/"
            for action in ("suggest", "answers", "project", "agreed")
        },
        "claims/<uuid:pk>/delete/": f"/claims/{claim.pk}/delete/",
        "stories/<uuid:pk>/aloud/": f"/stories/{story.pk}/aloud/",
        "deep-dives/<uuid:pk>/aloud/": f"/deep-dives/{worksheet.pk}/aloud/",
        "takes/<uuid:pk>/fillers/": f"/takes/{take.pk}/fillers/",
        "takes/<uuid:pk>/delete/": f"/takes/{take.pk}/delete/",
        "stories/<uuid:pk>/<slug:part>/": f"/stories/{story.pk}/task/",
        "deep-dives/<uuid:pk>/": f"/deep-dives/{worksheet.pk}/",
        **{
            f"deep-dives/<uuid:pk>/{action}/": f"/deep-dives/{worksheet.pk}/{action}/"
            for action in ("project", "practise", "figures", "page")
        },
        "deep-dives/<uuid:pk>/delete/": f"/deep-dives/{worksheet.pk}/delete/",
        "deep-dives/<uuid:pk>/restore/": f"/deep-dives/{worksheet.pk}/restore/",
        "deep-dives/<uuid:pk>/<slug:part>/": f"/deep-dives/{worksheet.pk}/framing/",
        "stories/<uuid:pk>/share/": f"/stories/{story.pk}/share/",
        "deep-dives/<uuid:pk>/share/": f"/deep-dives/{worksheet.pk}/share/",
        "shares/<uuid:pk>/stop/": f"/shares/{share.pk}/stop/",
        "comments/<uuid:pk>/put-away/": f"/comments/{comment.pk}/put-away/",
        "texts/<uuid:pk>/": f"/texts/{text.pk}/",
        "texts/<uuid:pk>/restore/": f"/texts/{text.pk}/restore/",
        **{
            f"interviews/<uuid:pk>/{action}": f"/interviews/{interview.pk}/{action}"
            for action in ("", "edit/", "delete/", "restore/", "calendar.ics", "job/")
        },
        "interviews/<uuid:pk>/job/reset/": f"/interviews/{interview.pk}/job/reset/",
        "interviews/<uuid:pk>/job/leaning/": f"/interviews/{interview.pk}/job/leaning/",
        "interviews/<uuid:pk>/new-round/": f"/interviews/{interview.pk}/new-round/",
        "interviews/<uuid:pk>/to-ask/": f"/interviews/{interview.pk}/to-ask/",
        "interviews/<uuid:pk>/carried-over/": f"/interviews/{interview.pk}/carried-over/",
        "interviews/<uuid:pk>/<slug:part>/": f"/interviews/{interview.pk}/stack/",
        **{
            f"rounds/<uuid:pk>/{action}": f"/rounds/{each.pk}/{action}"
            for action in ("", "edit/", "delete/", "restore/", "reread/", "checks/", "print/")
        },
        "rounds/<uuid:pk>/debrief/": f"/rounds/{each.pk}/debrief/",
        "rounds/<uuid:pk>/debrief/outcome/": f"/rounds/{each.pk}/debrief/outcome/",
        "checks/<uuid:pk>/tick/": f"/checks/{check.pk}/tick/",
        "checks/<uuid:pk>/delete/": f"/checks/{check.pk}/delete/",
        "checks/<uuid:pk>/restore/": f"/checks/{check.pk}/restore/",
        "to-ask/<uuid:pk>/tick/": f"/to-ask/{asked.pk}/tick/",
        "to-ask/<uuid:pk>/delete/": f"/to-ask/{asked.pk}/delete/",
        "to-ask/<uuid:pk>/restore/": f"/to-ask/{asked.pk}/restore/",
        "debriefed/<uuid:pk>/grade/": f"/debriefed/{debriefed.pk}/grade/",
        "debriefed/<uuid:pk>/delete/": f"/debriefed/{debriefed.pk}/delete/",
        "plan/tasks/<uuid:pk>/tick/": f"/plan/tasks/{task.pk}/tick/",
        "plan/tasks/<uuid:pk>/move/": f"/plan/tasks/{task.pk}/move/",
        "plan/tasks/<uuid:pk>/drop/": f"/plan/tasks/{task.pk}/drop/",
        "plan/tasks/<uuid:pk>/split/": f"/plan/tasks/{task.pk}/split/",
    }


# Routes that hold nothing of one candidate in their address.
COMMON = {
    "claims/",
    "stories/matrix/",
    "",
    "healthz",
    "account/",
    "account/claim/",
    "account/settings/",
    "account/login/",
    "account/logout/",
    "account/password/reset/",
    "account/password/reset/done/",
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "account/password/reset/key/done/",
    "questions/",
    "questions/<slug:slug>/",
    "questions/<slug:slug>/draft/",
    "questions/<slug:slug>/check/",
    "questions/<slug:slug>/aloud/",
    "questions/<slug:slug>/note/",
    "questions/<slug:slug>/tests/",
    "questions/<slug:slug>/hint/",
    "questions/<slug:slug>/submission/",
    "questions/<slug:slug>/interview/",
    "questions/<slug:slug>/scratch/",
    "python/<slug:version>/worker.js",
    "service-worker.js",
    "questions/new/",
    "guide/primers/",
    "guide/primers/<slug:slug>/",
    "guide/primers/<slug:slug>/<slug:key>/rating/",
    "shared/<slug:token>/",
    "shared/<slug:token>/comment/",
    "pitches/<slug:kind>/aloud/",
    "sheet/",
    "review/",
    "review/undo/",
    "review/memory/",
    "review/memory/reset/",
    "stories/",
    "deep-dives/",
    "pitches/",
    "pitches/<slug:kind>/",
    "pitches/<slug:kind>/<slug:part>/",
    "plan/",
    "plan/tasks/new/",
    "plan/undo/",
    "plan/cushion/",
    "plan/session/",
    "plan/diagnostic/",
    "plan/changes/",
    "plan/last-hours/",
    "plan/week/",
    "readiness/",
    "plan/calendar/",
    "plan/calendar/<slug:token>.ics",
    "interviews/",
    "interviews/new/",
    "guide/",
    "guide/<slug:slug>/",
    "guide/<slug:slug>/tick/",
}
ACTION = re.compile(
    r"(marks|follow-up|fault|rating|fillers|themes|delete|restore|tick|move|drop|split|kind|project"
    r"|practise|suggest|answers|agreed|part>|checks|reread|outcome|grade|reset|leaning|share|stop|put-away)/$"
)
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
SENT = {
    "body": "stolen",
    "text": "stolen",
    "grade": "gap",
    "company": "stolen",
    "rating": "1",
    "theme": "conflict",
    "verdict": "done",
    "kind": "ml",
    "project": "rag",
    "days": "7",
    "spoken": "60",
    "fillers": "7",
}


def test_every_route_is_written_down(member):
    assert set(routes()) == COMMON | set(owned(member))


def rows_of(member) -> dict:
    """Everything that the member owns, as it stands."""
    return {
        owned.model: list(
            owned.model._base_manager.filter(candidate=member).order_by("pk").values()
        )
        for owned in registry.owned
        if owned.model._meta.app_label in ("practice", "plans")
    }


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("whose", ["member", "guest"])
def test_what_is_ones_own_is_nothing_to_anybody_else(request, stranger_client, whose, method):
    owner = request.getfixturevalue(whose)
    other_member = Client()
    other_member.force_login(make_member())
    addresses, sent = owned(owner).values(), {}
    before = rows_of(owner)
    for address in addresses:
        for client in (Client(), stranger_client, other_member):
            if method == "post":
                sent = {"data": {**SENT, "key": new_id(), "made_from": ""}}
            response = getattr(client, method)(address, **sent)
            assert response.status_code in {404, 405}, address
            assert b"secret" not in response.content
    assert rows_of(owner) == before


def test_another_candidates_id_in_a_body_opens_and_changes_nothing(member, stranger_client):
    attempt, story = make_attempt(member), make_story(member, task="secret")
    version = Text.objects.get(story=story).version
    before = rows_of(member)
    slug = attempt.question.slug
    for address in (f"/questions/{slug}/draft/", f"/questions/{slug}/check/"):
        for pk in (attempt.pk, story.pk):
            form = {"body": "mine", "key": version, "made_from": version, "attempt": pk}
            page = stranger_client.post(address, form, follow=True)
            assert page.status_code in {200, 409} and b"secret" not in page.content
    stranger_client.post(f"/questions/{slug}/aloud/", {"attempt": attempt.pk})
    assert rows_of(member) == before


def test_another_candidates_answers_in_code_are_neither_read_nor_written(member, stranger_client):
    given = finish(attempt=make_submission(member, code="secret").attempt, seconds=60, now=NOW)
    kept = make_submission(member, given.question, code="secret code")
    save_text(
        holder=kept.attempt, part="scratch", key=new_id(), made_from=None, body="secret", now=NOW
    )
    before, address = rows_of(member), given.question.get_absolute_url()
    results = '{"tests": [{"id": "one", "passed": true, "seconds": 0, "why": ""}]}'
    sent = {"body": "mine", "made_from": "", "results": results, "mode": "interview"}
    parts, keys = ("hint", "submission", "scratch", "draft"), (kept.key, new_id())
    for part, attempt, key in itertools.product(parts, (given, kept.attempt), keys):
        form = sent | {"attempt": attempt.pk, "key": key}
        page = stranger_client.post(f"{address}{part}/", form, follow=True)
        assert page.status_code in {200, 409} and b"secret" not in page.content
    assert str(kept.pk) not in stranger_client.get(address).text
    assert rows_of(member) == before


@pytest.mark.parametrize("path", sorted(COMMON - {"", "healthz"}))
def test_every_unsafe_request_without_a_token_is_refused(db, path):
    strict = Client(enforce_csrf_checks=True)
    make_question("known")
    address = "/" + path.replace("<slug:slug>", "known").replace("<slug:key>", "one")
    address = re.sub("<slug:(token|version|kind|part)>", "known", address)
    if "^" in address:
        address = "/account/password/reset/key/1-set-password/"
    assert strict.post(address, {}).status_code == 403


def test_looking_at_every_page_writes_nothing(member, member_client):
    pages = [address for route, address in owned(member).items() if not ACTION.search(route)]
    question = make_question()
    pages += [question.get_absolute_url(), "/", "/questions/", "/review/", "/stories/", "/plan/"]
    coding = make_code_question().get_absolute_url()
    pages += [
        "/review/memory/",
        "/plan/diagnostic/",
        coding,
        f"{coding}interview/",
        f"{coding}tests/",
    ]
    pages += [
        "/deep-dives/",
        "/pitches/",
        "/pitches/about-me/",
        "/pitches/salary/",
        "/guide/",
        "/guide/day-of/",
        "/guide/primers/",
        "/sheet/",
        "/questions/new/",
        "/interviews/",
        "/interviews/new/",
        "/account/",
        "/healthz",
    ]
    pages += ["/pitches/about-me/aloud/", "/pitches/salary/aloud/"]
    pages += [f"{question.get_absolute_url()}aloud/", "/account/login/", "/nowhere/"]
    before = rows_of(member)
    for page, client in itertools.product(pages, (member_client, Client())):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code in {200, 404}, page
        for query in queries:
            assert not re.match(r"\s*(INSERT|UPDATE|DELETE)", query["sql"]), (page, query["sql"])
    assert rows_of(member) == before
