// What htmx could not do is said in [data-failure], and the page stays as it was. A form's
// 422 and a conflict's 409 are parts of the page and are swapped in.
const SWAPPED = new Set([409, 422]);
const WORDS = {
  0: "No line. Try again when it is back; what you typed is still here.",
  403: "This page is too old to be sent. Copy what you need and reload it.",
  404: "That is no longer there. Reload the page to see what is.",
  413: "That is more than fits. Shorten it and try again.",
  429: "Too many tries just now. Wait a little, then try again.",
  503: "The site is away for a moment. Try again in a few seconds.",
};

function say(words) {
  const place = document.querySelector("[data-failure]");
  if (place) place.textContent = words;
}

document.addEventListener("htmx:before:request", () => say(""));
document.addEventListener("htmx:before:swap", (event) => {
  const status = event.detail.ctx?.response?.status ?? 200;
  if (status < 400 || SWAPPED.has(status)) return;
  event.preventDefault();
  say(WORDS[status] ?? "That did not work. Reload the page and try again.");
});
document.addEventListener("htmx:error", (event) => {
  if (event.detail.ctx && !event.detail.ctx.response) say(WORDS[0]);
});
