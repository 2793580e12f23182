"""The child process in which an exercise's code runs: jobs in JSON in, what failed out.

Each variant (the reference, the starter, a mutant) runs in a fork of its own, so that one
that loops or dies takes nothing with it; each test starts from fresh definitions.

The job: {how, tolerance, needs, tables, variants: [{code, tests: [{id, code}], all, seconds}]}.
The answer: a list a variant of {test id: why it failed}; the id "" is the variant as a whole.
"""

import importlib
import json
import os
import resource
import select
import signal
import sys

from .compare import comparer, rewritten
from .running import python, sql

MEMORY = 2 * 1024**3
# A busy machine may take its time; what counts is the CPU's.
PATIENCE = 15


def run_variant(variant: dict, job: dict, check) -> dict[str, str]:
    """Run the tests until one fails, or all; return what failed and why."""
    failed = {}
    try:
        code = variant["code"]
        names_for = sql(code, job["tables"]) if job["needs"] == "sqlite" else python(code)
        for test in variant["tests"]:
            try:
                names = names_for(check)
                exec(rewritten(test["code"], "<test>"), names)
            except BaseException as error:
                failed[test["id"]] = f"{type(error).__name__}: {error}".rstrip(": ")[:300]
                if not variant["all"]:
                    break
    except SyntaxError as error:
        failed[""] = f"SyntaxError: {error}"
    return failed


def limit(seconds: int) -> None:
    """Bound this process's CPU and memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ValueError, OSError):
        # macOS knows the limit and refuses it.
        pass


def forked(variant: dict, job: dict, check) -> dict[str, str]:
    """Run a variant in a fork; too slow or dead counts as failed as a whole."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        limit(variant["seconds"])
        answer = json.dumps(run_variant(variant, job, check)).encode()
        while answer:
            answer = answer[os.write(writer, answer) :]
        os._exit(0)
    os.close(writer)
    answer = read_all(reader, child)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        return {"": f"took longer than {variant['seconds']} s"}
    try:
        return json.loads(answer)
    except ValueError:
        return {"": f"ended the process (status {status})"}


def read_all(reader: int, child: int) -> bytes:
    """Read what a child writes, and end it when it takes too long."""
    answer = b""
    with os.fdopen(reader, "rb", buffering=0) as pipe:
        while select.select([pipe], [], [], PATIENCE)[0]:
            part = pipe.read(65536)
            if not part:
                return answer
            answer += part
    os.kill(child, signal.SIGKILL)
    return answer


def main() -> None:
    """Read jobs from standard input, one a line; write a line of answers for each."""
    for line in sys.stdin:
        job = json.loads(line)
        if job["needs"] == "numpy":
            importlib.import_module("numpy")
        check = comparer(job["how"], job["tolerance"])
        answers = [forked(variant, job, check) for variant in job["variants"]]
        print(json.dumps(answers), flush=True)


if __name__ == "__main__":
    main()
