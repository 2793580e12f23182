// The CSRF token of this moment and the time zone, on everything that is sent: a page that
// was opened before somebody became a guest or signed in still saves.

export function token() {
  const found = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
  return found ? decodeURIComponent(found[1]) : "";
}

export function timeZone() {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  } catch {
    return "";
  }
}

export function headers() {
  return { "X-CSRFToken": token(), "X-Time-Zone": timeZone() };
}

function isOwn(address) {
  return new URL(address, document.baseURI).origin === location.origin;
}

// htmx 4; it asks only its own origin.
document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  Object.assign(request.headers, headers());
  if (token() && request.body?.has?.("csrfmiddlewaretoken")) {
    request.body.set("csrfmiddlewaretoken", token());
  }
});

// `formdata` comes after every handler of `submit`, and for whatever sends the form.
document.addEventListener(
  "formdata",
  (event) => {
    const form = event.target;
    if (form.method !== "post" || !isOwn(form.getAttribute("action") || location.href)) return;
    if (token() && event.formData.has("csrfmiddlewaretoken")) {
      event.formData.set("csrfmiddlewaretoken", token());
    }
    // Where a form asks for the time zone itself, what was chosen there counts.
    if (timeZone() && !event.formData.has("time_zone")) {
      event.formData.set("time_zone", timeZone());
    }
  },
  true,
);
