"""Turns of transcripts, on texts alone; no model is loaded."""

from typing import NamedTuple

import pytest

from onrecord.attribution.setting.transcripts import turns
from onrecord.model import Document, Section, SectionKind, Span


class Case(NamedTuple):
    id: str
    text: str
    turns: list[tuple[str, str]]


CASES = [
    Case(
        "labels in capitals",
        "HOST: Who won?\nMS. ADEBAYO-ROSS: We did.\nHOST: By how much?\nMS. ADEBAYO-ROSS: Enough.",
        [
            ("HOST", "Who won?"),
            ("MS. ADEBAYO-ROSS", "We did."),
            ("HOST", "By how much?"),
            ("MS. ADEBAYO-ROSS", "Enough."),
        ],
    ),
    Case(
        "question and answer",
        "Q: Who won?\nA: We did. It was close.",
        [("Q", "Who won?"), ("A", "We did. It was close.")],
    ),
    Case("with full stops", "Q. Who won?\n\nA. We did.", [("Q", "Who won?"), ("A", "We did.")]),
    Case(
        "initials in brackets",
        "(O): All ends at a table.\n(S): Never.\n(O): We shall see.",
        [("O", "All ends at a table."), ("S", "Never."), ("O", "We shall see.")],
    ),
    Case(
        "names, and a note behind one",
        "Lena Fitch: Did you sign?\nTom Orr (laughing): I did.\nLena Fitch: When?",
        [("Lena Fitch", "Did you sign?"), ("Tom Orr", "I did."), ("Lena Fitch", "When?")],
    ),
    Case(
        "turns of several paragraphs",
        "ORR: First.\n\nSecond.\n\nFITCH: Why?\n\nORR: Because.",
        [("ORR", "First.\n\nSecond."), ("FITCH", "Why?"), ("ORR", "Because.")],
    ),
    Case(
        "what stands around it",
        "Interviewer: Ada Moss\n\nTom Orr came late.\n\nMOSS: Why?\n\nORR: Rain.\n\nMOSS: Sure.\n\nHe left at noon.",
        [("MOSS", "Why?"), ("ORR", "Rain."), ("MOSS", "Sure.")],
    ),
    Case("one label alone", "WASHINGTON: The ministry said on Monday that it would wait.", []),
    Case("a round of places", "DOLNA: The port is shut.\nORSUND: The court sits today.\nTAMM: Snow.", []),
    Case("notes", "Note: The text was cut.\nNote: Names were changed.\nUpdate: The court has ruled.", []),
    Case("credits", "Photo: Ada Moss\nText: Tom Orr\nPhoto: Lena Fitch", []),
    Case("times", "10:30 The court sits.\n10:45 The judge leaves.\n10:30: Again.", []),
    Case("a box of facts", "Age: 44\nHeight: 1.80 m\nHome: Orsund", []),
    Case("sentences that end in a colon", "He added: nothing.\nShe asked: why?\nHe added: because.", []),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_turns_are_found_where_a_label_comes_back_or_is_answered(case: Case):
    document = Document(case.text, (Section(SectionKind.BODY, Span(0, len(case.text))),))
    found = [(t.label.of(case.text), t.content.of(case.text)) for t in turns(document)]
    assert found == case.turns


def test_each_comment_is_read_alone():
    first, second = "MOSS: Why?", "ORR: Rain."
    sections = (
        Section(SectionKind.COMMENT, Span(0, len(first))),
        Section(SectionKind.COMMENT, Span(len(first) + 1, len(first) + 1 + len(second))),
    )
    assert turns(Document(f"{first}\n{second}", sections)) == []


def test_a_speaker_in_the_headline_begins_no_turn_though_the_transcript_has_the_label_again():
    headline, body = "Moss: Rain came late", "Moss spoke on Monday.\n\nORR: Why?\n\nMOSS: Rain."
    sections = (
        Section(SectionKind.HEADLINE, Span(0, len(headline))),
        Section(SectionKind.BODY, Span(len(headline) + 2, len(headline) + 2 + len(body))),
    )
    text = f"{headline}\n\n{body}"
    assert [t.content.of(text) for t in turns(Document(text, sections))] == ["Why?", "Rain."]
