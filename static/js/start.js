// Before the first paint: scripts run, and the colours that were chosen.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage is shut: the system's colours it is.
  }
})();
