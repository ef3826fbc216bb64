// What the search finds, drawn while one types: in groups, with filters, and with ways on where nothing is found.
(() => {
  "use strict";
  const { folder, lang, make, page, say } = nhanrong;
  const { box, form, input, found, failed, tell, fail, keep } = nhanrong.find;
  const STARTS = "tim-kiem/bat-dau.js";
  const FIRST = 12, MORE = 24; // hits
  const PAUSE = 90, SLOW = 250; // milliseconds
  const KINDS = {
    "mo-hinh": [say("Mô hình"), say("mô hình")],
    "cach-lam": [say("Cách làm hay"), say("cách làm hay")],
    "hoat-dong": [say("Hoạt động"), say("hoạt động")],
    xa: [say("Xã"), say("xã")],
    "cay-con": [say("Cây, con"), say("cây, con")],
    khac: [say("Khác"), say("trang khác")],
  };
  const LISTS = [
    [say("Tìm mô hình hợp với tôi"), "hop-voi-toi/"], ...[[say("Mô hình"), "mo-hinh/"], [say("Cách làm hay"), "cach-lam-hay/"],
      [say("Xã"), "xa/"], [say("Cây, con"), "cay-con/"], [say("Giải thích từ ngữ"), "giai-thich/"],
    ].map(([words, address]) => [words, folder + address]),
  ];

  let turn = 0; // an answer to anything but the last question is dropped
  let timer, pending = false, openFirst = false;
  let { kind = null, most = FIRST, followed } = history.state || {}; // who comes back finds it as it was
  let last = followed ? input.value.trim() : null;
  let starts = null;

  const button = (words, press, attributes = {}) => {
    const made = make("button", { type: "button", ...attributes }, ...[].concat(words));
    made.onclick = press;
    return made;
  };
  const links = (title, all) => make("section", {}, make("h2", {}, title),
    make("ul", { class: "chips" }, ...all.map(([words, address]) =>
      make("li", {}, make("a", { href: page(address) }, words)))));
  const draw = (...parts) => {
    const held = found.contains(document.activeElement);
    found.textContent = "";
    found.append(...parts);
    failed.hidden = true;
    if (held) input.focus();
  };
  const number = (many) => many.toLocaleString("vi");
  const counted = (many, name) => `${number(many)} ${KINDS[name][1]}`;

  const known = () => {
    starts = starts || nhanrong.take(STARTS).catch(() => { starts = null; return { places: [], states: {} }; });
    return starts;
  };

  const marked = (parts) => parts.map(([text, isMarked]) => (isMarked ? make("mark", {}, text) : text));
  const line = (hit, says) => {
    const place = [hit.where, hit.year].filter(Boolean).join(", ");
    const state = hit.state ? [make("span", { class: `state state--${hit.state}` }, says[hit.state] || ""), " "] : [];
    return make("li", {}, make("a", { class: "find__hit", href: page(hit.address), lang: "vi" },
      make("span", { class: "find__title" }, ...marked(hit.title)),
      ...(place || hit.state ? [make("span", { class: "find__about" }, ...state, make("span", { class: "find__place" }, place))] : []),
      ...(hit.snippet.length ? [make("span", { class: "find__snippet" }, ...marked(hit.snippet))] : [])));
  };

  const choose = (chosen) => {
    kind = chosen;
    most = chosen ? MORE : FIRST;
    seek(0);
  };
  const filters = (kinds, total) => {
    const chip = (name, words, many) => button([words, " ", make("small", {}, number(many))], () => choose(name),
      { "aria-pressed": String(kind === name), "data-kind": name || "" });
    const held = document.activeElement.dataset.kind;
    const group = make("div", { class: "find__kinds", role: "group", "aria-label": say("Chỉ xem") }, chip(null, say("Tất cả"), total),
      ...Object.keys(KINDS).filter((name) => kinds[name]).map((name) => chip(name, KINDS[name][0], kinds[name])));
    return { group, refocus: () => { if (held !== undefined) (group.querySelector(`[data-kind="${held}"]`) || input).focus(); } };
  };
  const groups = (hits, kinds, says) => {
    const names = [...new Set(hits.map((hit) => hit.kind))]; // the best hit leads its group to the top
    return names.map((name) => {
      const own = hits.filter((hit) => hit.kind === name);
      const rest = kinds[name] > own.length;
      const more = kind ? () => { most += MORE; seek(0, own.length); } : () => choose(name);
      return make("section", {},
        make("h2", {}, KINDS[name][0], " ", make("small", {}, number(kinds[name]))),
        make("ul", {}, ...own.map((hit) => line(hit, says))),
        ...(rest ? [button(kind ? say("Xem thêm") : say("Xem cả {many}", { many: counted(kinds[name], name) }), more, { class: "find__more" })] : []));
    });
  };

  const ways = (places) => places.filter(([, all]) => all.length).map(([title, all]) => links(say(title), all));
  const show = (text, { hits, kinds, nearest, lacking }, { places, states }, from) => {
    const names = Object.keys(KINDS).filter((name) => kinds[name]);
    const total = names.reduce((sum, name) => sum + kinds[name], 0);
    const offers = nearest.length ? [make("section", {}, make("h2", {}, say("Có phải bà con muốn tìm")),
      make("ul", { class: "chips find__nearest" }, ...nearest.map((words) => make("li", {}, button(words, () => {
        input.value = words;
        seek(0);
      })))))] : [];
    if (!total) {
      tell(say("Không có trang nào nói về “{text}”.", { text: lacking || text }));
      draw(...(offers.length ? offers : [make("p", {}, say("Thử gõ ít chữ hơn, hoặc tên gọi khác."))]),
        links(say("Hoặc mở"), LISTS), ...ways(places).slice(0, 1));
      return;
    }
    const each = names.map((name) => counted(kinds[name], name)).join(", ");
    const results = say("{n} kết quả", { n: number(total) });
    if (lacking) tell(say("Không có trang nào nói về “{text}”.", { text: lacking }), results);
    else if (kind) tell(say("{many}, trong {all}", { many: counted(kinds[kind], kind), all: results }));
    else tell(results, `(${each})`);
    const { group, refocus } = filters(kinds, total);
    const loose = lacking ? [links(say("Hoặc mở"), LISTS.slice(0, 1)), make("p", {}, say("Gần nghĩa với chữ còn lại:"))] : [];
    draw(...offers, ...loose, ...(names.length > 1 ? [group] : []), ...groups(hits, kinds, states));
    refocus();
    const all = [...found.querySelectorAll(".find__hit")];
    const next = all.find((link) => link.href === followed) || (from && all[from]);
    followed = undefined;
    if (next) next.focus(); else if (!found.contains(document.activeElement)) found.scrollTop = 0;
  };

  const begin = ({ places }) => {
    tell(say("Gõ có dấu hay không dấu đều được."));
    draw(...ways(places), links(say("Hoặc mở"), LISTS));
  };

  const settle = () => {
    pending = false;
    if (!openFirst) return;
    openFirst = false;
    enter();
  };
  const answer = (text, mine, from) => {
    const slow = setTimeout(() => { if (mine === turn) tell(say("Đang tìm…")); }, SLOW);
    Promise.all([text ? nhanrong.search.ask(text, { limit: most, kind }) : null, known()]).then(([answered, started]) => {
      clearTimeout(slow);
      if (mine !== turn) return;
      if (answered && kind && !answered.kinds[kind]) {
        choose(null); // what is typed now is not of the kind that was chosen before
        return;
      }
      keep(text, { kind, most, followed: undefined });
      if (answered) show(text, answered, started, from); else begin(started);
      settle();
    }).catch((error) => {
      clearTimeout(slow);
      if (mine !== turn) return;
      pending = openFirst = false;
      fail(() => seek(0));
      console.warn(error);
    });
  };
  const seek = (pause = PAUSE, from = 0) => {
    const text = input.value.trim();
    const mine = turn += 1;
    if (text !== last) {
      most = kind ? MORE : FIRST;
      if (!text) kind = null;
    }
    last = text;
    pending = true;
    clearTimeout(timer);
    timer = setTimeout(() => answer(text, mine, from), text ? pause : 0);
  };

  // Enter opens the first page; under a finger it only puts the keyboard of the phone away
  const enter = () => {
    const first = found.querySelector(".find__hit");
    if (!first) return;
    if (matchMedia("(pointer: coarse)").matches) first.focus(); else first.click();
  };
  form.addEventListener("submit", () => {
    if (pending) openFirst = true; else enter();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...found.querySelectorAll("a")];
    const at = all.indexOf(document.activeElement);
    const move = { ArrowDown: all[at + 1], ArrowUp: at ? all[at - 1] : input }[event.key]
      || (at >= 0 && { Home: all[0], End: all[all.length - 1] }[event.key]);
    if (move) {
      event.preventDefault();
      move.focus();
    } else if (event.key.length === 1 && event.key !== " " && event.target !== input) input.focus();
  });

  found.addEventListener("click", (event) => {
    const link = event.target.closest(".find__hit");
    if (link) keep(input.value.trim(), { followed: link.href });
  });

  nhanrong.find.seek = () => {
    nhanrong.search.warm().catch(() => { /* who asks is told */ });
    seek();
  };
})();
