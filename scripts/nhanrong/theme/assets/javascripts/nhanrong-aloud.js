// Reads a page aloud with the device's own Vietnamese voice: the title, the summary, then section by section.
(() => {
  "use strict";
  const { give, say } = window.nhanrong;
  const speech = window.speechSynthesis;
  const is = (voice, language) => voice.lang.replace("_", "-").toLowerCase().split("-")[0] === language;
  const best = (language) => {
    const found = speech ? speech.getVoices().filter((voice) => is(voice, language)) : [];
    return found.find((voice) => voice.localService) || found[0];
  };
  /* Some browsers list their voices only a moment after they are first asked. */
  const voice = () => new Promise((resolve) => {
    if (!speech || best("vi")) return resolve(best("vi"));
    const stop = setTimeout(() => resolve(best("vi")), 1500);
    const look = () => { if (best("vi")) { clearTimeout(stop); resolve(best("vi")); } };
    if (speech.addEventListener) speech.addEventListener("voiceschanged", look);
  });

  // What is written short, as it is said; figures without the dots that some voices read as stops.
  const units = { ha: "héc-ta", kg: "ki-lô-gam", "m²": "mét vuông", km: "ki-lô-mét", m: "mét", cm: "xăng-ti-mét", l: "lít" };
  const spoken = (text) => text
    .replace(/\s+/g, " ")
    .replace(/(?:ngày )?\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, "ngày $1 tháng $2 năm $3")
    .replace(/(?:tháng )?\b(\d{1,2})\/(\d{4})\b/g, "tháng $1 năm $2")
    .replace(/(\d)\.(?=\d{3}(?!\d))/g, "$1")
    .replace(/(\d+)\/(\d+)/g, "$1 trên $2")
    .replace(/(\d) ?– ?(?=\d)/g, "$1 đến ")
    .replace(/(^|[^\d.,-])(0,\d+|[1-9][\d,]*)-(?=[1-9][\d,]*(?![\d,-]))/g, "$1$2 đến ") // a telephone's begins with 0
    .replace(/ ?%/g, " phần trăm")
    .replace(/(\d |\/)(ha|kg|m²|km|m|cm|l)(?![\p{L}\d])/gu, (_, before, unit) => before + units[unit])
    .replace(/([\p{L}])\/(?=\p{L})/gu, "$1 một ")
    .replace(/\bHTX\b/g, "hợp tác xã").replace(/\bKHKT\b/g, "khoa học kỹ thuật").replace(/ · /g, ", ").trim();

  const passages = "h1, h2, h3, h4, p, li, dt, dd, caption, figcaption, summary, tr";
  const left = "nav, svg, .chips, .legend, .tags, .adding, .latest, [role=status], [data-unread], [hidden], thead, form, button";
  const words = (element) => {
    if (element.localName === "tr") {
      return [...element.cells].map((cell) => `${cell.dataset.label ? `${cell.dataset.label}: ` : ""}${cell.textContent.trim()}`).join(". ");
    }
    const copy = element.cloneNode(true);
    for (const out of copy.querySelectorAll(left)) out.remove();
    return copy.textContent.trim();
  };
  /* What lies in a closed fold has a place too, so newer browsers are asked whether it is seen. */
  const seen = (element) => (element.checkVisibility ? element.checkVisibility() : element.getClientRects().length);
  const found = () => [...document.querySelectorAll(".md-content__inner, .page")].slice(-1).flatMap((article) =>
    [...article.querySelectorAll(passages)].filter((element) =>
      seen(element) && !element.closest(left) && !element.querySelector(passages)
      && !(element.localName !== "tr" && element.closest("tr")) && words(element)));
  /* Short pieces: long ones are cut off by some voices. */
  const sentences = (text) => spoken(text).match(/[^.!?;…]+(?:[.!?;…]+(?=\s|$)|[.!?;…]+|$)/g)?.reduce((all, piece) => {
    const last = all[all.length - 1];
    if (last !== undefined && (last.length + piece.length < 160 || !/[.!?;…]$/.test(last.trim()) || !/^\s/.test(piece))) all[all.length - 1] = last + piece;
    else all.push(piece);
    return all;
  }, []) || [];

  let playing = null;
  const read = ({ rate = 1, keep, back }) => {
    if (playing) playing.stop();
    const list = found();
    let at = 0, piece = 0, turn = 0, speed = rate, marked = null;
    const show = (element) => {
      if (marked) marked.classList.remove("being-read");
      marked = element;
      if (!element) return;
      element.classList.add("being-read");
      element.scrollIntoView({ block: "center" });
    };
    const go = () => {
      const mine = turn += 1;
      speech.cancel();
      const element = list[at];
      if (!element) return stop();
      const language = (element.closest("[lang]") || document.documentElement).lang || "vi";
      const speaker = best(language.split("-")[0]);
      const pieces = speaker ? sentences(words(element)) : [];
      const on = () => {
        if (mine !== turn) return;
        piece += 1;
        if (piece >= pieces.length) { at += 1; piece = 0; }
        go();
      };
      if (!pieces[piece]) { at += 1; piece = 0; return void setTimeout(() => { if (mine === turn) go(); }); }
      show(element);
      const said = new SpeechSynthesisUtterance(pieces[piece].trim());
      Object.assign(said, { voice: speaker, lang: speaker.lang, rate: speed, onend: on, onerror: on });
      speech.speak(said);
    };

    const bar = document.createElement("div");
    const button = (label, act) => {
      const made = document.createElement("button");
      Object.assign(made, { type: "button", className: "reading__do", textContent: label, onclick: act });
      return made;
    };
    let going = true;
    /* Not speech.pause(): on Android it ends the speech. The sentence is begun again instead. */
    const pause = button(say("Tạm dừng"), () => {
      going = !going;
      pause.textContent = going ? say("Tạm dừng") : say("Đọc tiếp");
      if (going) go();
      else { turn += 1; speech.cancel(); }
    });
    const stop = () => {
      turn += 1;
      speech.cancel();
      show(null);
      const had = bar.contains(document.activeElement);
      bar.remove();
      playing = null;
      removeEventListener("pagehide", stop);
      if (had && back) back.focus();
    };
    const select = document.createElement("select");
    for (const [value, label] of [[0.8, say("Chậm")], [1, say("Vừa")], [1.25, say("Nhanh")]]) {
      select.append(new Option(label, value, false, value === speed));
    }
    select.onchange = () => { speed = Number(select.value); keep(speed); if (going) go(); };
    const label = document.createElement("label");
    label.append(say("Tốc độ"), " ", select);
    bar.className = "reading-bar";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", say("Nghe đọc"));
    bar.append(pause, button(say("Dừng hẳn"), stop), label);
    document.body.append(bar);
    addEventListener("pagehide", stop);
    playing = { stop };
    pause.focus({ preventScroll: true });
    go();
  };

  give("assets/javascripts/nhanrong-aloud.js", { voice, read, spoken, sentences });
})();
