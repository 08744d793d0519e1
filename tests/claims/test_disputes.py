"""Readers' comments beside what they dispute, on documents built by hand."""

from onrecord.claims.disputes import disputes
from onrecord.claims.linking import link_document
from onrecord.claims.memory import MemoryIndex
from onrecord.model import Act, Aspect, Findings, LinkKind, Passage, Requote, Role, SectionKind
from tests.claims.hand import Told, by_words, country, firm, record

STOPPED = Told(
    "The weekly",
    "reported",
    "the maker Torvane no longer sells its drones to Karsovia",
    "sells",
    parties=(firm("Torvane", Role.SOURCE), country("Karsovia", Role.GOAL)),
)
ELSEWHERE = Told("Moll", "said", "the harbour of Brenn was quiet", "quiet")
READER = Told(
    "I",
    "haven't read anywhere that",
    "Torvane is changing its policy on Karsovia",
    "changing",
    parties=(firm("Torvane", Role.AGENT), country("Karsovia", Role.OTHER)),
    denied=True,
    comment=True,
)
AGREES = READER._replace(cue="read that", denied=False)


def found(*told: Told):
    made = record(*told)
    return made, disputes(made.document, made.statements, made.propositions)


def test_a_reader_who_found_no_trace_of_a_report_stands_beside_it():
    made, links = found(STOPPED, ELSEWHERE, READER)
    (link,) = links
    assert (link.one.statement_id, link.other.subject_id) == (made.statements[2].id, made.statements[0].id)
    assert link.kind is LinkKind.CONTRADICTS
    assert any(reason.aspect is Aspect.REPLY for reason in link.reasons)


def test_a_reader_who_does_not_doubt_disputes_nothing():
    assert found(STOPPED, AGREES)[1] == []


def test_what_the_article_itself_denies_is_no_comment():
    assert found(STOPPED, READER._replace(comment=False))[1] == []


def test_a_denial_weighs_more_than_a_doubt():
    doubt = found(STOPPED, READER)[1][0]
    denial = found(STOPPED, READER._replace(cue="deny that", act=Act.DENIES))[1][0]
    assert denial.score > doubt.score


def test_a_quoted_sentence_is_disputed_whatever_its_words():
    reader = Told("Reader", "doubt", "a word of this", "doubt", denied=True, comment=True)
    made = record(ELSEWHERE, reader)
    comment = next(s for s in made.document.sections if s.kind is SectionKind.COMMENT)
    quote = Requote(made.document.id, comment.span, made.document.id, made.statements[0].content[0], True, 1.0, "")
    (link,) = disputes(made.document, made.statements, made.propositions, [quote])
    assert isinstance(link.other, Passage)
    assert link.other.statement_id == made.statements[0].id
    assert disputes(made.document, made.statements, made.propositions) == []


def test_the_report_and_the_reader_are_two_claims():
    made = record(STOPPED, READER)
    linked = link_document(
        made.document, Findings(made.statements, propositions=made.propositions), MemoryIndex(), by_words
    )
    assert [link.kind for link in linked.links] == [LinkKind.CONTRADICTS]
