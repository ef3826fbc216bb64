/* The page that asks what a reader has and lists the models that suit: reads the answers, tells how each was understood. */
(() => {
  "use strict";

  const { amounts, fold, make, page, rank, root, take } = window.nhanrong;
  const form = document.querySelector("[data-finder]");
  const one = (name) => document.querySelector(`[data-${name}]`);
  const FACTS = "hop-voi-toi/mo-hinh.js";
  const AT_ONCE = 10;
  const key = `nhanrong.finder:${new URL(root).pathname}`;
  const hints = {};
  for (const hint of form.querySelectorAll("[data-heard]")) hints[hint.dataset.heard] = [hint, hint.textContent];

  // What is typed, and what was understood ------------------------------------------------------------

  const tell = (name, words, wrong = false) => {
    const [place, hint] = hints[name];
    place.textContent = words || hint;
    place.classList.toggle("wrong", wrong);
    const input = form.elements[name];
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };

  const read = (name, reading, say, example, more) => {
    const text = form.elements[name].value;
    const value = reading(text, more);
    const good = typeof value === "number" && value > 0;
    tell(name, value === null ? "" : good ? `Hiểu là: ${say(value)}.` : `Chưa hiểu “${text}”. Gõ như ${example}.`,
      value !== null && !good);
    return good ? value : null;
  };

  const area = () => {
    const sao = Number(form.elements.sao.value) || 0;
    const more = { sao, unit: form.elements["don-vi"].value };
    const value = amounts.area(form.elements.dat.value, more);
    const lacking = value === "sao";
    if (lacking) one("sizes").open = true;
    if (!lacking) return read("dat", amounts.area, amounts.spoken, "“3 sào”, “1,5 ha”, “2.000 m²”", more);
    tell("dat", "Mỗi nơi một sào khác nhau: chọn cỡ sào ở câu dưới.", true);
    return null;
  };

  const choice = (name) => (form.elements[name].value === "" ? null : Number(form.elements[name].value));

  const crops = (data) => {
    const ticked = Array.from(form.querySelectorAll('[name="cay"]:checked'), (input) => input.value);
    const found = new Set(ticked.map((name) => data.crops.indexOf(name)).filter((place) => place >= 0));
    if (!form.elements["cay-khac"]) return found;
    const typed = form.elements["cay-khac"].value.split(/[,;+]|\svà\s|\sva\s/).map((name) => name.trim()).filter(Boolean);
    const heard = [], missing = [];
    for (const name of typed) {
      const same = (other, as) => as(other) === as(name);
      let places = data.crops.map((other, place) => (same(other, (text) => text.normalize("NFC").toLowerCase()) ? place : -1));
      if (!places.some((place) => place >= 0)) {
        places = data.crops.map((other, place) => (same(other, fold) ? place : -1));
      }
      places = places.filter((place) => place >= 0);
      for (const place of places) { found.add(place); heard.push(data.crops[place]); }
      if (!places.length) missing.push(name);
    }
    tell("cay-khac", [heard.length ? `Hiểu là: ${heard.join(", ")}.` : "",
      missing.length ? `Trong kho chưa có: ${missing.join(", ")}.` : ""].filter(Boolean).join(" "), missing.length > 0);
    return found;
  };

  const unit = (data) => {
    const text = form.elements.xa.value.trim();
    if (!text) { tell("xa", ""); return null; }
    const bare = (name) => fold(name).replace(/^(xa|phuong|thi tran|dac khu)\s+/, "").trim();
    let found = data.units.findIndex(([list, code]) => `${data.lists[list]}/${code}` === text);
    if (found < 0) found = data.units.findIndex((each) => fold(each[2]) === fold(text));
    if (found < 0) found = data.units.findIndex((each) => bare(each[2]) === bare(text));
    tell("xa", found < 0 ? `Chưa thấy “${text}”. Gõ tên xã, không cần tên huyện, tỉnh.`
      : form.elements.xa.list ? `Hiểu là: ${data.units[found][2]}.` : "", found < 0);
    return found < 0 ? null : found;
  };

  const wishes = (data) => ({
    crops: crops(data),
    unit: unit(data),
    area: area(),
    slope: choice("doc"),
    water: choice("nuoc"),
    capital: read("von", amounts.money, amounts.rounded, "“50 triệu”, “500 nghìn”"),
    labour: read("cong", amounts.labour, (value) => `${amounts.plain(value)} công một tháng`, "“20 công”, “2 người”"),
    months: read("cho", amounts.months, (value) => `${amounts.plain(value)} tháng`, "“6 tháng”, “1 năm rưỡi”"),
  });

  // What is shown ----------------------------------------------------------------------------------------

  const reasons = (told) => {
    const lines = (kind, sign) => told[kind].map((reason) => make("li", { class: kind }, make("span", { class: "unseen" }, sign), reason));
    return make("ul", { class: "reasons" }, ...lines("for", "Hợp: "), ...lines("against", "Không hợp: "));
  };

  const card = (told) => {
    const [id, name, , , recorded, verified] = told.model;
    const foot = (words) => make("p", { class: "foot" }, words);
    return make("li", { class: "found__one", "data-add": `mo-hinh/${id}/` },
      make("h3", {}, make("a", { href: page(`mo-hinh/${id}/`) }, name)),
      reasons(told),
      foot(recorded ? `Đã ghi nhận ở ${recorded} xã, đã kiểm tra thực tế ${verified} xã.` : "Chưa ghi nhận xã nào khác làm theo."),
      ...told.unknown.length ? [foot(`Chưa biết: ${told.unknown.join("; ")}.`)] : []);
  };

  let shown = [];
  const more = () => {
    const list = one("list");
    const from = list.children.length;
    list.append(...shown.slice(from, from + AT_ONCE).map(card));
    one("more").hidden = list.children.length >= shown.length;
    document.dispatchEvent(new CustomEvent("nhanrong:cards"));
    return list.children[from];
  };

  const show = (data) => {
    const wished = wishes(data);
    const asked = Object.values(wished).some((value) => (value instanceof Set ? value.size : value !== null));
    const ranked = asked ? rank(data, wished) : [];
    shown = ranked.filter((told) => told.for.length || told.against.length);
    one("list").replaceChildren();
    more();
    const good = shown.filter((told) => told.for.length > told.against.length).length;
    one("says").textContent = !asked ? "Chưa trả lời câu nào."
      : `${good} mô hình có nhiều điều hợp hơn điều không hợp${shown.length ? `; đứng đầu: ${shown[0].model[1]}` : ""}.`;
    const rest = ranked.length - shown.length;
    one("rest").hidden = !rest;
    one("rest").textContent = rest ? `${rest} mô hình khác chưa có số liệu nào về những điều bà con hỏi, nên chưa biết hợp hay không.` : "";
  };

  // Answers stay in this browser --------------------------------------------------------------------------

  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify([...new FormData(form)]));
    } catch { /* then they are asked again next time */ }
  };

  const recall = () => {
    let kept = [];
    try { kept = JSON.parse(localStorage.getItem(key)) || []; } catch { /* nothing was kept */ }
    for (const [name, value] of Array.isArray(kept) ? kept : []) {
      const field = form.elements[name];
      const inputs = field instanceof RadioNodeList ? [...field] : field ? [field] : [];
      for (const input of inputs) {
        if (!/radio|checkbox/.test(input.type)) input.value = value;
        else if (input.value === value) input.checked = true;
      }
    }
  };

  recall();
  const asked = take(FACTS);
  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { keep(); asked.then(show); }, 250);
  };
  asked.then((data) => {
    const names = document.getElementById("cac-xa");
    if (names) names.append(...data.units.map((each) => make("option", { value: each[2] })));
    show(data);
  }, () => { one("says").textContent = "Chưa tải được danh sách mô hình. Xem lại mạng rồi mở lại trang này."; });
  form.addEventListener("input", soon);
  form.addEventListener("reset", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    keep();
    asked.then((data) => { show(data); (form.querySelector("[aria-invalid]") || document.getElementById("hop")).focus(); });
  });
  one("more").addEventListener("click", () => { const next = more(); if (next) next.querySelector("a").focus(); });
})();
