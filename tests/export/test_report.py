import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import SpanError
from onrecord.export import report
from onrecord.export.words import FORMS, KINDS, address_of_words, excerpt, shown, web_address, when
from onrecord.model import (
    Act,
    ActorKind,
    Answer,
    Basis,
    Document,
    Form,
    Hyperlink,
    Margin,
    Moment,
    Precision,
    Section,
    SectionKind,
    Sourcing,
    Span,
    Speaker,
    Statement,
)

MADE = datetime(2024, 5, 4, 8, 15, tzinfo=UTC)
TEXT = """Night ferry to stop

Port Maris, 2 May

The harbour office said the captain had told it the ferry would stop.

"We were never asked," Mira Tal said.

Nobody asked the islands, officials said.
Who did ask?
Ask the gulls.
More from the coast"""


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def section(kind: SectionKind, words: str, **known: Any) -> Section:
    return Section(kind, at(words), **known)


SECTIONS = (
    section(SectionKind.HEADLINE, "Night ferry to stop"),
    section(SectionKind.DATE_LINE, "Port Maris, 2 May"),
    Section(SectionKind.BODY, Span(at("The harbour").start, at("officials said.").end)),
    section(SectionKind.COMMENT, "Who did ask?", author="tern", time=Moment.at(MADE, Precision.MINUTE)),
    section(SectionKind.COMMENT, "Ask the gulls.", author="gull", reply_to=3),
    section(SectionKind.RELATED, "More from the coast"),
)
DOCUMENT = Document(
    TEXT,
    SECTIONS,
    name="ferry",
    location="in/ferry.html",
    url="https://tern.example/ferry",
    title="Night ferry to stop",
    publisher="The Tern",
    authors=("Ada Quill", "Bo Reed"),
    published=Moment.at(datetime(2024, 5, 2), Precision.DAY),
    language="en",
)


def statement(source: str, cue: str, content: str, **known: Any) -> Statement:
    spans: list[Any] = [(at(words),) if words else () for words in (source, cue, content)]
    judged: dict[str, Any] = {"form": Form.INDIRECT, "confidence": 0.83}
    return Statement(DOCUMENT.id, *spans, **judged | known)


OFFICE = Speaker("Harbour Office", ActorKind.ORGANISATION, at("The harbour office"))
SOURCED = Margin(basis=Basis(Answer(Sourcing.ORGANISATION, (at("The harbour office"),))))
OUTER = statement(
    "The harbour office", "said", "the captain had told it the ferry would stop", speaker=OFFICE, margin=SOURCED
)
INNER = statement("the captain", "had told", "the ferry would stop", parent=OUTER.id, confidence=0.61)
MIRA = statement(
    "Mira Tal",
    "Tal said",
    '"We were never asked,"',
    form=Form.DIRECT,
    speaker=Speaker("Mira Tal", ActorKind.PERSON, at("Mira Tal")),
)
VAGUE = statement("officials", "officials said", "Nobody asked the islands")
STATEMENTS = [OUTER, INNER, MIRA, VAGUE]


def rendered(document: Document = DOCUMENT, statements: Sequence[Statement] = STATEMENTS, **known: Any) -> str:
    return report.render([(document, statements)], made=MADE, **known)


def parsed(*arguments: Any, **known: Any) -> Any:
    return lxml.html.document_fromstring(rendered(*arguments, **known))


def text_of(page: Any) -> str:
    return "".join(block.text_content() for block in page.find_class("text"))


def words_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def marked(page: Any, role: str, number: int) -> str:
    parts = page.xpath(f'//div//span[@data-s="{number}"]')
    return "".join(part.text_content() for part in parts if role in part.get("class").split())


# The text and its marks


def test_the_text_of_every_section_is_shown_exactly():
    assert text_of(parsed()) == TEXT


def test_source_cue_and_content_are_marked_where_they_stand():
    page = parsed()
    assert marked(page, "source", 1) == "The harbour office"
    assert marked(page, "cue", 1) == "said"
    assert marked(page, "content", 1) == "the captain had told it the ferry would stop"


def test_a_statement_inside_another_is_marked_inside_its_content():
    (source,) = parsed().xpath('//span[@data-s="1"][contains(@class, "content")]//span[contains(@class, "source")]')
    assert source.text_content() == "the captain"


def test_spans_that_cross_are_both_marked_whole():
    page = parsed()
    assert marked(page, "source", 3) == "Mira Tal"
    assert marked(page, "cue", 3) == "Tal said"


def test_a_content_over_two_paragraphs_is_marked_in_both():
    across = Span(at("the ferry would").start, at('"We were').end)
    page = parsed(statements=[Statement(DOCUMENT.id, (), (), (across,), Form.INDIRECT, 0.5)])
    assert marked(page, "content", 1) == across.of(TEXT)


def test_only_the_true_ends_of_a_split_span_are_drawn_as_ends():
    across = Span(at("the ferry would").start, at('"We were').end)
    page = parsed(statements=[Statement(DOCUMENT.id, (), (), (across,), Form.INDIRECT, 0.5)])
    parts = [part.get("class").split() for part in page.xpath('//div//span[@data-s="1"][contains(@class, "content")]')]
    assert ["first" in part for part in parts] == [True] + [False] * (len(parts) - 1)
    assert ["last" in part for part in parts] == [False] * (len(parts) - 1) + [True]


def test_a_number_leads_from_the_last_word_of_a_statement_to_its_card():
    for note in parsed().xpath('//*[contains(@class, "text")]//a[@class="note"]'):
        assert note.get("href").startswith("#s-")
        assert note.text_content() == ""


def test_a_link_ends_where_a_number_stands_since_a_link_cannot_hold_a_link():
    document = replace(DOCUMENT, links=(Hyperlink(at('stop.\n\n"We were'), "https://tern.example/a"),))
    html = rendered(document)
    assert re.findall(r"<a |</a>", html) == ["<a ", "</a>"] * html.count("</a>")
    assert text_of(lxml.html.document_fromstring(html)) == TEXT


def paragraphs(text: str) -> list[str]:
    page = parsed(Document(text, (Section(SectionKind.BODY, Span(0, len(text))),)), [])
    return [paragraph.text_content() for paragraph in page.xpath('//div[@class="text body"]/p')]


def test_a_blank_line_parts_paragraphs_and_a_line_end_does_not():
    assert paragraphs("one\ntwo\n\nthree\n") == ["one\ntwo", "three"]


def test_a_line_too_long_to_have_been_cut_is_a_paragraph():
    assert paragraphs(f"one\ntwo\n{'long ' * 30}\nthree") == ["one\ntwo", "long " * 30, "three"]


@st.composite
def documents(draw: Callable[..., Any], alphabet: st.SearchStrategy[str]) -> Document:
    text = draw(st.text(alphabet, min_size=1, max_size=60))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    places = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False) if start < end]
    kinds = st.sampled_from(SectionKind)
    replies = st.none() | st.integers(-1, 6)
    sections = tuple(Section(draw(kinds), span, reply_to=draw(replies)) for span in places)
    links = tuple(Hyperlink(span, "https://tern.example/") for span in draw(st.lists(spans(len(text)), max_size=3)))
    return Document(text, sections, links=links)


def spans(length: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, length - 1), st.integers(1, length)).map(
        lambda ends: Span(min(ends[0], ends[1] - 1), max(ends[0] + 1, ends[1]))
    )


@st.composite
def cases(draw: Callable[..., Any], alphabet: st.SearchStrategy[str]) -> tuple[Document, list[Statement]]:
    document = draw(documents(alphabet))
    role = st.lists(spans(len(document.text)), max_size=3).map(tuple)
    statements = st.builds(
        Statement,
        document_id=st.just(document.id),
        source=role,
        cue=role,
        content=role,
        form=st.sampled_from(Form),
        confidence=st.floats(0, 1),
    )
    return document, draw(st.lists(statements, max_size=5))


ORDINARY = st.characters(exclude_categories=["C"]) | st.sampled_from("\n\t\r ab<>&\"'")


@settings(max_examples=150, deadline=None)
@given(cases(ORDINARY))
def test_stripping_the_tags_gives_the_text_back_however_spans_overlap(case):
    page = parsed(*case)
    assert text_of(page) == case[0].text
    check_references(page)


@settings(max_examples=50, deadline=None)
@given(cases(st.characters()))
def test_characters_that_no_page_can_hold_are_replaced_one_for_one(case):
    html = rendered(*case)
    html.encode()
    shown_text = text_of(lxml.html.document_fromstring(html))
    assert shown_text == shown(case[0].text)
    assert len(shown_text) == len(case[0].text)


def test_a_statement_of_another_document_is_refused():
    with pytest.raises(SpanError, match="is of document"):
        rendered(statements=[replace(OUTER, document_id="0" * 20)])


@pytest.mark.parametrize("span", [Span(5, 5), Span(9, 4), Span(0, len(TEXT) + 1), Span(-1, 3)])
def test_a_span_that_is_not_in_the_text_is_refused(span):
    with pytest.raises(SpanError, match="not in the text of ferry"):
        rendered(statements=[replace(OUTER, cue=(span,))])


# What a reader is told


def test_a_card_says_who_said_what_and_how_sure_the_reading_is_in_words():
    card = words_of(parsed().get_element_by_id(f"s-{OUTER.id}"))
    assert card.startswith("1 Harbour Office said organisation, here “The harbour office”")
    assert "indirect speech" in card
    assert "confidence 0.83: likely" in card
    assert "on the word of: an organisation or government (“The harbour office”)" in card


def test_a_card_of_a_nested_statement_leads_to_the_one_that_holds_it():
    card = parsed().get_element_by_id(f"s-{INNER.id}")
    assert card.xpath(f'.//a[@href="#s-{OUTER.id}"]')[0].text_content() == "statement 1"


def test_a_parent_that_is_not_in_the_report_is_not_linked():
    check_references(parsed(statements=[replace(MIRA, parent="f" * 20)]))


def test_a_card_opens_the_web_page_at_the_words():
    (link,) = parsed().get_element_by_id(f"s-{MIRA.id}").find_class("live")
    assert link.get("href") == "https://tern.example/ferry#:~:text=%22We%20were%20never%20asked%2C%22"


def test_every_form_and_kind_has_its_words():
    assert set(FORMS) == set(Form)
    assert set(KINDS) == set(ActorKind)


def test_speakers_are_listed_by_name_with_every_place():
    entries = [words_of(entry) for entry in parsed().find_class("index")[0]]
    assert entries == ["Harbour Office organisation 1 statement: 1.1", "Mira Tal person 1 statement: 1.3"]


def test_statements_without_a_named_speaker_are_listed_by_the_words_used():
    entries = [words_of(entry) for entry in parsed().find_class("index")[1]]
    assert entries == ["officials 1 statement: 1.4", "the captain 1 statement: 1.2"]


def test_a_statement_without_any_source_says_so():
    page = parsed(statements=[statement("", "said", "Who did ask?")])
    assert words_of(page.find_class("card")[0]).startswith("1 No source given said no named speaker")


def test_related_items_are_folded_away_and_called_not_read():
    (folded,) = parsed().xpath("//details")
    assert words_of(folded[0]) == "Not read: links to other items, 4 words"
    assert "More from the coast" in folded.text_content()
    assert folded.get("open") is None


def test_a_mark_in_what_was_not_read_is_not_out_of_sight():
    (folded,) = parsed(statements=[statement("", "", "More from the coast")]).xpath("//details")
    assert folded.get("open") is not None


def test_comments_stand_apart_indented_under_what_they_answer():
    first, second = parsed().xpath('//section[@class="comments"]/article')
    assert first.get("class") == "comment deep0"
    assert words_of(first) == "tern 4 May 2024, 08:15 UTC Who did ask?"
    assert second.get("class") == "comment deep1"
    assert words_of(second) == "gull in reply to tern Ask the gulls."


def test_inputs_that_failed_are_counted_and_named_with_the_reason():
    page = parsed(failures=[("in/scan.pdf", "a picture without text")])
    assert words_of(page.find_class("failures")[0]) == "Could not be read in/scan.pdf a picture without text"
    assert words_of(page.find_class("figures")[0]).endswith("1 input could not be read")


def test_the_top_counts_and_dates_the_report():
    page = parsed()
    assert words_of(page.find_class("figures")[0]) == (
        "1 document 4 statements 2 named speakers 0 inputs could not be read"
    )
    assert "4 May 2024, 08:15 UTC" in words_of(page.find_class("made")[0])


def test_the_top_says_that_it_judges_nobody():
    assert "never says who is right" in words_of(parsed().find_class("lead")[0])


def test_no_documents_give_a_page_that_says_so():
    page = lxml.html.document_fromstring(report.render([], made=MADE))
    assert "There is no document in this report." in page.text_content()
    check_references(page)


def test_a_document_given_twice_is_shown_once_with_the_statements_of_both():
    page = lxml.html.document_fromstring(report.render([(DOCUMENT, [OUTER]), (DOCUMENT, [OUTER, MIRA])], made=MADE))
    assert len(page.find_class("document")) == 1
    assert len(page.xpath('//li[starts-with(@class, "card")]')) == 2


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (Moment.at(MADE, Precision.YEAR), "2024"),
        (Moment.at(MADE, Precision.MONTH), "May 2024"),
        (Moment.at(MADE, Precision.MINUTE), "4 May 2024, 08:15 UTC"),
        (Moment(datetime(2024, 5, 1), datetime(2024, 5, 8), Precision.RANGE), "1 May 2024, 00:00 to 8 May 2024, 00:00"),
    ],
)
def test_a_time_is_given_as_precisely_as_it_is_known(moment, words):
    assert when(moment) == words


def test_an_excerpt_ends_at_a_word():
    assert excerpt("the night   ferry, would stop", 18) == "the night ferry…"
    assert excerpt("the night\nferry", 18) == "the night ferry"


def test_a_long_quote_is_found_on_the_web_by_its_first_and_last_words():
    words = "one two three four five six seven\n\neight nine ten eleven twelve well-known"
    assert address_of_words("https://tern.example/#top", words) == (
        "https://tern.example/#top:~:text=one%20two%20three%20four%20five%20six,"
        "eight%20nine%20ten%20eleven%20twelve%20well%2Dknown"
    )


# Hostile input


HOSTILE = "</p><script>alert(1)</script>\"' onload=alert(2) <img src=x>"


def hostile_page() -> Any:
    document = Document(
        HOSTILE,
        (Section(SectionKind.COMMENT, Span(0, len(HOSTILE)), author=HOSTILE),),
        name=HOSTILE,
        location=HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        authors=(HOSTILE,),
        language=HOSTILE,
        links=(Hyperlink(Span(0, 4), 'https://a.example/"><script>'), Hyperlink(Span(5, 9), "javascript:alert(1)")),
        url="javascript:alert(1)",
    )
    found = Statement(
        document.id,
        (Span(2, 9),),
        (),
        (Span(4, 30),),
        Form.MIXED,
        1.0,
        Speaker(HOSTILE, ActorKind.UNKNOWN, Span(2, 9)),
        margin=Margin(act=Answer(Act.SAYS, (Span(0, len(document.text)),))),
    )
    return parsed(document, [found], title=HOSTILE, failures=[(HOSTILE, HOSTILE)])


def test_text_from_outside_is_never_markup():
    page = hostile_page()
    assert text_of(page) == HOSTILE
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    assert not [name for element in page.iter() for name in element.keys() if name.startswith("on")]  # noqa: SIM118


def test_only_addresses_of_the_web_become_links():
    assert all(re.match("#|https://", href) for href in hostile_page().xpath("//@href"))
    assert "javascript:alert(1)" in hostile_page().text_content()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//tern.example", "https://", "http://[", "ja\nvascript:x", None, ""],
)
def test_an_address_of_no_web_page_is_refused(address):
    assert web_address(address) is None


def test_a_link_to_elsewhere_gives_nothing_away():
    page = parsed(replace(DOCUMENT, links=(Hyperlink(at("2 May"), "https://tern.example/a"),)), [])
    links = page.xpath('//a[starts-with(@href, "http")]')
    assert len(links) == 2
    assert {link.get("rel") for link in links} == {"noopener noreferrer"}


def test_the_policy_allows_exactly_the_inlined_style_and_script():
    page = rendered()
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0].replace("&#39;", "'")
    for tag in ("style", "script"):
        (inlined,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(sha256(inlined.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_no_style_or_handler_stands_in_an_attribute_that_the_policy_would_block():
    assert not parsed().xpath("//@style")


def test_nothing_is_loaded_from_anywhere():
    page = parsed()
    assert not page.xpath("//@src | //link | //iframe | //object | //embed | //form[@action]")
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style
    (script,) = page.xpath("//script/text()")
    assert not re.search(r"fetch|XMLHttp|WebSocket|sendBeacon|import\(|innerHTML|eval", script)


# A page that everyone can use


def check_references(page: Any) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.xpath('//a/@href[starts-with(., "#")]')]
    named = " ".join(page.xpath("//@aria-labelledby | //@aria-describedby | //label/@for")).split()
    assert set(targets) | set(named) <= set(ids)


def test_every_id_is_unique_and_every_reference_resolves():
    check_references(parsed(failures=[("a", "b")]))


def test_headings_go_down_one_level_at_a_time():
    levels = [int(heading.tag[1]) for heading in parsed().xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_page_and_a_text_in_another_language_say_which_they_are_in():
    page = parsed(replace(DOCUMENT, language="cs"), [])
    assert page.get("lang") == "en"
    assert {block.get("lang") for block in page.find_class("text")} == {"cs"}


def test_a_number_in_the_text_is_named_and_described_for_those_who_cannot_see_it():
    note = parsed().xpath('//*[contains(@class, "text")]//a[@class="note"]')[0]
    assert note.get("aria-label") == "Statement 1: Harbour Office"
    assert note.get("aria-describedby") == f"f-{OUTER.id}"


def test_the_same_input_gives_the_same_bytes():
    assert rendered() == rendered()


def test_the_order_in_which_statements_come_does_not_matter():
    assert rendered(statements=STATEMENTS[::-1]) == rendered()
