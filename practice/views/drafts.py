"""The draft of an answer: the one that a page writes to, and what its sheet shows."""

import re

from interviewprep.accounts.guests import settle
from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id, to_id
from practice.answers import open_attempt
from practice.doors import get_question
from practice.matrix import BEHAVIOURAL, stories_for
from practice.models import Attempt, OwnQuestion, Text
from practice.models.attempts import ANSWER, SCRATCH
from practice.models.cards import NOTE
from practice.texts import texts_of
from questions.models import Question


def named_attempt(request, slug: str) -> Attempt:
    """The draft that the page writes to; from a page in interview mode it is one from then on."""
    candidate = settle(request)
    attempt = open_attempt(
        candidate=candidate,
        question=get_question(candidate, slug),
        pk=to_id(request.POST.get("attempt")),
        now=request.now,
    )
    attempt.tick_clock(seconds_sent(request))
    if request.POST.get("mode") == Attempt.Mode.INTERVIEW:
        attempt.be_interviewed()
    return attempt


def seconds_sent(request) -> int:
    """What the page's clock says; 0 without one."""
    sent = request.POST.get("seconds", "")
    return int(sent) if re.fullmatch("[0-9]{1,6}", sent) else 0


def sheet_context(candidate: Candidate, question: Question | OwnQuestion) -> dict:
    """What the sheet of a question needs: its draft, its clock, its note, earlier answers."""
    draft = candidate.attempts.open().at(question).first()
    card = candidate.cards.of(question).first()
    parts = (ANSWER, SCRATCH)
    texts = texts_of(draft, parts) if draft else {part: Text(part=part) for part in parts}
    return {
        "question": question,
        "entry": question.parsed,
        "draft": draft,
        "attempt_id": draft.pk if draft else new_id(),
        "seconds": draft.seconds if draft else 0,
        "text": texts[ANSWER],
        "scratch": texts[SCRATCH],
        "key": new_id(),
        "attempts": candidate.attempts.answered().at(question)[:10],
        "card": card,
        "note": texts_of(card, [NOTE])[NOTE] if card else Text(part=NOTE),
        "note_key": new_id(),
        "told": stories_for(candidate, question) if question.kind == BEHAVIOURAL else [],
    }
