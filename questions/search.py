"""Search over the bank: inflections, accents and typos forgiven, titles before text.

Full-text search in the configuration `bank` (English stems without accents). A word that the
bank never uses is first replaced by the nearest one that it does (trigrams); the last word may
be unfinished. What matched is marked by Postgres, for the rows of one page only.
"""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection, models
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WORDS_AT_MOST = 8
# How alike, in trigrams, two words must be for one to be the other misspelt: "atenton" and
# "attention" share 0.38, "monitored" and "stored" 0.31.
ALIKE = 0.35
# Put around a match by Postgres: private characters, so that the text is escaped first.
START, STOP = "\ue000", "\ue001"

# Per word: its stem if the bank knows it (the last may be a beginning), else the nearest word's.
CORRECT = """
WITH asked AS (
    SELECT word, place, (tsvector_to_array(to_tsvector('bank', word)))[1] AS stem
    FROM unnest(%s::text[]) WITH ORDINALITY AS typed(word, place)
)
SELECT asked.word, CASE
    WHEN EXISTS (SELECT FROM questions_word w WHERE w.stem = asked.stem) THEN asked.word
    WHEN place = %s AND EXISTS (
        SELECT FROM questions_word w WHERE w.word LIKE asked.word || '%%'
    ) THEN asked.word
    ELSE COALESCE((
        SELECT w.word FROM questions_word w
        WHERE w.word %% unaccent(asked.word) AND similarity(w.word, unaccent(asked.word)) >= %s
        ORDER BY similarity(w.word, unaccent(asked.word)) DESC, w.word LIMIT 1
    ), asked.word) END
FROM asked WHERE stem IS NOT NULL ORDER BY place
"""


@dataclass(frozen=True)
class Search:
    """A search as it is run: the words after mending, and as they were typed.

    The typed ones are looked for too: a candidate's own questions have words of their own.
    """

    words: tuple[str, ...]
    typed: tuple[str, ...]

    @property
    def mended(self) -> bool:
        """Whether any word was."""
        return self.words != self.typed

    @property
    def query(self) -> SearchQuery:
        """The tsquery: every word, the last one as a beginning too."""
        return self._query(weight="")

    def _query(self, weight: str) -> SearchQuery:
        ways = dict.fromkeys([self.words, self.typed])
        text = " | ".join(f"({all_of(words, weight)})" for words in ways)
        return SearchQuery(text, config="bank", search_type="raw")

    def filter(self, questions: models.QuerySet) -> models.QuerySet:
        """Keep what matches, titles first, then by rank."""
        words = models.F("words")
        in_title = models.ExpressionWrapper(
            models.Q(words=self._query("A")), output_field=models.BooleanField()
        )
        found = questions.filter(words=self.query)
        found = found.annotate(in_title=in_title, rank=SearchRank(words, self.query))
        return found.order_by("-in_title", "-rank", "title", "pk")

    def mark(self, questions: models.QuerySet) -> models.QuerySet:
        """Annotate `marked_title` and `marked_text`: for `marked()`, a page's rows at a time."""
        options = {"config": "bank", "start_sel": START, "stop_sel": STOP}
        return questions.annotate(
            marked_title=SearchHeadline("title", self.query, highlight_all=True, **options),
            marked_text=SearchHeadline(
                "text", self.query, max_fragments=1, min_words=12, max_words=28, **options
            ),
        )


def search(text: str) -> Search | None:
    """Read what was typed; None where no word is left to look for."""
    typed = re.findall(r"\w+", text.lower().replace("\x00", ""))
    words = [word for word in typed if len(word) > 1 or len(typed) == 1][:WORDS_AT_MOST]
    if not words:
        return None
    with connection.cursor() as cursor:
        cursor.execute(CORRECT, [words, len(words), ALIKE])
        rows = cursor.fetchall()
    if not rows:
        return None
    typed, meant = zip(*rows, strict=True)
    return Search(words=meant, typed=typed)


def all_of(words: tuple[str, ...], weight: str) -> str:
    """A tsquery: every word, the last one as a beginning too."""
    *firsts, last = words
    parts = [f"{word}:{weight}" if weight else word for word in firsts]
    return " & ".join([*parts, f"{last}:*{weight}"])


def marked(text: str) -> SafeString:
    """Escape a headline of Postgres and put <mark> around what matched."""
    shown = escape(text).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(shown)  # escaped above
