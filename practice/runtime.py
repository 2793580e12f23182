"""Python in the page: the files it is made of, and the script of the worker that runs it.

The files lie in a folder whose name ends in a hash of their checksums, so that browsers may
keep them for a year. The worker's script is sent with a policy of its own (`policy_for`): it may
load these files and nothing else, so that code in it can't reach the site.
"""

import hashlib
import json
from functools import cache

from django.conf import settings
from django.urls import reverse

STATIC = settings.BASE_DIR / "static"
[FOLDER] = (STATIC / "vendor").glob("pyodide-*")
[EDITOR] = (STATIC / "vendor").glob("prism-code-editor-*")
# What the page's Python takes from here as it is; it must import nothing else of ours.
JUDGE = ("__init__", "compare", "difference", "judging", "running")
# Sent compressed where a twin lies beside a file.
TWIN = ".br"
NEEDED = {".mjs", ".js", ".wasm", ".zip", ".json", ".whl"}


@cache
def files() -> dict[str, tuple[int, int]]:
    """The files of the runtime by name: their bytes, and their bytes over the line."""
    found = {}
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in NEEDED:
            sent = path.with_name(path.name + TWIN)
            size = path.stat().st_size
            found[path.name] = (size, sent.stat().st_size if sent.exists() else size)
    return found


def runtime_url() -> str:
    """Where the runtime is, relative to the site's own address."""
    return f"{settings.STATIC_URL}vendor/{FOLDER.name}/"


@cache
def worker_script() -> str:
    """The worker's script, with the judge's Python and the list of the runtime's files in it."""
    judge = {
        f"{name}.py": (settings.BASE_DIR / f"questions/domain/{name}.py").read_text("utf-8")
        for name in JUDGE
    }
    runtime = {"url": runtime_url(), "files": files()}
    before = f"const RUNTIME = {json.dumps(runtime)};\nconst JUDGE = {json.dumps(judge)};\n"
    return before + (STATIC / "js/code/worker.js").read_text("utf-8")


@cache
def worker_hash() -> str:
    """A name for this very script: a changed one has another address."""
    return hashlib.sha256(worker_script().encode()).hexdigest()[:12]


def policy_for(site: str) -> str:
    """The worker's content policy on a site at `site` (its scheme and host)."""
    runtime = f"{site}{runtime_url()}"
    return f"default-src 'none'; script-src {runtime} 'wasm-unsafe-eval'; connect-src {runtime}"


def on_page() -> dict:
    """What a page with an editor needs to know; `wire` and `disk` are in MB."""
    urls = [f"{runtime_url()}{name}" for name in files()]
    worker = reverse("practice:worker", args=[worker_hash()])
    return {
        "worker": worker,
        "editor": f"{settings.STATIC_URL}vendor/{EDITOR.name}/",
        "files": json.dumps([worker, *urls]),
        "wire": f"{sum(sent for _, sent in files().values()) / 1e6:.1f}",
        "disk": f"{sum(size for size, _ in files().values()) / 1e6:.0f}",
    }
