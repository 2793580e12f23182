"""The guide's pages, where they lead, and the day-of checklist."""

import pytest
from django.urls import Resolver404, resolve

from interviewprep.accounts.merging import merge
from plans.guide import GuideError, pages, read_page

ADDRESS = "/guide/day-of/tick/"


def test_the_index_leads_to_every_page(client, db):
    index = client.get("/guide/").text
    assert len(pages()) >= 6
    for slug in pages():
        assert f'href="/guide/{slug}/"' in index
        assert client.get(f"/guide/{slug}/").status_code == 200


def test_every_page_leads_to_where_it_is_practised():
    for page in pages().values():
        assert page.practise, page.slug
        for link in [*page.practise, *(item for item in page.checklist if item.href)]:
            try:
                resolve(link.href.partition("?")[0])
            except Resolver404:
                pytest.fail(f"{page.slug}: {link.href} leads nowhere")


def test_a_page_that_is_not_there_is_404(client, db):
    assert client.get("/guide/nowhere/").status_code == 404
    assert client.post("/guide/nowhere/tick/").status_code == 404


def test_a_slip_in_a_page_names_its_file(tmp_path):
    file = tmp_path / "odd.md"
    file.write_text("---\ntitle: Odd\nwhat: this\npractise: []\n---\nBody.\n")
    with pytest.raises(GuideError, match=r"odd\.md"):
        read_page(file)


def test_an_item_is_ticked_once_and_taken_back(guest, guest_client, stranger_client):
    for _ in range(2):
        assert guest_client.post(ADDRESS, {"item": "early"}).url == "/guide/day-of/"
    assert "1 of 8" in guest_client.get("/guide/day-of/").text
    assert "0 of 8" in stranger_client.get("/guide/day-of/").text
    guest_client.post(ADDRESS, {"item": "early", "verdict": "open"})
    assert not guest.checklistticks.exists()


def test_an_unknown_item_is_404(guest, guest_client):
    assert guest_client.post(ADDRESS, {"item": "x" * 500}).status_code == 404
    assert guest_client.post("/guide/stages/tick/", {"item": "early"}).status_code == 404


def test_htmx_gets_the_checklist(guest, guest_client):
    headers = {"HX-Request": "true", "HX-Target": "section#checklist"}
    response = guest_client.post(ADDRESS, {"item": "early"}, headers=headers)
    assert response.text.strip().startswith("<section")
    assert "1 of 8" in response.text


def test_at_sign_in_what_either_ticked_is_ticked(guest, member, guest_client, member_client):
    for client, items in [(guest_client, ("early", "company")), (member_client, ("early",))]:
        for item in items:
            client.post(ADDRESS, {"item": item})
    merge(guest=guest, member=member)
    ticked = set(member.checklistticks.values_list("item", flat=True))
    assert ticked == {"day-of:early", "day-of:company"}


def test_sections_stand_below_the_title_and_tables_can_be_scrolled_by_key():
    html = pages()["stages"].html
    assert "<h2>" in html
    assert "<h3>" not in html
    assert html.count("<table>") == html.count('tabindex="0"') == html.count("</table></div>")
