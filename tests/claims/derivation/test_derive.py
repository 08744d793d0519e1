"""What an article derives from, by its words, its credits, its links and the names in it."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.derivation import derivations, document_keys
from onrecord.claims.memory import MemoryIndex
from onrecord.model import Aspect, Document, Findings, Link, LinkKind, Origin, Passage, SectionKind
from tests.claims.newsroom import HARBOUR, MEADOW, Record, article

PARAGRAPHS = HARBOUR.split("\n\n")
QUOTED = "“We would rather lose a season of freight than a crew,”"


def derived(later: Document, earlier: Document) -> Link | None:
    """The link between them, whichever is added first; both orders must agree."""
    found = []
    for first, second in ((earlier, later), (later, earlier)):
        record = Record()
        record.add(first)
        found.append([k for k in record.add(second) if isinstance(k.other, Passage)])
    assert [_ends(k) for k in found[0]] == [_ends(k) for k in found[1]]
    return found[0][0] if found[0] else None


def _ends(link: Link) -> tuple[str, str]:
    return link.one.document_id, link.other.subject_id if isinstance(link.other, Passage) else ""


def changed(link: Link) -> list[tuple[str, str]]:
    return [(r.one, r.other) for r in link.reasons if r.aspect is Aspect.WORDING and not r.agrees]


def test_a_verbatim_copy_derives_from_the_earlier_one():
    earlier, later = article(HARBOUR, "The Orsund Post", 7), article(f"Quay shut\n\n{HARBOUR}", "The Sabel Times", 8)
    link = derived(later, earlier)
    assert link is not None
    assert link.kind is LinkKind.DERIVES_FROM
    assert (link.one.document_id, link.other.subject_id) == (later.id, earlier.id)  # type: ignore[union-attr]
    assert link.score > 0.95


def test_a_copy_that_is_cut_from_the_bottom_derives_from_the_whole():
    link = derived(article("\n\n".join(PARAGRAPHS[:2]), "The Sabel Times", 8), article(HARBOUR, "The Orsund Post", 7))
    assert link is not None


def test_what_was_changed_is_shown_as_the_texts_spell_it():
    edited = HARBOUR.replace("two of its pillars", "three of its pillars").replace("fear that", "worry that")
    link = derived(article(edited, "The Sabel Times", 8), article(HARBOUR, "The Orsund Post", 7))
    assert link is not None
    assert ("three", "two") in changed(link)
    assert ("worry", "fear") in changed(link)


def test_sentences_in_another_order_are_found():
    link = derived(article("\n\n".join(reversed(PARAGRAPHS)), "A", 8), article(HARBOUR, "B", 7))
    assert link is not None


def test_the_spans_of_a_link_are_words_of_its_documents():
    added = "A fair was held, too.\n\n"
    earlier, later = article(HARBOUR, "The Orsund Post", 7), article(added + HARBOUR, "The Sabel Times", 8)
    link = derived(later, earlier)
    assert link is not None
    assert isinstance(link.other, Passage)
    assert [s.of(later.text) for s in link.one.spans] == [s.of(earlier.text) for s in link.other.spans]
    assert min(s.start for s in link.one.spans) == len(added)


def test_articles_that_share_nothing_are_not_linked():
    assert derived(article(MEADOW, "The Sabel Times", 8), article(HARBOUR, "The Orsund Post", 7)) is None


def test_words_that_two_reporters_heard_are_no_derivation():
    """Both quote the same public words, each in sentences of their own."""
    other = f"Ships have to look for another berth.\n\n{QUOTED} Venn told those who had waited in the rain.\n\n{MEADOW}"
    assert derived(article(other, "The Sabel Times", 8), article(HARBOUR, "The Orsund Post", 7)) is None


def test_a_shared_quotation_and_the_name_of_the_paper_are_one():
    other = f"{QUOTED} board member Orla Venn told The Orsund Post after the vote.\n\n{MEADOW}"
    link = derived(article(other, "The Sabel Times", 8), article(HARBOUR, "The Orsund Post", 7))
    assert link is not None
    assert {Aspect.QUOTATION, Aspect.NAMING} <= {r.aspect for r in link.reasons}


@pytest.mark.parametrize(
    "words",
    [
        "The Orsund Post reported that the harbour board has voted to close the northern quay because worms ate two of"
        " its pillars.",
        "According to The Orsund Post, the board of the harbour voted to close its northern quay to cargo ships.",
        "The northern quay is to close to cargo ships since divers found worms in two pillars, the Orsund Post first"
        " reported.",
        "The closure of the northern quay to cargo ships by the harbour board was first reported by The Orsund Post.",
    ],
)
def test_words_that_name_the_source_link_to_its_report(words: str):
    link = derived(article(f"{words}\n\n{MEADOW}", "The Sabel Times", 8), article(HARBOUR, "The Orsund Post", 7))
    assert link is not None
    assert [r.agrees for r in link.reasons if r.aspect is Aspect.NAMING] == [True]
    assert link.one.spans[0].of(words) == words


def test_a_paper_named_for_something_else_is_no_source():
    words = "The Orsund Post reported that thieves took a painting by Henrik Moss from the chapel of Saint Ansgar."
    assert (
        derived(article(f"{words}\n\n{MEADOW}", "The Sabel Times", 8), article(HARBOUR, "The Orsund Post", 7)) is None
    )


def test_a_report_that_came_later_cannot_be_what_is_named():
    words = "The Orsund Post reported that the harbour board voted to close the northern quay to cargo ships."
    assert (
        derived(article(HARBOUR, "The Orsund Post", 20), article(f"{words}\n\n{MEADOW}", "The Sabel Times", 8)) is None
    )


def test_a_link_beside_what_the_other_says_is_enough():
    words = "The harbour board has voted to close the northern quay to cargo ships."
    address = "https://www.post.example/quay?utm_source=x"
    later = article(
        f"{words}\n\n{MEADOW}", "The Sabel Times", 8, links=[("northern quay", "http://post.example/quay/")]
    )
    link = derived(later, article(HARBOUR, "The Orsund Post", 7, url=address))
    assert link is not None
    assert any(r.aspect is Aspect.HYPERLINK for r in link.reasons)


def test_a_link_for_further_reading_is_not():
    later = article(f"See our guide.\n\n{MEADOW}", "The Sabel Times", 8, links=[("guide", "https://post.example/quay")])
    assert derived(later, article(HARBOUR, "The Orsund Post", 7, url="https://post.example/quay")) is None


@pytest.mark.parametrize("kind", [SectionKind.COMMENT, SectionKind.RELATED, SectionKind.BOILERPLATE])
def test_what_is_no_article_is_left_out(kind: SectionKind):
    later = article(f"{MEADOW}\n\n{HARBOUR}", "The Sabel Times", 8, kinds=[(HARBOUR, kind)])
    assert derived(later, article(HARBOUR, "The Orsund Post", 7)) is None


def test_a_notice_under_both_articles_is_no_derivation():
    notice = (
        "Those who know more about what is told here may write to the newsroom, where letters are opened by two people"
        " and burned when they have been read."
    )
    later, earlier = (
        article(f"{MEADOW}\n\n{notice}", "The Sabel Times", 8),
        article(f"{HARBOUR}\n\n{notice}", "The Orsund Post", 7),
    )
    assert derived(later, earlier) is None


def test_sentences_of_one_formula_are_no_copies():
    told = "The ferry {0} ran aground off {1} on Sunday night and was towed free at high water, the coast guard said."
    later, earlier = told.format("Marlin Star", "Halden Point"), told.format("Blue Heron", "Sabel Head")
    assert derived(article(f"{later}\n\n{MEADOW}", "A", 8), article(f"{earlier}\n\n{HARBOUR}", "B", 7)) is None


def test_without_dates_the_shorter_is_taken_for_the_later():
    short, whole = article("\n\n".join(PARAGRAPHS[:3])), article(HARBOUR)
    link = derived(short, whole)
    assert link is not None
    assert link.one.document_id == short.id


def test_where_nothing_tells_which_came_first_the_reasons_say_so():
    record = Record()
    record.add(article(HARBOUR, "The Orsund Post", 7))
    (link,) = record.add(article(HARBOUR.replace("worms", "shipworms"), "The Sabel Times", 7))
    assert link.reasons[-1].one == "which came first is not told"


def test_an_agency_that_is_credited_is_an_origin_where_its_text_is_not_held():
    record = Record()
    (link,) = record.add(article(f"ORSUND, May 7 (MPA) – {HARBOUR}", "The Sabel Times", 8))
    assert isinstance(link.other, Origin)
    assert (link.other.name, link.other.document_id) == ("MPA", None)


def test_an_agency_whose_text_is_held_is_linked_to_it():
    record = Record()
    wire = article(HARBOUR, "MPA", 7)
    record.add(wire)
    (link,) = record.add(article(f"ORSUND, May 7 (MPA) – {HARBOUR}", "The Sabel Times", 8))
    assert isinstance(link.other, Passage)
    assert link.other.document_id == wire.id
    assert any(r.aspect is Aspect.CREDIT for r in link.reasons)


@given(st.lists(st.sampled_from(PARAGRAPHS + MEADOW.split("\n\n")), min_size=1, max_size=8))
def test_keys_are_the_same_on_every_machine_and_each_is_given_once(paragraphs: list[str]):
    document = article("\n\n".join(paragraphs), "The Orsund Post", 7)
    keys = document_keys(document)
    assert keys == document_keys(article(document.text, "The Orsund Post", 7))
    assert len(keys) == len(set(keys))


def test_keys_do_not_change_between_versions():
    """They are kept on the record: a change would hide what is there from what is added."""
    assert document_keys(article("The quay at Orsund is shut for a season of repairs by order of the board."))[:2] == (
        "p0:d316e25535",
        "p1:57cd827e91",
    )


@pytest.mark.parametrize(
    "text",
    ["A" * 100_000, "Aa " * 30_000, " " * 100_000 + "x", "By " * 30_000, ("“" * 50 + " ") * 1_000, "A-A." * 20_000],
    ids=["one word", "names", "spaces", "bylines", "marks", "dots"],
)
def test_a_text_made_to_be_slow_is_not(text: str):
    started = perf_counter()
    document_keys(article(f"x{text}", "The Orsund Post", 7, links=[("x", "http://[::1")]))
    assert perf_counter() - started < 5


class _Counting(MemoryIndex):
    """Counts the documents that are read."""

    reads = 0

    def document(self, document_id: str) -> Document:
        self.reads += 1
        return super().document(document_id)


def test_only_articles_that_share_a_key_are_read():
    index = _Counting()
    for n in range(200):
        other = article(
            f"Entry {n} of a list that goes on, number {n * 7}, with a word or two of its own: w{n} x{n * 3}."
        )
        index.add(other, (), (), (), document_keys(other))
    original = article(HARBOUR, "The Orsund Post", 7)
    index.add(original, (), (), (), document_keys(original))
    assert derivations(article(HARBOUR + " ", "The Sabel Times", 8), Findings(), index)
    assert index.reads <= 2
