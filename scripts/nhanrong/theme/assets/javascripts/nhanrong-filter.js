// Filters of a list: the choices are kept in the address, so that a view can be shared.
(() => {
  const form = document.querySelector("[data-filters]");
  if (!form) return;
  const cards = [...document.querySelectorAll("[data-filter-group] .card")];
  const groups = [...document.querySelectorAll("[data-filter-group]")];
  const count = document.querySelector("[data-filter-count]");
  const empty = document.querySelector("[data-filter-empty]");
  const selects = [...form.querySelectorAll("select")];

  const apply = () => {
    const chosen = selects.filter((select) => select.value);
    let shown = 0;
    for (const card of cards) {
      const fits = chosen.every((select) =>
        (card.getAttribute("data-" + select.name) || "").split(" ").includes(select.value));
      card.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    count.textContent = chosen.length
      ? window.nhanrong.say("{shown} trên {all} {noun}", { shown, all: cards.length, noun: count.dataset.noun })
      : `${cards.length} ${count.dataset.noun}`;
    empty.hidden = shown > 0;
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      select.value = query.get(select.name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    apply();
  };

  const write = () => {
    const query = new URLSearchParams();
    for (const select of selects) if (select.value) query.set(select.name, select.value);
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    apply();
  };

  form.addEventListener("change", write);
  form.addEventListener("reset", () => setTimeout(write));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", read);
  read();
})();
