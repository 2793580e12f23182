// Submissions on their way to the site: kept in this browser until it has them, sent once.
import { headers } from "../csrf.js";
import { owner, SUBMISSION, uuid, waiting } from "../drafts.js";

async function send(action, fields) {
  const answer = await fetch(action, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: headers(),
    credentials: "same-origin",
  });
  if (answer.status >= 500 || [403, 429].includes(answer.status)) throw new Error("the site is away");
  return answer.ok ? answer.text() : "";
}

function take(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.querySelector("#submissions");
  if (fresh) document.getElementById("submissions")?.replaceWith(fresh);
}

// Keep a submission and send it; one that finds no line goes when the line is back.
export async function keepSubmission(action, form, { body, first, results }) {
  const fields = {
    key: uuid(),
    attempt: form.elements.namedItem("attempt").value,
    seconds: form.elements.namedItem("seconds").value,
    body,
    first: first ? "1" : "",
    results: JSON.stringify(results),
  };
  const mode = form.elements.namedItem("mode");
  if (mode) fields.mode = mode.value;
  const name = SUBMISSION + fields.key;
  try {
    localStorage.setItem(name, JSON.stringify({ action, fields, owner: owner() }));
  } catch {
    // Storage is shut: it is sent now or not at all.
  }
  try {
    take(await send(action, fields));
    localStorage.removeItem(name);
  } catch {
    // No line: it waits.
  }
}

export async function sendKept() {
  for (const name of waiting()) {
    const { action, fields, owner: whose } = JSON.parse(localStorage.getItem(name));
    if (whose && whose !== owner()) continue;
    try {
      const html = await send(action, fields);
      localStorage.removeItem(name);
      if (action === document.querySelector("[data-exercise]")?.dataset.submission) take(html);
    } catch {
      return;
    }
  }
}

addEventListener("online", sendKept);
