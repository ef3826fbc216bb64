/* “Tính cho vườn nhà” on a model's page: the calculator comes when it is first wanted. */
(() => {
  "use strict";

  const place = document.querySelector("[data-accounts]");
  const button = document.querySelector("[data-calculate]");
  if (!place || !button) return;
  const load = (made) => new Promise((resolve, reject) => {
    Object.assign(made, { onload: resolve, onerror: reject });
    document.head.append(made);
  });
  const { lang, make, root, say } = window.nhanrong;
  const assets = `${root}assets/`;
  const SCRIPTS = ["nhanrong-amounts.js", "nhanrong-reckoning.js", "nhanrong-calculator.js"];

  place.lang = lang;
  let asked = false;
  button.onclick = async () => {
    if (asked) {
      const title = place.querySelector("h3");
      if (title) title.focus();
      return;
    }
    asked = true;
    try {
      await load(make("link", { rel: "stylesheet", href: `${assets}stylesheets/nhanrong-calculator.css` }));
      for (const name of SCRIPTS) await load(make("script", { src: `${assets}javascripts/${name}` }));
      window.nhanrong.calculate(place, JSON.parse(place.dataset.accounts));
    } catch {
      asked = false;
      place.replaceChildren(make("p", { class: "note" }, say("Chưa tải được phần tính. Xem lại mạng rồi bấm lần nữa.")));
      place.scrollIntoView();
    }
  };
})();
