"""What spaCy's parse says of each word piece: its tag, its relation to its head, its name's kind, and that head.

The encoder is small and sees a part of a text; tags and heads tell it what the parser has found out already. Only
the labels that spaCy's English pipelines share are known; any other counts as none.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

TAGS = [
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX",
    "CC", "CD", "DT", "EX", "FW", "HYPH", "IN", "JJ", "JJR",
    "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT",
    "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO",
    "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP",
    "WP$", "WRB", "XX", "_SP", "``",
]  # fmt: skip
RELATIONS = [
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr",
    "aux", "auxpass", "case", "cc", "ccomp", "compound", "conj", "csubj", "csubjpass",
    "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta", "neg",
    "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj",
    "poss", "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
]  # fmt: skip
NAMES = [
    "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY",
    "NORP", "ORDINAL", "ORG", "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
]  # fmt: skip
SIZES = (len(TAGS) + 1, len(RELATIONS) + 1, len(NAMES) + 1)
"""How many values each column of :attr:`Syntax.labels` has; 0 is "none"."""

_COLUMNS = tuple({label: i + 1 for i, label in enumerate(labels)} for labels in (TAGS, RELATIONS, NAMES))
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TokenTable:
    """A parsed text of k tokens, without spaCy.

    ``spans`` (k, 2): first character and the one after the last; ``labels`` (k, 3): tag, relation, name; ``heads``
    (k,): the token that each one hangs on, a root on itself.
    """

    spans: Integers
    labels: Integers
    heads: Integers


@dataclass(frozen=True, slots=True)
class Syntax:
    """Of n word pieces: ``labels`` (n, 3) as in :class:`TokenTable`, of the token that a piece begins in; ``heads``
    (n,): the first piece of that token's head, the piece itself where the head has none."""

    labels: Integers
    heads: Integers


def token_table(doc: "Doc") -> TokenTable:
    rows = [
        (
            *(t.idx, t.idx + len(t.text), t.head.i),
            *(column.get(label, 0) for column, label in zip(_COLUMNS, (t.tag_, t.dep_, t.ent_type_), strict=True)),
        )
        for t in doc
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 6)
    return TokenTable(table[:, :2], table[:, 3:], table[:, 2])


def unparsed(n: int) -> Syntax:
    """The Syntax of ``n`` pieces of a text without a parse."""
    return Syntax(np.zeros((n, len(SIZES)), dtype=np.int64), np.arange(n, dtype=np.int64))


def syntax_of(offsets: Integers, table: TokenTable) -> Syntax:
    """The Syntax of pieces at ``offsets`` (n, 2), character spans in order, of the text that ``table`` is of."""
    n = len(offsets)
    if not n or not len(table.heads):
        return unparsed(n)
    begins = offsets[:, 0]
    token = np.maximum(np.searchsorted(table.spans[:, 0], begins, side="right") - 1, 0)
    covered = begins < table.spans[token, 1]
    head = table.spans[table.heads[token]]
    first = np.minimum(np.searchsorted(begins, head[:, 0]), n - 1)
    known = covered & (begins[first] >= head[:, 0]) & (begins[first] < head[:, 1])
    return Syntax(np.where(covered[:, None], table.labels[token], 0), np.where(known, first, np.arange(n)))
