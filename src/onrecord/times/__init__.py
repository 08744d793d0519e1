"""When a statement was made and when what it speaks of happened."""

from onrecord.times.statements import StatementTimes, time_statements

__all__ = ["StatementTimes", "time_statements"]
