"""The schema of an entry, parsed and checked: pure rules, no Django."""
