"""The rules of planning, as values in and values out: no Django, no clock, no database."""
