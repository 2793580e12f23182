"""What an interviewer would press on in a project's worksheet, from what is and isn't in it.

A question quotes the candidate's own words or names one particular absence; the rules are
data, in `rules/`. `press(sheet)[:AT_MOST]` is what a page shows.
"""

from .asking import AT_MOST, Pressing, press
from .checking import Check, inspect
from .reading import Sheet

__all__ = ["AT_MOST", "Check", "Pressing", "Sheet", "inspect", "press"]
