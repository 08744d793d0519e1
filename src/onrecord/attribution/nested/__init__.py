"""Statements within statements: what a content itself attributes."""
