"""The one door from written text to HTML: Markdown and formulas in, sanitised HTML out.

Whatever anybody typed passes here before it is shown as HTML. No raw HTML is let in, the
result is sanitised all the same, and a text that breaks a parser is shown as it was typed.
"""

import re
import threading
from functools import lru_cache
from html.parser import HTMLParser

import markdown
import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from interviewprep import formulas

# Beyond these a text is shown plainly: the parser takes time quadratic in brackets and
# stars, and recurses as deep as quotes and lists are nested.
LONGEST = 60_000
MOST_BRACKETS = 400
MOST_STARS = 2_000
NESTED = re.compile(r"^(?:(?:[ \t]*>){20}|(?: {4}|\t){20}[ \t]*(?:[-+*]|\d+\.))", re.MULTILINE)

INLINE_FORMULA = (
    r"(?<![\\$\w])\$(?![\s$])"  # opens before a character that is not a space
    r"((?:\\.|[^$\\\n]|\n(?!\s*\n))+?)"
    r"(?<!\s)\$(?![$\w])"  # closes after one, and not before a word or a digit
)
DISPLAY_FORMULA = r"(?<!\\)\$\$((?:\\.|[^$\\])+?)\$\$"
DISPLAY_BLOCK = re.compile(
    r"^ {0,3}\$\$(?P<latex>(?:\\.|[^$\\])+?)\$\$[ \t]*$", re.MULTILINE | re.DOTALL
)
# "$5 million, or US$" is money: a number, then words that are no command and in no braces.
MONEY = re.compile(r"[\d.,]+(?:k|m|bn|%)?(?:$|[\s,;:/–—-]+[A-Za-z]{2,})", re.IGNORECASE)
# "$12$" is a number all the same: nobody writes money with a sign at either end.
NUMBER = re.compile(r"[\d.,]+%?")
# A line that means the same to Markdown and to HTML: most claims and hints of the bank.
UNMARKED = re.compile(r"[A-Za-z][A-Za-zÀ-ÿ0-9 ,;:.?()’‘“”'\"/%=–—…×≈·-]*")
KEPT = threading.local()
TABLE = '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>'

TAGS = formulas.TAGS | {
    *("p", "br", "hr", "em", "strong", "a", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = formulas.ATTRIBUTES | {"a": {"href", "title"}, "ol": {"start"}}
ALIGNED = {"left", "right", "centre"}
CLASSES = formulas.CLASSES | {"th": ALIGNED, "td": ALIGNED}


def cleaner(*, link_rel: str) -> nh3.Cleaner:
    """Return the sanitiser; `link_rel` goes on every link."""
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        clean_content_tags={"script", "style"},
        url_schemes={"http", "https", "mailto"},
        link_rel=link_rel,
    )


UNTRUSTED = cleaner(link_rel="noopener nofollow ugc")
TRUSTED = cleaner(link_rel="noopener")


@lru_cache(maxsize=2048)
def to_html(text: str, *, trusted: bool = False) -> SafeString:
    """Return `text` (Markdown, `$formulas$`) as safe HTML; `trusted` only spares the nofollow."""
    text = legible(text)
    if too_much(text):
        return plainly(text)
    try:
        html = renderer().convert(text)
    except Exception:  # no text whatever may take a page down
        KEPT.renderer = None
        return plainly(text)
    return mark_safe((TRUSTED if trusted else UNTRUSTED).clean(html))


def inline_html(text: str, *, trusted: bool = False) -> SafeString:
    """Return a text of one paragraph as safe HTML without the paragraph around it."""
    if UNMARKED.fullmatch(text):
        return mark_safe(text)
    html = to_html(text, trusted=trusted)
    one = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return mark_safe(html[3:-4]) if one else html


def to_page(text: str) -> SafeString:
    """Render a whole page of ours: sections stand right below its title, tables scroll by key."""
    html = to_html(text, trusted=True)
    # Headings come third here, for texts that stand within a section.
    html = html.replace("h3>", "h2>")
    return mark_safe(html.replace("<table>", TABLE).replace("</table>", "</table></div>"))


def to_plain(html: str) -> str:
    """Return the words of what `to_html` gave, in one line: for search and snippets."""
    words = Words()
    words.feed(html)
    words.close()
    # U+2061 stands unseen between a function and what it is applied to.
    return " ".join("".join(words.found).replace("\u2061", " ").split())


def legible(text: str) -> str:
    """Drop what no page can carry: NUL, half a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def plainly(text: str) -> SafeString:
    """Show a text as it was typed."""
    return mark_safe(f"<pre>{escape(text)}</pre>")


def too_much(text: str) -> bool:
    """Say whether parsing `text` could take too long, or too deep a stack."""
    return (
        len(text) > LONGEST
        or sum(map(text.count, "[<`")) > MOST_BRACKETS
        or sum(map(text.count, "*_")) > MOST_STARS
        or NESTED.search(text) is not None
    )


def renderer() -> markdown.Markdown:
    """This thread's parser, without the state of the text before: making one takes 0.8 ms."""
    if getattr(KEPT, "renderer", None) is None:
        KEPT.renderer = markdown.Markdown(
            extensions=["tables", "fenced_code", "sane_lists", Formulas()], output_format="html"
        )
    return KEPT.renderer.reset()


class FormulaPattern(InlineProcessor):
    """A formula within a line."""

    def __init__(self, pattern: str, md: markdown.Markdown, *, display: bool):
        super().__init__(pattern, md)
        self.display = display

    def handleMatch(self, match, data):
        """Put the formula aside as HTML; leave alone what is money, or holds code."""
        latex = match[1]
        money = MONEY.match(latex) and not NUMBER.fullmatch(latex)
        if "\x02" in latex or (money and not self.display):
            return None, None, None
        mathml = formulas.to_mathml(latex, display=self.display)
        return self.md.htmlStash.store(mathml), match.start(0), match.end(0)


class FormulaBlocks(Preprocessor):
    """Formulas that stand on lines of their own, before Markdown reads their signs."""

    def run(self, lines):
        """Replace each by a placeholder; fenced code is put aside already."""
        return DISPLAY_BLOCK.sub(self.store, "\n".join(lines)).split("\n")

    def store(self, match: re.Match) -> str:
        """Put one aside, unless it runs over a paragraph's end."""
        if re.search(r"\n[ \t]*\n", match["latex"]):
            return match[0]
        return self.md.htmlStash.store(formulas.to_mathml(match["latex"], display=True))


class Placed(Treeprocessor):
    """Headings below those of the page; alignment as a class."""

    def run(self, root):
        """Change the tree in place."""
        for element in root.iter():
            if element.tag in {"h1", "h2"}:
                element.tag = "h3"
            if style := element.attrib.pop("style", ""):
                element.set("class", formulas.classes(style))


class Formulas(Extension):
    """Formulas, and no raw HTML."""

    def extendMarkdown(self, md):
        """After code (190) and before escapes (180), so that neither breaks a formula."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.ESCAPED_CHARS.append("$")
        md.block_level_elements.remove("math")
        md.preprocessors.register(FormulaBlocks(md), "formula-blocks", 15)
        display = FormulaPattern(DISPLAY_FORMULA, md, display=True)
        md.inlinePatterns.register(display, "display-formula", 186)
        inline = FormulaPattern(INLINE_FORMULA, md, display=False)
        md.inlinePatterns.register(inline, "inline-formula", 185)
        md.treeprocessors.register(Placed(md), "placed", 5)


class Words(HTMLParser):
    """The text of HTML."""

    APART = frozenset({"p", "li", "br", "tr", "td", "th", "pre", "blockquote", "h3", "h4"})

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_starttag(self, tag, attrs):
        """Keep the words of two blocks apart."""
        if tag in self.APART:
            self.found.append(" ")

    def handle_data(self, data):
        """Take the text."""
        self.found.append(data)
