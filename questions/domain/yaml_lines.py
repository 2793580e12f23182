"""YAML as plain values that remember their lines, so that an error can name one.

Stricter than YAML 1.1: a key is always text (`on:` is not a boolean here), a date stays
text, a key may stand once, and there are no anchors and no tags.
"""

from collections.abc import Callable

import yaml

# libyaml's loader is ten times as fast and has the same marks; not every wheel has it.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PREFIX = "tag:yaml.org,2002:"
TRUTHS = {"true": True, "false": False}

Report = Callable[[int, str, str], None]


def read_yaml(text: str, first_line: int, report: Report) -> tuple[object, dict[str, int]]:
    """Return the value of a YAML text and the line of each key in it ("key_points.2.text").

    `first_line` is the text's line in its file; what is wrong goes to report(line, key,
    message), and the value is then as much as could be read, or None.
    """
    lines: dict[str, int] = {}
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "a character that YAML does not allow"
        report(
            first_line + (mark.line if mark else 0),
            "",
            f"not YAML: {what}; put text with a colon, a # or a bracket in double quotes,"
            " and indent with spaces",
        )
        return None, lines
    except (RecursionError, ValueError):
        report(first_line, "", "not YAML that can be read: nested too deep; flatten it")
        return None, lines
    if node is None:
        return {}, lines
    seen: set[int] = set()

    def value_of(node, key: str):
        line = first_line + node.start_mark.line
        lines.setdefault(key, line)
        if id(node) in seen:
            report(line, key, "an alias (*name): write the value out here")
            return None
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return mapping_of(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [value_of(item, f"{key}.{place}") for place, item in enumerate(node.value)]
        return scalar_of(node)

    def mapping_of(node, key: str) -> dict:
        values = {}
        for key_node, value_node in node.value:
            line = first_line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                report(line, key, "a key that is not a word: quote it or mend the braces")
                continue
            name = key_node.value
            here = f"{key}.{name}" if key else name
            if name in values:
                report(line, here, f'"{name}" stands twice: keep one')
                continue
            lines[here] = line
            values[name] = value_of(value_node, here)
        return values

    try:
        return value_of(node, ""), lines
    except RecursionError:
        report(first_line, "", "not YAML that can be read: nested too deep; flatten it")
        return None, lines


def scalar_of(node: yaml.ScalarNode) -> str | int | float | bool | None:
    """Return a scalar's value; whatever is not plainly a number or a truth stays text."""
    tag, text = node.tag.removeprefix(PREFIX), node.value
    if tag == "null":
        return None
    if tag == "bool":
        return TRUTHS.get(text.lower(), text)
    try:
        if tag == "int":
            return int(text)
        if tag == "float":
            return float(text)
    except ValueError:
        pass
    return text
