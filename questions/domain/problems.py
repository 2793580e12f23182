"""What is wrong with a file of the bank, where, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend: `key` is where in the entry, `message` what is wrong and the mend."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message}"


class EntryErrors(ValueError):
    """An entry could not be read; `problems` has all that is wrong with it."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
