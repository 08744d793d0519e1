from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.quotes import overlapping, quotations


class Case(NamedTuple):
    id: str
    text: str
    inner: list[str]


CASES = [
    Case("straight double", 'She said "no talks" twice.', ["no talks"]),
    Case("curly double", "“No talks,” she said, “none.”", ["No talks,", "none."]),
    Case("curly single", "‘No talks,’ she said.", ["No talks,"]),
    Case("straight single", "'No talks,' she said.", ["No talks,"]),
    Case("guillemets", "Elle a dit « rien » hier.", [" rien "]),
    Case("guillemets turned inwards", "Er sagte »nichts« dazu.", ["nichts"]),
    Case("low and high marks", "Er sagte „nichts“ dazu.", ["nichts"]),
    Case(
        "apostrophes inside single marks", "‘It doesn’t matter, it’s late,’ he said.", ["It doesn’t matter, it’s late,"]
    ),
    Case("a possessive inside single marks", "‘The countries’ plan failed,’ he said.", ["The countries’ plan failed,"]),
    Case("a plural noun that ends the quotation", "other ‘relevant countries’ without names", ["relevant countries"]),
    Case("apostrophes alone", "The firm's and the workers' plan isn't new.", []),
    Case("an elided decade", "Back in the ‘90s and the '80s it was so.", []),
    Case("elided words", "'Tis late, give 'em time.", []),
    Case("inches", 'A 6" pipe and a 12" pipe.', []),
    Case("a quotation in a quotation", "“He told me ‘never’ again,” she said.", ["He told me ‘never’ again,", "never"]),
    Case("double inside single", "‘He said “never” to us,’ she said.", ["He said “never” to us,", "never"]),
    Case("unclosed, to the end of the paragraph", "“First part.\n“Second part.”", ["First part.", "Second part."]),
    Case("unclosed single at the paragraph's start", "‘First part.\n‘Second part.’", ["First part.", "Second part."]),
    Case("an unclosed single mark in mid-line", "He was ‘there when it fell.", []),
    Case("mixed marks", '“Straight end" here.', ["Straight end"]),
    Case("empty text", "", []),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_quotations_are_found(case: Case):
    assert [case.text[q.inner_start : q.inner_end] for q in quotations(case.text)] == case.inner


MARKS = st.text(alphabet=st.sampled_from("“”„«»‘’'\"‚‹› \nab.s1"), max_size=60)


@given(MARKS)
def test_quotations_lie_within_one_paragraph_in_order(text: str):
    found = quotations(text)
    assert found == sorted(found, key=lambda q: (q.start, -q.end))
    for q in found:
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert "\n" not in text[q.start : q.end]


@given(MARKS)
def test_quotations_never_cross(text: str):
    found = quotations(text)
    for a in found:
        for b in found:
            assert not a.start < b.start < a.end < b.end


@given(st.text(alphabet="abc ,.", min_size=1).filter(lambda s: s.strip() == s and s[0].isalpha()))
def test_a_text_in_double_marks_is_one_quotation(words: str):
    (found,) = quotations(f"“{words}”")
    assert (found.inner_start, found.inner_end, found.closed) == (1, 1 + len(words), True)


@given(MARKS, st.integers(0, 60), st.integers(0, 60))
def test_the_quotations_over_a_stretch_are_those_that_share_a_character_with_it(text: str, start: int, end: int):
    found = quotations(text)
    wanted = [q for q in found if q.start < end and start < q.end]
    assert overlapping(text, found, start, end) == (wanted if start < len(text) else [])
