"""The task "actors": what pronouns and descriptions stand for (GUM's coreference), and who speaks (PolNeAR).

Where PATH is a file or folder of GUM's WebAnno TSV: each anaphor that the gold links to an earlier mention is right
when the antecedent given for it is a mention of the same gold chain. Mentions meet by their head word: a gold mention's
is the root of its span in the parse, and the "and" where several are joined. An anaphor without an antecedent given
counts as wrong. Anaphors are the personal pronouns, and descriptions: mentions that a common noun heads, with "the",
"this", "that", "these", "those" or a possessive. "answered" is the share that an antecedent was given for, "precision"
the share of all antecedents given, for first mentions too, that are right. The baselines take the nearest earlier
mention that fits in number and sex (a person by the name finder or the same pronoun for "he" and "she"), and the
nearest one with the same head noun.

Where PATH is a split laid out like PolNeAR's: who speaks in the statements of tests/data/speakers.jsonl whose texts are
in it (docs/guidelines/speakers.md). A speaker is right when its name is one of those that the label's spans hold and
its kind is the label's; nobody is right where the label says nobody. The baseline is the nearest name.
"""

from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.table import Table

from evaluation import speakers
from evaluation.gum import dev
from evaluation.task import Report
from evaluation.webanno import GoldText, load
from onrecord.actors.mentions import PRONOUNS
from onrecord.model import Document, Section, SectionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HE_SHE, OTHER, DESCRIPTION = "he_she", "other_pronouns", "descriptions"
KINDS = (HE_SHE, OTHER, DESCRIPTION)
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BACK = 200
"""Words that the baselines look back."""


class Anaphor(NamedTuple):
    """``detail`` splits a kind further: the pronoun, or the entity type of a description."""

    head: int
    kind: str
    detail: str
    chain: int
    linked: bool


Antecedents = Mapping[int, int]
"""Head token of an anaphor -> head token of the antecedent given for it."""


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--dev", action="store_true", help="of GUM, only the texts that were tuned on, not trained on")
    parser.add_argument("--half", choices=("dev", "test"), help="of the labelled speakers, only this half")
    parser.add_argument("--show", action="store_true", help="print what was wrong")


def run(arguments: Namespace) -> Report:
    if (arguments.path / "attributions").is_dir():
        return speakers.run(arguments.path, half=arguments.half, show=arguments.show)
    texts = load(arguments.path)
    return compare(dev(texts) if arguments.dev else texts, show=arguments.show)


def compare(texts: list[GoldText], *, show: bool = False) -> Report:
    ours, theirs = Tally(), Tally()
    wrong: list[str] = []
    for text in texts:
        doc, found = read(text)
        gold = chains_by_head(text, doc)
        anaphors = list(anaphors_of(text, doc))
        ours.count(anaphors, gold, found, wrong if show else None, doc)
        theirs.count(anaphors, gold, nearest(doc, anaphors), None, doc)
    data = {"texts": len(texts)} | ours.figures() | {"baseline": theirs.figures()}
    return Report(data, (_table(ours, theirs), *wrong))


def read(text: GoldText) -> tuple["Doc", Antecedents]:
    """The parse of a text and the antecedents that onrecord gives."""
    # loaded here, since the reading of the set needs no model
    from onrecord.actors import resolve  # noqa: PLC0415
    from onrecord.language.tokens import tokens_of  # noqa: PLC0415
    from onrecord.pipeline import analyse  # noqa: PLC0415
    from onrecord.settings import from_environment  # noqa: PLC0415

    settings = from_environment()
    document = Document(text.text, (Section(SectionKind.BODY, Span(0, len(text.text))),), name=text.name)
    doc = tokens_of(text.text, settings.spacy_model)
    actors = resolve(document, doc, analyse(document, settings, doc))
    at = {t.idx: t.i for t in doc}
    return doc, {at[r.mention.start]: at[r.antecedent.start] for r in actors.references}


def chains_by_head(text: GoldText, doc: "Doc") -> dict[int, set[int]]:
    """Head token -> the chains of the gold mentions that it heads."""
    out: dict[int, set[int]] = defaultdict(set)
    for mention in text.mentions:
        span = doc.char_span(*mention.span, alignment_mode="expand")
        if span is not None:
            for head in (span.root.i, *_joining(span)):
                out[head].add(mention.chain)
    return out


def _joining(span: Any) -> Iterable[int]:
    """The "and" of several named together, which heads them where they are one mention."""
    return (t.i for t in span if t.dep_ == "cc" and (t.head.i == span.root.i or t.head.dep_ == "conj"))


def anaphors_of(text: GoldText, doc: "Doc") -> Iterable[Anaphor]:
    started: set[int] = set()
    for mention in text.mentions:
        span = doc.char_span(*mention.span, alignment_mode="expand")
        linked = mention.chain in started
        started.add(mention.chain)
        if span is None:
            continue
        root = span.root
        kind, detail = _kind(span, root, mention.entity)
        if kind:
            yield Anaphor(root.i, kind, detail, mention.chain, linked)


def _kind(span: Any, root: "Token", entity: str) -> tuple[str, str]:
    pronoun = PRONOUNS.get(root.lower_)
    if pronoun is not None and root.tag_[:3] == "PRP":
        return (HE_SHE if pronoun.family in ("he", "she") else OTHER), pronoun.family
    pointing = span[0].lower_ in _POINTING or span[0].tag_ == "PRP$" or any(c.dep_ == "poss" for c in root.lefts)
    return (DESCRIPTION, entity) if root.tag_ in ("NN", "NNS") and pointing else ("", "")


def nearest(doc: "Doc", anaphors: Iterable[Anaphor]) -> dict[int, int]:
    """The baseline's antecedents."""
    out = {}
    for anaphor in anaphors:
        fits = _fits(doc[anaphor.head], anaphor)
        back = range(anaphor.head - 1, max(anaphor.head - _BACK, -1), -1)
        found = next((i for i in back if fits(doc[i])), None)
        if found is not None:
            out[anaphor.head] = found
    return out


def _fits(token: "Token", anaphor: Anaphor) -> Callable[["Token"], bool]:
    family = anaphor.detail
    if anaphor.kind == DESCRIPTION:
        return lambda t: t.lower_ == token.lower_ and t.dep_ != "compound"
    if anaphor.kind == HE_SHE:
        return lambda t: _pronoun_of(t) == family or (t.ent_type_ == "PERSON" and t.dep_ != "compound")
    if family in ("i", "we", "you"):
        return lambda t: _pronoun_of(t) == family
    plural = family == "they"
    tags = ("NNS", "NNPS") if plural else ("NN", "NNP")
    return lambda t: (
        _pronoun_of(t) == family or (t.tag_ in tags and t.dep_ != "compound" and t.ent_type_ not in ("PERSON", "DATE"))
    )


def _pronoun_of(token: "Token") -> str:
    return PRONOUNS[token.lower_].family if token.lower_ in PRONOUNS and token.tag_[:3] == "PRP" else ""


class Tally:
    """Counts by kind and by detail: of linked anaphors, those answered and those right; of all antecedents given, those
    right."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str, str]] = Counter()

    def count(
        self,
        anaphors: Iterable[Anaphor],
        gold: Mapping[int, set[int]],
        given: Antecedents,
        wrong: list[str] | None,
        doc: "Doc",
    ) -> None:
        for a in anaphors:
            antecedent = given.get(a.head)
            right = antecedent is not None and a.chain in gold.get(antecedent, ())
            for detail in ("", a.detail):
                self.counts[a.kind, detail, "given"] += antecedent is not None
                self.counts[a.kind, detail, "given right"] += right
                if a.linked:
                    self.counts[a.kind, detail, "linked"] += 1
                    self.counts[a.kind, detail, "right"] += right
                    self.counts[a.kind, detail, "answered"] += antecedent is not None
            if wrong is not None and a.linked and not right:
                taken = "nothing" if antecedent is None else doc[antecedent].text
                wrong.append(f"{a.kind}: ...{doc[max(a.head - 12, 0) : a.head + 3].text}: {taken}")

    def share(self, kind: str, detail: str, part: str, whole: str) -> float:
        total = self.counts[kind, detail, whole]
        return round(self.counts[kind, detail, part] / total, 4) if total else 0.0

    def row(self, kind: str, detail: str = "") -> dict[str, Any]:
        return {
            "accuracy": self.share(kind, detail, "right", "linked"),
            "anaphors": self.counts[kind, detail, "linked"],
            "answered": self.share(kind, detail, "answered", "linked"),
            "precision": self.share(kind, detail, "given right", "given"),
        }

    def details(self, kind: str) -> list[str]:
        found = {d for k, d, what in self.counts if k == kind and d and what == "linked"}
        return sorted(found, key=lambda d: -self.counts[kind, d, "linked"])

    def figures(self) -> dict[str, Any]:
        return {
            kind: self.row(kind) | {"classes": {d: self.row(kind, d) for d in self.details(kind)}} for kind in KINDS
        }


def _table(ours: Tally, theirs: Tally) -> Table:
    heads = ("", "anaphors", "accuracy", "answered", "precision", "baseline")
    table = Table(*heads, title="Antecedents: onrecord and the nearest that fits")
    for column in table.columns[1:]:
        column.justify = "right"
    for kind in KINDS:
        for detail in ("", *ours.details(kind)):
            row = ours.row(kind, detail)
            name = f"  {detail}" if detail else kind.replace("_", " ")
            base = theirs.row(kind, detail)["accuracy"]
            figures = (f"{row[key]:.3f}" for key in ("accuracy", "answered", "precision"))
            table.add_row(name, str(row["anaphors"]), *figures, f"{base:.3f}")
        table.add_section()
    return table
