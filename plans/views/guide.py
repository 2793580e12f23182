"""The guide: its pages, each leading to where it is practised, and the day-of checklist."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.responses import render_page
from plans.guide import GuidePage, Item, pages
from plans.models import ChecklistTick

PARTS = {"checklist": "checklist"}


@require_safe
def guide(request) -> HttpResponse:
    """All pages."""
    return render_page(request, "guide/guide_list.html", {"pages": pages().values()})


@require_safe
def guide_page(request, slug) -> HttpResponse:
    """One page."""
    return page_shown(request, get_page(slug))


@require_POST
def checklist_tick(request, slug) -> HttpResponse:
    """Tick an item of the checklist, or take the tick back."""
    page = get_page(slug)
    item = get_item(page, request.POST.get("item"))
    candidate, name = settle(request), tick_name(page, item)
    if request.POST.get("verdict") == "open":
        candidate.checklistticks.filter(item=name).delete()
    else:
        tick = ChecklistTick(candidate=candidate, item=name)
        ChecklistTick.objects.bulk_create([tick], ignore_conflicts=True)
    return page_shown(request, page) if request.htmx else redirect("plans:guide_page", slug)


def get_page(slug: str) -> GuidePage:
    """A page of the guide, or 404."""
    if slug not in pages():
        raise Http404
    return pages()[slug]


def get_item(page: GuidePage, pk: str | None) -> Item:
    """An item of a page's checklist, or 404."""
    for item in page.checklist:
        if item.id == pk:
            return item
    raise Http404


def tick_name(page: GuidePage, item: Item) -> str:
    """What a tick is kept under."""
    return f"{page.slug}:{item.id}"


def page_shown(request, page: GuidePage) -> HttpResponse:
    """The page with its checklist as it stands."""
    checklist = []
    if page.checklist:
        ticked = set(request.candidate.checklistticks.values_list("item", flat=True))
        checklist = [(item, tick_name(page, item) in ticked) for item in page.checklist]
    order = list(pages().values())
    place = order.index(page) + 1
    context = {
        "page": page,
        "checklist": checklist,
        "ticked": sum(done for _, done in checklist),
        "next": order[place] if place < len(order) else None,
    }
    return render_page(request, "guide/guide_detail.html", context, parts=PARTS)
