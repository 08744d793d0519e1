"""Real articles, taken apart into sentences; invented outlets and events; drafts set as documents."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from evaluation.rewriting import Body, body_of, words_in
from onrecord.errors import InputError
from onrecord.model import Document, Hyperlink, Moment, Precision, Section, SectionKind, Span

EVENTS = Path(__file__).parent / "data" / "events.json"
FEWEST_ARTICLES = 12
FEWEST_PARAGRAPHS = 5
FEWEST_WORDS, MOST_WORDS = 150, 1_500
SHARED_NAMES = 0.6
"""Share of the shorter article's names that the other must have for two to be on one event."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_ZERO = datetime(2020, 6, 1)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Article:
    """A real article: its first line as headline, and the rest."""

    name: str
    headline: str
    body: Body
    day: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is set: its sentences with the claim marked."""

    headline: str
    body: Body
    outlet: str
    day: datetime
    slug: str
    dateline: str = ""
    link: str = ""
    """An address that the claim's sentence links to."""


def load(path: Path) -> list[Article]:
    """The articles of the folder ``path`` or its folder "text"; InputError where they are too few to plant in."""
    folder = path / "text" if (path / "text").is_dir() else path
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    found = [a for f in files if (a := _article(f)) is not None]
    often = Counter(p for a in found for p in a.body)  # a house's note under several articles would be a derivation
    if len(found) < FEWEST_ARTICLES:
        told = f"has {len(found)} articles of {FEWEST_WORDS} words or more; {FEWEST_ARTICLES} are needed"
        raise InputError(str(path), told)
    own = [replace(a, body=tuple(p for p in a.body if often[p] == 1)) for a in found]
    return [a for a in own if len(a.body) >= FEWEST_PARAGRAPHS]


def _article(file: Path) -> Article | None:
    lines = [line.strip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    body, room = [], MOST_WORDS
    for paragraph in body_of(lines[1:]):
        room -= words_in((paragraph,))
        if room > 0:
            body.append(paragraph)
    if words_in(tuple(body)) < FEWEST_WORDS or len(body) < FEWEST_PARAGRAPHS:
        return None
    date = _DATE.search(file.stem)
    day = datetime.fromisoformat(date.group()) if date else _DAY_ZERO
    return Article(file.stem, lines[0], tuple(body), day)


def same_event(articles: Sequence[Article]) -> list[tuple[Article, Article]]:
    """Pairs by two outlets, a day apart at most, that share most of their names: as like as real reports of one event
    are. An outlet is what a file's name begins with; an article is in one pair only."""
    names = {a.name: _names(a) for a in articles}
    pairs = [
        (len(names[a.name] & names[b.name]) / max(1, min(len(names[a.name]), len(names[b.name]))), a.name, b.name)
        for a, b in combinations(articles, 2)
        if a.name.split("_")[0] != b.name.split("_")[0] and abs((a.day - b.day).days) <= 1
    ]
    by_name, taken = {a.name: a for a in articles}, set[str]()
    out = []
    for share, one, other in sorted(pairs, reverse=True):
        if share >= SHARED_NAMES and not {one, other} & taken:
            taken |= {one, other}
            out.append((by_name[one], by_name[other]))
    return out


def _names(article: Article) -> set[str]:
    return {name for p in article.body for line in p for name in _NAME.findall(line.text)}


def set_in_type(draft: Draft, *, dated: bool) -> tuple[Document, Span]:
    """The document, and where its claim stands."""
    text, claim, start = draft.headline + "\n\n" + draft.dateline, Span(0, 0), len(draft.headline) + 2
    for number, paragraph in enumerate(draft.body):
        text += "\n\n" if number else ""
        for i, line in enumerate(paragraph):
            text += " " if i else ""
            claim = Span(len(text), len(text) + len(line.text)) if line.claim else claim
            text += line.text
    sections = (
        Section(SectionKind.HEADLINE, Span(0, len(draft.headline))),
        Section(SectionKind.BODY, Span(start, len(text))),
    )
    published = Moment.at(draft.day, Precision.DAY) if dated else None
    links = (Hyperlink(claim, draft.link),) if draft.link else ()
    known: dict[str, Any] = {"title": draft.headline, "publisher": draft.outlet, "published": published, "links": links}
    return Document(text, sections, url=address(draft), **known), claim


def address(draft: Draft) -> str:
    site = re.sub(r"[^a-z]", "", draft.outlet.lower())
    return f"https://www.{site}.example/{draft.day:%Y/%m}/{draft.slug}"


def slug_of(headline: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", headline.lower()))[:60]


def shortened(headline: str, random: Random) -> str:
    words = headline.split()
    return " ".join(words[: max(4, round(len(words) * random.uniform(0.5, 0.9)))])


@cache
def events() -> dict[str, Any]:
    """``places`` and ``titles`` that outlets are called by; ``events``: two reporters' words, and the plain fact;
    ``notices`` that stand under articles."""
    data: dict[str, Any] = json.loads(EVENTS.read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class Fact:
    """An invented event, told by two reporters who share only its names and numbers."""

    tellings: tuple[str, str]
    plain: str


def facts(random: Random) -> list[Fact]:
    """One of each kind of event, in an order of its own: stories that follow one pattern would look copied."""
    out = []
    for pattern in random.sample(events()["events"], len(events()["events"])):
        place, firm = random.sample(events()["places"], 2)
        known = {"place": place, "firm": firm, "number": random.randint(12, 480), "hours": random.randint(2, 40)}
        first, second, plain = (words.format(**known) for words in pattern)
        out.append(Fact((first, second), plain))
    return out
