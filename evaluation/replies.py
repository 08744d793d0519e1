"""The task "replies": does a reply support or deny what it answers, ask about it, or only comment.

A file or folder laid out like ../shared/data/rumoureval2017; of a folder, the files named "train" are left out where
there are others. Baselines: the commonest class, and words: a question mark asks, a word of denial denies.
"""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from evaluation.classes import Labelled, figures, table
from evaluation.pair_data import Reply, Stand, load_replies
from evaluation.task import Report
from onrecord.claims.replying import reply_signals, reply_stance
from onrecord.errors import InputError, InputMissing
from onrecord.language.models import pair_encoder

TRAIN = "train"
Judge = Callable[[Reply], Stand]


def run(arguments: Namespace) -> Report:
    """InputError for what is not laid out like RumourEval; ModelError where the model is missing."""
    return compare(load(arguments.path), encoder_judge())


def load(path: Path) -> list[Reply]:
    files = [path] if path.is_file() else sorted(path.rglob("*.jsonl"))
    wanted = [f for f in files if f.stem != TRAIN] or files
    if not wanted:
        raise InputMissing(str(path), "no .jsonl file in it")
    return [reply for file in wanted for reply in load_replies(file)]


def encoder_judge() -> Judge:
    encoder = pair_encoder()

    def judge(reply: Reply) -> Stand:
        scores = reply_stance(reply.parent or "", reply.text, encoder, reply.depth)._asdict()
        return Stand(max(scores, key=scores.__getitem__))

    return judge


def compare(replies: Sequence[Reply], judge: Judge) -> Report:
    """``accuracy`` and ``macro_f1``, each class, the baselines beside them."""
    if not replies:
        raise InputError("replies", "no reply in it")
    items = [Labelled(r.label, judge(r), by_words(r)) for r in replies]
    common = Counter(r.label for r in replies).most_common(1)[0][0]
    data = figures([(i.gold, i.ours) for i in items])
    data["baseline"] = {
        "majority": figures([(i.gold, common) for i in items]),
        "words": figures([(i.gold, i.baseline) for i in items]),
    }
    majority = data["baseline"]["majority"]
    shown = f"always {common}: accuracy {majority['accuracy']:.3f}, macro F1 {majority['macro_f1']:.3f}"
    return Report(data, (table("What a reply does; base: words", items), shown))


def by_words(reply: Reply) -> Stand:
    _, asks, negates, _ = reply_signals(reply.text, reply.depth)[-4:]
    if reply.depth == 0:
        return Stand.SUPPORT
    if asks:
        return Stand.QUERY
    return Stand.DENY if negates else Stand.COMMENT
