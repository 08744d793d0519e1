import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

import pytest

from onrecord.claims.overview import Claims
from onrecord.export.report import render
from onrecord.model import (
    Actor,
    ActorKind,
    Answer,
    Link,
    LinkKind,
    Mention,
    MentionSort,
    Origin,
    OriginKind,
    Span,
)
from tests.claims.affair import (
    ASSERTIONS,
    BY_VENN,
    DENIED,
    DOCUMENTS,
    GAZETTE,
    LINKS,
    PASSED,
    PROPOSITIONS,
    STATEMENTS,
    VENN,
    passage,
)

MADE = datetime(2024, 5, 1, tzinfo=UTC)
ALL_LINKS = tuple(chain.from_iterable(LINKS.values()))
ORLA = Actor(
    GAZETTE.id,
    "Orla Venn",
    True,
    Answer(ActorKind.PERSON),
    (
        Mention(Span(0, 9), Span(5, 9), MentionSort.NAME, Span(0, 9)),
        Mention(Span(46, 54), Span(50, 54), MentionSort.DESCRIPTION),
    ),
    role=Answer("envoy"),
)
CROWD = Actor(
    GAZETTE.id, "a crowd", False, Answer(ActorKind.GROUP), (Mention(Span(0, 4), Span(0, 4), MentionSort.DESCRIPTION),)
)


def page(links: tuple[Link, ...] = ALL_LINKS, *, with_claims: bool = True) -> str:
    said = chain.from_iterable([*STATEMENTS.values(), *ASSERTIONS.values()])
    claims = Claims(DOCUMENTS, said, links, (), PROPOSITIONS)
    pairs = [(d, [*STATEMENTS[d.id], *ASSERTIONS.get(d.id, [])]) for d in DOCUMENTS]
    return render(pairs, made=MADE, actors=[ORLA, CROWD], claims=claims if with_claims else None)


def section(html: str, name: str) -> str:
    found = re.search(rf'<section class="{name}".*?(?=<section class="documents"|</main>)', html, re.DOTALL)
    assert found is not None
    return found.group()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_claim_told_by_several_documents_is_shown_with_its_reports_and_origins():
    html = section(page(), "claims")
    words = text(html)
    assert "40 ferries would stop in May 2 documents 1 independent origin basis: somebody’s words" in words
    assert "Orla Venn asserts it 1.1 forty ferries would stop" in words
    assert html.index("Orla Venn") < html.index("The Herald")
    assert "The Gazette, 1 March 2024 reports it" in words
    assert "The Herald, 2 March 2024 passes it on" in words


def test_each_report_leads_to_its_card_and_the_card_to_its_claim():
    html = page()
    for statement in (VENN, PASSED, DENIED):
        assert f'href="#s-{statement.id}"' in section(html, "claims")
    claim = re.search(r'class="claim" id="(c-\w+)"', html)
    assert claim is not None
    assert html.count(f'of the claim <a href="#{claim.group(1)}"') == 2


def test_what_disputes_a_claim_leads_to_it_with_score_and_reasons_folded():
    words = text(section(page(), "claims"))
    assert "contradicted by any ferry would stop The harbour why, score 0.80 negation: “denied that any”" in words
    assert "contradicts 40 ferries would stop in May" in words


def test_claims_of_one_document_that_nothing_disputes_are_counted_and_left_to_it():
    html = section(page(), "claims")
    assert "The pier is shut" not in html
    assert "1 more claim told by one document each, and not disputed here, is left to its document below." in text(html)


def test_no_id_stands_twice_and_every_link_leads_somewhere():
    html = page()
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_claim_that_rests_on_nobody_named_says_so():
    unnamed = replace(BY_VENN, other=Origin(OriginKind.UNNAMED, "a person close to the harbour"))
    anonymous = Link(LinkKind.CITES, passage(PASSED), Origin(OriginKind.UNNAMED, "reports"), 0.8)
    same = next(link for link in ALL_LINKS if link.kind is LinkKind.SAME)
    words = text(section(page((unnamed, anonymous, same)), "claims"))
    assert "all of its reports rest on a source that nobody names" in words


def test_the_actors_of_a_document_stand_beside_it_but_not_those_that_do_nothing():
    html = page()
    assert "1 actor</summary>" in html
    actors = html[html.index('class="actors"') :]
    assert "Orla Venn person, envoy 2 mentions, 1 statement: 1" in text(actors[: actors.index("</details>")])
    assert "a crowd" not in html


def test_a_report_without_claims_has_no_section_for_them():
    html = page(with_claims=False)
    assert 'class="claims"' not in html
    assert 'href="#claims"' not in html


@pytest.mark.parametrize("bad", ["<script>alert(1)</script>", '" onmouseover="x', "\ud800\x00"])
def test_words_from_outside_are_shown_as_words(bad: str):
    link = replace(BY_VENN, other=Origin(OriginKind.UTTERANCE, bad))
    html = page((link, *(each for each in ALL_LINKS if each != BY_VENN)))
    assert "<script>alert" not in html
    assert '" onmouseover' not in html
    html.encode("utf-8")
