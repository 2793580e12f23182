"""Formulas: LaTeX in, MathML out, for markup.py alone, which sanitises what it gets."""

import re

import math_core
from django.utils.html import escape

LONGEST = 1_000  # characters
DEEPEST = 20  # braces within braces
MOST_COMMANDS = 60  # of those that may nest without a brace
WIDE = 22  # signs of a formula that may not fit on a phone: it can be scrolled to with keys

LATEX = math_core.LatexToMathML(fancy_error=False, max_expansions=100)
NESTING = re.compile(r"\\(?:sqrt|left|begin|[dt]?frac|binom|over|under)")
# Equations are numbered in LaTeX; nobody refers to these.
NUMBERED = re.compile(r"\\(begin|end){(align|equation|gather)}")

SIZES = {"lspace", "maxsize", "minsize", "rspace"}
ATTRIBUTES = {
    "math": {"display"},
    "menclose": {"notation"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mo": {"form", "stretchy", *SIZES},
    "mover": {"accent"},
    "mpadded": {"height", "voffset", "width"},
    "mspace": {"width"},
    "mtable": {"displaystyle", "scriptlevel"},
    "mtd": {"columnspan"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "span": {"tabindex", "role", "aria-label"},
}
TAGS = {
    *ATTRIBUTES,
    *("mn", "mphantom", "mroot", "mrow", "ms", "msqrt", "mstyle", "msub", "msubsup", "msup"),
    *("mmultiscripts", "mtext", "mtr"),
}
# The content policy allows no style attribute: what one says becomes a class.
STYLES = {
    "text-align: left": "left",
    "text-align: right": "right",
    "text-align: center": "centre",
    "padding-left: 0": "tight-start",
    "padding-right: 0": "tight-end",
    "padding-left:1em": "gap-start",
    "border-right: 0.05em solid currentcolor": "bar",
    "border-top: 0.05em solid currentcolor": "line",
    "width: 50%": "half",
    "width: 100%": "full",
}
CLASSES = {"mtd": set(STYLES.values()), "mtable": {"full"}, "span": {"formula"}}


def to_mathml(latex: str, *, display: bool) -> str:
    """Return MathML, or the source in <code> where it can't be read."""
    latex = latex.strip()
    if len(latex) > LONGEST or is_deep(latex):
        return f"<code>{escape(latex)}</code>"
    try:
        mathml = LATEX.convert_with_local_state(
            NUMBERED.sub(r"\\\1{\2*}", latex), displaystyle=display
        )
    except (math_core.LatexError, ValueError):
        return f"<code>{escape(latex)}</code>"
    mathml = re.sub(r' style="([^"]*)"', lambda style: f' class="{classes(style[1])}"', mathml)
    if len(re.sub(r"<[^>]*>|&\w+;", "", mathml)) <= WIDE:
        return mathml
    scroller = '<span class="formula" tabindex="0" role="group" aria-label="Formula">'
    return f"{scroller}{mathml}</span>"


def is_deep(latex: str) -> bool:
    """Say whether a formula is nested deeper than any that is meant to be read."""
    deepest = level = 0
    for character in latex:
        level += (character in "{([") - (character in "})]")
        deepest = max(deepest, level)
    return deepest > DEEPEST or len(NESTING.findall(latex)) > MOST_COMMANDS


def classes(style: str) -> str:
    """Return the classes that say what a style attribute says."""
    return " ".join(STYLES[part] for part in map(str.strip, style.split(";")) if part in STYLES)
