// The search box: opens and closes it, keeps what is sought in the address, loads the rest when it is first opened.
(() => {
  "use strict";
  const box = document.querySelector("[data-find]");
  const [form, says, found, failed] = ["form", ".find__says", ".find__found", ".find__failed"]
    .map((one) => box.querySelector(one));
  const input = form.querySelector("input");
  says.lang = found.lang = failed.lang = window.nhanrong.lang;
  const openers = [...document.querySelectorAll("[data-open-search]")];
  const page = document.documentElement;
  if (!box.showModal) { // an older browser: the box lies over the page all the same
    let before;
    const open = (now) => {
      box.open = now; // unknown there, so set besides the attribute
      box.toggleAttribute("open", now);
    };
    box.showModal = () => { before = document.activeElement; open(true); };
    box.close = () => { open(false); before.focus(); box.dispatchEvent(new Event("close")); };
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") box.close(); });
  }

  const tell = (words, aloud = "") => { // what is told aloud only can be seen elsewhere
    if (says.textContent === `${words} ${aloud}`) return;
    says.textContent = words;
    const more = document.createElement("span");
    more.className = "unseen";
    more.textContent = aloud;
    says.append(" ", more);
  };
  const FILES = {
    style: "stylesheets/nhanrong-found.css", engine: "javascripts/nhanrong-search.js", script: "javascripts/nhanrong-found.js",
  };
  const asked = {};
  const load = (what) => {
    asked[what] = asked[what] || new Promise((done, fail) => {
      const style = what === "style";
      const tag = document.createElement(style ? "link" : "script");
      if (style) tag.rel = "stylesheet";
      const there = { style: () => true, engine: () => nhanrong.search, script: () => find.seek }[what];
      tag.onload = tag.onerror = ({ type }) => {
        if (type === "load" && there()) return done();
        asked[what] = null; // the next try may have a signal, or no network that wants a sign-in first
        tag.remove();
        return fail(new Error(what));
      };
      tag[style ? "href" : "src"] = `${window.nhanrong.root}assets/${FILES[what]}`;
      document.head.append(tag);
    });
    return asked[what];
  };

  const fail = (again) => {
    found.textContent = "";
    failed.hidden = false;
    tell(nhanrong.say("Chưa tải được phần tìm kiếm: máy đang không có mạng, hoặc mạng yếu."));
    failed.firstElementChild.onclick = () => { input.focus(); again(); };
  };
  const begin = () => {
    failed.hidden = true;
    if (!find.seek) tell(nhanrong.say("Đang mở tìm kiếm…"));
    Promise.all(["style", "engine", "script"].map(load)).then(() => find.seek(), () => fail(begin));
  };

  // The address says what is sought: a link can carry it, and whoever comes back finds it again
  const sought = () => new URLSearchParams(location.search).get("tim");
  const write = (how, state, text) => {
    const url = new URL(location.href);
    if (text) url.searchParams.set("tim", text); else url.searchParams.delete("tim");
    try { history[how](state, "", url.href); } catch { /* too often, or a file: the search works without */ }
  };
  const keep = (text, more) => { // an answer may come when the box is closed and the address is another
    if (box.open) write("replaceState", { ...history.state, ...more }, text);
  };

  const show = (opener = openers.find((one) => one.offsetParent)) => {
    if (box.open) return;
    const place = opener ? opener.getBoundingClientRect() : { left: 0, top: 0 };
    box.style.setProperty("--left", `${place.left}px`);
    box.style.setProperty("--top", `${Math.max(0, Math.min(place.top, innerHeight / 3))}px`);
    page.classList.add("finding");
    box.showModal();
    input.focus();
    input.select();
    begin();
  };
  const open = (opener) => {
    write("pushState", { find: true }, input.value.trim());
    show(opener);
  };
  const follow = () => {
    const text = sought();
    if (text !== null || (history.state && history.state.find)) {
      input.value = text || "";
      if (box.open) begin(); else show();
    } else if (box.open) box.close();
  };

  box.addEventListener("close", () => {
    page.classList.remove("finding");
    if (history.state && history.state.find) history.back(); else if (sought() !== null) write("replaceState", null, "");
  });
  box.addEventListener("click", (event) => {
    if (event.target === box || event.target.closest("[data-find-close]")) box.close();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { input.focus(); begin(); }));
  input.addEventListener("input", begin);
  addEventListener("popstate", follow);
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open-search]");
    if (opener) open(opener);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || box.open) return;
    event.preventDefault();
    open();
  });

  const find = nhanrong.find = { box, form, input, found, failed, tell, fail, keep };
  if (sought() !== null) follow();
})();
