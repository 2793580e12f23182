// What came of each test, as a list that a person reads: built from text alone.

function make(tag, text = "", props = {}) {
  return Object.assign(document.createElement(tag), text ? { textContent: text } : {}, props);
}

function table({ columns, rows, more }) {
  const box = make("div", "", { className: "scroll", tabIndex: 0, role: "group", ariaLabel: "Rows" });
  const shown = make("table", "", { className: "rows" });
  const head = shown.createTHead().insertRow();
  for (const column of columns) head.append(make("th", column, { scope: "col" }));
  const body = shown.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const cell of row) line.insertCell().textContent = cell;
  }
  box.append(shown);
  if (!rows.length) box.append(make("p", "No rows.", { className: "small muted" }));
  if (more) box.append(make("p", `and ${more} more`, { className: "small muted" }));
  return box;
}

function labelled(list, term, value) {
  if (value === null || value === undefined || value === "") return;
  list.append(make("dt", term));
  const told = make("dd");
  told.append(typeof value === "object" ? table(value) : make("pre", value, { className: "plain code" }));
  list.append(told);
}

function traced(frames) {
  return frames.map(({ line, name, text }) => `line ${line}${name ? `, in ${name}` : ""}\n    ${text.trim()}`).join("\n");
}

const took = (seconds) => (seconds < 1 ? `${Math.max(1, Math.round(seconds * 1000))} ms` : `${seconds.toFixed(1)} s`);

// One test: {id, shows, hidden, passed, seconds, error?, where?, got?, expected?, …}. The test
// with the id "" is one's own input, which neither passes nor fails.
export function entryOf(test, open) {
  const own = !test.id;
  const item = make("li", "", { className: "test" });
  item.dataset.test = test.id;
  item.dataset.passed = test.passed;
  const box = make("details", "", { open });
  const head = make("summary");
  const tag = test.passed ? "tag good" : "tag warn";
  if (!own || !test.passed) head.append(make("span", own ? "Error" : test.passed ? "Passed" : "Not yet", { className: tag }), " ");
  head.append(make("span", own ? "Your input" : test.shows));
  if (test.hidden) head.append(" ", make("span", "hidden", { className: "small muted" }));
  head.append(" ", make("span", took(test.seconds), { className: "small muted num" }));
  box.append(head);
  if (test.error) box.append(make("p", test.error, { className: "why" }));
  if (test.where) box.append(make("p", `First difference: ${test.where}`, { className: "why" }));
  const list = make("dl", "", { className: "stack-tight" });
  labelled(list, "Your lines", traced(test.trace ?? []));
  labelled(list, "Test", test.input);
  if (!test.error && !own) labelled(list, "Expected", test.expected);
  if (!test.error) labelled(list, own ? "Value" : "Got", test.got);
  labelled(list, "Printed", test.printed && test.printed + (test.cut ? "\n… cut at 64 KB" : ""));
  if (list.children.length) box.append(list);
  else if (test.hidden) box.append(make("p", test.kind || "Its input is not shown.", { className: "small muted" }));
  item.append(box);
  return item;
}
