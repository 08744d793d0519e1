"""What readers quote, on threads built by hand; no model is loaded."""

import time
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.requoting.requotes import requotes
from onrecord.model import Document, Requote, Section, SectionKind, Span

ARTICLE = "The mill at Orrin will close in spring, and nobody in the town hall has said why. The owner is silent."


class Comment(NamedTuple):
    text: str
    to: int | None = None


def thread(*comments: Comment | str, article: str = ARTICLE) -> Document:
    text, sections = article, [Section(SectionKind.BODY, Span(0, len(article)))]
    for comment in comments:
        words, to = (comment, None) if isinstance(comment, str) else comment
        start = len(text) + 2
        text += "\n\n" + words
        sections.append(Section(SectionKind.COMMENT, Span(start, len(text)), reply_to=to))
    return Document(text, tuple(sections))


def pairs(document: Document) -> list[tuple[str, str]]:
    return [(r.span.of(document.text), r.of_span.of(document.text)) for r in requotes(document)]


def only(document: Document) -> Requote:
    (found,) = requotes(document)
    return found


CASES = {
    "double marks": "“nobody in the town hall has said why” Well, who asked?",
    "straight marks": 'Funny: "nobody in the town hall has said why".',
    "single marks": "‘nobody in the town hall has said why’ Really?",
    "a quoted line": "> nobody in the town hall has said why\nWell, who asked?",
    "after wrote": "Ola Penn wrote:\nnobody in the town hall has said why\n\nWell, who asked?",
}


@pytest.mark.parametrize("comment", CASES.values(), ids=list(CASES))
def test_a_passage_is_tied_to_the_characters_that_it_quotes(comment: str):
    assert pairs(thread(comment)) == [("nobody in the town hall has said why",) * 2]


def test_letter_case_and_punctuation_make_no_difference():
    found = only(thread("> Nobody, in the Town Hall, has said why!"))
    assert (found.exact, found.score, found.reason) == (True, 1.0, "the same 8 words")


def test_lines_that_are_quoted_together_are_one_passage():
    document = thread("> The mill at Orrin will close in spring,\n> and nobody in the town hall has said why.\nSad.")
    assert only(document).of_span.of(document.text) == ARTICLE[:80]


def test_nearly_the_same_words_are_tied_with_what_differs():
    document = thread("“The mill at Orrin closes in spring, and nobody in the town has said why”")
    found = only(document)
    assert not found.exact
    assert found.of_span.of(document.text) == ARTICLE[:80]
    assert 0.8 < found.score < 1
    assert found.reason.startswith("14 of 15 words shared; ")
    assert "“closes” for “will close”" in found.reason
    assert "left out: “hall”" in found.reason


def test_two_words_are_tied_only_where_they_are_the_same():
    assert pairs(thread("Ah, the “town hall”.")) == [("town hall", "town hall")]
    assert pairs(thread("Ah, the “town halls”.")) == []
    assert pairs(thread("Ah, the “town”.")) == []


def test_of_two_places_the_comment_that_is_answered_counts_first():
    document = thread("The owner is a fool.", "No, the owner is a fool.", Comment("“the owner is a fool” Rude.", to=1))
    assert only(document).of_span.start == document.sections[1].span.start


def test_of_two_places_the_nearest_earlier_counts_where_nothing_is_answered():
    document = thread("The owner is a fool.", "No, the owner is a fool.", "“the owner is a fool” Rude.")
    assert document.sections[2].span.start < only(document).of_span.start < document.sections[3].span.start


def test_what_comes_later_or_in_the_same_comment_is_not_quoted():
    assert pairs(thread("“red herring pie” I like red herring pie.", "Red herring pie for me too.")) == []


def test_what_is_not_read_is_not_quoted():
    text = "Sign up for our letter\n\n“Sign up for our letter” No."
    sections = (Section(SectionKind.BOILERPLATE, Span(0, 22)), Section(SectionKind.COMMENT, Span(24, len(text))))
    assert requotes(Document(text, sections)) == []


def test_an_article_without_comments_quotes_nothing():
    assert requotes(thread(article=f"{ARTICLE} “{ARTICLE}”")) == []


HOSTILE = {
    "one pair of words": lambda n: thread("“" + "the cat " * n + "dog”", article="the cat " * n),
    "many short quotations": lambda n: thread('"the cat" ' * n, article="the cat " * n),
    "marks that never close": lambda n: thread("'a 'b " * n, article="a b " * n),
    "nearly the same, again and again": lambda n: thread(
        "“the cat sat on dogs” " * (n // 4), article="the cat sat on " * n
    ),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_a_text_that_repeats_itself_costs_no_more_than_its_length(text):
    started = time.perf_counter()
    requotes(text(8_000))
    assert time.perf_counter() - started < 8  # all pairs of places would take hours


@given(st.lists(st.text("ab ‘’“”>\n\"'.", max_size=40), max_size=4), st.text("ab c.", max_size=60))
def test_whatever_is_written_passages_lie_in_comments_and_what_they_quote_lies_before(comments, article):
    document = thread(*comments, article=article)
    for found in requotes(document):
        home = next(s for s in document.sections if s.span.start <= found.span.start < s.span.end)
        assert home.kind is SectionKind.COMMENT
        assert found.span.end <= home.span.end
        assert 0 <= found.of_span.start < found.of_span.end <= home.span.start
        assert 0 < found.score <= 1
