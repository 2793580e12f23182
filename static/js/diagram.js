// A diagram drawn from its text once it comes into view: [data-diagram], whose data-library
// says where Mermaid is.
//
// Mermaid writes style attributes and a style element, both of which the content policy
// refuses. While it draws, the attributes go through the CSSOM and the rules into a constructed
// sheet, which the policy allows; in the lowest layer, so that the site's colours win. What it
// returns is text: only shapes and words of it come into the page.
const LONGEST = 4_000;
const MOST_EDGES = 120;
// Directives, pictures, formulas, and styles that name anything from elsewhere.
const MORE = /%%\s*\{|@\s*\{|\$\$|(?:^|;)\s*(?:style|classDef|linkStyle)\b[^\n]*[("'\\@]/m;
const DRAWN = /^\s*(?:%%[^\n]*\n\s*)*(?:flowchart|graph|sequenceDiagram)\b/;
const SHAPES = new Set(
  "svg g path rect circle ellipse line polygon polyline text tspan defs marker title desc".split(" "),
);
const FONT = "ui-sans-serif, system-ui, sans-serif";

function adopt(rules) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer reset { ${rules.replaceAll("!important", "")} }`);
  document.adoptedStyleSheets.push(sheet);
}

// Markup in which nothing is a style, a script or a handler; Mermaid's sanitiser parses it first.
function still(markup) {
  return markup
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replaceAll(/([\s"'/])(style|on\w+)(?=\s*=)/gi, "$1data-$2");
}

// Runs `work` while whatever sets a style takes a way that the policy allows.
async function withoutInlineStyles(work) {
  const { setAttribute } = Element.prototype;
  const { createElement } = Document.prototype;
  const { parseFromString } = DOMParser.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style" && this.style) this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
  Document.prototype.createElement = function (name, ...more) {
    if (name !== "style") return createElement.call(this, name, ...more);
    return Object.defineProperty(createElement.call(this, "template"), "innerHTML", { set: adopt });
  };
  DOMParser.prototype.parseFromString = function (markup, type) {
    return parseFromString.call(this, still(`${markup}`), type);
  };
  try {
    return await work();
  } finally {
    Object.assign(Element.prototype, { setAttribute });
    Object.assign(Document.prototype, { createElement });
    Object.assign(DOMParser.prototype, { parseFromString });
  }
}

async function render(library, text) {
  const { default: mermaid } = await import(library);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    htmlLabels: false,
    flowchart: { htmlLabels: false, useMaxWidth: true },
    fontFamily: FONT,
    theme: "neutral",
    maxTextSize: LONGEST,
    maxEdges: MOST_EDGES,
  });
  return withoutInlineStyles(() => mermaid.render("diagram", text));
}

// The drawing out of Mermaid's text: shapes and words, no link, no handler, nothing from elsewhere.
function drawing(markup) {
  const svg = new DOMParser().parseFromString(still(markup), "text/html").querySelector("svg");
  for (const each of svg.querySelectorAll("*")) {
    if (each.localName === "a") each.replaceWith(...each.childNodes);
    else if (!SHAPES.has(each.localName)) each.remove();
  }
  for (const each of [svg, ...svg.querySelectorAll("*")]) {
    for (const { name, value } of [...each.attributes]) {
      const outside = /href/i.test(name) || /url\(\s*["']?(?!#)/i.test(value);
      if (/^on/i.test(name) || outside) each.removeAttribute(name);
    }
  }
  const shown = document.importNode(svg, true);
  for (const each of [shown, ...shown.querySelectorAll("[data-style]")]) {
    each.style.cssText = each.dataset.style ?? "";
    delete each.dataset.style;
    // The site's own colours, which have a dark side.
    for (const name of ["fill", "stroke", "color", "background-color"]) {
      if (each.style[name] !== "none") each.style.removeProperty(name);
    }
  }
  return shown;
}

async function draw(figure) {
  const source = figure.querySelector("[data-diagram-source]");
  const status = figure.querySelector("[data-diagram-status]");
  const text = source.querySelector("pre").textContent;
  try {
    if (text.length > LONGEST) throw new Error("Too long to be drawn: shorten it.");
    if (!DRAWN.test(text)) throw new Error("Begin with “flowchart LR” to have it drawn.");
    if (MORE.test(text)) throw new Error("Boxes, arrows and words are drawn; take the rest out.");
    const { svg } = await render(figure.dataset.library, text).catch(() => {
      throw new Error("It can't be drawn as it stands. Look for an arrow or a bracket that is not closed.");
    });
    const shown = drawing(svg);
    shown.setAttribute("role", "img");
    shown.setAttribute("aria-label", "The diagram");
    figure.prepend(shown);
    source.open = false;
    figure.dataset.drawn = "";
  } catch (error) {
    status.hidden = false;
    status.textContent = error.message;
  }
}

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    draw(target);
  }
});
for (const each of document.querySelectorAll("[data-diagram]")) seen.observe(each);
