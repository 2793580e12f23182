"""Links that show a story or worksheet to someone: made, stopped, read, and commented on."""

from functools import wraps

from allauth.core import ratelimit
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id
from interviewprep.responses import failure, page_not_found, render_page
from practice.doors import get_comment, get_share, get_shared, get_story, get_worksheet
from practice.forms import CommentForm, ShareForm
from practice.sharing import FullError, Shown, add_comment, make_share, shown

UNLISTED = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def for_reader(view):
    """A page of an open link for whoever has it; for any other link the same 404."""

    @wraps(view)
    def answer(request, token):
        request.is_passing = True
        try:
            response = view(request, get_shared(token, request.now))
        except Http404:
            response = page_not_found(request)
        for name, value in UNLISTED.items():
            response[name] = value
        return response

    return answer


@for_reader
@require_safe
def shared(request, share) -> HttpResponse:
    """The story or worksheet, read-only."""
    return shared_page(request, share, shown(share))


@for_reader
@require_POST
def shared_comment(request, share) -> HttpResponse:
    """Take what a reader says at a part."""
    page = shown(share)
    form = CommentForm(request.POST, parts=page.parts)
    if not form.is_valid():
        return shared_page(request, share, page, form, status=422)
    if not ratelimit.consume(request, action="comment"):
        form.add_error(None, "Too many comments from here just now. Try again in an hour.")
        return shared_page(request, share, page, form, status=429)
    try:
        add_comment(share=share, **form.cleaned_data, now=request.now)
    except FullError:
        form.add_error(None, "This link has all the comments it can take.")
        return shared_page(request, share, page, form, status=409)
    part = form.cleaned_data["part"]
    return redirect(f"{share.get_absolute_url()}?sent={part}#part-{part}")


def shared_page(request, share, page: Shown, form=None, status=200) -> HttpResponse:
    """What the link shows, with a field to comment at each part."""
    context = {
        "share": share,
        "page": page,
        "form": form,
        "key": new_id(),
        "sent": request.GET.get("sent"),
    }
    return render_page(request, "practice/shared.html", context, status=status)


@require_POST
def story_share(request, pk) -> HttpResponse:
    """Make a link to a story."""
    return share_made(request, get_story(settle(request), pk))


@require_POST
def worksheet_share(request, pk) -> HttpResponse:
    """Make a link to a worksheet."""
    return share_made(request, get_worksheet(settle(request), pk))


def share_made(request, holder) -> HttpResponse:
    """Make a link for the days that the form says, and show it."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        return failure(request, 422)
    make_share(holder=holder, days=form.cleaned_data["days"], now=request.now)
    return redirect(f"{holder.get_absolute_url()}#shares")


@require_POST
def share_stop(request, pk) -> HttpResponse:
    """Stop a link: it shows nothing any more."""
    share = get_share(settle(request), pk)
    share.stop(request.now)
    return redirect(f"{share.shown.get_absolute_url()}#shares")


@require_POST
def comment_put_away(request, pk) -> HttpResponse:
    """Put a comment away."""
    comment = get_comment(settle(request), pk)
    comment.put_away(request.now)
    return redirect(f"{comment.share.shown.get_absolute_url()}#text-{comment.part}")
