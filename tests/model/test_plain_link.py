import json

from hypothesis import given, settings

from onrecord.model import (
    Aspect,
    Compared,
    Document,
    Form,
    Link,
    LinkKind,
    Origin,
    OriginKind,
    Passage,
    Proposition,
    Span,
    Statement,
)
from onrecord.model.plain_link import link_from, plain_link
from onrecord.model.plain_proposition import plain_proposition, proposition_from
from tests.strategies import links_of, propositions_of


def test_a_link_is_plain_with_both_passages_and_what_was_compared():
    link = Link(
        LinkKind.UPDATES,
        Passage("d2", (Span(4, 9),), "s2"),
        Passage("d1", (Span(0, 3), Span(7, 8)), "s1"),
        0.75,
        (Compared(Aspect.NUMBER, "forty", "30", False),),
    )
    found = plain_link(link)
    assert (found["kind"], found["score"], found["id"]) == ("updates", 0.75, link.id)
    assert found["one"] == {"document": "d2", "statement": "s2", "spans": [[4, 9]]}
    assert found["other"] == {"document": "d1", "statement": "s1", "spans": [[0, 3], [7, 8]]}
    assert found["reasons"] == [{"aspect": "number", "one": "forty", "other": "30", "agrees": False}]


def test_what_is_cited_and_not_on_the_record_is_plain_by_its_name():
    link = Link(LinkKind.CITES, Passage("d", (), "s"), Origin(OriginKind.MEDIA, "The Vinkel"), 1.0)
    origin = link.other
    assert isinstance(origin, Origin)
    assert plain_link(link)["other"] == {
        "id": origin.id,
        "kind": "media",
        "name": "The Vinkel",
        "date": None,
        "document": None,
    }


DOCUMENT = Document("The mill burned.", ())
BURNED = Statement(DOCUMENT.id, (), (), (Span(0, 15),), Form.INDIRECT, 1.0)


@settings(max_examples=25)
@given(links_of(DOCUMENT, [BURNED]))
def test_links_read_back_equal(links: list[Link]):
    assert [link_from(json.loads(json.dumps(plain_link(link)))) for link in links] == links


def test_no_field_of_a_proposition_is_left_out():
    kept = plain_proposition(Proposition(BURNED.id, DOCUMENT.id, "the mill burned", ("mill",)))
    assert [name.removesuffix("_id") for name in Proposition.__dataclass_fields__] == list(kept)


@given(propositions_of(BURNED))
def test_propositions_read_back_equal(proposition: Proposition):
    assert proposition_from(json.loads(json.dumps(plain_proposition(proposition)))) == proposition
