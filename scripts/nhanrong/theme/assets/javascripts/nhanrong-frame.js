// What the frame of a page does on its own, where Material's script is not loaded: closes what lies over the page when
// one goes to another place in it, shows in the table of contents where one is, opens what a link or a printer needs.
(() => {
  const toggles = [...document.querySelectorAll(".md-toggle")];
  const opened = () => {
    let place = null;
    try { place = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (e) { /* no such name */ }
    for (let at = place; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    return place;
  };
  addEventListener("hashchange", () => {
    toggles.filter((toggle) => toggle.checked).forEach((toggle) => toggle.click());
    const place = opened();
    if (place) place.scrollIntoView();
  });
  opened();

  const closed = new Set();
  addEventListener("beforeprint", () => document.querySelectorAll("article details:not([open])").forEach((details) => {
    closed.add(details);
    details.open = true;
  }));
  addEventListener("afterprint", () => {
    closed.forEach((details) => { details.open = false; });
    closed.clear();
  });

  const entries = [...document.querySelectorAll(".md-sidebar--secondary .md-nav__link")]
    .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
    .filter(([, place]) => place);
  if (!entries.length) return;
  let waiting = false;
  const follow = () => {
    waiting = false;
    const line = innerHeight / 5;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = entries.filter(([, place]) => atEnd || place.getBoundingClientRect().top < line);
    const [here] = passed[passed.length - 1] || [];
    entries.forEach(([link]) => link.classList.toggle("md-nav__link--active", link === here));
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }, { passive: true });
  follow();
})();
