// The editor over a textarea[data-code]: colours, indenting, brackets, find, undo.
//
// The textarea stays the truth: every edit is put into it and announced as its `input`, so that
// it saves itself as any text does; "restored" says that its text was changed by a script.
// Tab indents; Esc lets the next Tab leave, as the line below the editor says.
const SIZE = "code-size";
const SIZES = [0.75, 0.875, 1, 1.125, 1.25, 1.5, 1.75];
const HELP = "Tab indents. Press Esc, then Tab, to leave the editor.";

async function load(folder, language) {
  const from = (path) => import(`${folder}${path}`);
  const [core, commands, brackets, highlight, search] = await Promise.all([
    from("index.js"),
    from("extensions/commands/index.js"),
    from("extensions/matchBrackets/index.js"),
    from("extensions/matchBrackets/highlight.js"),
    from("extensions/search/index.js"),
    from(`prism/languages/${language}.js`),
    from(`languages/${language}.js`),
    ...["layout.css", "search.css"].map((name) => style(folder + name)),
  ]);
  return { ...core, ...commands, ...brackets, ...highlight, ...search };
}

function style(href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}

const kept = () => {
  try {
    return Number(localStorage.getItem(SIZE)) || 1;
  } catch {
    return 1;
  }
};

export async function mount(sheet) {
  const lib = await load(sheet.dataset.editor, sheet.dataset.code);
  const had = document.activeElement === sheet && [sheet.selectionStart, sheet.selectionEnd];
  const editor = lib.createEditor(
    null,
    {
      language: sheet.dataset.code,
      value: sheet.value,
      tabSize: 4,
      readOnly: sheet.readOnly,
      onUpdate: (value) => put(sheet, value),
    },
    lib.matchBrackets(false),
    lib.highlightBracketPairs(),
    lib.defaultCommands(),
    lib.editHistory(),
    lib.searchWidget(),
  );
  takePlace(sheet, editor);
  follow(sheet, editor);
  escapeTab(editor, lib, below(sheet, editor));
  if (had) {
    editor.textarea.focus();
    editor.textarea.setSelectionRange(...had);
  }
  return editor;
}

function put(sheet, value) {
  if (sheet.value === value) return;
  sheet.value = value;
  sheet.dispatchEvent(new Event("input", { bubbles: true }));
}

// The label, what describes it and its limits pass to the editor's own textarea.
function takePlace(sheet, { container, textarea }) {
  for (const name of ["id", "maxlength", "aria-invalid", "aria-describedby"]) {
    if (sheet.hasAttribute(name)) textarea.setAttribute(name, sheet.getAttribute(name));
    sheet.removeAttribute(name);
  }
  sheet.hidden = true;
  sheet.after(container);
}

function follow(sheet, editor) {
  sheet.addEventListener("restored", () => editor.setOptions({ value: sheet.value }));
  const observer = new MutationObserver(() => editor.setOptions({ readOnly: sheet.readOnly }));
  observer.observe(sheet, { attributes: true, attributeFilter: ["readonly"] });
}

// The line below: how to leave, and the size of the letters.
function below(sheet, { container, textarea }) {
  const line = Object.assign(document.createElement("div"), { className: "row small muted" });
  const help = Object.assign(document.createElement("span"), { id: "editor-help", textContent: HELP, role: "status" });
  const described = [textarea.getAttribute("aria-describedby"), help.id].filter(Boolean);
  textarea.setAttribute("aria-describedby", described.join(" "));
  const sizes = document.createElement("span");
  sizes.className = "push";
  const resize = (size) => {
    container.style.fontSize = `${size}rem`;
    try {
      localStorage.setItem(SIZE, size);
    } catch {
      // Storage is shut: it holds for this page.
    }
  };
  for (const [text, name, step] of [["A−", "Smaller code", -1], ["A+", "Larger code", 1]]) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button quiet small", textContent: text, title: name });
    button.setAttribute("aria-label", `${text} ${name}`);
    button.addEventListener("click", () => {
      const place = SIZES.indexOf(kept()) + step;
      resize(SIZES[Math.min(Math.max(place, 0), SIZES.length - 1)]);
    });
    sizes.append(button);
  }
  if (SIZES.includes(kept()) && kept() !== 1) resize(kept());
  line.append(help, sizes);
  container.after(line);
  return help;
}

function escapeTab({ container, textarea, extensions }, { setIgnoreTab }, help) {
  const leave = (may) => {
    setIgnoreTab(may);
    help.textContent = may ? "The next Tab leaves the editor." : HELP;
  };
  container.addEventListener(
    "keydown",
    (event) => {
      if (event.target !== textarea) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        // It runs the code: not a new line.
        event.stopPropagation();
        container.parentElement.dispatchEvent(new KeyboardEvent("keydown", copy(event)));
        event.preventDefault();
      } else if (event.key === "Escape") {
        event.stopPropagation();
        event.preventDefault();
        extensions.searchWidget?.close(false);
        leave(true);
      } else if (!["Tab", "Shift"].includes(event.key)) leave(false);
    },
    true,
  );
  textarea.addEventListener("blur", () => leave(false));
}

const copy = ({ key, ctrlKey, metaKey, shiftKey }) => ({ key, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true });
