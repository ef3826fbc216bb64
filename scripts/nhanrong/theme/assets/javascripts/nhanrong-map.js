// The year slider of the maps, and a focus ring that no neighbour covers.
(() => {
  const markIn = (link, year) => {
    let mark = "not_seen";
    for (const change of link.dataset.years.split(" ")) {
      const [since, then] = change.split(":");
      if (Number(since) <= year) mark = then;
    }
    return mark;
  };

  const slide = (map) => {
    const words = JSON.parse(map.dataset.words);
    const box = map.querySelector(".nr-map__years");
    const input = box.querySelector("input");
    const output = box.querySelector("output");
    const says = input.dataset.says.split("|");
    const links = [...map.querySelectorAll("a[data-years]")].map((link) => ({
      link,
      area: link.querySelector(".nr-area"),
      title: link.querySelector("title"),
      now: link.getAttribute("aria-label"),
      look: link.querySelector(".nr-area").getAttribute("class"),
    }));
    const show = () => {
      const year = Number(input.value);
      const last = year === Number(input.max);
      const text = says[year - Number(input.min)];
      input.setAttribute("aria-valuetext", text);
      output.textContent = text;
      map.classList.toggle("nr-map--past", !last);
      for (const { link, area, title, now, look } of links) {
        const [kind, saying] = words[markIn(link, year)];
        const label = last ? now : `${link.dataset.name}: ${saying}, ${year}`;
        area.setAttribute("class", last ? look : `nr-area nr-k-${kind}`);
        link.setAttribute("aria-label", label);
        title.textContent = label;
      }
    };
    input.addEventListener("input", show);
    box.hidden = false;
    show();
  };

  const start = () => {
    for (const map of document.querySelectorAll(".nr-map")) {
      const ring = map.querySelector(".nr-map__focus");
      map.addEventListener("focusin", ({ target }) => {
        const area = target.matches(":focus-visible") && target.querySelector(".nr-area");
        ring.setAttribute("d", area ? area.getAttribute("d") : "");
      });
      map.addEventListener("focusout", () => ring.setAttribute("d", ""));
      if (map.dataset.words) slide(map);
    }
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
