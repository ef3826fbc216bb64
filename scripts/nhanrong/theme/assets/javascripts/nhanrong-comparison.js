/* The page where the ticked models stand side by side. A link to it may bring models with it: #chon=a,b. */
(() => {
  "use strict";

  const { compare, details, folder, lang, make, page, say } = window.nhanrong;
  const board = document.querySelector("[data-comparison]");
  const ROWS = board.dataset.comparison.split("|");
  const says = board.querySelector("[data-says]");
  board.lang = lang;
  const place = board.querySelector("[data-table]");
  const silent = board.querySelector("[data-silent]");

  const remove = (id) => {
    compare.write(compare.read().filter((each) => each !== id));
    show().then(() => document.getElementById("canh-nhau").focus());
  };

  const head = ([id, [name]]) => {
    const button = make("button", { type: "button", class: "plain", "aria-label": `${say("Bỏ khỏi so sánh")}: ${name}` }, say("Bỏ"));
    button.onclick = () => remove(id);
    return make("th", { scope: "col" }, make("a", { href: page(`${folder}mo-hinh/${id}/`), lang: "vi" }, name), button);
  };

  const spoken = (language) => (language ? { lang: language } : {});

  const cell = ([, [name, ...cells]], row) => {
    const [words, ground, ...left] = cells[row] || [say("chưa có số liệu"), ""]; // left in Vietnamese: "vi"
    const made = make("td", { class: cells[row] ? "" : "unknown" },
      make("span", { class: "basket-says", lang: "vi" }, `${name}: `), make("span", spoken(left[0]), words));
    if (ground) made.append(make("span", { class: "foot", ...spoken(left[1]) }, ground));
    return made;
  };

  const table = (models) => {
    const told = ROWS.map((_, row) => row).filter((row) => models.some(([, [, ...cells]]) => cells[row]));
    const body = make("tbody", {}, ...told.map((row) =>
      make("tr", {}, make("th", { scope: "row" }, ROWS[row]), ...models.map((model) => cell(model, row)))));
    const made = make("table", { class: "rows" },
      make("thead", {}, make("tr", {}, make("td", {}, ""), ...models.map(head))), body);
    const unknown = ROWS.filter((_, row) => !told.includes(row));
    silent.textContent = `${say("Không mô hình nào ở đây có số liệu")}: ${unknown.map((name) => name.toLowerCase()).join(", ")}.`;
    silent.hidden = !unknown.length;
    return made;
  };

  /* On a phone the heads of columns only remind of the names, so what leads to each model stands above the table. */
  const list = (models) => {
    const made = make("ol", { class: "compared" });
    for (const model of models) made.append(make("li", {}, ...head(model).childNodes));
    return made;
  };

  const show = async () => {
    const ids = compare.read();
    let models;
    try {
      models = await Promise.all(ids.map(async (id) => [id, await details(id, Number(board.dataset.shelves))]));
    } catch {
      says.textContent = say("Chưa tải được để so sánh. Xem lại mạng rồi mở lại trang này.");
      return;
    }
    const known = models.filter(([, told]) => told);
    if (known.length < ids.length) compare.write(known.map(([id]) => id));
    history.replaceState(null, "", known.length ? `#chon=${known.map(([id]) => id)}` : location.pathname + location.search);
    says.textContent = !known.length ? say("Chưa chọn mô hình nào.")
      : known.length < 2 ? say("1 mô hình. Chọn thêm một mô hình nữa để so.") : say("{n} mô hình.", { n: known.length });
    place.replaceChildren(...known.length ? [list(known), table(known)] : []);
    if (!known.length) silent.hidden = true;
  };

  const brought = () => {
    const found = /^#chon=(.+)$/.exec(location.hash);
    if (found) compare.write(compare.sound(found[1].split(",")));
    show();
  };

  addEventListener("hashchange", brought);
  brought();
})();
