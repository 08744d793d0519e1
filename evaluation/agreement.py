"""The task "agreement": how well people agree, the ceiling that a model's figures are read against.

The second annotator of each text that has one is scored against the first, as if the second were a model.
"""

from argparse import Namespace

from evaluation.attribution import compare
from evaluation.split import load_split
from evaluation.task import Report


def run(arguments: Namespace) -> Report:
    """InputError where no text has two annotators."""
    second = load_split(arguments.path, annotator=1)
    first = load_split(arguments.path)
    gold = {name: first[name] for name in second}
    return compare(gold, {name: rows for name, (_, rows) in second.items()}, "second annotator")
