"""What a page says about itself: headline, authors, publisher, language, address."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html

from onrecord.reading.html_page import tokens

MAX_JSON_CHARACTERS = 1_000_000
MAX_JSON_NODES = 5_000
MAX_NAME_CHARACTERS = 200
MAX_AUTHORS = 20

_ARTICLE_TYPES = re.compile(r"(?:\w{1,30})?(?:Article|BlogPosting|Report)\w{0,20}|LiveBlogPosting|WebPage")
_BY = re.compile(r"^\s*(?:(?:written|reported|words|story|text)\s+)?by[:\s]\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|,|\band\b|&)\s*")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].{0,30})?")


@dataclass(frozen=True, slots=True)
class Facts:
    headline: str | None
    description: str | None
    authors: tuple[str, ...]
    publisher: str | None
    language: str | None
    url: str | None
    times: tuple[str, ...]


def facts(tree: html.HtmlElement, url: str | None) -> Facts:
    """The facts of a page read from ``url``; its JSON-LD and its meta elements are believed before its layout."""
    meta, linked = _meta(tree), list(_articles(tree))
    return Facts(
        headline=_headline(tree, meta, linked),
        description=_first(meta.get("description"), meta.get("og:description")),
        authors=_authors(tree, meta, linked),
        publisher=_first(meta.get("og:site_name"), *(_name(one.get("publisher")) for one in linked)),
        language=_language(tree, meta),
        url=_canonical(tree, meta, url),
        times=tuple(str(one["datePublished"]) for one in linked if "datePublished" in one),
    )


def web_address(target: str, base: str | None) -> str | None:
    """``target`` resolved against ``base``, where that gives an http or https address."""
    try:
        address = urljoin(base or "", target.strip())
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and bool(host)
    return address if is_web and not any(character.isspace() for character in address) else None


def _first(*values: str | None) -> str | None:
    tidy = (" ".join(value[: 10 * MAX_NAME_CHARACTERS].split()) for value in values if value)
    return next((value for value in tidy if value), None)


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if element.get("content", "").strip():
            found.setdefault(name.strip().lower(), element.get("content", "").strip())
    return found


def _articles(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD that describe an article, the most specific first."""
    found = [node for script in tree.iter("script") for node in _nodes(script) if _kinds(node)]
    yield from sorted(found, key=lambda node: "WebPage" in _kinds(node))


def _kinds(node: dict[str, object]) -> list[str]:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return [kind for kind in named if isinstance(kind, str) and _ARTICLE_TYPES.fullmatch(kind)]


def _nodes(script: html.HtmlElement) -> Iterator[dict[str, object]]:
    text = script.text or ""
    if "ld+json" not in script.get("type", "") or len(text) > MAX_JSON_CHARACTERS:
        return
    try:
        stack = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MAX_JSON_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node[:MAX_JSON_NODES]))
        elif isinstance(node, dict):
            yield node
            stack.extend(node[key] for key in ("mainEntity", "@graph") if key in node)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next((name for one in value if (name := _name(one))), None)
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _authors(tree: html.HtmlElement, meta: dict[str, str], linked: list[dict[str, object]]) -> tuple[str, ...]:
    for article in linked:
        stated = article.get("author")
        names = _tidy(_name(one) for one in (stated if isinstance(stated, list) else [stated]))
        if names:
            return names
    by_meta = [meta.get(name) for name in ("author", "parsely-author", "dc.creator", "article:author")]
    for text in [*by_meta, *_bylines(tree)]:
        names = _tidy(iter(_AND.split(_BY.sub("", " ".join(text.split())))) if text else iter(()))
        if names:
            return names
    return ()


def _tidy(names: Iterator[str | None]) -> tuple[str, ...]:
    tidy = (" ".join(_BY.sub("", name).split()) for name in names if name)
    kept = [name for name in tidy if 1 < len(name) <= MAX_NAME_CHARACTERS and "/" not in name and "@" not in name]
    return tuple(dict.fromkeys(kept))[:MAX_AUTHORS]


def _bylines(tree: html.HtmlElement) -> Iterator[str]:
    wanted = {"author", "byline", "byline-name", "byline__name", "author-name", "author__name", "article__author"}
    for element in tree.iter("*"):
        if not wanted.isdisjoint(tokens(element)):
            text = element.text_content()
            if 1 < len(text.strip()) <= MAX_NAME_CHARACTERS:
                yield text


def _headline(tree: html.HtmlElement, meta: dict[str, str], linked: list[dict[str, object]]) -> str | None:
    """The first headline (h1) that the page's titles confirm, as its words are on show; else what the titles say."""
    title = next((element.text_content() for element in tree.iter("title")), None)
    stated = [_string(one.get("headline")) for one in linked]
    titles = [_first(value) for value in (*stated, meta.get("og:title"), meta.get("twitter:title"), title)]
    known = [value for value in titles if value]
    shown = [words for element in tree.iter("h1") if (words := _first(element.text_content()))]
    agreed = (words for words in shown if any(_agree(words, value) for value in known))
    site = _first(meta.get("og:site_name"))
    return next(agreed, None) or next(iter(known), None) or next((words for words in shown if words != site), None)


def _agree(words: str, title: str) -> bool:
    one, other = _letters(words), _letters(title)
    return len(one) >= 8 and (one in other or (other in one and len(other) >= 8))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _language(tree: html.HtmlElement, meta: dict[str, str]) -> str | None:
    root = tree if tree.tag == "html" else tree.find(".//html")
    stated = () if root is None else (root.get("lang"), root.get("xml:lang"))
    for value in (*stated, meta.get("og:locale")):
        match = _LANGUAGE.fullmatch((value or "").strip())
        if match:
            return match[1].lower()
    return None


def _canonical(tree: html.HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    """The address the page gives as its own, where it is on the site that the page was read from."""
    links = (e.get("href", "") for e in tree.iter("link") if "canonical" in e.get("rel", "").lower().split())
    for target in (*links, meta.get("og:url", "")):
        address = web_address(target, url) if target else None
        if address and (url is None or _site(address) == _site(url)):
            return address
    return url


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", host)
