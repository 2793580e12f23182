// Whoever pressed something that a swap took away goes on at what came in its place: at its
// [data-focus], or its first heading. htmx itself keeps the focus on an element with an id.
let place = null;

document.addEventListener("htmx:before:swap", ({ detail }) => {
  const target = detail.tasks?.map((task) => task.target).find((one) => one?.id);
  place = target?.contains(document.activeElement) ? target.id : null;
});
document.addEventListener("htmx:after:swap", () => {
  const came = place && document.getElementById(place);
  place = null;
  if (!came || (document.activeElement && document.activeElement !== document.body)) return;
  const start = came.querySelector("[data-focus]") ?? came.querySelector("h1, h2, h3") ?? came;
  start.tabIndex = -1;
  start.focus({ preventScroll: true });
});
