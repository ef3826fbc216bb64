// The page of the booklet: the chosen records in their order, how to print them, a preview, and a file for officers.
(() => {
  const site = window.nhanrongBooklet;
  const { make } = window.nhanrong;
  const one = (selector) => document.querySelector(selector);
  const form = one("[data-form]");
  const list = one("[data-list]");
  const undo = one("[data-undo]");
  const fault = one("[data-fault]");
  const state = one("[data-state]");
  const preview = one("[data-leaves]");
  const DEFAULT = form.elements.title.placeholder;
  const CHOICES = { large: false, maps: false, notes: true };
  const gone = new Set();
  const idOf = (address) => address.split("/")[1];

  // What is chosen, and how it stands in the list -----------------------------------------------------

  const change = (items, words) => site.write({ ...site.read(), items }, words);

  const offerUndo = (words, items) => {
    undo.querySelector("span").textContent = words;
    undo.querySelector("button").onclick = () => {
      undo.hidden = true;
      change(items, "Đã hoàn lại.");
      one("#da-chon").focus();
    };
    undo.hidden = false;
  };

  const move = (address, by) => {
    const { items } = site.read();
    const from = items.findIndex(([each]) => each === address);
    const to = from + by;
    if (from < 0 || to < 0 || to >= items.length) return;
    const moved = items.splice(from, 1)[0];
    items.splice(to, 0, moved);
    change(items, `${moved[1]}: nay ở vị trí ${to + 1} trên ${items.length}.`);
  };

  const remove = (address) => {
    const { items } = site.read();
    const at = items.findIndex(([each]) => each === address);
    if (at < 0) return;
    offerUndo(`Đã bỏ: ${items[at][1]}.`, items);
    const left = items.filter((_, place) => place !== at);
    change(left, `Đã bỏ: ${items[at][1]}.`);
    const next = list.children[Math.min(at, left.length - 1)];
    (next ? next.querySelector('[data-does="remove"]') : one("#da-chon")).focus();
  };

  const button = (does, address, sign, label, off, act) => {
    const made = make("button", { type: "button", class: "plain small", "data-does": does, "aria-label": label }, sign);
    if (off) made.setAttribute("aria-disabled", "true");
    made.onclick = act;
    return made;
  };

  const line = ([address, title], at, items) => make("li", { "data-address": address },
    make("span", { class: "chosen__name" }, make("a", { href: new URL(address, site.root).href }, title),
      make("small", {}, gone.has(address)
        ? "Không còn trên trang này: mục sẽ không được in. Bấm “Bỏ” để xóa khỏi tài liệu."
        : address.startsWith("mo-hinh/") ? "Mô hình" : "Cách làm hay")),
    button("up", address, "↑", `Đưa lên: ${title}`, at === 0, () => move(address, -1)),
    button("down", address, "↓", `Đưa xuống: ${title}`, at === items.length - 1, () => move(address, 1)),
    button("remove", address, "Bỏ", `Bỏ: ${title}`, false, () => remove(address)));

  const showList = (items) => {
    const held = list.contains(document.activeElement) ? document.activeElement : null;
    const [address, does] = held ? [held.closest("li").dataset.address, held.dataset.does] : [];
    list.replaceChildren(...items.map(line));
    if (does) list.querySelector(`li[data-address="${address}"] [data-does="${does}"]`)?.focus();
    one("[data-none]").hidden = items.length > 0;
    for (const part of document.querySelectorAll("[data-some]")) part.hidden = !items.length;
  };

  // For officers: the same booklet by the program --------------------------------------------------------

  const quoted = (text) => `"${text.replace(/[\\"]/g, "\\$&")}"`;

  // The files of the records hold no character that nobody sees.
  const plain = (text) => text.replace(/[\p{Z}\p{Cc}]+/gu, " ")
    .replace(/[\p{C}\u115f\u1160\u3164\ufe0e\ufe0f\uffa0\ufffd]/gu, "").normalize("NFC").trim();

  const titleOf = (basket) => plain(String(basket.title || "")) || DEFAULT;

  const showOrders = (basket) => {
    const of = (folder) => basket.items.filter(([address]) => address.startsWith(folder)).map(([address]) => idOf(address));
    const wished = [["--model", of("mo-hinh/")], ["--practice", of("cach-lam-hay/")]].filter(([, ids]) => ids.length);
    one("[data-command]").value = ["nhanrong booklet", ...wished.map(([name, ids]) => `${name} ${ids}`), "--out tai-lieu.pdf"].join(" ");
    one("[data-yaml]").value = [`title: ${quoted(titleOf(basket))}`, "records:",
      ...basket.items.map(([address]) => `  - ${quoted(idOf(address))}`), ""].join("\n");
  };

  for (const copies of document.querySelectorAll("[data-copy]")) {
    const words = copies.textContent;
    const text = one(`[data-${copies.dataset.copy}]`);
    copies.onclick = async () => {
      let done;
      try {
        await navigator.clipboard.writeText(text.value);
        done = true;
      } catch {
        text.select();
        done = document.execCommand("copy");
      }
      copies.textContent = done ? "Đã chép" : "Chữ đã bôi đen: bấm Ctrl+C";
      setTimeout(() => { copies.textContent = words; }, 3000);
    };
  }

  one("[data-download]").onclick = () => {
    const address = URL.createObjectURL(new Blob([one("[data-yaml]").value], { type: "application/yaml" }));
    make("a", { href: address, download: "tai-lieu.yml" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };

  // The sheets ---------------------------------------------------------------------------------------------

  const shadow = preview.attachShadow({ mode: "open" });
  const room = make("div", { class: "room", "aria-hidden": "true" });
  const leaves = make("div", { class: "leaves" });
  const styles = ["nhanrong-map.css", "nhanrong-sheets.css"].map((name) =>
    make("link", { rel: "stylesheet", href: new URL(`assets/stylesheets/${name}`, site.root).href }));
  const paper = document.head.appendChild(document.createElement("style")); // what the printer is told
  const styled = Promise.all(styles.map((link) => new Promise((go) => { link.onload = go; link.onerror = go; })));
  const marks = one("[data-marks]").firstElementChild;
  shadow.append(...styles, marks, room, leaves);

  const scale = () => {
    const whole = leaves.clientWidth;
    const [width, height] = leaves.classList.contains("large") ? [210, 297] : [148, 210];
    const each = whole > 700 ? (whole - 20) / 2 : whole;
    const factor = Math.min(1, each / (width * 96 / 25.4));
    leaves.style.cssText = `--scale: ${factor}; --width: ${width}mm; --height: ${height}mm`;
  };
  new ResizeObserver(scale).observe(preview);

  const today = () => {
    const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date()).split("-");
    return `${day}/${Number(month) > 2 ? Number(month) : month}/${year}`;
  };

  const FAULTS = {
    file: "Trang này đang mở từ tệp trên máy, nên trình duyệt không cho lấy nội dung các trang khác để in chung. "
      + "Mở trang qua mạng, hoặc nhờ cán bộ chạy lệnh ở mục “Cho cán bộ”; in từng trang một thì vẫn được.",
    net: "Chưa lấy được nội dung để in. Xem lại mạng rồi bấm “In tài liệu” lần nữa.",
    layout: "Trình duyệt này chưa dàn được trang. Thử trình duyệt mới hơn, hoặc nhờ cán bộ chạy lệnh ở mục “Cho cán bộ”.",
  };

  const told = (words) => { fault.textContent = words; fault.hidden = !words; };

  let run = 0; // only the layout of the basket as it now is counts
  let laid = Promise.resolve(false);

  const layOut = async (basket, mine) => {
    await Promise.all([styled, document.fonts.load('400 1em "Nhan Rong Sheet"'), document.fonts.load('600 1em "Nhan Rong Sheet"')]);
    const settings = { ...CHOICES, ...basket };
    const found = await Promise.all(basket.items.map(([address]) => site.chapterOf(address, settings).catch((error) => {
      if (!error.why) throw error;
      return { address, why: error.why };
    })));
    if (mine !== run) return false;
    const missing = found.filter(({ why }) => why === "gone").map(({ address }) => address);
    const other = found.find(({ why }) => why && why !== "gone");
    const chapters = found.filter(({ why }) => !why);
    const fresh = basket.items.map(([address, title], at) => found[at].title ? [found[at].address, found[at].title] : [address, title]);
    gone.clear();
    for (const address of missing) gone.add(address);
    told(other ? FAULTS[other.why] : missing.length
      ? `Không còn trên trang này: ${basket.items.filter(([address]) => gone.has(address)).map(([, title]) => title).join("; ")}.` : "");
    showList(fresh);
    const unreviewed = chapters.filter(({ warning }) => warning);
    leaves.classList.toggle("large", settings.large);
    room.classList.toggle("large", settings.large);
    room.replaceChildren();
    const made = other || !chapters.length ? [] : await site.layOut(room, {
      title: titleOf(basket),
      area: preview.dataset.area,
      notice: preview.dataset.notice,
      edition: document.querySelector(".md-copyright .edition").textContent,
      home: preview.dataset.home,
      qr: preview.dataset.code,
      printed: today(),
      says: `${chapters.length} mục: mô hình, cách làm hay.`,
      warning: unreviewed.length ? unreviewed[0].warning : "",
      warned: unreviewed.length === chapters.length ? "mọi mục trong tập này."
        : `${unreviewed.length} trên ${chapters.length} mục, có ghi ở đầu từng trang.`,
      chapters,
      large: settings.large,
      notes: settings.notes,
    });
    if (mine !== run) return false;
    leaves.replaceChildren(...made.map((sheet) => make("div", { class: "leaf" }, sheet)));
    room.replaceChildren();
    scale();
    paper.textContent = made.length ? `@page { size: ${settings.large ? "A4" : "A5"}; margin: 0 }` : "";
    document.documentElement.toggleAttribute("data-sheets", made.length > 0);
    state.textContent = made.length ? `${made.length} trang ${settings.large ? "A4" : "A5"}.` : "";
    await Promise.all([...leaves.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
    if (mine === run && JSON.stringify(fresh) !== JSON.stringify(basket.items)) change(fresh);
    return made.length > 0;
  };

  const failed = (error) => {
    state.textContent = "";
    told(FAULTS.layout);
    reportError(error);
    return false;
  };

  let shown = "";
  let waiting;
  const show = (basket) => {
    const now = JSON.stringify(basket);
    if (now === shown) return;
    shown = now;
    showList(basket.items);
    showOrders(basket);
    for (const name in CHOICES) form.elements[name].checked = basket[name] ?? CHOICES[name];
    if (form.elements.title !== document.activeElement) form.elements.title.value = basket.title || "";
    state.textContent = basket.items.length ? "Đang dàn trang…" : "";
    clearTimeout(waiting);
    const mine = run += 1;
    laid = new Promise((go) => { waiting = setTimeout(() => go(layOut(basket, mine).catch(failed)), 150); });
  };

  form.addEventListener("input", () => {
    const wished = { title: form.elements.title.value };
    for (const name in CHOICES) wished[name] = form.elements[name].checked;
    site.write({ ...site.read(), ...wished });
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!document.documentElement.hasAttribute("data-sheets")) { shown = ""; show(site.read()); }
    if (await laid) window.print();
  });
  one("[data-clear]").onclick = () => {
    const { items } = site.read();
    offerUndo(`Đã bỏ cả ${items.length} mục.`, items);
    change([], "Đã bỏ hết.");
    undo.querySelector("button").focus();
  };

  // An address may bring records with it: from a browser that keeps nothing, or from a friend.
  const brought = /^#chon=(.+)$/.exec(location.hash);
  if (brought) {
    const { items } = site.read();
    const more = brought[1].split(",").filter((address) => site.good.test(address) && !items.some(([each]) => each === address));
    history.replaceState(null, "", location.pathname + location.search);
    change([...items, ...more.map((address) => [address, idOf(address)])]);
  }
  site.see(show);
})();
