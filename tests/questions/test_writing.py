"""What whoever writes the bank has at hand: a skeleton, a check, and links that are asked."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from questions.domain.entry import EntryErrors, parse_entry
from questions.domain.vocabulary import KINDS


@pytest.fixture
def bank(tmp_path, settings):
    """An empty bank."""
    settings.BANK_DIR = tmp_path
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_lacks_nothing_but_words(bank, kind):
    call_command("new_entry", kind, "a-new-one", stdout=StringIO())
    path = bank / kind / "a-new-one.md"
    with pytest.raises(EntryErrors) as refused:
        parse_entry(path.read_text(), str(path))
    empty = ("is empty", "there is no prompt", "must be small letters", "must be an address")
    for problem in refused.value.problems:
        told = any(each in problem.message for each in empty)
        assert told or problem.key == "## Weak answer", problem


def test_an_entry_that_is_there_is_never_overwritten(bank):
    call_command("new_entry", "ml", "a-new-one", stdout=StringIO())
    (bank / "ml/a-new-one.md").write_text("mine")
    for kind in ("ml", "stats"):
        with pytest.raises(CommandError, match="is there already"):
            call_command("new_entry", kind, "a-new-one", stdout=StringIO())
    assert (bank / "ml/a-new-one.md").read_text() == "mine"


@pytest.mark.parametrize("slug", ["new", "Not-Small", "../outside", ""])
def test_a_slug_that_can_be_no_address_is_refused(bank, slug):
    with pytest.raises(CommandError, match="small letters"):
        call_command("new_entry", "ml", slug, stdout=StringIO())
    assert not list(bank.rglob("*.md"))


class Site(BaseHTTPRequestHandler):
    """Answers by what the path says."""

    def do_GET(self):
        """The last part of the path is the status."""
        self.send_response(int(self.path.rpartition("/")[2]))
        self.end_headers()

    def log_message(self, *args):
        """Stay quiet."""


@pytest.fixture
def site():
    """A web server of our own."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_addresses_that_no_longer_answer_are_listed_with_their_files(tmp_path, site):
    (tmp_path / "one.md").write_text(f'- {{url: "{site}/200"}}\n- {{url: {site}/404, year: 1}}')
    (tmp_path / "two.md").write_text(f"See [it]({site}/404), [that]({site}/403) and {site}/500.")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_links", str(tmp_path), stdout=out)
    broken, summary = out.getvalue().splitlines()
    assert broken == f"{site}/404: 404 Not Found: one.md, two.md"
    assert summary == "3 addresses, 1 do not answer"


def test_links_that_all_answer_end_well(tmp_path, site):
    (tmp_path / "one.md").write_text(f"[a]({site}/200) and [b]({site}/200)")
    out = StringIO()
    call_command("check_links", str(tmp_path), stdout=out)
    assert out.getvalue() == "1 addresses, 0 do not answer\n"
