"""Said and happened, on parses written by hand."""

from datetime import datetime
from time import process_time
from typing import NamedTuple

import pytest
from spacy.tokens import Doc

from evaluation.times import written
from onrecord.model import Document, Form, Moment, Precision, Section, SectionKind, Span, Statement
from onrecord.model.dated import AnchorKind, Dated
from onrecord.times import StatementTimes, time_statements
from tests.times.written import PUBLISHED, VOCAB, document_of, parsed, statement_of


class Case(NamedTuple):
    """``said`` and ``happened``: words and dates, None where there is no time."""

    id: str
    words: str
    roles: tuple[str, str, str]
    said: tuple[str, str] | None
    happened: tuple[str, str] | None


SAID_ON_FRIDAY = "Ona/NNP/nsubj/1 said/VBD/ROOT/1 on/IN/prep/1 Friday/NNP/pobj/2 "
CASES = [
    Case(
        "each clause has its own",
        SAID_ON_FRIDAY + "it/PRP/nsubj/5 sank/VBD/ccomp/1 in/IN/prep/5 March/NNP/pobj/6",
        ("Ona", "said", "it sank in March"),
        ("Friday", "2021-06-11"),
        ("March", "2021-03"),
    ),
    Case(
        "a plan lies ahead",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/4 will/MD/aux/4 sail/VB/ccomp/1 on/IN/prep/4 Friday/NNP/pobj/5",
        ("Ona", "said", "it will sail on Friday"),
        None,
        ("Friday", "2021-06-18"),
    ),
    Case(
        "an inner clause keeps its own",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 ships/NNS/nsubj/6 that/WDT/nsubj/4 sailed/VBD/relcl/2 Friday/NNP/npadvmod/4"
        " sank/VBD/ccomp/1",
        ("Ona", "said", "ships that sailed Friday sank"),
        None,
        None,
    ),
    Case(
        "an event without a date stays without one",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/3 sank/VBD/ccomp/1 weeks/NNS/npadvmod/5 before/IN/prep/3"
        " the/DT/det/7 war/NN/pobj/5",
        ("Ona", "said", "it sank weeks before the war"),
        None,
        ("weeks before the war", ""),
    ),
    Case(
        "an event with a date lends it",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/3 sank/VBD/ccomp/1 after/IN/prep/3 Friday/NNP/poss/7~"
        " 's/POS/case/5 vote/NN/pobj/4",
        ("Ona", "said", "it sank after Friday's vote"),
        None,
        ("after Friday's vote", "2021-06-11/2021-06-17"),
    ),
    Case(
        "the next day leans on the time before it",
        SAID_ON_FRIDAY + "it/PRP/nsubj/5 sank/VBD/ccomp/1 a/DT/det/7 day/NN/npadvmod/8 earlier/RBR/advmod/5",
        ("Ona", "said", "it sank a day earlier"),
        ("Friday", "2021-06-11"),
        ("a day earlier", "2021-06-10"),
    ),
    Case(
        "two readings stay two",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/3 sank/VBD/ccomp/1 at/IN/prep/3 midnight/NN/pobj/4",
        ("Ona", "said", "it sank at midnight"),
        None,
        ("midnight", "2021-06-16T00 or 2021-06-17T00"),
    ),
    Case(
        "a number of things is no year",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 in/IN/prep/6 1500/CD/nummod/4 cases/NNS/pobj/2"
        " it/PRP/nsubj/6 sank/VBD/ccomp/1",
        ("Ona", "said", "in 1500 cases it sank"),
        None,
        None,
    ),
]


def times(case: Case, document: Document, doc: Doc) -> StatementTimes:
    statement = statement_of(document, *case.roles)
    return time_statements(document, [statement], doc)[statement.id]


def shown(document: Document, dated: Dated | None) -> tuple[str, str] | None:
    if dated is None:
        return None
    return " ... ".join(s.of(document.text) for s in dated.spans), " or ".join(written(dated.readings))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_time_belongs_to_what_it_modifies(case: Case) -> None:
    doc = parsed(case.words)
    document = document_of(doc)
    found = times(case, document, doc)
    assert (shown(document, found.said), shown(document, found.happened)) == (case.said, case.happened)


def test_the_anchor_says_what_a_time_was_counted_from() -> None:
    leaning = next(c for c in CASES if "leans" in c.id)
    doc = parsed(leaning.words)
    document = document_of(doc)
    found = times(leaning, document, doc)
    assert found.said is not None
    assert found.happened is not None
    assert found.said.anchor is not None
    assert found.happened.anchor is not None
    assert (found.said.anchor.kind, found.happened.anchor.kind) == (AnchorKind.PUBLICATION, AnchorKind.EXPRESSION)
    assert found.happened.anchor.spans == found.said.spans
    assert found.said.moment == Moment.at(datetime(2021, 6, 11), Precision.DAY, found.said.spans[0])


def test_an_event_is_the_anchor_though_its_date_is_not_known() -> None:
    case = next(c for c in CASES if "stays without" in c.id)
    doc = parsed(case.words)
    document = document_of(doc)
    happened = times(case, document, doc).happened
    assert happened is not None
    assert happened.anchor is not None
    assert happened.anchor.kind is AnchorKind.EVENT
    assert happened.anchor.period is None
    assert [s.of(document.text) for s in happened.anchor.spans] == ["the war"]


def test_without_a_date_of_publication_the_words_are_kept_and_no_date_is_made_up() -> None:
    doc = parsed(CASES[0].words)
    document = document_of(doc, published=None)
    found = times(CASES[0], document, doc)
    assert (shown(document, found.said), shown(document, found.happened)) == (("Friday", ""), ("March", ""))


QUOTE = (
    "“/``/punct/3~ It/PRP/nsubj/2 sank/VBD/ccomp/6 yesterday/NN/npadvmod/2~ ”/''/punct/6 Ona/NNP/nsubj/6"
    " said/VBD/ROOT/6 on/IN/prep/6 Friday/NNP/pobj/7"
)


def test_quoted_words_count_from_when_they_were_said() -> None:
    doc = parsed(QUOTE)
    document = document_of(doc)
    happened = times(Case("", "", ("Ona", "said", "“It sank yesterday”"), None, None), document, doc).happened
    assert shown(document, happened) == ("yesterday", "2021-06-10")
    assert happened is not None
    assert happened.anchor is not None
    assert happened.anchor.kind is AnchorKind.SAYING


THINKS = "I/PRP/nsubj/1 think/VBP/ROOT/1 it/PRP/nsubj/3 sank/VBD/ccomp/1"
POSTED = Moment.at(datetime(2021, 6, 20, 9, 15), Precision.MINUTE)


def test_a_reader_says_it_when_they_post_it() -> None:
    doc = parsed(THINKS)
    document = document_of(doc, comment=POSTED)
    said = times(Case("", "", ("I", "think", "it sank"), None, None), document, doc).said
    assert said is not None
    assert (said.spans, said.moment) == ((), POSTED)


def test_an_author_outside_a_comment_says_it_at_no_known_time() -> None:
    doc = parsed(THINKS)
    document = document_of(doc)
    assert times(Case("", "", ("I", "think", "it sank"), None, None), document, doc).said is None


def test_a_date_line_dates_nothing_and_carries_no_statement() -> None:
    doc = parsed("Friday/NNP/npadvmod/2 Ona/NNP/nsubj/2 said/VBD/ROOT/2 it/PRP/nsubj/4 sank/VBD/ccomp/2")
    sections = (
        Section(SectionKind.HEADLINE, Span(0, 0)),
        Section(SectionKind.DATE_LINE, Span(0, 7)),
        Section(SectionKind.BODY, Span(7, len(doc.text))),
    )
    document = Document(doc.text, sections, published=PUBLISHED)
    assert times(Case("", "", ("Ona", "said", "it sank"), None, None), document, doc) == StatementTimes()


def test_many_dates_take_time_in_proportion() -> None:
    seconds = [_seconds(count) for count in (250, 1_000)]
    assert seconds[1] < 12 * max(seconds[0], 0.05)


def _seconds(count: int) -> float:
    words = ["Ona", "said", "it", "sank", "on", "5", "May", "2019", "."] * count
    heads = [h + 9 * n for n in range(count) for h in (1, 1, 3, 1, 3, 6, 4, 6, 1)]
    deps = ["nsubj", "ROOT", "nsubj", "ccomp", "prep", "nummod", "pobj", "nummod", "punct"] * count
    tags = ["NNP", "VBD", "PRP", "VBD", "IN", "CD", "NNP", "CD", "."] * count
    doc = Doc(VOCAB, words=words, heads=heads, deps=deps, tags=tags)
    document = document_of(doc)
    step = len(doc.text) // count
    statements = [statement_at(document, start) for start in range(0, 200 * step, step)]
    began = process_time()
    found = time_statements(document, statements, doc)
    assert all(t.happened is not None and t.said is None for t in found.values())
    return process_time() - began


def statement_at(document: Document, start: int) -> Statement:
    source, cue, content = Span(start, start + 3), Span(start + 4, start + 8), Span(start + 9, start + 30)
    return Statement(document.id, (source,), (cue,), (content,), Form.INDIRECT, 1.0)
