"""Plain text: kept to the character, and parted into sections that cover it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import UNREAD, Document, SectionKind
from onrecord.reading.text import document_from_text

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PARAGRAPH = (
    "The council of Velmar decided on Tuesday to close the old lighthouse, which has stood over the harbour since "
    "1804, and to give the tower to a museum, the mayor, Ilse Brandt, told reporters after a long meeting."
)
SECOND = "“We had no choice,” she said. “The light costs more than the school.”"
K = SectionKind


def shape(text: str) -> list[tuple[str, str]]:
    """Kind and first words of each section."""
    return [(s.kind.value, s.span.of(text)[:24]) for s in document_from_text(text).sections]


def kinds(text: str) -> list[SectionKind]:
    return [s.kind for s in document_from_text(text).sections]


def assert_well_formed(document: Document) -> None:
    text, at = document.text, 0
    for number, section in enumerate(document.sections):
        assert at <= section.span.start < section.span.end <= len(text)
        assert not text[at : section.span.start].strip(), "words outside every section"
        assert section.span.of(text) == section.span.of(text).strip()
        assert section.reply_to is None or document.sections[section.reply_to].kind is K.COMMENT
        assert section.reply_to is None or section.reply_to < number
        at = section.span.end
    assert not text[at:].strip()


PIECES = st.sampled_from(
    [
        *(
            "\\n",
            "\\r\\n",
            "\\r",
            "\\t",
            "  ",
            "\\ufeff",
            "\\u2028",
            "\\x0c",
            "\\xa0",
            PARAGRAPH,
            SECOND,
            "A Short Line",
            "...",
        ),
        *("Related items", "Comments (3)", "Mira · 2 hours ago", "> quoted", "“open", "By Mira Tal", "4 May 2024"),
        *("Reply", "Odo says:", "‘…left open", "Photo: Odo", "@odo"),
    ]
)


@settings(deadline=None)  # the first date loads the names of the months
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_any_text_is_kept_and_covered_by_ordered_sections(text: str) -> None:
    document = document_from_text(text)
    assert document.text == text
    assert_well_formed(document)
    assert document == document_from_text(text)


def test_what_is_known_of_the_input_is_passed_on() -> None:
    document = document_from_text("x", name="n", location="l", url="https://a.example/", raw_hash="h")
    assert (document.name, document.location, document.url, document.raw_hash) == ("n", "l", "https://a.example/", "h")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_head_of_an_article_is_told_from_its_body(end: str) -> None:
    lines = [
        "\ufeffTower of Velmar to Close",
        "",
        "By Mira Tal and Omar Rey, Harbour News",
        "Published: 4 May 2024 10:30",
        "",
        PARAGRAPH,
    ]
    text = end.join([*lines, "", SECOND, ""])
    document = document_from_text(text)
    assert kinds(text) == [K.HEADLINE, K.DATE_LINE, K.DATE_LINE, K.BODY]
    assert document.title == "Tower of Velmar to Close"
    assert document.authors == ("Mira Tal", "Omar Rey")
    assert document.published is not None
    assert document.published.iso() == "2024-05-04T10:30"
    assert document.published.span is not None
    assert document.published.span.of(text) == "4 May 2024 10:30"


def test_a_headline_given_twice_is_twice_a_headline() -> None:
    text = f"Tower to Close\n\nTower to Close\nОпубликовано: Saturday, 4 May 2024 10:30\n\n{PARAGRAPH}\n"
    assert kinds(text) == [K.HEADLINE, K.HEADLINE, K.DATE_LINE, K.BODY]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Mira Tal", ("Mira Tal",)),
        ("By MIRA TAL and OMAR REY", ("Mira Tal", "Omar Rey")),
        ("Von Mira Tal", ("Mira Tal",)),
        ("Par Mira Tal et Omar Rey", ("Mira Tal", "Omar Rey")),
        ("By Mira Tal | 4 May 2024", ("Mira Tal",)),
        ("Автор: Мира Таль", ("Мира Таль",)),
    ],
)
def test_a_byline_names_the_authors(line: str, authors: tuple[str, ...]) -> None:
    text = f"Tower to Close\n\n{line}\n\n{PARAGRAPH}\n"
    assert document_from_text(text).authors == authors
    assert kinds(text) == [K.HEADLINE, K.DATE_LINE, K.BODY]


@pytest.mark.parametrize("line", ["By Friday the tower had closed.", "By the time it closed, nobody came."])
def test_a_sentence_that_opens_with_by_is_body(line: str) -> None:
    assert kinds(f"Tower to Close\n\n{line}\n\n{PARAGRAPH}\n") == [K.HEADLINE, K.BODY]


def test_an_update_is_not_when_a_text_was_published() -> None:
    document = document_from_text(f"Tower to Close\nUpdated: 6 May 2024\nPublished: 4 May 2024\n\n{PARAGRAPH}\n")
    assert document.published is not None
    assert document.published.iso() == "2024-05-04"


def test_a_line_between_headline_and_date_is_a_standfirst() -> None:
    text = f"Tower to Close\n\nA museum will move in, but nobody will pay\n\n4 May 2024\n\n{PARAGRAPH}\n"
    assert kinds(text) == [K.HEADLINE, K.STANDFIRST, K.DATE_LINE, K.BODY]


def test_a_long_first_paragraph_is_body_and_no_headline() -> None:
    document = document_from_text(f"{PARAGRAPH}\n{SECOND}\n")
    assert document.title is None
    assert [s.kind for s in document.sections] == [K.BODY]


def test_captions_notices_and_teasers_are_told_from_the_body() -> None:
    parts = ["Tower to Close", PARAGRAPH, "Photo: Odo Wren", "The tower in spring. (Odo Wren/AFP)", SECOND]
    parts += [
        "Sign up for our newsletter",
        "Read more: The ferry is late",
        PARAGRAPH,
        "Copyright 2024 Harbour News. All rights reserved.",
    ]
    assert kinds("\n\n".join(parts)) == [
        *(K.HEADLINE, K.BODY, K.CAPTION, K.CAPTION, K.BODY),
        *(K.BOILERPLATE, K.RELATED, K.BODY, K.BOILERPLATE),
    ]


def test_related_items_run_to_the_end_of_their_teasers() -> None:
    teasers = "Related items\n\nA new bridge for Velmar\n\nMonday, 19 February 2024 13:03\n\nWith the spring just a"
    assert kinds(f"{PARAGRAPH}\n\n{teasers}") == [K.BODY, K.RELATED]
    assert kinds(f"{PARAGRAPH}\n\n{teasers}\n\n{PARAGRAPH}") == [K.BODY, K.RELATED, K.BODY]


@pytest.mark.parametrize(
    "line",
    [
        "“Click here to win,” the message said.",
        "Sign up for the army, the minister told them.",
        "Related companies in Velmar lost money last year, and most of them will close.",
        "Comments like that are why she left.",
        "Advertisement spending fell by half.",
        "Updated figures show that 40 people died on 4 May 2024.",
    ],
)
def test_a_sentence_that_only_looks_like_a_notice_is_read(line: str) -> None:
    text = f"{PARAGRAPH}\n\n{line}\n\n{SECOND}\n"
    assert [s.kind for s in document_from_text(text).sections] == [K.BODY]


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH * 30,
        PARAGRAPH.upper() + "\n\n" + SECOND.upper(),
        "The light goes out\nthe sea comes in\nand no one asks\nwhere we have been\n" * 3,
        "MS. TAL: Good morning.\n\nQ: Will it close?\n\nMS. TAL: It will, in the autumn, as planned.\n",
        "Please accept my warm\ncongratulations, Sir, on your\nelection.\nWe look forward to work\nwith you.\n",
        "It closed.",
    ],
    ids=["one line", "capitals", "poem", "transcript", "wrapped speech", "sentence"],
)
def test_a_text_without_a_head_is_all_body(text: str) -> None:
    assert kinds(text) == [K.BODY]


def test_the_rest_of_a_broken_line_is_no_notice_and_no_heading() -> None:
    for rest in ("comments.", "share.", "related.", "Reuters."):
        text = (
            f"She said that she would not make any further\n{rest}\nThe museum has nothing to add to that,\nit says.\n"
        )
        assert kinds(text) == [K.BODY]


def test_a_headline_alone_is_a_headline() -> None:
    assert kinds("Tower of Velmar to Close") == [K.HEADLINE]


def test_a_press_release_has_its_headline_under_the_notice_and_the_date() -> None:
    text = f"FOR IMMEDIATE RELEASE\n4 May 2024\n\nVelmar Gives Its Tower to a Museum\n\n{PARAGRAPH}\n\n{SECOND}\n"
    assert kinds(text) == [K.BOILERPLATE, K.DATE_LINE, K.HEADLINE, K.BODY]


def test_front_matter_gives_title_and_date_and_is_not_read() -> None:
    front = (
        '---\ndate: 2024-05-04\nmodified_time: 2024-05-06 10:00\ntitle: "Velmar\\u2019s Tower\\\n  \\ Closes"\n---\n'
    )
    document = document_from_text(f"{front}\n{PARAGRAPH}\n")
    assert document.title == "Velmar’s Tower Closes"
    assert document.published is not None
    assert document.published.iso() == "2024-05-04"
    assert [s.kind for s in document.sections if s.kind not in UNREAD] == [K.BODY]


def test_nothing_is_a_document_without_sections() -> None:
    for text in ("", " \n\t\r\n"):
        assert document_from_text(text).sections == ()


@pytest.mark.parametrize(
    "unit",
    [
        'word, ‘said’ "the" ',
        " ",
        "a",
        "This is line 12 of it.\n",
        "12 comments\n‘left open\n",
        "Mira · 2 hours ago\nYes.\n",
        "Related\nA line\n",
        "1 May 2024\n",
    ],
)
def test_a_large_text_of_one_kind_of_line_is_read_whole(unit: str) -> None:
    """Time that grew with the square of the size would show here as a suite that does not end."""
    assert_well_formed(document_from_text(unit * (300_000 // len(unit))))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside this checkout (../shared/seeds)")
def test_the_seed_texts_have_the_sections_a_reader_sees() -> None:
    report, commentary = (path.read_bytes().decode() for path in sorted(SEEDS.glob("*.txt")))
    assert kinds(report) == [K.HEADLINE, K.HEADLINE, K.DATE_LINE, K.BODY, K.RELATED]
    assert kinds(commentary)[:2] == [K.BODY, K.BOILERPLATE]
    comments = [s for s in document_from_text(commentary).sections if s.kind is K.COMMENT]
    assert 25 <= len(comments) <= 45
    assert not any(s.kind in UNREAD for s in document_from_text(commentary).sections[2:])


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("ORSUND, March 8, 2024 (MPA) – The ferries", "2024-03-08"),
        ("Port Sabel, 11 March 2024 -- The ferries", "2024-03-11"),
        ("The ferries of 8 March 2024 sailed again, and nobody at the pier had expected any of it – the ferries", None),
        ("ORSUND (MPA) – The ferries", None),
    ],
)
def test_the_date_before_an_agencys_dash_is_the_date_of_the_report(opening: str, published: str | None) -> None:
    document = document_from_text(f"Ferry strike ends\n\n{opening} sail again on Monday, the harbour office said.\n")
    assert (document.published and document.published.iso()) == published
