"""The rules of practising, as values in and values out: no Django, no clock, no database."""
