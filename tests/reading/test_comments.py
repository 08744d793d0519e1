"""Comment threads: where one begins, single comments, their writers, times and what they answer."""

from typing import NamedTuple

import pytest

from onrecord.model import Section, SectionKind
from onrecord.reading.text import document_from_text

ARTICLE = (
    "The harbour town of Velmar will close its old lighthouse in the autumn, the council decided at a long meeting, "
    "and a museum will take over the tower, although nobody has yet been found to pay for the repairs it needs.\n"
)


class Row(NamedTuple):
    words: str
    author: str | None = None
    time: str | None = None
    answers: int | None = None  # which comment, from 0


def comments(text: str) -> list[Section]:
    return [s for s in document_from_text(text).sections if s.kind is SectionKind.COMMENT]


def rows(text: str) -> list[Row]:
    document = document_from_text(text)
    found = [s for s in document.sections if s.kind is SectionKind.COMMENT]
    answered = [None if s.reply_to is None else found.index(document.sections[s.reply_to]) for s in found]
    return [
        Row(s.span.of(text), s.author, s.time.iso() if s.time else None, answer)
        for s, answer in zip(found, answered, strict=True)
    ]


NAMED = {
    "relative times": (
        "2 comments\nMira Tal · 2 hours ago\nAt last.\nIt was a ruin.\nReply\n12 likes\n"
        "odo77 · 1 hour ago\nA pity.\nReply\n",
        [Row("At last.\nIt was a ruin.", "Mira Tal"), Row("A pity.", "odo77")],
    ),
    "blog with dates below the names": (
        "Comments (2)\n\nMira Tal says:\nMay 4, 2024 at 9:15 pm\nAt last.\n\nIt was a ruin.\n\nOdo says:\n"
        "May 5, 2024 at 7:00 am\n@Mira I liked it.\n",
        [
            Row("At last.\n\nIt was a ruin.", "Mira Tal", "2024-05-04T21:15"),
            Row("@Mira I liked it.", "Odo", "2024-05-05T07:00"),
        ],
    ),
    "posted by": (
        "Leave a reply\nPosted by Mira on 4 May 2024\nAt last.\nPosted by Odo on 5 May 2024\nA pity.\n",
        [Row("At last.", "Mira", "2024-05-04"), Row("A pity.", "Odo", "2024-05-05")],
    ),
    "indented replies": (
        "3 Comments\nMira | 4 May 2024 10:00\nAt last.\n"
        "    Odo | 4 May 2024 11:00\n    A pity.\nTam | 5 May 2024 12:30\nWho pays?\n",
        [
            Row("At last.", "Mira", "2024-05-04T10:00"),
            Row("A pity.", "Odo", "2024-05-04T11:00", 0),
            Row("Who pays?", "Tam", "2024-05-05T12:30"),
        ],
    ),
    "replies that name the answered": (
        "2 comments\nMira · 3h ago\nAt last.\nOdo replied to Mira · 2h ago\nA pity.\nTam · 1h ago\n@Odo not for me.\n",
        [Row("At last.", "Mira"), Row("A pity.", "Odo", None, 0), Row("@Odo not for me.", "Tam", None, 1)],
    ),
    "name and time on two lines": (
        "Join the discussion\nMira Tal\n2 hours ago\nAt last.\nOdo\nyesterday\nA pity.\n",
        [Row("At last.", "Mira Tal"), Row("A pity.", "Odo")],
    ),
    "no heading": (
        "\nMira Tal · 2 hours ago\nAt last.\nOdo · 1 hour ago\nA pity.\n",
        [Row("At last.", "Mira Tal"), Row("A pity.", "Odo")],
    ),
}


@pytest.mark.parametrize("name", NAMED)
def test_comments_under_headers_have_their_writers_times_and_answers(name: str) -> None:
    thread, expected = NAMED[name]
    assert rows(ARTICLE + thread) == expected


NAMELESS = {
    "a new line is a new comment": ["Good news.", "I shall miss the old light.", "Who pays?"],
    "a quotation over several lines is one comment": [
        "The report is clear:\n‘It was built in 1804.\nIt has leaned since 1911.\nNo money was found.’\n3 May 2024",
        "I do not believe a word.",
    ],
    "a quoted sentence and its answer are one comment": [
        "Good news.",
        "“a museum will take over the tower”\nOnly if somebody pays.",
        "> nobody has yet been found\nThat is untrue.",
        "Well well.",
    ],
    "a source belongs to the quotation over it": [
        "Seen elsewhere…\n‘The tower leans.’\nVelmar Survey of Towers, 21 November 2021.",
        "So it does.",
    ],
    "a sentence left open goes on": ["Sure\n…the council never asked anyone", "Nor did you."],
    "lines that open with one word belong together": ["Wait, the tower leans?\nWait, since when?", "Since ever."],
}


@pytest.mark.parametrize("name", NAMELESS)
def test_comments_without_names_are_told_apart_by_their_words(name: str) -> None:
    expected = NAMELESS[name]
    found = rows(ARTICLE + "Comments\n" + "\n".join(expected) + "\n")
    assert [row.words for row in found] == expected


def test_a_comment_that_opens_by_quoting_another_answers_it() -> None:
    thread = "Comments\nThe whole thing was decided behind closed doors.\nWho pays?\n"
    thread += "“decided behind closed doors”\nNo.\n“The whole thing was decided behind closed doors.”\nIt was not.\n"
    assert [row.answers for row in rows(ARTICLE + thread)] == [None, None, None, 0]


def test_quoting_the_article_answers_no_comment() -> None:
    quoted = "“a museum will take over the tower, although nobody has yet been found”\nI would pay.\n"
    assert [row.answers for row in rows(ARTICLE + "Comments\n" + quoted + "Yes.\n" + quoted)] == [None, None, None]


def test_a_house_rule_after_a_prompt_opens_the_thread() -> None:
    text = ARTICLE + "To join the discussion please log in.\nAbusive posts will be removed.\nYes.\nNo.\n"
    assert [c.span.of(text) for c in comments(text)] == ["Yes.", "No."]
    kinds = [s.kind for s in document_from_text(text).sections]
    assert kinds == [SectionKind.BODY, SectionKind.BOILERPLATE, SectionKind.COMMENT, SectionKind.COMMENT]


def test_a_prompt_alone_in_an_article_opens_no_thread() -> None:
    text = ARTICLE + "Join the conversation about towers on our pages.\n" + ARTICLE
    assert comments(text) == []


def test_a_transcript_is_no_thread() -> None:
    text = "MS. TAL: Good morning, all.\n\nQ: Will the tower close?\n\nMS. TAL: It will, in the autumn.\n\nQ: Why?\n"
    assert [s.kind for s in document_from_text(text).sections] == [SectionKind.BODY]


def test_a_thread_ends_where_other_articles_are_listed() -> None:
    text = (
        ARTICLE + "1 comment\nMira · 1h ago\nAt last.\nRelated articles\nA new bridge for Velmar\nThe ferry is late\n"
    )
    assert [s.kind for s in document_from_text(text).sections][-2:] == [SectionKind.COMMENT, SectionKind.RELATED]
