// The page where a reader keeps communes, crops or all for where there is no signal.
(() => {
  const one = (selector) => document.querySelector(selector);
  const { fold, make, offline, root } = window.nhanrong;
  const query = new URLSearchParams(location.search);
  const tell = (place, words) => { place.textContent = words; place.hidden = !words; };
  const section = one("[data-keeping]"), lost = one("[data-lost]");
  const cannot = (words) => {
    if (words) section.before(lost); // the section's room goes
    tell(one("[data-cannot]"), words);
    tell(one("[data-waiting]"), "");
  };
  if (location.protocol === "file:") {
    one("[data-on-screen]").hidden = true;
    cannot("Bà con đang đọc bản chép trên USB: đọc được hết mà không cần mạng, không phải tải gì.");
    return;
  }
  if (offline === undefined) {
    cannot("Trang này không giữ lại trong máy: có mạng mới đọc được. Cần đọc nơi không có sóng thì dùng tài liệu in, hoặc bản chép trên USB.");
    return;
  }
  if (!offline) {
    cannot("Trình duyệt này chưa giữ được trang để đọc khi không có mạng. Mở bằng Chrome mới hơn, hoặc dùng tài liệu in và bản chép trên USB.");
    return;
  }
  const { ask, size } = offline;
  const FAULTS = {
    net: "Không có mạng nên chưa tải tiếp được. Có mạng thì bấm “Tải tiếp”; phần đã tải còn nguyên.",
    other: "Trên mạng vừa có bản khác. Đợi vài phút rồi bấm “Tải tiếp”; phần đã tải còn nguyên.",
    quota: "Máy hết chỗ trống. Xóa bớt những gì đang giữ, hoặc chọn phần nhỏ hơn.",
    store: "Trình duyệt không cho ghi vào máy. Thử tắt chế độ ẩn danh.",
  };
  const SHOWN = 12;
  const say = (words) => { one("[data-says]").textContent = words; };

  let told, rows, going = "", stop = false;
  const halves = new Set(); // chosen, and not yet there
  const titleOf = (address) => (rows.find((row) => row[1] === address) || ["", "", "phần đã chọn"])[2];

  // Downloading: the worker fetches a few files at a time, as long as this page asks for more. -------------------

  const bar = one("[data-progress]");
  const download = async (address) => {
    if (going) return;
    going = address;
    stop = false;
    bar.hidden = false;
    one("[data-pause]").focus();
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {}); // not to be cleared when room is short
    say(`Đang tải: ${titleOf(address)}.`);
    try {
      told = await ask({ do: "want", address, on: true });
      halves.add(address);
      show();
      for (;;) {
        const { left, bytes, of } = await ask({ do: "step" });
        bar.firstElementChild.value = of ? 1 - bytes / of : 1;
        if (!left) break;
        if (stop) { say("Đã tạm dừng; phần đã tải còn nguyên."); return; }
      }
      halves.clear();
      told = await ask({ do: "take" });
      say(`Đã tải xong: ${titleOf(address)}. Không có mạng vẫn đọc được.`);
    } catch ({ why }) {
      say(FAULTS[why] || "Chưa tải được. Thử lại sau.");
    } finally {
      going = "";
      const here = bar.contains(document.activeElement);
      bar.hidden = true;
      if (here) one("#tai-ve").focus();
      await showKept();
      show();
    }
  };
  one("[data-pause]").onclick = () => { stop = true; };

  const remove = async (address) => {
    const title = titleOf(address);
    told = await ask({ do: "want", address, on: false });
    halves.delete(address);
    say(`Đã xóa: ${title}.`);
    await showKept();
    show();
    one("#dang-giu").focus();
  };

  // What there is, and what is kept -----------------------------------------------------------------------------

  const button = (label, title, act) => {
    const made = make("button", { type: "button", class: "plain", "aria-label": `${label}: ${title}` }, label);
    made.onclick = act;
    return made;
  };

  const offered = ([, address, title, count, bytes, light]) => {
    const has = told.lists.includes(address);
    const half = has && halves.has(address);
    const says = `${count} trang, tải khoảng ${size(light)}, chiếm ${size(bytes)} trong máy`;
    const at = address === "*" ? root : root + address;
    const does = has && !half ? [make("span", { class: "tag" }, "Đã có trong máy")]
      : going ? [] : [button(half ? "Tải tiếp" : "Tải về", title, () => download(address))];
    return make("li", {}, make("span", {}, make("a", { href: at }, title), make("small", {}, says)), ...does);
  };

  const show = () => {
    const find = fold(one("[name=find]").value.trim());
    const wish = query.get("xa") ? `xa/${query.get("xa")}/` : "";
    const fits = rows.filter((row) => (find ? fold(row[2]).includes(find) : true));
    const first = rows.filter((row) => !find && (row[1] === wish || halves.has(row[1])));
    const some = [...first, ...fits.filter((row) => !first.includes(row))];
    one("[data-offers]").replaceChildren(...some.slice(0, SHOWN).map(offered));
    const more = one("[data-more]");
    more.hidden = some.length > 0 && some.length <= SHOWN;
    more.textContent = some.length ? `Còn ${some.length - SHOWN} mục nữa: gõ tên xã, cây hay con để tìm.`
      : "Không có xã, cây hay con nào tên như vậy.";
    const day = one("[data-day]");
    day.textContent = told.day;
  };

  const showKept = async () => {
    const { bytes, pages } = await ask({ do: "kept" });
    one("[data-space]").textContent = `Chiếm ${size(bytes)} trong máy.`;
    const whole = told.lists.map((address) => make("li", {},
      make("span", {}, make("a", { href: address === "*" ? root : root + address }, titleOf(address)),
        make("small", {}, halves.has(address) ? "đang tải dở" : "đã tải đủ")), button("Xóa", titleOf(address), () => remove(address))));
    const seen = pages.map(([address, title]) => make("li", {}, make("a", { href: root + address }, title.split(" – ")[0])));
    one("[data-kept]").replaceChildren(...whole, ...seen);
    one("[data-nothing]").hidden = whole.length + seen.length > 0;
    one("[data-forget]").hidden = whole.length + seen.length === 0;
  };

  one("[data-choose]").onsubmit = (event) => event.preventDefault();
  one("[data-choose]").oninput = () => show();
  one("[data-forget] button").onclick = async () => {
    told = await ask({ do: "forget" });
    halves.clear();
    say("Đã xóa hết; trang chủ và trang này thì vẫn giữ.");
    await showKept();
    show();
    one("#dang-giu").focus();
  };

  // A page or paper that is not kept, by the name that is known of it.
  const tellLost = (wanted, name) => {
    const paper = /\.(?!html$)\w+$/.test(wanted);
    const link = make("a", { href: root + wanted }, name ? `“${name}”` : paper ? "tài liệu bà con vừa bấm" : "trang bà con vừa bấm");
    lost.textContent = "";
    if (paper) {
      lost.append("Không có mạng nên chưa mở được ", link,
        ". Tài liệu in (PDF, Word) không giữ sẵn trong máy: lúc có mạng, bà con mở ra rồi lưu lại. Bên dưới là những trang đọc được.");
    } else {
      lost.append("Không có mạng, và ", ...name ? ["trang "] : [], link,
        " chưa được giữ trong máy này. Bên dưới là những trang đọc được; cũng có thể bấm nút tìm.");
    }
    lost.hidden = false;
  };

  const start = async () => {
    const wanted = query.get("trang");
    if (wanted !== null) tellLost(wanted, offline.named(wanted));
    const { menu, all, ...more } = await ask({ do: "menu" });
    told = more;
    rows = [["", "*", "Tất cả", ...all || [0, 0, 0]], ...menu];
    if (told.lists.length && !told.whole) for (const address of told.lists) halves.add(address);
    const row = wanted && rows.find(([, address]) => address === wanted);
    if (row) tellLost(wanted, row[2]);
    clearTimeout(waiting);
    cannot("");
    section.hidden = false;
    await showKept();
    show();
    if (halves.size) say("Có phần đang tải dở; bấm “Tải tiếp”.");
  };
  const NOT_YET = "Chưa chuẩn bị xong để đọc khi không có mạng. Có mạng thì mở lại trang này; vẫn không được thì dùng tài liệu in, hoặc bản chép trên USB.";
  tell(one("[data-waiting]"), "Đang chuẩn bị để giữ trang trong máy…");
  const waiting = setTimeout(() => cannot(NOT_YET), 20000); // a worker that never comes says nothing
  start().catch(() => { clearTimeout(waiting); cannot(NOT_YET); });

  // Installing ----------------------------------------------------------------------------------------------------

  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    const place = one("[data-install]");
    place.hidden = false;
    place.firstElementChild.onclick = async () => {
      event.prompt();
      await event.userChoice;
      place.hidden = true;
    };
  });
})();
