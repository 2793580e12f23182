// Exercises without a line: the pages of code questions that were visited open again, and
// Python with them. Everything else goes to the site as if this were not there.
//
// Two stores: "pages" is emptied on signing out (drafts.js), "python" holds nobody's words.
const PAGES = "pages";
const PYTHON = "python";
const EXERCISE = /^\/questions\/[^/]+\/(tests\/)?$/;
const FOREVER = /^\/python\/|\.[0-9a-f]{12}\.\w+$|\/vendor\/[^/]+-[0-9a-f]{12}\//;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (FOREVER.test(pathname)) event.respondWith(keptFirst(request, pathname));
  else if (EXERCISE.test(pathname)) event.respondWith(lineFirst(request, PAGES));
  else if (pathname.startsWith("/static/")) event.respondWith(lineFirst(request, PYTHON));
});

async function keptFirst(request) {
  const kept = await caches.match(request);
  return kept ?? fetchAndKeep(request, PYTHON);
}

async function lineFirst(request, store) {
  try {
    return await fetchAndKeep(request, store);
  } catch (error) {
    const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

// What a page says may be kept is: static files, and pages of exercises (X-Keep). Where there is
// no room it is not kept, and shown all the same.
async function fetchAndKeep(request, store) {
  const answer = await fetch(request);
  const may = store === PYTHON || answer.headers.has("X-Keep");
  if (answer.ok && may && !answer.redirected && !request.headers.has("HX-Request")) {
    const copy = answer.clone();
    const kept = caches.open(store).then((cache) => cache.put(request, copy));
    await kept.catch(() => {});
  }
  return answer;
}
