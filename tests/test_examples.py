"""The example texts: whole, readable by anyone, and still showing the cases that docs/examples.md says they show."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ARTICLES = (
    "01_vinkel_magazine.html",
    "02_mpa_wire.txt",
    "03_port_sabel_courier.txt",
    "04_ministry_statement.txt",
    "05_radio_orsund_interview.txt",
    "06_mpa_update.txt",
)
COLUMN = "07_ferryman_column.html"
FILES = (*ARTICLES, COLUMN)
PAGES = tuple(name for name in FILES if name.endswith(".html"))
VOID = {"meta", "link", "img", "br", "hr", "input"}


DESCRIBED = (EXAMPLES.parent / "docs" / "examples.md").read_text(encoding="utf-8")


def read(name: str) -> str:
    return (EXAMPLES / name).read_bytes().decode("utf-8")


def words(name: str) -> list[str]:
    """The words of the article: of a page those of its first article element."""
    text = read(name)
    if name in PAGES:
        text = html.document_fromstring(text.encode()).xpath("//article")[0].text_content()
    return re.findall(r"\w+", text.lower())


class Nesting(HTMLParser):
    """Fails at a tag that closes what is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the base class calls it
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


def test_there_are_six_articles_and_a_column_with_its_thread() -> None:
    assert sorted(p.name for p in EXAMPLES.iterdir()) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_plain_utf_8_that_ends_its_last_line(name: str) -> None:
    text = read(name)
    assert text.endswith("\n")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\ufffd\ufeff]| \n", text)


@pytest.mark.parametrize("name", FILES)
def test_each_article_is_short_enough_to_read_in_two_minutes(name: str) -> None:
    assert 300 <= len(words(name)) <= 550


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_described(name: str) -> None:
    assert f"| `{name}` |" in DESCRIBED


@pytest.mark.parametrize("name", PAGES)
def test_a_page_closes_every_tag_that_it_opens(name: str) -> None:
    parser = Nesting()
    parser.feed(read(name))
    parser.close()
    assert parser.open == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_the_same_in_its_metadata_as_to_its_readers(name: str) -> None:
    page = html.document_fromstring(read(name).encode())
    [data] = [json.loads(node.text) for node in page.xpath("//script[@type='application/ld+json']")]
    [title] = page.xpath("//h1/text()")
    assert title == data["headline"] == page.xpath("//meta[@property='og:title']/@content")[0]
    assert data["datePublished"] == page.xpath("//meta[@property='article:published_time']/@content")[0]
    assert data["datePublished"] == page.xpath("//time/@datetime")[0]
    assert page.xpath("//nav//a")
    assert page.xpath("//figcaption")
    assert page.xpath("//footer")


def test_the_thread_is_nested_and_counted_as_the_page_says() -> None:
    page = html.document_fromstring(read(COLUMN).encode())
    comments = page.xpath("//li[@class='comment']")
    depths = [len(c.xpath("ancestor::li[@class='comment']")) for c in comments]
    [data] = [json.loads(node.text) for node in page.xpath("//script[@type='application/ld+json']")]
    assert len(comments) == data["commentCount"]
    assert (depths.count(0), max(depths)) == (4, 2)
    assert all(c.xpath(".//*[@class='comment-author']") and c.xpath(".//time/@datetime") for c in comments)


def test_readers_quote_the_column_and_each_other() -> None:
    page = html.document_fromstring(read(COLUMN).encode())
    article = page.xpath("//article")[0].text_content()
    said = [node.text_content() for node in page.xpath("//*[@class='comment-content']")]
    assert "One does not usually promise to bring a file that does not exist." in article
    assert any("One does not usually promise to bring a file that does not exist." in s for s in said)
    assert sum("in it has ever been found on purpose" in s for s in said) == 2


def test_the_column_links_to_the_magazines_page() -> None:
    magazine = html.document_fromstring(read(ARTICLES[0]).encode())
    [address] = magazine.xpath("//link[@rel='canonical']/@href")
    assert f'href="{address}"' in read(COLUMN)


def test_only_the_local_paper_is_nearly_the_agencys_text() -> None:
    wire = set(pairwise(words("02_mpa_wire.txt")))
    shares = {n: len(wire & set(pairwise(words(n)))) / len(wire) for n in FILES if n != "02_mpa_wire.txt"}
    copy = shares.pop("03_port_sabel_courier.txt")
    assert copy > 0.55
    assert max(shares.values()) < 0.25


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("01_vinkel_magazine.html", r"That was the point\.</p>\s+<p>“If you write"),  # a quotation over two paragraphs
        ("01_vinkel_magazine.html", r"“I asked [^”]*‘We only sell the aircraft, madam,’[^”]*”"),  # one inside another
        ("02_mpa_wire.txt", r"The magazine reported that the company had said"),
        ("02_mpa_wire.txt", r"did not respond to an e-mailed request"),
        ("02_mpa_wire.txt", r"is thought to have bought"),
        ("03_port_sabel_courier.txt", r"\A(.+)\n\n\1\n"),  # the headline twice
        ("03_port_sabel_courier.txt", r"Torvaine"),
        ("03_port_sabel_courier.txt", r"\n\nRelated items\n"),
        ("04_ministry_statement.txt", r"(\n\n«[^»]+){3}»"),
        ("05_radio_orsund_interview.txt", r"„[^“]+“ he told us"),
        ("06_mpa_update.txt", r"\A.*Minister: no talks planned"),
        ("06_mpa_update.txt", r"This version corrects"),
        ("07_ferryman_column.html", r"<blockquote"),
    ],
)
def test_a_case_that_the_readme_promises_is_there(name: str, case: str) -> None:
    assert re.search(case, read(name))
