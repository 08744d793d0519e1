"""How sure the holder of a statement is, which way, and how far the event has come."""
