"""Real articles with derivation trees of known shape planted among them.

Half of the articles of a folder are originals, the other half give paragraphs, each used once, for texts that need some
of their own. Outlets and addresses are invented; an article's date is that in its file's name, where it has one. What
is planted and where depends on the seed only.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from evaluation.newsroom import Article, Draft, address, events, facts, same_event, set_in_type, shortened, slug_of
from evaluation.rewriting import Body, Line, cut, edited, paraphrased, reworded, words_in
from onrecord.model import Document, Span

_FIRST_NAMES = ("Orla", "Henrik", "Samira", "Tobias", "Ines", "Marek")
_QUOTATION = re.compile(r"[“\"][^“”\"]{50,}[”\"]")
_FUNCTION = re.compile(
    r"^(?:The|A|An|In|On|At|It|He|She|They|We|But|And|For|This|That|These|Those|His|Her|Its|Their)\b"
)
UNDATED = 0.1
MISLEADING = 0.2
"""Share of the articles with something in them that looks like a derivation and is none."""
FEWEST_SPARE = 30
"""Paragraphs that the longest story may take."""


class Kind(StrEnum):
    """How a planted article came to be."""

    ORIGINAL = "original"
    SYNDICATED = "verbatim syndication"
    CUT = "cut from the bottom"
    EDITED = "sentence edits"
    PARAPHRASED = "paraphrase"
    QUOTED = "quotation lifted"
    REPORTED = "X reported that"
    WIRE = "agency copy, original absent"
    CITED = "outlet cited, original absent"
    SAME_EVENT = "independent, same event"
    SAME_EVENT_REAL = "independent, same event, both real"
    SAME_SPEECH = "independent, same public words"
    UNRELATED = "unrelated"


COPYING = (Kind.SYNDICATED, Kind.CUT, Kind.EDITED, Kind.PARAPHRASED)


@dataclass(frozen=True, slots=True)
class Planted:
    """``claim`` is where the article tells the story's claim; ``origin`` names its root, the same for all that rest on
    one; ``parent`` is the article that it was made from."""

    document: Document
    claim: Span
    kind: Kind
    origin: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that tell one claim. Reporters who heard the same words rest on one origin and on nobody's text."""

    shape: str
    articles: tuple[Planted, ...]

    @property
    def independent(self) -> int:
        """How many independent origins the claim has."""
        return 1 if self.articles[0].kind is Kind.SAME_SPEECH else len({a.origin for a in self.articles})


class Planter:
    """Plants stories in ``articles``; see :meth:`stories`."""

    def __init__(self, articles: Sequence[Article], seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing here is secret
        self._pairs = same_event(articles)
        paired = {a.name for pair in self._pairs for a in pair}
        shuffled = [a for a in articles if a.name not in paired]
        self.random.shuffle(shuffled)
        half = len(shuffled) // 2
        self._originals = shuffled[:half]
        self._fillers = shuffled[half:]
        self._spare = [p for a in self._fillers for p in a.body if 15 <= words_in((p,)) <= 120 and not _quotes(p)]
        self.random.shuffle(self._spare)
        self._headlines = [a.headline for a in self._fillers]
        self._facts = facts(self.random)
        self._outlets = [f"The {place} {title}" for place in events()["places"] for title in events()["titles"]]
        self.random.shuffle(self._outlets)
        self._seen: list[str] = []
        self._serial = 0

    def stories(self) -> list[Story]:
        """One story an original, by turns of every shape, as long as there are paragraphs to write with; unrelated
        articles then. Real reports of one event by two outlets come as they are."""
        shapes: tuple[Callable[[Article], Story], ...] = (
            self.star, self.chain, self.two_origins, self.wire, self.cited, self.same_speech, self.star, self.chain
        )  # fmt: skip
        out = [self._real(*pair) for pair in self._pairs]
        for number, article in enumerate(self._originals):
            story = shapes[number % len(shapes)](article) if len(self._spare) >= FEWEST_SPARE else None
            out += [story] if story else []
            if story is None or story.shape in ("two origins", "cited"):  # which are written without the article
                out.append(Story("unrelated", (self._unrelated(article),)))
        return out

    def star(self, article: Article) -> Story:
        """An original and what two to four others made of it."""
        root = self._original(article)
        kinds = self.random.sample((*COPYING, Kind.QUOTED, Kind.REPORTED), self.random.randint(2, 4))
        return self._story("star", root, [(kind, 0) for kind in kinds])

    def chain(self, article: Article) -> Story:
        """Each made from the one before."""
        kinds = [self.random.choice(COPYING) for _ in range(self.random.randint(2, 3))]
        return self._story("chain", self._original(article), [(kind, i) for i, kind in enumerate(kinds)])

    def _story(self, shape: str, root: Draft, children: Sequence[tuple[Kind, int]]) -> Story:
        """``children``: how each is made, and from which of those before it."""
        drafts, planted = [root], [self._set(root, Kind.ORIGINAL, self._name(), None)]
        for kind, above in children:
            draft = self._derived(kind, drafts[above])
            drafts.append(draft)
            planted.append(self._set(draft, kind, planted[0].origin, planted[above].document.id))
        return Story(shape, tuple(planted))

    def two_origins(self, article: Article) -> Story:
        """Two reporters at one event, who share neither words nor sources, and a copy or two of each."""
        if not self._facts:
            return self.star(article)
        fact, out = self._facts.pop(), list[Planted]()
        for number in range(2):
            draft = self._report(fact.tellings[number], article.day)
            story = self._story(
                "two", draft, [(self.random.choice(COPYING), 0) for _ in range(self.random.randint(0, 2))]
            )
            first = replace(story.articles[0], kind=Kind.SAME_EVENT)
            out += [first, *story.articles[1:]]
        return Story("two origins", tuple(out))

    def same_speech(self, article: Article) -> Story:
        """Two or three reporters who heard the same words, each with sentences of their own."""
        quotation = next((m.group() for p in article.body for line in p if (m := _QUOTATION.search(line.text))), None)
        if quotation is None:
            return self.two_origins(article)
        inner = quotation[1:-1]
        speaker = f"Mayor {self.random.choice(_FIRST_NAMES)} {self.random.choice(events()['places'])}"
        frames = (
            "“{0}” {1} told the crowd that had come.",
            "There was applause when {1} said: “{0}”",
            "{1}, who spoke for an hour, said: “{0}”",
        )
        out = []
        for frame in frames[: self.random.randint(2, 3)]:
            draft = self._report(frame.format(inner, speaker), article.day)
            out.append(self._set(draft, Kind.SAME_SPEECH, self._name(), None))
        return Story("same speech", tuple(out))

    def wire(self, article: Article) -> Story:
        """Two or three prints of an agency's text that is not on the record."""
        agency = "".join(self.random.choice("BDFGKLMNRST") for _ in range(2)) + "A"
        place = self.random.choice(events()["places"]).upper()
        original, origin, out = self._original(article), self._name(), []
        for _ in range(self.random.randint(2, 3)):
            body = self.random.choice((lambda b: b, lambda b: cut(b, self.random)))(original.body)
            draft = replace(self._elsewhere(original), body=body, dateline=f"{place} ({agency}) — ")
            out.append(self._set(draft, Kind.WIRE, origin, None))
        return Story("wire", tuple(out))

    def cited(self, article: Article) -> Story:
        """Two or three articles that name an outlet, whose report is not on the record, for the same news."""
        if not self._facts:
            return self.chain(article)
        source, fact, origin, out = self._outlet(), self._facts.pop(), self._name(), []
        frames = (
            "{0} reported on {2} that {1}.",
            "According to {0}, {1}.",
            "{3}, {0} reported.",
        )
        news = [fact.plain, reworded(Line(fact.plain), self.random).text, fact.plain]
        for frame, words in zip(frames, news[: self.random.randint(2, 3)], strict=False):
            told = frame.format(source, words, article.day.strftime("%A"), words[:1].upper() + words[1:])
            out.append(self._set(self._report(told, article.day, paragraphs=2), Kind.CITED, origin, None))
        return Story("cited", tuple(out))

    def _real(self, one: Article, other: Article) -> Story:
        drafts = [self._original(article) for article in (one, other)]
        return Story("real pair", tuple(self._set(d, Kind.SAME_EVENT_REAL, self._name(), None) for d in drafts))

    def _unrelated(self, article: Article) -> Planted:
        return self._set(self._original(article), Kind.UNRELATED, self._name(), None)

    # How the drafts are made

    def _original(self, article: Article) -> Draft:
        """The claim is the first long quotation's sentence in the upper half, else the longest of the first four."""
        flat = [(i, j) for i, p in enumerate(article.body[: max(2, len(article.body) // 2)]) for j in range(len(p))]
        at = next((f for f in flat if _QUOTATION.search(article.body[f[0]][f[1]].text)), None)
        at = at or max(flat[:4], key=lambda f: len(article.body[f[0]][f[1]].text))
        body = tuple(
            tuple(replace(line, claim=(i, j) == at) for j, line in enumerate(p)) for i, p in enumerate(article.body)
        )
        return Draft(article.headline, body, self._outlet(), article.day, slug_of(article.headline))

    def _derived(self, kind: Kind, above: Draft) -> Draft:
        random, draft = self.random, self._elsewhere(above)
        match kind:
            case Kind.SYNDICATED:
                return draft
            case Kind.CUT:
                return replace(draft, body=cut(above.body, random))
            case Kind.EDITED:
                fresh = [self._spare.pop()[0] for _ in range(random.randint(1, 3))]
                return replace(draft, body=edited(above.body, random, fresh))
            case Kind.PARAPHRASED:
                return replace(draft, body=paraphrased(above.body, random))
            case Kind.QUOTED:
                return self._lifted(above)
            case _:
                return self._passed_on(above)

    def _elsewhere(self, above: Draft) -> Draft:
        """The same text in another outlet, on the day or up to three days after it, half of the time under another
        headline and address."""
        headline, slug = above.headline, above.slug
        if self.random.random() < 0.5:
            headline = reworded(Line(shortened(headline, self.random)), self.random).text
            slug = slug_of(headline)
        day = above.day + timedelta(days=self.random.choice((0, 0, 1, 2, 3)))
        return Draft(headline, above.body, self._outlet(), day, slug)

    def _lifted(self, above: Draft) -> Draft:
        """A new article with what the claim's sentence quotes: with the sentences around it, with a word on whom it was
        told to, or, as happens, with neither."""
        claim = next(line.text for p in above.body for line in p if line.claim)
        quotation = _QUOTATION.search(claim)
        words = quotation.group() if quotation else claim
        match self.random.randrange(4):
            case 0 | 1:
                beside = next(p for p in above.body if any(line.claim for line in p))
                lines = beside if len(beside) > 1 else (*beside, *self._neighbour(above, beside))
            case 2:
                told = self.random.choice(
                    ("{0}, the speaker told {1}.", "In an interview with {1} it was put thus: {0}")
                )
                lines = (Line(told.format(words, above.outlet), claim=True),)
            case _:
                lines = (
                    Line(f"Not everybody would put it that way, but one who has been there does: {words}", claim=True),
                )
        return self._new(lines, above)

    def _neighbour(self, above: Draft, beside: Sequence[Line]) -> tuple[Line, ...]:
        at = above.body.index(tuple(beside))
        return above.body[at + 1 if at + 1 < len(above.body) else at - 1][:2]

    def _passed_on(self, above: Draft) -> Draft:
        """A new article that says what the original's outlet reported, in other words; half of the time with a link."""
        claim = next(line for p in above.body for line in p if line.claim)
        words = reworded(replace(claim, text=claim.text.rstrip(".")), self.random).text
        first = words if not _FUNCTION.match(words) else words[:1].lower() + words[1:]
        frame = self.random.choice(("{0} reported that {1}.", "{0} has reported that {1}.", "According to {0}, {1}."))
        draft = self._new((Line(frame.format(above.outlet, first), claim=True),), above)
        return replace(draft, link=address(above) if self.random.random() < 0.5 else "")

    def _new(self, lines: Sequence[Line], above: Draft) -> Draft:
        body = self._around(tuple(lines), self.random.randint(4, 7))
        headline = self._headline(body)
        day = above.day + timedelta(days=self.random.choice((0, 1, 2)))
        return Draft(headline, body, self._outlet(), day, slug_of(f"{headline} {self._name()}"))

    def _report(self, told: str, day: datetime, paragraphs: int = 6) -> Draft:
        body = self._around((Line(told, claim=True),), paragraphs)
        headline = self._headline(body)
        return Draft(headline, body, self._outlet(), day, slug_of(f"{headline} {self._name()}"))

    def _around(self, lines: tuple[Line, ...], paragraphs: int) -> Body:
        """``lines`` among paragraphs that no other text has; of these one may be told as another outlet's report."""
        others = [self._spare.pop() for _ in range(min(paragraphs, len(self._spare)))]
        if self._seen and self.random.random() < MISLEADING:
            outlet, (first, *rest) = self.random.choice(self._seen), others[-1]
            others[-1] = (Line(f"{outlet} reported that {first.text[:1].lower()}{first.text[1:]}"), *rest)
        at = self.random.randint(0, min(2, len(others)))
        return (*others[:at], lines, *others[at:])

    def _headline(self, body: Body) -> str:
        """One of a filler's, each used once; else the first words of the body."""
        return self._headlines.pop() if self._headlines else " ".join(body[0][0].text.split()[:8])

    def _outlet(self) -> str:
        return self._outlets.pop()

    def _name(self) -> str:
        self._serial += 1
        return str(self._serial)

    def _set(self, draft: Draft, kind: Kind, origin: str, parent: str | None) -> Planted:
        """Some articles have no date, and some end with a notice that others have too."""
        if self.random.random() < MISLEADING:
            draft = replace(draft, body=(*draft.body, (Line(self.random.choice(events()["notices"])),)))
        document, claim = set_in_type(draft, dated=self.random.random() > UNDATED)
        self._seen.append(draft.outlet)
        return Planted(document, claim, kind, origin, parent)


def _quotes(paragraph: Sequence[Line]) -> bool:
    return any(_QUOTATION.search(line.text) for line in paragraph)
