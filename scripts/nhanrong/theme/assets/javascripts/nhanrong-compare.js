/* What a reader compares: up to four models, ticked on cards and pages, kept in this browser. */
window.nhanrong.compare = (() => {
  "use strict";

  const { folder, lang, make, page, root, say } = window.nhanrong;
  const key = `nhanrong.compare:${new URL(root).pathname}`;
  const sound = (ids) => (Array.isArray(ids) ? ids : []).filter((id) => /^[a-z0-9-]{2,80}$/.test(id)).slice(0, 4);
  let own; // where the browser keeps nothing
  const read = () => {
    try { return own || sound(JSON.parse(localStorage.getItem(key))); } catch { return []; }
  };

  const to = make("a", {});
  const bar = make("nav", { class: "basket-bar compare-bar", lang, "aria-label": say("Mô hình đang so sánh") }, to);
  const says = make("p", { class: "basket-says", lang, role: "status" });
  document.body.append(says, bar);

  const show = () => {
    const ids = read();
    for (const button of document.querySelectorAll(".compare")) button.setAttribute("aria-pressed", ids.includes(button.dataset.id));
    to.textContent = say("So sánh: {n} mô hình", { n: ids.length });
    to.append(make("span", {}, say("Xem cạnh nhau")));
    to.href = `${page(`${folder}so-sanh/`)}#chon=${ids}`;
    bar.hidden = !ids.length || document.querySelector("[data-comparison]");
  };

  const write = (ids) => {
    own = ids;
    try { localStorage.setItem(key, JSON.stringify(ids)); own = undefined; } catch { /* kept in this page alone */ }
    show();
  };

  const tick = () => {
    for (const place of document.querySelectorAll('li[data-add^="mo-hinh/"]')) {
      if (place.querySelector(".compare")) continue;
      place.append(make("button", { type: "button", class: "add compare", lang, "data-id": place.dataset.add.split("/")[1] },
        make("span", { class: "add__word" }, say("So sánh")),
        make("span", { class: "basket-says", lang: "vi" }, place.querySelector("a").textContent)));
    }
    show();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".compare");
    if (!button) return;
    const ids = read();
    const left = ids.filter((id) => id !== button.dataset.id);
    if (left.length < 4) write(left.length < ids.length ? left : [...ids, button.dataset.id]);
    else to.firstChild.textContent = say("Đã đủ bốn mô hình: bỏ bớt rồi chọn tiếp.");
    says.textContent = to.firstChild.textContent;
  });
  document.addEventListener("nhanrong:cards", tick);
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  tick();
  return { read, write, sound };
})();
