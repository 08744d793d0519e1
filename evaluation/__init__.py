"""Scores what onrecord finds against people's labels: ``python -m evaluation TASK PATH``. Not in the wheel."""
