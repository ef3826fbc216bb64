// The page of a record becomes a chapter: what stands on paper, block by block, and nothing that wants to be tapped.
(() => {
  const { make } = window.nhanrong;
  const site = window.nhanrongBooklet;
  const UNUSED = "script, style, .nr-marks, .private, details, .adding, .add, button, form, input, .nr-map__years, "
    + ".nr-map__focus, .latest, .prints, [hidden]";
  const ASIDE = ["lien-quan"]; // links to other pages
  const GAPS = ["con-thieu"]; // for who writes records; readers of a model have been told at its head what is not known
  const DRAWN = ["so"]; // the ledger over the years, a drawing only
  const KINDS = { "mo-hinh": "Mô hình", "cach-lam-hay": "Cách làm hay" };
  const XLINK = "http://www.w3.org/1999/xlink";

  class Fault extends Error {
    constructor(why) { super(why); this.why = why; }
  }

  // A few at a time, so that a long booklet does not choke a thin line.
  let free = 4;
  const waiting = [];
  const inTurn = async (work) => {
    if (free) free--; else await new Promise((go) => { waiting.push(go); });
    try { return await work(); } finally { if (waiting.length) waiting.shift()(); else free++; }
  };

  // The text of a page, or a Fault that says “gone”, “file” (opened from a disk) or “net”.
  const load = async (address) => {
    if (location.protocol === "file:") {
      // beside every record on a stick lies a script that gives its page
      return window.nhanrong.take(`${address}index.js`).catch(() => { throw new Fault(window.nhanrong.stick ? "gone" : "file"); });
    }
    let answer;
    try { answer = await fetch(new URL(address, site.root)); } catch { throw new Fault("net"); }
    if (answer.status === 404 || answer.status === 410) throw new Fault("gone");
    if (!answer.ok) throw new Fault("net");
    return answer.text();
  };

  // The one way to get a page: its document. A page that was once had is not asked for again, however often sheets change.
  const texts = new Map();
  const getPage = async (address) => {
    if (!texts.has(address)) {
      const text = inTurn(() => load(address));
      texts.set(address, text);
      text.catch(() => texts.delete(address));
    }
    return new DOMParser().parseFromString(await texts.get(address), "text/html");
  };

  // A record that was renamed has left a page that leads on.
  const getRecord = async (address) => {
    const found = await getPage(address);
    const leads = found.querySelector('meta[http-equiv="refresh"]');
    if (!leads) return [address, found];
    const to = new URL(leads.content.replace(/^.*url=/, ""), new URL(address, site.root)).href.slice(site.root.href.length);
    if (!site.good.test(to)) throw new Fault("gone");
    return [to, await getPage(to)];
  };

  const unwrapped = (nodes) => nodes.flatMap((node) => {
    if (!node.matches("section, .two, .two > div, .nr-maps, .lead")) return [node];
    if (node.matches(".lead")) for (const child of node.children) child.classList.add("opening");
    return unwrapped([...node.children]);
  });

  // A term and what is said of it stay together.
  const paired = (list) => {
    if (list.querySelector(":scope > div")) return;
    let pair;
    for (const child of [...list.children]) {
      if (child.localName === "dt") list.append(pair = document.createElement("div"));
      (pair || list).append(child);
    }
  };

  const led = (article, here, published) => {
    for (const link of article.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), published);
    for (const image of article.querySelectorAll("img")) {
      image.removeAttribute("loading");
      image.src = new URL(image.getAttribute("src"), here);
    }
    for (const image of article.querySelectorAll("image")) {
      image.setAttributeNS(XLINK, "href", new URL(image.getAttribute("xlink:href"), here));
    }
    for (const link of article.querySelectorAll("svg a")) link.removeAttribute("href");
  };

  const cleaned = (article) => {
    for (const node of article.querySelectorAll(UNUSED)) node.remove();
    for (const link of article.querySelectorAll('.foot a[href*="gui-thong-tin/"]')) link.remove();
    for (const node of article.querySelectorAll("[id], [aria-labelledby]")) {
      node.removeAttribute("id");
      node.removeAttribute("aria-labelledby");
    }
    for (const drawing of article.querySelectorAll("svg[role=group]")) drawing.setAttribute("role", "img");
    for (const list of article.querySelectorAll("dl.meta, dl.figures")) paired(list);
  };

  // What a map shows, in words: the communes of each state; of most communes nothing is known, and nothing is said.
  const spoken = (map) => {
    const look = (node) => node.querySelector("use")?.getAttribute("href");
    const legend = new Map([...map.querySelectorAll(".nr-legend li")].map((entry) => [look(entry), entry.textContent.trim()]));
    const groups = new Map();
    for (const row of map.querySelectorAll(".nr-map__text tbody tr")) {
      const says = row.querySelector("td").textContent.trim();
      const shared = legend.get(look(row));
      const words = shared && says.startsWith(shared) ? shared : says;
      if (words !== legend.get("#nr-s-grey")) groups.set(words, [...groups.get(words) || [], row.querySelector("th").textContent.trim()]);
    }
    map.replaceWith(...[...groups].map(([words, names]) => make("p", {}, make("strong", {}, `${words}: `), `${names.join(", ")}.`)));
  };

  const undrawn = (article) => {
    for (const node of article.querySelectorAll(".nr-units, .nr-units__note, .nr-maps__others")) node.remove();
    for (const map of article.querySelectorAll("figure.nr-map")) spoken(map);
  };

  const without = (article, names) => {
    for (const name of names) {
      let node = article.querySelector(`h2[id="${name}"]`);
      while (node) {
        const next = node.nextElementSibling;
        node.remove();
        node = next?.localName === "h2" ? null : next;
      }
    }
  };

  // Two levels lower: on this page the sheets stand below a heading of their own.
  const lowered = (node) => {
    const level = /^h([1-6])$/.exec(node.localName);
    if (!level) return node;
    return make(`h${Math.min(6, Number(level[1]) + 2)}`, { class: `h${level[1]} keep` }, ...node.childNodes);
  };

  // Words that only announce what follows must not be parted from it.
  const announces = (node) => node.localName === "p" && node.childElementCount === 1
    && node.firstElementChild.localName === "strong" && node.textContent.trim() === node.firstElementChild.textContent.trim();

  const chapterOf = async (address, { maps }) => {
    const [found, page] = await getRecord(address);
    const article = page.querySelector(".page");
    const latest = article?.querySelector(".latest");
    if (!latest) throw new Fault("gone");
    const { latest: published, warning = "", qr } = latest.dataset;
    const title = article.querySelector("h1").textContent.trim();
    article.querySelector("h1").remove();
    without(article, [...ASIDE, ...maps ? [] : DRAWN, ...article.querySelectorAll(".missing").length > 1 ? GAPS : []]);
    if (!maps) undrawn(article);
    led(article, new URL(found, site.root), published);
    cleaned(article);
    const blocks = unwrapped([...article.children].map((node) => document.adoptNode(node))).map(lowered)
      .filter((node) => node.textContent.trim() || node.querySelector("svg, img"));
    // their size is not known before they are there
    await Promise.all(blocks.flatMap((node) => [...node.querySelectorAll("img")]).map((image) => {
      image.src = new URL(image.getAttribute("src"), document.baseURI);
      return image.decode().catch(() => {});
    }));
    for (const node of blocks) if (announces(node)) node.classList.add("keep");
    const kind = KINDS[found.split("/")[0]];
    blocks.unshift(make("div", { class: "title keep" }, make("div", {}, make("p", { class: "kind" }, kind),
      make("h3", { class: "h1" }, title)), site.draw(qr, `Mã QR: ${published}`)));
    blocks.push(make("p", { class: "newest" }, "Bản mới nhất: soi mã ở đầu bài, hoặc mở ",
      make("a", { href: published }, published)));
    return { address: found, title, kind, warning, blocks };
  };

  Object.assign(site, { chapterOf });
})();
