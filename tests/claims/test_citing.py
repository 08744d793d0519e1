"""What a statement rests on."""

import pytest

from onrecord.model import Act, Aspect, Link, Origin, OriginKind, Passage, Sourcing, Statement
from tests.claims.newsroom import HARBOUR, MEADOW, Record, article, says

SPIEGEL = (
    "The magazine Vinkel reported on Friday that the yard had said it would build 40 boats. Vinkel did not name its"
    " sources.\n\nThe magazine also said that a second yard had been asked.\n\nGerman press wrote of a delay."
)


def origin(link: Link) -> Origin:
    assert isinstance(link.other, Origin)
    return link.other


def media(said: int | None = None) -> tuple[Statement, ...]:
    document = article(SPIEGEL, day=8)
    first = says(
        document,
        "that the yard had said it would build 40 boats",
        "The magazine Vinkel",
        "reported",
        Sourcing.MEDIA,
        name="Vinkel",
        said=said,
        remarks=["did not name its sources"],
    )
    nested = says(document, "it would build 40 boats", "the yard", "had said", Sourcing.ORGANISATION, parent=first)
    again = says(document, "that a second yard had been asked", "The magazine", "also said", Sourcing.MEDIA)
    return first, nested, again


def test_an_outlet_that_is_not_on_the_record_is_a_named_origin_with_its_date():
    first, *_ = media(said=3)
    (link,) = Record().add(article(SPIEGEL, day=8), first)
    found = origin(link)
    assert (found.kind, found.name, found.document_id) == (OriginKind.MEDIA, "Vinkel", None)
    assert found.date is not None
    assert found.date.iso() == "2024-05-03"


def test_what_is_nested_rests_on_whoever_the_outer_statement_is_by():
    first, nested, _ = media(said=3)
    links = {k.one.statement_id: origin(k) for k in Record().add(article(SPIEGEL, day=8), first, nested)}
    assert links[nested.id] == links[first.id]


def test_the_magazine_is_the_one_outlet_that_the_article_names_and_its_date_is_told_once():
    first, _, again = media(said=3)
    links = {k.one.statement_id: origin(k) for k in Record().add(article(SPIEGEL, day=8), first, again)}
    assert links[again.id] == links[first.id]


def test_press_without_a_name_is_no_named_origin():
    document = article(SPIEGEL, day=8)
    vague = says(document, "of a delay", "German press", "wrote", Sourcing.MEDIA)
    found = {k.one.statement_id: origin(k) for k in Record().add(document, media()[0], vague)}[vague.id]
    assert (found.kind, found.name) == (OriginKind.UNNAMED, "German press")


def test_press_without_a_name_is_the_one_outlet_where_it_tells_of_the_same():
    lead = "40 boats will be built at a yard in May, German press reported.\n\n"
    document = article(lead + "The magazine Vinkel said the yard would build 40 boats.", day=8)
    vague = says(document, "40 boats will be built at a yard in May", "German press", "reported", Sourcing.MEDIA)
    named = says(
        document, "the yard would build 40 boats", "The magazine Vinkel", "said", Sourcing.MEDIA, name="Vinkel"
    )
    found = {k.one.statement_id: origin(k) for k in Record().add(document, named, vague)}[vague.id]
    assert (found.kind, found.name) == (OriginKind.MEDIA, "Vinkel")


def test_a_remark_on_its_sources_stands_in_the_reasons():
    first, *_ = media()
    (link,) = Record().add(article(SPIEGEL, day=8), first)
    assert [(r.one, r.agrees) for r in link.reasons if r.aspect is Aspect.CREDIT] == [
        ("did not name its sources", False)
    ]


def test_a_report_that_is_on_the_record_is_cited_by_its_passage():
    record = Record()
    report = article(HARBOUR, "The Orsund Post", 7)
    record.add(report)
    text = f"The Orsund Post said the harbour board would close the northern quay to cargo ships.\n\n{MEADOW}"
    document = article(text, "The Sabel Times", 8)
    content = "the harbour board would close the northern quay to cargo ships"
    links = record.add(document, says(document, content, "The Orsund Post", "said", Sourcing.MEDIA))
    (cited,) = [k for k in links if k.one.statement_id]
    assert isinstance(cited.other, Passage)
    assert cited.other.document_id == report.id
    assert "close the northern quay" in cited.other.spans[0].of(report.text)


def test_another_article_of_the_outlet_is_not_cited():
    record = Record()
    record.add(article(MEADOW, "The Orsund Post", 7))
    text = "The Orsund Post said the harbour board would close the northern quay to cargo ships."
    document = article(text, "The Sabel Times", 8)
    content = "the harbour board would close the northern quay to cargo ships"
    (link,) = record.add(document, says(document, content, "The Orsund Post", "said", Sourcing.MEDIA))
    assert origin(link).document_id is None


@pytest.mark.parametrize(
    ("sourcing", "kind"),
    [
        (Sourcing.PERSON, OriginKind.UTTERANCE),
        (Sourcing.ORGANISATION, OriginKind.UTTERANCE),
        (Sourcing.DOCUMENT, OriginKind.DOCUMENT),
        (Sourcing.ANONYMOUS, OriginKind.UNNAMED),
    ],
)
def test_the_form_of_sourcing_gives_the_kind_of_origin(sourcing: Sourcing, kind: OriginKind):
    document = article("The envoy said that the talks were over.")
    (link,) = Record().add(document, says(document, "that the talks were over", "The envoy", "said", sourcing))
    assert origin(link).kind is kind


def test_a_pronoun_that_stands_for_nobody_known_is_no_name():
    document = article("She said that the talks were over.")
    (link,) = Record().add(document, says(document, "that the talks were over", "She", "said", Sourcing.PERSON))
    assert origin(link).kind is OriginKind.UNNAMED


def test_a_refusal_rests_on_nothing():
    document = article("The envoy did not respond to questions.")
    statement = says(document, "questions", "The envoy", "did not respond to", Sourcing.PERSON, act=Act.DECLINES)
    assert Record().add(document, statement) == []


def test_the_writers_own_words_rest_on_nothing_unless_they_only_pass_on():
    document = article("The talks ended. News of a new round came to light a week later.")
    own = says(document, "The talks ended.")
    passed = says(document, "News of a new round came to light a week later.")
    (link,) = Record().add(document, own, passed)
    assert link.one.statement_id == passed.id
    assert (origin(link).kind, origin(link).name) == (OriginKind.UNNAMED, "came to light")


def test_an_outlet_that_names_itself_cites_nobody():
    document = article("Vinkel has learned that the yard is for sale.", "Vinkel", 7)
    assert (
        Record().add(document, says(document, "that the yard is for sale", "Vinkel", "learned", Sourcing.MEDIA)) == []
    )
