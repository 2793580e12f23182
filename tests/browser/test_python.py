"""Python in a worker of the page: what it is kept from, and what ends in one clear line."""

import pytest
from playwright.sync_api import expect

from practice.runtime import worker_hash
from questions.domain.exercise import exercise_of

from .exercises import PAIR, QUERY, load, open_exercise, press, results, state, write_code

RUN = """async ([url, seconds, codes]) => {
  const { makeRunner } = await import("/static/js/code/runner.js");
  const runner = makeRunner({ url, packages: [], seconds });
  const told = [];
  for (const code of codes) {
    const tests = [{ id: "one", shows: "", code: "got = f()\\nassert got == 1", hidden: false }];
    const job = { code, needs: "python", tables: "", how: "exact", tolerance: null, tests };
    const outcomes = [];
    const { why } = await runner.run(job, (outcome) => outcomes.push(outcome));
    told.push({ why, ...outcomes[0] });
  }
  return told;
}"""
RIGHT = "def f(): return 1"
REACH = """
def f():
    from js import XMLHttpRequest
    request = XMLHttpRequest.new()
    request.open("GET", {address!r}, False)
    request.send()
    return request.responseText and 1
"""
KEPT = """
def f():
    import js
    return [name for name in ("caches", "indexedDB", "BroadcastChannel") if hasattr(js, name)] or 1
"""


def run(page, *codes: str, seconds: float = 10) -> list[dict]:
    """Run codes one after the other in one worker of a code question's page."""
    return page.evaluate(RUN, [f"/python/{worker_hash()}/worker.js", seconds, list(codes)])


@pytest.fixture
def exercise(page):
    """The page of a code question: it may share memory with its worker."""
    load(PAIR)
    open_exercise(page, "pair-that-makes-the-budget")
    assert page.evaluate("self.crossOriginIsolated")
    return page


def test_code_in_python_can_not_reach_the_site(exercise, troubles, base_url):
    troubles.forgive("/account/", "Content Security Policy", "Failed to load")
    own = f"{base_url}/python/{worker_hash()}/worker.js"
    reached = [
        REACH.format(address=where) for where in (f"{base_url}/account/", "/questions/", own)
    ]
    *refused, kept, right = run(exercise, *reached, KEPT, RIGHT)
    assert all("NetworkError" in each["error"] for each in refused)
    assert kept["passed"] and right["passed"]


def test_the_runtime_itself_can_be_reached(exercise):
    """So that what refuses the others is the policy, and nothing about the request."""
    from practice.runtime import runtime_url

    [told] = run(exercise, REACH.format(address=f"{runtime_url()}pyodide-lock.json"))
    assert told["passed"]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("def f(): return f()", "Calls inside calls"),
        ("def f():\n    every = []\n    while True: every.append(bytearray(10**8))", "more memory"),
        ("def f(): return bytearray(2**31 - 1)", "more memory"),
        ("def f(): return input()", "nobody to ask"),
        ("import sys\ndef f(): sys.exit()", "called exit"),
        ("import sys\nsys.exit()", "called exit"),
        ("def f(): raise KeyboardInterrupt", None),
        ("import builtins\nfor name in ('len', 'type', 'isinstance', 'repr'):\n"
         "    delattr(builtins, name)\ndef f(): return 1", ""),
        ("import sys\nsys.setrecursionlimit(10**9)\ndef f(): return f()", None),
        ("import os\ndef f(): os._exit(3)", None),
        ("import sys\nsys.modules.clear()\ndef f(): return 1", None),
        ("import js\njs.close()\ndef f(): return 1", None),
    ],
)  # fmt: skip
def test_what_ends_a_program_ends_the_test_and_the_next_run_works(exercise, code, says):
    told, right = run(exercise, code, RIGHT)
    if says is not None:
        assert says in told["error"] and not told["why"]
        assert told["passed"] == (says == "")
    assert "\n" not in told.get("error", "")
    assert right["passed"]


def test_an_endless_loop_is_interrupted_and_python_lives_on(exercise):
    loop, right = run(exercise, "def f():\n    while True: pass", RIGHT, seconds=1)
    assert loop["why"] == "time" and right["passed"]


def test_a_loop_that_hears_no_interrupt_is_ended_and_python_starts_again(exercise):
    deaf = (
        "def f():\n  while True:\n    try:\n      while True: pass\n    except BaseException: pass"
    )
    loop, right = run(exercise, deaf, RIGHT, seconds=1)
    assert loop["why"] == "time" and right["passed"]


def test_endless_printing_ends_too(exercise):
    told, right = run(exercise, "def f():\n    while True: print('x' * 999)", RIGHT, seconds=1)
    assert told["why"] == "time" and right["passed"]


def test_python_loads_with_the_first_focus_and_says_how_far_it_is(page):
    load(PAIR)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    field = open_exercise(page, "pair-that-makes-the-budget")
    assert not [url for url in asked if "pyodide" in url]
    page.evaluate("""() => {
      const state = document.querySelector("[data-python-state]");
      globalThis.said = [];
      new MutationObserver(() => said.push(state.textContent)).observe(state, { childList: true });
    }""")
    field.focus()
    expect(state(page)).to_have_text("Python is ready", timeout=20_000)
    assert [url for url in asked if url.endswith("pyodide.asm.wasm")]
    assert not [url for url in asked if "numpy" in url]
    said = page.evaluate("said")
    loading = [each for each in said if each.startswith("Loading Python: ")]
    assert len(loading) > 3 and loading[-1].endswith(" of 4.9 MB")


def test_without_webassembly_the_page_says_so_and_the_sheet_works(page):
    load(PAIR)
    page.add_init_script("delete globalThis.WebAssembly")
    open_exercise(page, "pair-that-makes-the-budget").focus()
    expect(state(page)).to_contain_text("WebAssembly is switched off")
    write_code(page, "def pair(prices, budget): return None")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def test_rows_of_a_query_are_shown_as_a_table(page):
    [entry] = load(QUERY)
    open_exercise(page, entry.slug)
    press(page, "Run")
    expect(results(page)).to_have_text("2 of 3 tests pass", timeout=20_000)
    wrong = page.locator(".test").first
    expect(wrong).to_contain_text("First difference: Row 1, id: 3 instead of 2")
    expect(wrong.get_by_role("columnheader")).to_have_text(["id", "name", "failed"] * 2)
    page.get_by_label("Rows to insert").fill("INSERT INTO customers VALUES (7, 'Zoe')")
    press(page, "Run with this input")
    expect(page.locator(".test").get_by_role("cell")).to_have_text(["7", "Zoe", "0"])
    write_code(page, exercise_of(entry).reference)
    press(page, "Submit")
    expect(results(page)).to_have_text("All 12 tests pass")
