"""Who rests on whom, for one claim."""

import pytest

import onrecord
from onrecord.claims.origins import Node, OriginTree, tree
from onrecord.model import Act, OriginKind, SectionKind, Sourcing, quoted
from tests.claims.newsroom import HARBOUR, MEADOW, Record, article, says

CLOSE = "The harbour board of Orsund voted on Tuesday to close the northern quay to cargo ships"


def of(record: Record) -> OriginTree:
    return tree(record.claim, record.documents, record.links)


def cites(record: Record, day: int, sentence: str, source: str, sourcing: Sourcing, **known: object) -> str:
    """Adds an article with a sentence that attributes the claim; its id."""
    document = article(sentence, f"The {day} Times", day)
    record.add(document, says(document, "the quay will close", source, "said", sourcing, **known))  # type: ignore[arg-type]
    return document.id


def test_two_outlets_that_cite_a_third_have_one_origin():
    record = Record()
    one = cites(record, 7, "Vinkel said the quay will close.", "Vinkel", Sourcing.MEDIA, said=6)
    two = cites(record, 8, "The weekly Vinkel said the quay will close.", "Vinkel", Sourcing.MEDIA)
    found = of(record)
    assert [(r.origin.kind, r.origin.name, r.origin.document_id) for r in found.roots] == [
        (OriginKind.MEDIA, "Vinkel", None)
    ]
    assert {n.document_id for n in found.roots[0].below} == set(found.passed_on) == {one, two}
    assert found.independent == 1
    assert found.first is not None
    assert found.first.iso() == "2024-05-06"


def test_a_copy_has_the_origin_of_what_it_copies():
    record = Record()
    original = article(HARBOUR, "The Orsund Post", 7)
    copy = article(f"{HARBOUR}\n\nMore soon.", "The Sabel Times", 8)
    record.add(original, says(original, CLOSE))
    record.add(copy, says(copy, CLOSE))
    found = of(record)
    (root,) = found.roots
    assert root.origin.document_id == original.id
    assert [(n.document_id, [b.document_id for b in n.below]) for n in root.below] == [(original.id, [copy.id])]
    assert (found.independent, found.passed_on) == (1, (copy.id,))


def test_reports_of_ones_own_are_two_origins():
    record = Record()
    one = article(HARBOUR, "The Orsund Post", 7)
    other = article(
        f"No grain ship will berth at the old quay this year, so the board decided.\n\n{MEADOW}", "Sabel Radio", 7
    )
    record.add(one, says(one, CLOSE))
    record.add(other, says(other, "No grain ship will berth at the old quay this year"))
    assert (of(record).independent, of(record).passed_on) == (2, ())


def test_an_outlet_that_reports_it_twice_is_one_origin():
    record = Record()
    for day, text in ((7, HARBOUR), (9, f"The quay stays shut.\n\n{MEADOW}")):
        document = article(text, "The Orsund Post", day)
        record.add(document, says(document, CLOSE if day == 7 else "The quay stays shut"))
    assert of(record).independent == 1


def test_two_papers_that_quote_one_minister_have_one_utterance():
    record = Record()
    cites(record, 7, "Orla Venn said the quay will close.", "Orla Venn", Sourcing.PERSON)
    cites(record, 8, "Minister Venn said the quay will close.", "Venn", Sourcing.PERSON)
    found = of(record)
    assert [r.origin.kind for r in found.roots] == [OriginKind.UTTERANCE]
    assert (found.independent, found.passed_on, found.sourcing) == (1, (), Sourcing.PERSON)


def test_two_ministers_are_two_origins():
    record = Record()
    cites(record, 7, "Orla Venn said the quay will close.", "Orla Venn", Sourcing.PERSON)
    cites(record, 8, "Henrik Moss said the quay will close.", "Henrik Moss", Sourcing.PERSON)
    assert of(record).independent == 2


def test_a_claim_of_unnamed_sources_only_says_so_and_counts_one():
    record = Record()
    cites(record, 7, "An official said the quay will close.", "An official", Sourcing.ANONYMOUS)
    cites(record, 8, "People close to the board said the quay will close.", "People", Sourcing.ANONYMOUS)
    found = of(record)
    assert (found.only_unnamed, found.named, found.independent) == (True, 0, 1)


def test_a_report_that_names_no_source_adds_no_confirmation():
    record = Record()
    named = cites(record, 7, "Vinkel said the quay will close.", "Vinkel", Sourcing.MEDIA)
    document = article("The embarrassing news of the closed quay came to light a week later.", "Column", 15)
    record.add(document, says(document, "The embarrassing news of the closed quay came to light a week later."))
    found = of(record)
    assert (found.independent, [n.document_id for n in found.unsourced]) == (1, [document.id])
    assert found.passed_on == (named,)


def test_news_that_only_came_to_light_has_no_origin():
    record = Record()
    document = article("The embarrassing news of the closed quay came to light a week later.", "Column", 15)
    record.add(document, says(document, "The embarrassing news of the closed quay came to light a week later."))
    assert (of(record).independent, of(record).roots) == (0, ())


def test_a_headline_rests_on_the_source_that_its_article_names():
    record = Record()
    document = article("Quay to close\n\nVinkel said the quay will close. It is said that worms did it.", "Times", 8)
    cited = says(document, "the quay will close", "Vinkel", "said", Sourcing.MEDIA)
    record.add(document, says(document, "Quay to close"), cited)
    found = of(record)
    assert [r.origin.name for r in found.roots] == ["Vinkel"]
    assert len(found.roots[0].below[0].statements) == 2


def test_press_without_a_name_rests_on_the_outlet_that_the_same_article_names():
    record = Record()
    document = article(
        "The quay will close, German press reported.\n\nVinkel said worms had eaten the pillars.", "Times", 8
    )
    vague = says(document, "The quay will close", "German press", "reported", Sourcing.MEDIA)
    record.add(document, vague, says(document, "worms had eaten the pillars", "Vinkel", "said", Sourcing.MEDIA))
    assert [r.origin.name for r in of(record).roots] == ["Vinkel"]


def test_who_denies_the_claim_is_no_origin_of_it():
    record = Record()
    cites(record, 7, "Vinkel said the quay will close.", "Vinkel", Sourcing.MEDIA)
    cites(record, 8, "The board said the quay will close: a lie.", "The board", Sourcing.ORGANISATION, act=Act.DENIES)
    assert (of(record).independent, len(of(record).denied)) == (1, 1)


def test_what_a_denial_says_that_it_denies_has_no_origin_in_it():
    record = Record()
    document = article("The board rejects the claim, often repeated, that the quay will close.", "The 8 Times", 8)
    denial = says(document, "the claim", "The board", "rejects", Sourcing.ORGANISATION, act=Act.DENIES)
    denied = says(document, "the quay will close", "", "the claim", Sourcing.NOBODY, parent=denial)
    record.add(document, denial, denied)
    assert (of(record).independent, of(record).roots, len(of(record).denied)) == (0, (), 1)


def test_a_readers_comment_is_no_origin():
    record = Record()
    text = f"{MEADOW}\n\nThe quay will close, mark my words."
    document = article(text, "Times", 8, kinds=[("The quay will close", SectionKind.COMMENT)])
    record.add(document, says(document, "The quay will close"))
    assert (of(record).independent, len(of(record).unsourced)) == (0, 1)


def test_prints_of_one_agency_have_one_origin():
    record = Record()
    for day, place in ((8, "SABEL"), (9, "HALDEN")):
        document = article(f"{place}, May 7 (MPA) – {HARBOUR}", f"{place} Echo", day)
        record.add(document, says(document, CLOSE))
    found = of(record)
    assert [(r.origin.name, r.origin.kind, len(r.below)) for r in found.roots] == [("MPA", OriginKind.MEDIA, 2)]
    assert len(found.passed_on) == 2


def test_what_an_article_copied_elsewhere_does_not_make_its_own_reporting_a_copy():
    record = Record()
    original = article(HARBOUR, "The Orsund Post", 7)
    own = "Truffles were found under the town hall on Monday"
    later = article(f"{HARBOUR}\n\n{own}.", "The Sabel Times", 8)
    record.add(original)
    record.add(later, says(later, own))
    (root,) = of(record).roots
    assert root.origin.document_id == later.id


def test_a_remark_tells_that_the_origin_named_nobody():
    record = Record()
    document = article("Vinkel said the quay will close. It did not cite sources.", "Times", 8)
    statement = says(
        document, "the quay will close", "Vinkel", "said", Sourcing.MEDIA, remarks=["did not cite sources"]
    )
    record.add(document, statement)
    (root,) = of(record).roots
    assert (root.sourcing, root.remarks) == (Sourcing.NOBODY, ("did not cite sources",))


def test_a_chain_hangs_each_copy_below_what_it_was_made_from():
    record = Record()
    first = article(HARBOUR, "The Orsund Post", 7)
    second = article(HARBOUR.replace("worms", "shipworms").replace("fear", "worry"), "The Sabel Times", 8)
    cut = "\n\n".join(second.text.split("\n\n")[:4])
    third = article(cut, "Halden Echo", 9)
    for document in (first, second, third):
        record.add(document, says(document, CLOSE))
    (root,) = of(record).roots
    assert set(_ids(root.below)) == {first.id, second.id, third.id}
    assert of(record).independent == 1


REPORT = (
    "Ilmera in talks over barges\n\nIlmera is in talks with a shipyard in Velmark about buying 40 barges, foreign"
    " press reported on Friday.\n\nThe magazine Vinkel reported on Friday that the Torvane yard had said it was ready"
    " to build 40 barges for Ilmera. Vinkel did not cite specific sources."
)
COLUMN = "The embarrassing news about Ilmera being in talks with Torvane to buy 40 barges came to light last week."


@pytest.mark.model
def test_of_two_real_readings_one_cites_and_one_adds_no_confirmation():
    record = Record()
    for document in (article(REPORT, "The Sabel Times", 3), article(COLUMN, "Column", 12)):
        found = onrecord.findings(document)
        told = [s for s in (*found.statements, *found.assertions) if "40" in quoted(document.text, s.content)]
        record.add(document, *told)
    tree_of = of(record)
    assert [(r.origin.name, r.origin.date and r.origin.date.iso(), r.sourcing) for r in tree_of.roots] == [
        ("Vinkel", "2024-05-03", Sourcing.NOBODY)
    ]
    assert (tree_of.independent, len(tree_of.unsourced)) == (1, 1)


def _ids(nodes: tuple[Node, ...]) -> list[str]:
    return [document_id for node in nodes for document_id in node.documents()]
