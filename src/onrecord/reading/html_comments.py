"""Readers' comments in a page: who wrote what, when, in answer to whom."""

import re
from dataclasses import dataclass

from lxml import html

from onrecord.model import Moment
from onrecord.reading.html_page import PageText, page_text, tokens
from onrecord.reading.html_times import moment_of

MAX_AUTHOR_CHARACTERS = 80

_PREFIX = r"(?:[a-z]{1,3}[-_]{1,2})?"
_OF = r"comment[-_]{0,2}"
_ITEM_TAGS = ("li", "article", "div", "section", "tr", "dd")
_ITEM = re.compile(rf"{_PREFIX}(?:(?:single|user|reader)[-_])?comment(?:[-_]{{1,2}}(?:item|node|entry|wrap|wrapper))?")
_ITEM_ID = re.compile(r"(?:li-)?comment[-_]?\d{1,20}")
_LIST = re.compile(
    rf"{_PREFIX}(?:(?:user|reader)[-_])?comments(?:[-_]{{1,2}}(?:list|area|section|wrapper|thread|container|block))?"
    rf"|{_OF}(?:list|section|area|form|respond)|respond|disqus_thread"
)
_CONTENT = re.compile(rf"{_OF}(?:content|text|body|message|copy)|text|content|body|message")
_AUTHOR = re.compile(
    rf"author|fn|username|user-name|commenter|{_OF}(?:author|user|username)(?:[-_]{{1,2}}name)?|author-name"
)
_TIME = re.compile(
    rf"date|time|timestamp|published|posted|datecreated|datepublished|{_OF}(?:date|time|metadata|timestamp)"
)
_NOT_WORDS = re.compile(
    rf"reply|says|share|vote|votes|report|{_OF}(?:reply|actions?|meta|metadata|footer|header|controls|vote)"
)
_SAYS = re.compile(r"\s*(?:\b(?:says|said|wrote|writes|commented))?\s*[:,]?\s*$", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:(?:posted|written|comment(?:ed)?)\s+)?by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comment:
    """``parent`` is the index, among the comments returned with this one, of the one that it answers."""

    words: PageText
    author: str | None
    time: Moment | None
    parent: int | None


def take_comments(tree: html.HtmlElement) -> list[Comment]:
    """The comments in page order. They, and the lists and forms around them, are taken out of ``tree``."""
    items = [element for element in tree.iter(*_ITEM_TAGS) if _is_item(element) and not _is_article(element)]
    parents = _parents(items)
    taken: list[Comment | None] = [None] * len(items)
    # the last first: once its answers are out of it, an item holds nothing but the comment itself
    for index in reversed(range(len(items))):
        taken[index] = _read(items[index])
        items[index].drop_tree()
    _drop_lists(tree)
    return _renumbered(taken, parents)


def _is_item(element: html.HtmlElement) -> bool:
    if element.get("itemprop", "").strip().lower() == "comment" or element.get("itemtype", "").endswith("/Comment"):
        return True
    named = any(_ITEM.fullmatch(name) for name in element.get("class", "")[:1000].lower().split())
    return named or bool(_ITEM_ID.fullmatch(element.get("id", "")[:100].lower()))


def _is_article(element: html.HtmlElement) -> bool:
    """Some papers call an opinion piece a comment: what holds the page's headline or body is no reader's."""
    body = "articlebody"
    inside = (one.get("itemprop", "").lower() == body or one.tag == "h1" for one in element.iter("*"))
    return any(inside)


def _parents(items: list[html.HtmlElement]) -> list[int | None]:
    """For each item the one it answers: the item around it, else the one whose id its data-parent names."""
    place = {element: index for index, element in enumerate(items)}
    ids: dict[str | None, int] = {
        element.get("data-comment-id") or element.get("id", ""): index for index, element in enumerate(items)
    }
    parents: list[int | None] = []
    for index, element in enumerate(items):
        around = next((place[up] for up in element.iterancestors() if up in place), None)
        named = ids.get(element.get("data-parent-id") or element.get("data-parent") or "-")
        parents.append(around if around is not None else named if named is not None and named < index else None)
    return parents


def _renumbered(taken: list[Comment | None], parents: list[int | None]) -> list[Comment]:
    """The items that turned out to hold words, their parents the nearest that do too."""
    numbers = {old: new for new, old in enumerate(i for i, comment in enumerate(taken) if comment)}

    def nearest(index: int | None) -> int | None:
        while index is not None and index not in numbers:
            index = parents[index]
        return None if index is None else numbers[index]

    found = ((comment, parents[i]) for i, comment in enumerate(taken) if comment)
    return [Comment(c.words, c.author, c.time, nearest(parent)) for c, parent in found]


def _read(item: html.HtmlElement) -> Comment | None:
    card, author = _author(item)
    time = _time(item)
    if card is not None:
        card.drop_tree()
    words = _words(item)
    return Comment(words, author, time, None) if words.text else None


def _words(item: html.HtmlElement) -> PageText:
    content = _content(item)
    if content is not None:
        _drop(content, _NOT_WORDS)
        words = page_text(content)
        if words.text:
            return words
    for pattern in (_NOT_WORDS, _AUTHOR, _TIME):
        _drop(item, pattern)
    for element in [*item.iter("cite", "time")]:
        element.drop_tree()
    return page_text(item)


def _content(item: html.HtmlElement) -> html.HtmlElement | None:
    found = [e for e in item.iter("*") if e is not item and _has_name(e, _CONTENT) and e.text_content().strip()]
    # in some systems the "comment-body" is the whole card and the "comment-content" in it holds the words
    exact = [e for e in found if any(name.endswith(("content", "text")) for name in tokens(e))]
    return next(iter([*exact, *found]), None)


def _author(item: html.HtmlElement) -> tuple[html.HtmlElement | None, str | None]:
    """The element that names the author, and the name."""
    found = [e for e in item.iter("*") if e is not item and (e.tag == "cite" or _has_name(e, _AUTHOR))]
    # the innermost: around the name there is often a card with a picture and "says:"
    for element in sorted(found, key=lambda e: len(e.text_content())):
        name = _BY.sub("", _SAYS.sub("", " ".join(element.text_content().split())))
        if name and len(name) <= MAX_AUTHOR_CHARACTERS:
            return element, name
    return None, None


def _time(item: html.HtmlElement) -> Moment | None:
    stamps = [*item.iter("time"), *(e for e in item.iter("*") if _has_name(e, _TIME))]
    return next((moment for element in stamps[:5] if (moment := moment_of(element))), None)


def _has_name(element: html.HtmlElement, pattern: re.Pattern[str]) -> bool:
    return any(map(pattern.fullmatch, tokens(element)))


def _drop(root: html.HtmlElement, pattern: re.Pattern[str]) -> None:
    for element in [e for e in root.iter("*") if e is not root and _has_name(e, pattern)]:
        if element.getparent() is not None:
            element.drop_tree()


def _drop_lists(tree: html.HtmlElement) -> None:
    for element in [e for e in tree.iter("div", "section", "aside", "ol", "ul", "form", "table") if _is_list(e)]:
        if element.getparent() is not None and not _is_article(element):
            element.drop_tree()


def _is_list(element: html.HtmlElement) -> bool:
    names = (*element.get("class", "")[:1000].lower().split(), element.get("id", "")[:100].lower())
    return any(_LIST.fullmatch(name) for name in names)
