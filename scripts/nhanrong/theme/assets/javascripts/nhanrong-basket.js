// The basket of a booklet: what a reader has ticked, kept in the browser under the path of the site.
(() => {
  const { make, say } = window.nhanrong;
  const root = new URL("../../", document.currentScript.src);
  const key = `nhanrong.booklet.1:${root.pathname}`;
  const good = /^(mo-hinh|cach-lam-hay)\/[a-z0-9-]+\/$/;
  const page = "tai-lieu/tu-chon/";

  let own; // the basket of this page alone, once the browser keeps nothing
  const sound = (told) => ({
    ...told,
    items: (Array.isArray((told || {}).items) ? told.items : []).filter((one) => Array.isArray(one) && good.test(one[0]))
      .map(([address, title]) => [address, String(title)]),
  });
  const read = () => {
    if (own) return own;
    try { return sound(JSON.parse(localStorage.getItem(key))); } catch { return sound(); }
  };
  const seen = [];
  const changed = () => { const basket = read(); for (const see of seen) see(basket); };
  const write = (basket, words = "") => {
    try {
      if (!own) localStorage.setItem(key, JSON.stringify(basket));
    } catch {
      words += ` ${say("Trình duyệt này không cho ghi nhớ: mở trang khác, các mục đã chọn sẽ mất.")}`;
      own = basket;
    }
    if (own) own = basket;
    changed();
    if (words) says.textContent = words;
  };

  const says = make("p", { role: "status", class: "basket-says" });
  const count = make("strong", {});
  const to = make("a", {}, `${say("Tài liệu")}: `, count, make("span", {}, say("Xem và in")));
  const bar = make("nav", { class: "basket-bar", "aria-label": say("Tài liệu đang chọn"), hidden: "" }, to);
  const here = location.href.split(/[?#]/)[0].replace("index.html", "") === root + page;
  seen.push(({ items }) => {
    count.textContent = say("{n} mục", { n: items.length });
    bar.hidden = here || !items.length;
    to.href = root + page + (own ? `#chon=${items.map(([address]) => address)}` : "");
  });

  for (const place of document.querySelectorAll("[data-add]")) {
    const address = place.dataset.add;
    const title = (place.querySelector("h3 a, a") || document.querySelector("h1")).textContent.trim();
    const card = place.localName === "li";
    const words = make("span", {}, make("span", { class: "add__word" }, say("Thêm")), card ? "" : ` ${say("vào tài liệu")}`,
      make("span", { class: "basket-says" }, `${card ? ` ${say("vào tài liệu")}` : ""}: `, make("span", { lang: "vi" }, title)));
    const button = make("button", { type: "button", class: "add" }, words);
    button.onclick = () => {
      const basket = read();
      const items = basket.items.filter(([each]) => each !== address);
      const adds = items.length === basket.items.length;
      if (adds) items.push([address, title]);
      const now = items.length ? say("tài liệu có {n} mục", { n: items.length }) : say("tài liệu không còn mục nào");
      write({ ...basket, items }, `${adds ? say("Đã thêm") : say("Đã bỏ")}: ${title}; ${now}.`);
    };
    seen.push(({ items }) => button.setAttribute("aria-pressed", items.some(([each]) => each === address)));
    place.append(button);
  }

  // A QR code as a drawing: packed as "modules in a row:Base64 of the modules", with the quiet zone that readers need
  const draw = (packed, label) => {
    const [size, code] = packed.split(":");
    const bytes = atob(code);
    let d = "";
    for (let at = 0; at < size * size; at += 1) {
      if (bytes.charCodeAt(at >> 3) >> (7 - (at & 7)) & 1) d += `M${at % size},${Math.floor(at / size)}h1v1h-1z`;
    }
    const whole = Number(size) + 8;
    return make("svg", { class: "qr", viewBox: `-4 -4 ${whole} ${whole}`, role: "img", "aria-label": label },
      make("path", { d, "shape-rendering": "crispEdges" }));
  };
  const latest = document.querySelector(".latest");
  if (latest) latest.prepend(draw(latest.dataset.qr, `${say("Mã QR")}: ${latest.dataset.latest}`));

  document.body.append(says, bar);
  changed();
  addEventListener("storage", (event) => { if (event.key === key || event.key === null) changed(); });
  addEventListener("pageshow", changed);
  window.nhanrongBooklet = { root, good, read, write, draw, see: (one) => { seen.push(one); one(read()); } };
})();
