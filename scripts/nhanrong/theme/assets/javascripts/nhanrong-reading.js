// How a reader likes to read: a dialog for the size of letters, the contrast, reading aloud and the language.
// Fetched when it is first opened; what was chosen is set again by partials/reading-first.html, before a page is drawn.
(() => {
  "use strict";
  const { make, root, say, take } = window.nhanrong;
  const key = `nhanrong.reading:${new URL(root).pathname}`;
  const html = document.documentElement;
  const system = matchMedia("(prefers-contrast: more)");
  let own = {}; // where the browser keeps nothing, a choice holds for this page

  const kept = () => {
    try { return { ...own, ...JSON.parse(localStorage.getItem(key)) }; } catch { return own; }
  };
  const keep = (change) => {
    own = { ...kept(), ...change };
    try { localStorage.setItem(key, JSON.stringify(own)); } catch { /* then it holds for this page */ }
    const size = Number(own.size) || 1;
    const contrast = own.contrast || (system.matches ? "more" : "normal");
    if (size > 1) html.dataset.size = size; else delete html.dataset.size;
    if (contrast === "more") html.dataset.contrast = "more"; else delete html.dataset.contrast;
  };
  system.addEventListener?.("change", () => keep({}));

  const fill = (place, ...inside) => { place.textContent = ""; place.append(...inside); };
  const choice = (type, name, value, checked, words, chosen) => {
    const input = make("input", { type, name, value });
    input.checked = checked;
    input.onchange = () => chosen(input);
    return make("label", {}, input, make("span", {}, words));
  };
  const group = (legend, kind, ...inside) =>
    make("fieldset", { class: `chips ${kind}` }, make("legend", {}, legend), ...inside);

  const sizes = [say("Thường"), say("Lớn"), say("Rất lớn"), say("Lớn nhất")];
  const aloud = make("div", {});

  const offerAloud = async () => {
    const reader = await take("assets/javascripts/nhanrong-aloud.js");
    const voice = await reader.voice();
    const button = make("button", { type: "button", class: "reading__do" }, say("Nghe đọc trang này"));
    button.onclick = () => {
      dialog.close();
      reader.read({ rate: kept().rate, keep: (rate) => keep({ rate }), back: opener });
    };
    fill(aloud, voice ? button : make("p", {}, say("Máy này chưa có giọng đọc tiếng Việt nên chưa nghe được. Có thể cài thêm trong phần cài đặt của máy, mục Chuyển văn bản thành giọng nói.")));
  };

  const languages = () => [...document.querySelectorAll('link[hreflang][data-name]')].map((link) => {
    const here = link.hreflang === html.lang;
    return make("a", { href: link.href, hreflang: link.hreflang, lang: link.hreflang, ...(here && { "aria-current": "true" }) }, link.dataset.name);
  });

  const filled = () => {
    const now = kept();
    const found = languages();
    const close = make("button", { type: "button", class: "reading__do reading__do--close" }, say("Đóng"));
    close.onclick = () => dialog.close();
    fill(aloud, make("p", {}, say("Đang tìm giọng đọc…")));
    fill(
      dialog,
      make("h2", { id: "reading-title" }, say("Cách đọc")),
      group(say("Cỡ chữ"), "reading__sizes", ...sizes.map((words, at) =>
        choice("radio", "size", at + 1, (Number(now.size) || 1) === at + 1, words, (input) => keep({ size: Number(input.value) })))),
      group(say("Màu sắc"), "", choice("checkbox", "contrast", "more", html.dataset.contrast === "more",
        say("Chữ và nền thật rõ"), (input) => keep({ contrast: input.checked ? "more" : "normal" }))),
      make("div", { role: "status" }, aloud),
      ...(found.length ? [make("nav", { class: "chips", "aria-label": say("Tiếng") }, ...found)] : []),
      close,
    );
    offerAloud().catch(() => fill(aloud, make("p", {}, say("Chưa tải được phần nghe đọc. Thử lại khi có mạng."))));
  };

  const dialog = make("dialog", { class: "reading", "aria-labelledby": "reading-title" });
  document.body.append(make("div", { class: "md-typeset" }, dialog));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); }); // beside it
  dialog.addEventListener("close", () => { if (opener) opener.focus(); });

  const style = make("link", { rel: "stylesheet", href: `${root}assets/stylesheets/nhanrong-reading-dialog.css` });
  const dressed = new Promise((resolve) => { style.onload = style.onerror = resolve; });
  document.head.append(style);

  let opener = null;
  const open = async (button) => {
    opener = button;
    await dressed;
    filled();
    if (dialog.showModal) dialog.showModal(); else dialog.setAttribute("open", "");
  };
  window.nhanrong.give("assets/javascripts/nhanrong-reading.js", { open });
})();
