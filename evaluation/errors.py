"""The task "errors": what goes wrong in attribution, by kind, with the words.

Counts stand for all gold attributions and for those of them whose content holds words in double quotation marks.

A gold attribution is right, or its content was not found, was found only roughly, or was found with another source,
without its source, or with a source that it does not have. A prediction that fits no gold content is spurious.
"""

import re
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from evaluation.attribution import load_both, prediction_options
from evaluation.scoring import Alignment, align, overlap
from evaluation.split import Attribution, Predictions, Spans, Split
from evaluation.task import Report, natural

NEAR = 0.3
"""Least overlap of two contents that did not match at which they are still about the same words."""


class Kind(StrEnum):
    RIGHT = "right"
    NOT_FOUND = "content_not_found"
    NEAR_MISS = "content_near_miss"
    OTHER_SOURCE = "another_source"
    NO_SOURCE = "source_missing"
    INVENTED_SOURCE = "source_where_none_is"
    SPURIOUS = "spurious"


class SourceKind(StrEnum):
    PRONOUN = "pronoun"
    NAME = "name"
    NOUN = "other_noun"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one gold attribution, or of one prediction that fits none."""

    kind: Kind
    document: str
    text: str
    gold: Attribution | None
    predicted: Attribution | None
    direct: bool = False

    @property
    def gold_source(self) -> SourceKind:
        return source_kind(self.text, self.gold.source if self.gold else ())


def options(parser: ArgumentParser) -> None:
    prediction_options(parser)
    parser.add_argument("--show", type=natural, default=0, metavar="N", help="print N examples of each kind")


def run(arguments: Namespace) -> Report:
    gold, predicted = load_both(arguments)
    found = list(outcomes(gold, predicted))
    kinds = Counter(o.kind for o in found)
    direct = Counter(o.kind for o in found if o.direct)
    missed = Counter(o.gold_source for o in found if o.kind in (Kind.OTHER_SOURCE, Kind.NO_SOURCE))
    unfound = Counter(o.gold_source for o in found if o.kind in (Kind.NOT_FOUND, Kind.NEAR_MISS))
    examples = {kind: list(islice((o for o in found if o.kind is kind), arguments.show)) for kind in Kind}
    data: dict[str, Any] = {
        "kinds": {kind: kinds[kind] for kind in Kind},
        "kinds_of_direct": {kind: direct[kind] for kind in Kind if kind is not Kind.SPURIOUS},
        "gold_source_where_missed": {kind: missed[kind] for kind in SourceKind},
        "gold_source_where_content_not_found": {kind: unfound[kind] for kind in SourceKind},
    }
    if arguments.show:
        data["examples"] = {kind: [_words(o) for o in examples[kind]] for kind in Kind if kind is not Kind.RIGHT}
    return Report(data, (_kinds_table(kinds, direct), _sources_table(missed, unfound), *_shown(examples)))


def outcomes(gold: Split, predicted: Predictions) -> Iterator[Outcome]:
    for name, (text, rows) in gold.items():
        aligned = align(text, rows, predicted.get(name, []))
        for kind, i, j in _judge(aligned):
            ours = None if i is None else aligned.gold[i]
            theirs = None if j is None else aligned.predicted[j]
            yield Outcome(kind, name, text, ours, theirs, i is not None and aligned.direct[i])


def _judge(aligned: Alignment) -> Iterator[tuple[Kind, int | None, int | None]]:
    """Kind, index of the gold attribution and index of the prediction, either None where there is none."""
    partner = dict(aligned.pairs)
    free = set(range(len(aligned.predicted))) - set(partner.values())
    near: set[int] = set()
    for i in range(len(aligned.gold)):
        if i in partner:
            yield _kind_of_match(aligned, i, partner[i]), i, partner[i]
            continue
        closest = _closest(aligned, i, free)
        near |= set() if closest is None else {closest}
        yield (Kind.NOT_FOUND if closest is None else Kind.NEAR_MISS), i, closest
    for j in sorted(free - near):
        yield Kind.SPURIOUS, None, j


def _kind_of_match(aligned: Alignment, i: int, j: int) -> Kind:
    if aligned.sources_agree((i, j)):
        return Kind.RIGHT
    if not aligned.gold_tokens[i].source:
        return Kind.INVENTED_SOURCE
    return Kind.OTHER_SOURCE if aligned.predicted_tokens[j].source else Kind.NO_SOURCE


def _closest(aligned: Alignment, i: int, free: set[int]) -> int | None:
    """The unpaired prediction nearest to gold content ``i``; two that are free overlap by less than a match."""
    content = aligned.gold_tokens[i].content
    shares = {j: overlap(content, aligned.predicted_tokens[j].content) for j in sorted(free)}
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= NEAR else None


_PRONOUN = re.compile(
    "he|she|they|it|i|we|you|who|his|her|their|its|him|them|us|me|my|our|this|that|these|those|one|some|others|many|"
    "both|all|everyone|everybody|someone|somebody|nobody|anyone|another",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n][”\"’')]*\s*|[“\"‘])$")


def source_kind(text: str, source: Spans) -> SourceKind:
    """A pronoun; a name, where a word has a capital that its place in the sentence does not explain; or a noun."""
    words = [(m, start) for start, end in source for m in _WORD.finditer(text[start:end])]
    if not words:
        return SourceKind.NONE
    if all(_PRONOUN.fullmatch(m.group()) for m, _ in words):
        return SourceKind.PRONOUN
    named = any(m.group()[0].isupper() and not _first_of_sentence(text, start + m.start(), m) for m, start in words)
    return SourceKind.NAME if named else SourceKind.NOUN


def _first_of_sentence(text: str, at: int, word: re.Match[str]) -> bool:
    """Whether the capital may be due to the sentence: the word opens it and stands elsewhere without a capital."""
    opens = _SENTENCE_START.search(text[max(0, at - 5) : at]) is not None or at == 0
    return opens and re.search(rf"\b{re.escape(word.group().lower())}\b", text) is not None


def _words(outcome: Outcome) -> dict[str, Any]:
    return {
        "document": outcome.document,
        "gold": outcome.gold and _quoted(outcome.text, outcome.gold),
        "predicted": outcome.predicted and _quoted(outcome.text, outcome.predicted),
    }


def _quoted(text: str, attribution: Attribution) -> dict[str, str]:
    return {
        role: " ... ".join(text[start:end] for start, end in spans) for role, spans in attribution._asdict().items()
    }


def _label(kind: StrEnum) -> str:
    return kind.replace("_", " ")


def _kinds_table(kinds: Counter[Kind], direct: Counter[Kind]) -> Table:
    gold = kinds.total() - kinds[Kind.SPURIOUS]
    title = f"{gold} gold attributions, {direct.total()} in double quotation marks"
    table = Table("outcome", "count", "share of gold", "direct", "share of direct", title=title)
    for kind in Kind:
        of_direct = ("", "") if kind is Kind.SPURIOUS else (str(direct[kind]), _share(direct[kind], direct.total()))
        table.add_row(_label(kind), str(kinds[kind]), _share(kinds[kind], gold), *of_direct)
    return table


def _share(count: int, total: int) -> str:
    return f"{count / total:.1%}" if total else ""


def _sources_table(missed: Counter[SourceKind], unfound: Counter[SourceKind]) -> Table:
    table = Table("gold source is a", "source missed", "content not found", title="What the gold sources are")
    for kind in SourceKind:
        table.add_row(_label(kind), str(missed[kind]), str(unfound[kind]))
    return table


def _shown(examples: dict[Kind, list[Outcome]]) -> Iterator[RenderableType]:
    """As plain Text, so that brackets in an article are not read as markup."""
    for kind, found in examples.items():
        for outcome in found if kind is not Kind.RIGHT else ():
            words = _words(outcome)
            lines = [f"  {side:9} {_line(words[side])}" for side in ("gold", "predicted") if words[side]]
            yield Text("\n".join([f"\n{_label(kind)} · {outcome.document}", *lines]))


def _line(words: dict[str, str]) -> str:
    return " | ".join(words[role] or "-" for role in ("source", "cue", "content")).replace("\n", " ")
