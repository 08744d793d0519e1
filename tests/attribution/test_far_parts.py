"""Words that two cues lay claim to, on statements made by hand."""

from onrecord.attribution.far_parts import without_far_parts
from onrecord.model import Form, Span, Statement

TEXT = "“We stay,” Venn says.\n“We go,” Moll says.\n“We wait.”"
STAY, GO, WAIT = (Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in ("“We stay,”", "“We go,”", "“We wait.”"))
VENN, MOLL = Span(16, 20), Span(TEXT.rindex("says"), TEXT.rindex("says") + 4)


def contents(*rows: tuple[Span, tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    made = [Statement("doc", (), (cue,), content, Form.DIRECT, 0.9) for cue, content in rows]
    return [s.content for s in without_far_parts(TEXT, made)]


def test_a_part_in_another_paragraph_is_left_to_the_cue_there_that_has_it_too():
    assert contents((VENN, (STAY, GO)), (MOLL, (GO,))) == [(STAY,), (GO,)]


def test_a_part_that_no_other_cue_has_stays():
    assert contents((VENN, (STAY, WAIT)), (MOLL, (GO,))) == [(STAY, WAIT), (GO,)]


def test_a_part_that_two_cues_have_from_afar_stays_with_both():
    assert contents((VENN, (STAY, WAIT)), (MOLL, (GO, WAIT))) == [(STAY, WAIT), (GO, WAIT)]


def test_a_statement_never_loses_all_of_its_content():
    assert contents((VENN, (GO,)), (MOLL, (GO,))) == [(GO,), (GO,)]
