"""What an interviewer would press on in a worksheet."""

import pytest

from practice.domain.pressing import Sheet, press
from practice.domain.pressing.ruling import rules

BY_ID = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)


def pressed(rule, parts) -> list:
    """What a rule asks of a worksheet of its first kind."""
    sheet = Sheet(rule.kinds[0] if rule.kinds else "", parts)
    return [each for each in press(sheet) if each.rule == rule.id]


@BY_ID
def test_each_rule_presses_on_its_example_and_is_quiet_once_that_is_mended(rule):
    (text,) = [rule.tries["text"]]
    (part,) = list(text)[-1:]
    assert pressed(rule, text)
    assert not pressed(rule, {**text, part: f"{text[part]} {rule.tries['mend']}"})
