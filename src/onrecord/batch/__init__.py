"""Many documents: the same stages over many inputs, failures as data, results in the order of the inputs."""

from onrecord.batch.local import Outcome, read_and_analyse

__all__ = ["Outcome", "read_and_analyse"]
