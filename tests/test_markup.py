"""What markup.py lets through, and what it never does."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewprep import markup
from interviewprep.markup import inline_html, to_html, to_plain

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>",
    "<IMG SRC=javascript:alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table>",
    "<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml></math>",
    "<math href=javascript:alert(1)>x</math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:alert(1)//>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a onmouseover=alert(1)>x</a>",
    "<b onclick=alert(1)>x</b>",
    "<b style='background:url(javascript:alert(1))'>x</b>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<textarea autofocus onfocus=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<xss onpointerenter=alert(1) style=display:block>x</xss>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](<javascript:alert(1)>)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x](https://a.example 'a\" onmouseover=\"alert(1)')",
    '[x](https://a.example" onmouseover="alert(1))',
    "![x](javascript:alert(1))",
    '![x](x" onerror="alert(1))',
    '![" onerror="alert(1)](x)',
    "<javascript:alert(1)>",
    '<https://a.example/"onmouseover="alert(1)>',
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "> <script>alert(1)</script>",
    "# <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>",
    r"$\text{<script>alert(1)</script>}$",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\nope{<script>alert(1)</script>}$",
    r"$$\text{</math><img src=x onerror=alert(1)>}$$",
    r"$\style{background:url(javascript:alert(1))}{x}$",
    r"$\class{x}{\id{y}{x}}$",
    r"$\color{red\" onclick=\"alert(1)}{x}$",
    r"$\unicode{x3c}script>$",
    "\x02wzxhzdk:0\x03<script>alert(1)</script>",
    "\x02klzzwxh:0000\x03",
    "\x02amp\x03lt;script\x02amp\x03gt;",
]
HTMX = [
    "<div hx-get=/account/ hx-trigger=load>x</div>",
    "<div data-hx-get=/account/ data-hx-trigger=load>x</div>",
    "<a hx-post=/account/delete/ hx-swap=outerHTML>x</a>",
    "<b hx-on:click=alert(1)>x</b>",
    "<b hx-on::load=alert(1)>x</b>",
    "<div hx-vals='js:{x: alert(1)}' hx-get=/x>y</div>",
    "<form data-autosave action=/x method=post><input name=body></form>",
    "<button data-sign-out data-shortcut=1 id=main>x</button>",
    "<hx-partial hx-target='#main'>x</hx-partial>",
    '<meta name=htmx-config content=\'{"extensions":"x"}\'>',
    "[x](/account/ \"a' hx-get='/account/\")",
]
TAGS = markup.TAGS
ATTRIBUTES = {"class", "rel"}.union(*markup.ATTRIBUTES.values())


class Reader(HTMLParser):
    """Collects the tags and attributes of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name == "href"]


def assert_harmless(html):
    """Only tags, attributes and schemes of the short list are there."""
    read = Reader(html)
    assert read.tags <= TAGS
    assert read.attributes <= ATTRIBUTES
    for link in read.links:
        assert (
            link.partition(":")[0].lower() in {"http", "https", "mailto"}
            or ":" not in (link.partition("/")[0])
        )


@pytest.mark.parametrize("text", ATTACKS + HTMX)
@pytest.mark.parametrize("trusted", [False, True])
def test_no_markup_of_a_text_becomes_live(text, trusted):
    assert_harmless(to_html(text, trusted=trusted))
    assert_harmless(inline_html(text, trusted=trusted))
    assert_harmless(to_html(f"Before.\n\n- in a list {text}\n\n> quoted {text}\n\nafter {text}"))


def test_html_that_was_typed_is_shown_as_typed():
    assert to_html("Use <b>bold</b> & more") == "<p>Use &lt;b&gt;bold&lt;/b&gt; &amp; more</p>"


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.text() | st.text(alphabet="$*_[]()`<>\\ \n\tab1|#-:!&;{}^\"'=/\x02\x03\0\ud800"))
def test_any_text_gives_harmless_html(text):
    html = to_html(text)
    assert_harmless(html)
    html.encode()
    assert isinstance(to_plain(to_html(text)), str)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(ATTACKS + HTMX + ["$", "$$", "`", "```\n", "\n\n", " "]), max_size=5)
)
def test_attacks_side_by_side_give_harmless_html(parts):
    assert_harmless(to_html("".join(parts)))


def test_markdown_becomes_html():
    html = to_html("One *two* **three** `four`.\n\n1. a\n2. b\n\n| x | y |\n|:-:|--:|\n| 1 | 2 |")
    assert "<em>two</em> <strong>three</strong> <code>four</code>" in html
    assert "<ol>\n<li>a</li>" in html
    assert '<td class="centre">1</td>\n<td class="right">2</td>' in html
    assert to_html("```python\nx = 1\n```") == "<pre><code>x = 1\n</code></pre>"


def test_headings_of_a_text_stay_below_those_of_the_page():
    assert to_html("# One\n\n## Two\n\n### Three").count("<h3>") == 3


def test_links_of_candidates_are_not_vouched_for():
    assert 'rel="noopener nofollow ugc"' in to_html("[x](https://a.example)")
    assert 'rel="noopener"' in to_html("[x](https://a.example)", trusted=True)


def test_formulas_become_mathml():
    assert to_html("So $x_1$ it is.") == (
        "<p>So <math><msub><mi>x</mi><mn>1</mn></msub></math> it is.</p>"
    )
    assert to_html("$$\nx^2\n$$") == (
        '<p><math display="block"><msup><mi>x</mi><mn>2</mn></msup></math></p>'
    )
    assert to_html("so $$x$$ here").startswith('<p>so <math display="block">')
    assert to_html(r"$a<b$") == "<p><math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math></p>"
    assert "<mn>12</mn>" in to_html("It is $12$ here")
    assert to_html("$a_1$ and *b* and $c_2$").count("<math>") == 2


def test_signs_of_markdown_in_a_formula_are_the_formulas():
    html = to_html("$a_1 * b_2 * c_3$ and $$\na \\\\\n- b\n# c_1 * d_1\n$$")
    assert "<em>" not in html
    assert "<ul>" not in html


def test_a_formula_that_may_be_too_wide_can_be_scrolled_with_keys():
    html = to_html(r"$p(y \mid x) = \frac{1}{Z} \exp(w^\top f(x, y) + b + c + d)$")
    assert '<span class="formula" tabindex="0" role="group" aria-label="Formula"><math>' in html


def test_alignment_of_a_formula_needs_no_style_attribute():
    html = to_html("$$\\begin{align}a &= b \\\\ c &= d\\end{align}$$")
    assert " style=" not in html
    assert '<mtd class="right tight-end">' in html
    assert "(1)" not in html


@pytest.mark.parametrize("latex", [r"\nope{x}", "{", r"\frac{1}", "x" * 1001, "{" * 30 + "}" * 30])
def test_a_formula_that_cannot_be_read_shows_its_source(latex):
    assert to_html(f"a ${latex}$ b") == f"<p>a <code>{latex}</code> b</p>"


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10.",
        "$5-$10 a month",
        "from $5 million, or US$7",
        "US$5–$7",
        "$5/$10",
        "between $1,000 and $2,000; then $3k",
        "$3.50 a call ($40 a day)",
        "$5 million or A$",
        "echo $HOME and $PATH",
        "$HOME:$PATH",
        r"\$x\$",
        "a lone $ sign",
        "$ x $",
        "$$",
        "$x",
    ],
)
def test_money_and_variables_are_no_formulas(text):
    assert to_html(text) == f"<p>{text}</p>".replace("\\$", "$")


@pytest.mark.parametrize(
    "text", ["`$x$`", "``a $x$ b``", "```\n$x$\n```", "```\n$$\nx\n$$\n```", "    $x$", "`$$x$$`"]
)
def test_code_is_left_alone(text):
    html = to_html(text)
    assert "<math" not in html
    assert "$" in html
    assert "<code>" in html


def test_one_line_comes_without_its_paragraph():
    assert inline_html("a *b*") == "a <em>b</em>"
    assert inline_html("a\n\nb") == "<p>a</p>\n<p>b</p>"


def test_plain_text_has_the_words_and_no_marks():
    text = "# Why\n\nThe **loss** `f(x)` & <b>\n\n- one\n- two\n\n|a|b|\n|-|-|\n|c|d|"
    assert to_plain(to_html(text)) == "Why The loss f(x) & <b> one two a b c d"
    assert to_plain(to_html(r"At most $\log n$")) == "At most log n"


def test_what_no_page_can_carry_is_dropped():
    assert to_html("a\0b") == "<p>ab</p>"
    assert to_html("a\ud800b") == "<p>a?b</p>"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "![" * 20_000,
        "*a " * 20_000,
        "`" * 50_000,
        "<a " * 15_000,
        "> " * 10_000,
        "$a" * 25_000,
        "$$a " * 15_000,
        "".join("    " * n + "- a\n" for n in range(100)),
        "$" + "{" * 25_000,
        "$" + r"\sqrt" * 180 + "x$",
        "$x" + "^x" * 400 + "$",
        r"$\newcommand{\a}{\a\a}\a$",
        "a" * 1_000_000,
    ],
    ids=range(14),
)
def test_texts_made_to_be_slow_are_answered_soon(text):
    begun = time.process_time()
    assert_harmless(to_html(text))
    assert time.process_time() - begun < 2
