from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, InputTooLarge, NoArticle
from onrecord.model import Document, SectionKind
from onrecord.reading import document_from_html
from onrecord.settings import Settings

URL = "https://www.courier.invalid/news/bridge?from=home"
FILLER = "The county has not said when the crossing will open, and the ferry runs twice a day until then."

STORY = f"""
<!doctype html><html lang="en-GB"><head>
<title>Bridge at Tarn Mill closed after cracks found | The Dale Courier</title>
<meta property="og:site_name" content="The Dale Courier">
<meta property="article:published_time" content="2023-02-24T23:53:07+01:00">
<link rel="canonical" href="https://courier.invalid/news/bridge">
<script type="application/ld+json">
{{"@graph": [{{"@type": "WebSite", "name": "Courier"}},
  {{"@type": "NewsArticle", "author": [{{"name": "Jane Tarn"}}, {{"name": "Olu Breck"}}]}}]}}
</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Bridge at Tarn Mill closed after cracks found</h1>
<p class="standfirst">Engineers say the  crossing may stay shut until spring, and villagers are angry.</p>
<p>By <a href="/jane">Jane Tarn</a>, 24 February 2023</p>
<p>The county closed the bridge on Friday, <a href="https://county.invalid/notice">
  a notice</a> said.
  The firm, <b>Tarn</b> <i>Mill</i>&nbsp;Ltd, "regrets" the delay. {FILLER}</p>
<h2>What happened</h2>
<p>The report is long. Inspectors found cracks, according to the <a href="../report.pdf">report</a>, which the firm
disputes. <a href="javascript:alert(1)">Share</a> <a href="mailto:a@b.invalid">Write</a> {FILLER}</p>
<blockquote><p>We were never told about the cracks. Nobody asked us.</p></blockquote>
<ul><li>The north pier has three cracks, the report says.</li><li>The south pier has <a href="/one">one</a>.</li></ul>
<table><tr><th>Pier</th><th>Cracks</th></tr><tr><td>North</td><td>3</td></tr></table>
<p><a href="/history">Read more: the history of the mill</a></p>
<p>The mayor declined to comment on the report when asked by the Courier on Friday evening.</p>
</article>
<section id="comments" class="comments-area"><h2>3 comments</h2><ol class="comment-list">
<li id="comment-1" class="comment even"><article id="div-comment-1" class="comment-body">
  <footer class="comment-meta"><div class="comment-author vcard">
    <b class="fn">Mill Fan</b> <span class="says">says:</span></div>
  <a href="#c1"><time datetime="2023-02-25T10:01:00+00:00">25 Feb</time></a></footer>
  <div class="comment-content">
    <p>I have crossed it for <a href="https://blog.invalid/40">40 years</a>.</p><p>No cracks.</p></div>
  <div class="reply"><a href="#r">Reply</a></div></article>
  <ol class="children"><li id="comment-2" class="comment odd"><article class="comment-body">
    <div class="comment-author"><b class="fn">A. Reader</b></div>
    <div class="comment-content"><p>@Mill Fan, I saw them on Tuesday.</p></div></article></li></ol></li>
<li id="comment-3" class="comment"><cite>Third</cite> <time datetime="2023-02-25">x</time><p>Plain words here.</p></li>
</ol></section><footer>Copyright 2019 The Dale Courier</footer></body></html>"""


def read_page(markup: str, url: str | None = URL, **more: Any) -> Document:
    return document_from_html(markup, name="bridge", location=URL, url=url, **more)


@pytest.fixture(scope="module")
def story():
    return read_page(STORY)


def sections(document: Document, kind: SectionKind) -> list[str]:
    return [s.span.of(document.text) for s in document.sections if s.kind is kind]


def test_the_text_is_the_headline_the_article_and_the_comments_and_nothing_else(story):
    paragraphs = story.text.split("\n\n")
    assert paragraphs[0] == "Bridge at Tarn Mill closed after cracks found"
    assert paragraphs[1].startswith("Engineers say the crossing may")
    assert paragraphs[-1] == "Plain words here."
    for gone in ("Home", "Copyright", "3 comments", "Reply", "says:"):
        assert gone not in story.text


def test_white_space_is_what_a_browser_shows(story):
    assert 'on Friday, a notice said. The firm, Tarn Mill Ltd, "regrets" the delay.' in story.text


def test_headline_standfirst_related_items_and_body_are_told_apart(story):
    assert sections(story, SectionKind.HEADLINE) == [story.title]
    assert sections(story, SectionKind.STANDFIRST) == [story.text.split("\n\n")[1]]
    assert sections(story, SectionKind.RELATED) == ["Read more: the history of the mill"]
    assert sections(story, SectionKind.DATE_LINE) == ["By Jane Tarn, 24 February 2023"]
    body = sections(story, SectionKind.BODY)
    assert len(body) == 2
    assert body[0].startswith("The county closed")
    assert body[1].startswith("The mayor declined")


def test_headings_quotes_lists_and_tables_are_paragraphs_of_the_body(story):
    parts = sections(story, SectionKind.BODY)[0].split("\n\n")
    assert "What happened" in parts
    assert "We were never told about the cracks. Nobody asked us." in parts
    assert parts[-4:] == [
        "The north pier has three cracks, the report says.",
        "The south pier has one.",
        "Pier | Cracks",
        "North | 3",
    ]


def test_each_comment_is_a_section_with_its_author_time_and_what_it_answers(story):
    found = [s for s in story.sections if s.kind is SectionKind.COMMENT]
    first = story.sections.index(found[0])
    assert [s.author for s in found] == ["Mill Fan", "A. Reader", "Third"]
    assert [s.time.iso() if s.time else None for s in found] == ["2023-02-25T10:01:00Z", None, "2023-02-25"]
    assert [s.reply_to for s in found] == [None, first, None]
    assert sections(story, SectionKind.COMMENT)[0] == "I have crossed it for 40 years.\n\nNo cracks."


def test_links_stand_at_their_words_and_lead_to_the_web_only(story):
    found = [(link.span.of(story.text), link.target) for link in story.links]
    assert found == [
        ("Jane Tarn", "https://www.courier.invalid/jane"),
        ("a notice", "https://county.invalid/notice"),
        ("report", "https://www.courier.invalid/report.pdf"),
        ("one", "https://www.courier.invalid/one"),
        ("Read more: the history of the mill", "https://www.courier.invalid/history"),
        ("40 years", "https://blog.invalid/40"),
    ]
    report = story.links[2].span
    assert story.text[: report.start].endswith("according to the ")  # and not in "The report is long"


def test_what_the_page_says_about_itself_is_kept(story):
    assert story.title == "Bridge at Tarn Mill closed after cracks found"
    assert story.authors == ("Jane Tarn", "Olu Breck")
    assert story.publisher == "The Dale Courier"
    assert story.published is not None
    assert story.published.iso() == "2023-02-24T23:53:07+01:00"
    assert story.published.span is None
    assert (story.language, story.media_type, story.name) == ("en", "text/html", "bridge")


def test_the_canonical_address_is_believed_on_its_own_site_only(story):
    assert story.url == "https://courier.invalid/news/bridge"
    assert read_page(STORY, "https://copies.invalid/bridge").url == "https://copies.invalid/bridge"
    assert read_page(STORY, None).url == "https://courier.invalid/news/bridge"


def a_page(head: str = "", body: str = "") -> str:
    article = f"<article><p>{FILLER} {FILLER}</p>{body}<p>{FILLER} Yes.</p></article>"
    return f"<html><head>{head}</head><body>{article}</body></html>"


class Dated(NamedTuple):
    head: str
    iso: str | None


LINKED = '<script type="application/ld+json">{"@type": "Report", "datePublished": "%s"}</script>'
DATES = [
    Dated('<meta property="article:published_time" content="2023-02-24T23:53Z">', "2023-02-24T23:53Z"),
    Dated('<meta property="article:published_time" content="2023-02-24">', "2023-02-24"),
    Dated('<meta property="article:published_time" content="2023-02-24T00:00:00Z">', "2023-02-24"),
    Dated('<meta name="date" content="2023-02-30">', "2023-02"),
    Dated(LINKED % "2023-02-24T08:15Z", "2023-02-24T08:15Z"),
    Dated('<meta name="citation_publication_date" content="2023/02/24">', "2023-02-24"),
    Dated('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":</script>', None),
    Dated("", None),
]  # fmt: skip


@pytest.mark.parametrize("case", DATES, ids=lambda case: case.head[:60])
def test_a_page_is_dated_as_precisely_as_it_says(case):
    published = read_page(a_page(case.head)).published
    assert (published.iso() if published else None) == case.iso


def test_a_base_element_moves_relative_links():
    document = read_page(a_page('<base href="https://else.invalid/x/">', f"<p>See <a href='y'>why</a>. {FILLER}</p>"))
    assert [link.target for link in document.links] == ["https://else.invalid/x/y"]


def test_paragraphs_parted_by_line_breaks_are_paragraphs():
    document = read_page(f"<html><body><div>{FILLER} One.<br><br>{FILLER} Two.<br>Three.</div></body></html>")
    assert document.text == f"{FILLER} One.\n\n{FILLER} Two.\nThree."


def test_an_opinion_piece_that_calls_itself_a_comment_is_an_article():
    document = read_page(a_page().replace("<article>", "<article class='comment'><h1>Why the bridge matters</h1>"))
    assert not sections(document, SectionKind.COMMENT)
    assert FILLER in document.text


def test_what_stands_after_the_end_of_the_body_is_read():
    comment = "<div class=comment><cite>Ann</cite><p>I was there.</p></div>"
    for page in (a_page() + comment, a_page().replace("</html>", f"{comment}</html>")):
        assert sections(read_page(page), SectionKind.COMMENT) == ["I was there."]


def test_a_reply_names_its_parent_by_id_in_a_flat_thread():
    thread = "".join(
        f'<div itemprop="comment" data-comment-id="{i}" {parent}><b itemprop="author">R{i}</b>'
        f'<p itemprop="text">Words {i}.</p></div>'
        for i, parent in ((1, ""), (2, 'data-parent-id="1"'), (3, 'data-parent-id="9"'))
    )
    document = read_page(a_page().replace("</body>", f"{thread}</body>"))
    found = [s for s in document.sections if s.kind is SectionKind.COMMENT]
    assert [s.reply_to for s in found] == [None, document.sections.index(found[0]), None]
    assert [s.author for s in found] == ["R1", "R2", "R3"]


class Shell(NamedTuple):
    body: str
    reason: str


SHELLS = [
    Shell("<p>We use cookies here.</p><p>Manage your privacy preferences and our partners.</p>", "cookie or consent"),
    Shell("<p>Our partners store information on a device to show personalised ads.</p>" * 9, "cookie or consent"),
    Shell("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>", "run scripts"),
    Shell("<h1>Access denied</h1><p>You don't have permission to access this page.</p>", "refuses access"),
    Shell("<p>The mayor resigned.</p><p>Subscribe to continue reading this story.</p>", "a paywall"),
    Shell("<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>", "no article in the page"),
    Shell("<p>The mayor resigned.</p>", "100 are the least"),
    Shell("<div class=comment><cite>A</cite><p>" + FILLER * 3 + "</p></div>", "no article in the page"),
]  # fmt: skip


@pytest.mark.parametrize("case", SHELLS, ids=lambda case: case.reason)
def test_a_page_without_an_article_says_what_it_is_instead(case):
    with pytest.raises(NoArticle) as caught:
        read_page(f"<html><head><title>Courier</title></head><body>{case.body}</body></html>")
    assert case.reason in caught.value.reason
    assert caught.value.source == URL
    assert "\n" not in str(caught.value)


def test_an_article_about_cookies_is_an_article():
    words = "The regulator said shops must not accept cookies on behalf of readers under its new cookie policy. " * 3
    assert (
        "regulator"
        in read_page(f"<html><body><article><p>{words}</p><p>{FILLER} {FILLER}</p></article></body></html>").text
    )


class Hostile(NamedTuple):
    about: str
    body: str


HOSTILE = [
    Hostile("deep", "<div>" * 100_000),
    Hostile("deep and inline", "<b>" * 5_000),
    Hostile("nested tables", "<table><tr><td>" * 80 + "x"),
    Hostile("nested lists", "<ul><li>a" * 120),
    Hostile("huge attribute", f"<p title='{'a' * 5_000_000}'>x</p>"),
    Hostile("many attributes", "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">"),
    Hostile("entities", "&lol;&#x110000;&#0;&amp;" * 20_000),
    Hostile("an entity bomb", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;&b;</p>'),
    Hostile(
        "wide spans", "<table>" + ("<tr>" + "<td colspan=1000 rowspan=1000>x</td>" * 20 + "</tr>") * 100 + "</table>"
    ),
    Hostile("a crowd of inline elements", "<p>" + "<b>x</b> <a href='/y'>y</a> " * 10_000 + "</p>"),
    Hostile("comments in comments", "<div class=comment>x" * 200),
    Hostile("never closed", "<script>" + "<p>x" * 10_000),
    Hostile("deep JSON", f"<script type='application/ld+json'>{'[' * 100_000}</script>"),
    Hostile("many tags", "<i></i>" * 200_000),
]


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.about)
def test_hostile_markup_never_crashes_and_never_costs_the_article(case):
    # read in part is worst: the whole article, or an error
    try:
        text = read_page(a_page(body=case.body)).text
    except InputError:
        text = FILLER
    assert FILLER in text


@pytest.mark.parametrize("body", ["<div>" * 1_000, "<i></i>" * 200_000], ids=["deep", "wide"])
def test_a_page_that_is_cut_short_by_a_limit_is_refused_not_kept_in_part(body):
    with pytest.raises(InputTooLarge):
        read_page(a_page(body=body))


def test_a_text_over_the_character_limit_is_refused():
    with pytest.raises(InputTooLarge, match="at most 200 are read"):
        read_page(a_page(), settings=Settings(max_characters=200))


INLINES = st.recursive(
    st.text("abc é.\n  ", max_size=12),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(
            [
                "b",
                "i",
                "span",
                'a href="/x"',
                'a href="https://y.invalid/z"',
                "p",
                "li",
                "td",
                "cite",
                "div class=comment",
            ]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(INLINES, max_size=6))
def test_sections_and_links_are_in_bounds_and_a_link_has_words(parts):
    document = read_page(a_page(body="".join(f"<p>{FILLER} {part}</p>" for part in parts)))
    end = 0
    for section in document.sections:
        assert end <= section.span.start < section.span.end <= len(document.text)
        end = section.span.end
    for link in document.links:
        words = link.span.of(document.text)
        assert words
        assert words == words.strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcdefg ", min_size=1, max_size=9).filter(str.strip), min_size=1, max_size=5))
def test_the_words_under_a_link_are_the_words_of_the_anchor(anchors):
    links = " then ".join(f'<a href="/{i}">{words}</a>' for i, words in enumerate(anchors))
    document = read_page(a_page(body=f"<p>{FILLER} First {links} last.</p>"))
    assert [link.span.of(document.text) for link in document.links] == [" ".join(words.split()) for words in anchors]
    assert [link.target[-1] for link in document.links] == [str(i) for i in range(len(anchors))]
