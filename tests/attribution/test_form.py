from typing import NamedTuple

import pytest

from onrecord.attribution.form import form_of
from onrecord.language.quotes import quotations
from onrecord.model import Form, Span


class Case(NamedTuple):
    id: str
    text: str
    content: str
    form: Form


CASES = [
    Case("in marks", "“We will not,” she said.", "“We will not,”", Form.DIRECT),
    Case("in single marks", "‘We will not,’ she said.", "‘We will not,’", Form.DIRECT),
    Case("in guillemets", "«Wir nicht», sagte sie.", "«Wir nicht»", Form.DIRECT),
    Case("in low and high marks", "„Wir nicht“, sagte sie.", "„Wir nicht“", Form.DIRECT),
    Case("without the marks in the span", "“We will not,” she said.", "We will not", Form.DIRECT),
    Case(
        "with a that before", "She said that “we will not do it again”.", "that “we will not do it again”", Form.DIRECT
    ),
    Case("in the writer's words", "She said they would not.", "they would not", Form.INDIRECT),
    Case("partly quoted", "She said it was “a grave error” to sell.", "it was “a grave error” to sell", Form.MIXED),
    Case(
        "one word in scare quotes",
        "She said the ‘deal’ had never been close.",
        "the ‘deal’ had never been close",
        Form.INDIRECT,
    ),
    Case("a whole unclosed paragraph", "“We will not.\n“Never.”", "“We will not.", Form.DIRECT),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_the_form_follows_the_marks_inside_the_content(case: Case):
    start = case.text.index(case.content)
    assert form_of(case.text, [Span(start, start + len(case.content))], quotations(case.text)) is case.form


def test_parts_of_one_content_count_together():
    text = "“One two three,” he said, adding that “four five” was six seven eight nine ten."
    parts = [Span(0, 16), Span(text.index("that"), len(text) - 1)]
    assert form_of(text, parts, quotations(text)) is Form.MIXED
