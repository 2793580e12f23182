"""Code as a test sees it: the names that it defines, or the rows that its query finds.

It imports nothing but the standard library, so that Python in a page can take it as it is.
"""

from .compare import SAME

# What tracebacks call the candidate's code.
SOLUTION = "<your code>"


def python(code: str):
    """Return what makes the names that a test of Python code sees; raises SyntaxError."""
    program = compile(code, SOLUTION, "exec")

    def names(check) -> dict:
        made = {"__name__": "solution", SAME: check}
        exec(program, made)
        return made

    return names


def sql(code: str, tables: str):
    """Return what makes the names that a test of SQL sees: `query(inserts)` gives the rows.

    `query.columns` are then the names of what was selected last.
    """
    # Python in a page has it only where an exercise asks for it.
    import sqlite3

    def query(inserts: str = "") -> list[tuple]:
        connection = sqlite3.connect(":memory:")
        connection.executescript(tables)
        connection.executescript(inserts)
        found = connection.execute(code)
        query.columns = [column[0] for column in found.description or ()]
        return found.fetchall()

    query.columns = []
    return lambda check: {SAME: check, "query": query}
