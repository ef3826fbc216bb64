/* The page that asks what a reader has and lists the models that suit: reads the answers, tells how each was understood. */
(() => {
  "use strict";

  const { amounts, fold, make, page, rank, root, say, take } = window.nhanrong;
  const form = document.querySelector("[data-finder]");
  const one = (name) => document.querySelector(`[data-${name}]`);
  const FACTS = "hop-voi-toi/mo-hinh.js", WORDS = "assets/javascripts/nhanrong-words.js";
  const MOST = { dat: 1e7, von: 1e12, cong: 1e4, cho: 600 }; // bigger than any farm: 1.000 ha, 1.000 tỷ đồng…
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

  const read = (name, reading, spell, examples, more) => {
    const text = form.elements[name].value;
    const value = reading(text, more);
    if (value === null) { tell(name, ""); return null; }
    const [low, high = low] = [].concat(value);
    if (!(high > 0)) {
      tell(name, high === 0 ? say("Không có thì để trống ô này.") : say("Chưa hiểu “{text}”. Gõ như {examples}.", { text, examples }), true);
      return null;
    }
    const heard = { value: amounts.between(low, high, spell) };
    const much = high > MOST[name];
    tell(name, !much ? say("Hiểu là: {value}.", heard)
      : say("Hiểu là: {value}. Nhà nào cũng không tới chừng ấy: xem lại số và đơn vị.", heard), much);
    return much ? null : value;
  };

  const area = () => {
    const sao = Number(form.elements.sao.value) || 0;
    const more = { sao, unit: form.elements["don-vi"].value };
    const value = amounts.area(form.elements.dat.value, more);
    if (value === "sao") one("sizes").open = true;
    else if (value !== "thuoc") return read("dat", amounts.area, amounts.spoken, say("“3 sào”, “2-3 sào”, “1,5 ha”, “2.000 m²”"), more);
    tell("dat", value === "sao" ? say("Mỗi nơi một sào khác nhau: chọn cỡ sào ở câu dưới.")
      : say("Sào {sao} m² không chia ra thước: gõ bằng sào, m² hay ha.", { sao: amounts.plain(sao) }), true);
    return null;
  };

  const choice = (name) => (form.elements[name].value === "" ? null : Number(form.elements[name].value));

  /* The places of the crops that a name may mean, by the first way in which it fits any: as it is typed, without marks,
     in one word, as a part of a name; then with slips, as the search hears them. */
  let slips;
  const alike = (one, other) => {
    const [typed, known] = [one.split(" "), other.split(" ")];
    return typed.length > 1 && typed.length === known.length && typed.every((word, i) => word === known[i]
      || (slips.near(word, known[i]) && (word.length > 3 || (word.length > 2 && word[0] !== known[i][0]))));
  };
  const WAYS = [
    (name, typed) => name.normalize("NFC").toLowerCase() === typed.normalize("NFC").toLowerCase(),
    (name, typed) => fold(name) === fold(typed),
    (name, typed) => fold(name).replace(/ /g, "") === fold(typed).replace(/ /g, ""),
    (name, typed) => ` ${fold(name)} `.includes(` ${fold(typed)} `),
    (name, typed) => slips && alike(fold(typed), fold(name)),
  ];
  const meant = (data, typed) => {
    for (const way of WAYS) {
      const places = data.crops.map((_, place) => place)
        .filter((place) => [data.crops[place]].concat((data.called || {})[place] || []).some((name) => way(name, typed)));
      if (places.length) return places;
    }
    return [];
  };

  const crops = (data) => {
    const ticked = Array.from(form.querySelectorAll('[name="cay"]:checked'), (input) => input.value);
    const found = new Set(ticked.map((name) => data.crops.indexOf(name)).filter((place) => place >= 0));
    if (!form.elements["cay-khac"]) return found;
    const typed = form.elements["cay-khac"].value.split(/[,;+]|\svà\s|\sva\s/)
      .map((name) => name.trim().replace(/\s+/g, " ").replace(/^(trồng|nuôi|cây|con) (?=.)/i, "")).filter(Boolean);
    const heard = [], missing = [];
    for (const name of typed) {
      const places = meant(data, name);
      for (const place of places) { found.add(place); heard.push(data.crops[place]); }
      if (!places.length) missing.push(name);
    }
    if (missing.length && !slips) take(WORDS).then((words) => { slips = words; show(data); }, () => {});
    tell("cay-khac", [heard.length ? say("Hiểu là: {value}.", { value: heard.join(", ") }) : "",
      missing.length ? say("Trong kho chưa có: {names}.", { names: missing.join(", ") }) : ""].filter(Boolean).join(" "), missing.length > 0);
    return found;
  };

  const unit = (data) => {
    const text = form.elements.xa.value.trim();
    if (!text) { tell("xa", ""); return null; }
    const bare = (name) => fold(name).replace(/^(xa|phuong|thi tran|dac khu)\s+/, "").trim();
    let found = data.units.findIndex(([list, code]) => `${data.lists[list]}/${code}` === text);
    if (found < 0) found = data.units.findIndex((each) => fold(each[2]) === fold(text));
    if (found < 0) found = data.units.findIndex((each) => bare(each[2]) === bare(text));
    tell("xa", found < 0 ? say("Chưa thấy “{text}”. Gõ tên xã, không cần tên huyện, tỉnh.", { text })
      : form.elements.xa.list ? say("Hiểu là: {value}.", { value: data.units[found][2] }) : "", found < 0);
    return found < 0 ? null : found;
  };

  const wishes = (data) => ({
    crops: crops(data),
    unit: unit(data),
    area: area(),
    slope: choice("doc"),
    water: choice("nuoc"),
    capital: read("von", amounts.money, amounts.rounded, say("“50 triệu”, “50 đến 100 triệu”, “500 nghìn”")),
    labour: read("cong", amounts.labour, (value) => say("{n} công một tháng", { n: amounts.plain(value) }), say("“20 công”, “2 người”")),
    months: read("cho", amounts.months, (value) => say("{n} tháng", { n: amounts.plain(value) }), say("“6 tháng”, “1 năm rưỡi”")),
  });

  // What is shown ----------------------------------------------------------------------------------------

  const reasons = (told) => {
    const lines = (kind, sign) => told[kind].map((reason) => make("li", { class: kind }, make("span", { class: "unseen" }, sign), reason));
    return make("ul", { class: "reasons" }, ...lines("for", `${say("Hợp")}: `), ...lines("against", `${say("Không hợp")}: `));
  };

  const card = (told) => {
    const [id, name, , , recorded, verified] = told.model;
    const foot = (words) => make("p", { class: "foot" }, words);
    return make("li", { class: "found__one", "data-add": `mo-hinh/${id}/` },
      make("h3", {}, make("a", { href: page(`mo-hinh/${id}/`) }, name)),
      reasons(told),
      foot(recorded ? say("Đã ghi nhận ở {recorded} xã, đã kiểm tra thực tế {verified} xã.", { recorded, verified })
        : say("Chưa ghi nhận xã nào khác làm theo.")),
      ...told.unknown.length ? [foot(say("Chưa biết: {things}.", { things: told.unknown.join("; ") }))] : []);
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

  /* What was found, in the words in which one farmer would tell another. */
  const summary = ([first], asked) => {
    if (!asked) return say("Chưa trả lời câu nào.");
    if (!first) return say("Kho chưa có mô hình nào.");
    const name = first.model[1];
    const whole = shown.filter((told) => told.for.length && !told.against.length).length;
    if (whole) return say("{n} mô hình hợp với những điều đã biết. Hợp nhất: {name}.", { n: whole, name });
    if (first.for.length) {
      return say("Chưa có mô hình nào hợp hết. Gần nhất: {name}, hợp {good} điều, không hợp {bad} điều.",
        { name, good: first.for.length, bad: first.against.length });
    }
    if (first.against.length) return say("Chưa thấy mô hình nào hợp. Ít vướng nhất: {name}.", { name });
    return say("Chưa biết mô hình nào hợp. Điều chưa biết: {things}. Dưới đây là các mô hình, nhiều xã làm thì đứng trước. Trả lời thêm câu khác để xếp sát hơn.",
      { things: first.unknown.join("; ") });
  };

  const show = (data) => {
    const wished = wishes(data);
    const asked = Object.values(wished).some((value) => (value instanceof Set ? value.size : value !== null));
    const ranked = asked ? rank(data, wished) : [];
    shown = ranked.filter((told) => told.for.length || told.against.length);
    const words = summary(shown.length ? shown : ranked, asked);
    const rest = shown.length ? ranked.length - shown.length : 0;
    if (!shown.length) shown = ranked;
    one("list").replaceChildren();
    more();
    one("says").textContent = words;
    one("rest").hidden = !rest;
    one("rest").textContent = rest ? say("{n} mô hình khác chưa có số liệu nào về những điều bà con hỏi, nên chưa biết hợp hay không.", { n: rest }) : "";
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
  }, () => { one("says").textContent = say("Chưa tải được danh sách mô hình. Xem lại mạng rồi mở lại trang này."); });
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
