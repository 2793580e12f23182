"""The shipped bank comes with its vectors, so that a start has none to compute."""

from django.conf import settings

from questions.domain.bank import read_bank
from questions.vectors import key_of, shipped, texts_of


def test_every_text_of_the_shipped_bank_has_its_vector_in_the_file():
    entries = read_bank(settings.BANK_DIR).entries
    missing = [t for entry in entries for t in texts_of(entry) if key_of(t) not in shipped()]
    assert missing == [], "run manage.py embed_bank"
