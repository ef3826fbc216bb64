// Blocks become sheets: every sheet has its head and its number, the contents know the pages, nothing is torn apart.
(() => {
  const { make } = window.nhanrong;
  const site = window.nhanrongBooklet;
  const LEAST_MAP = 300; // 80 mm: below that the names of communes are too small
  const LITTLE = .22; // of a sheet
  const LEAST = 2; // lines of a paragraph, or rows of a table, that stay together

  const sheet = (kind, title = "", warning = "", notice = "") => {
    const body = make("div", { class: "body" });
    const number = make("span", { class: "folio" });
    const head = make("div", { class: "top" }, make("span", {}, title));
    if (warning) head.append(make("strong", {}, warning));
    const made = make("section", { class: `sheet sheet--${kind}` }, head, body,
      make("div", { class: "bottom" }, make("span", {}, notice), number));
    return { made, body, number };
  };

  const bottom = (node) => node.getBoundingClientRect().bottom;

  // Where a text ends that goes down to a line: the last letter above it, as (text node, offset).
  const lastAbove = (node, limit) => {
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let found = null;
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      const ends = (count) => {
        range.setStart(text, count - 1);
        range.setEnd(text, count);
        const boxes = range.getClientRects();
        return boxes.length ? boxes[boxes.length - 1].bottom : 0;
      };
      let low = 0;
      let high = text.length;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (ends(middle) <= limit) low = middle; else high = middle - 1;
      }
      if (low) found = [text, low];
      if (low < text.length) break;
    }
    return found;
  };

  // The part of a node up to a place in its text goes before it; what is left is the node.
  const cutAt = (node, [text, offset]) => {
    const range = document.createRange();
    range.setStart(node, 0);
    range.setEnd(text, offset);
    const first = node.cloneNode(false);
    first.append(range.extractContents());
    node.before(first);
    node.classList.add("continued");
    return node.textContent.trim() ? node : null;
  };

  const cutText = (node, limit) => {
    const line = parseFloat(getComputedStyle(node).lineHeight);
    const box = node.getBoundingClientRect();
    const lines = Math.round(box.height / line);
    const fitting = Math.min(Math.floor((limit - box.top) / line + .05), lines - LEAST);
    if (fitting < LEAST) return null;
    const place = lastAbove(node, box.top + fitting * line + line * .3);
    return place && cutAt(node, place);
  };

  // Children of a list or rows of a table that do not fit go on; what stands above the rows is said again.
  const cutBetween = (node, limit, within, least) => {
    const parts = [...within.children];
    const fitting = parts.findIndex((part) => bottom(part) > limit);
    const first = Math.min(fitting, parts.length - least);
    if (first < least || fitting < 1) return null;
    const rest = node.cloneNode(false);
    if (within === node) rest.append(...parts.slice(first));
    else {
      const around = [...node.children];
      const goesOn = within.cloneNode(false);
      goesOn.append(...parts.slice(first));
      rest.append(...around.slice(0, around.indexOf(within)).map((head) => head.cloneNode(true)), goesOn,
        ...around.slice(around.indexOf(within) + 1));
    }
    if (node.localName === "ol") {
      rest.start = (node.start || 1) + first;
      rest.style.counterReset = `step ${rest.start - 1}`;
    }
    rest.classList.add("continued");
    return rest;
  };

  const cut = (node, limit, force) => {
    const least = force ? 1 : LEAST;
    if (node.matches("p:not(.missing):not(.note)")) return cutText(node, limit);
    if (node.matches("table, .nr-timeline")) {
      const body = node.querySelector("tbody, .nr-timeline__rows");
      return body && cutBetween(node, limit, body, body.children.length < 2 * least ? 1 : least);
    }
    if (node.matches("ul, ol, dl") && !node.matches(".nr-units")) {
      return cutBetween(node, limit, node, node.localName === "dl" ? least : 1);
    }
    return null;
  };

  // A row of a table in words, cell by cell.
  const told = (row) => [...row.children].map((cell) => make("p", { class: "told" }, ...cell.dataset.label
    ? [`${cell.dataset.label}: `, ...cell.childNodes] : [make("strong", {}, ...cell.childNodes)]));

  // What is higher than a whole sheet: the cells of a row one below the other, then wherever a line ends.
  const torn = (node, limit) => {
    if (node.localName === "table") {
      const row = node.querySelector("tbody tr");
      row?.remove();
      return [...(row ? told(row) : []), ...(node.querySelector("tbody tr") ? [node] : [])];
    }
    const place = lastAbove(node, limit);
    if (place) {
      const rest = cutAt(node, place);
      const first = node.previousSibling;
      return bottom(first) <= limit + 1 || rest === null ? [first, rest].filter(Boolean) : null;
    }
    return null;
  };

  // A map may be smaller than it would be, down to what can be read, rather than leave a hole in the page before.
  const shrunk = (node, limit) => {
    const map = node.querySelectorAll(".nr-map__svg");
    if (map.length !== 1) return false;
    const height = map[0].getBoundingClientRect().height - (bottom(node) - limit) - 2;
    if (height < LEAST_MAP) return false;
    map[0].style.maxHeight = `${height}px`;
    return true;
  };

  const press = (room) => (blocks, newSheet) => {
    const made = [];
    let body;
    const turn = () => {
      const next = newSheet();
      room.append(next.made);
      made.push(next);
      body = next.body;
    };
    turn();
    const waiting = [...blocks];
    let tears = 0;
    while (waiting.length) {
      const node = waiting.shift();
      body.append(node);
      if (node.localName === "table" && node.offsetWidth > body.clientWidth + 1) {
        node.remove();
        waiting.unshift(...[...node.querySelectorAll("tbody tr")].map((row) => make("div", { class: "told" }, ...told(row))));
        continue;
      }
      const limit = bottom(body);
      if (bottom(node) <= limit + .5 || shrunk(node, limit)) continue;
      const alone = [...body.children].every((child) => child === node || child.matches(".keep"));
      const rest = cut(node, limit, alone);
      if (rest) {
        rest.remove();
        waiting.unshift(rest);
        turn();
        continue;
      }
      if (alone) {
        const parts = tears < 500 && torn(node, limit);
        tears += 1;
        if (parts && parts.length) {
          for (const part of parts) part.remove();
          node.remove();
          waiting.unshift(...parts);
        } else {
          for (let size = .95; bottom(node) > limit && size > .2; size -= .05) node.style.zoom = size;
          turn();
        }
        continue;
      }
      const going = [node];
      node.remove();
      while (body.lastElementChild?.matches(".keep")) {
        going.unshift(body.lastElementChild);
        body.lastElementChild.remove();
      }
      waiting.unshift(...going);
      turn();
    }
    if (made.length > 1 && !body.childElementCount) made.pop().made.remove();
    return made;
  };

  // A chapter that leaves a few lines for its last sheet is set a little closer, if that saves the sheet.
  const chapter = (flow, blocks, newSheet) => {
    const made = flow(blocks.map((block) => block.cloneNode(true)), () => newSheet("text"));
    const { body } = made[made.length - 1];
    const used = bottom(body.lastElementChild) - body.getBoundingClientRect().top;
    if (made.length < 2 || used > body.clientHeight * LITTLE) return made;
    const closer = flow(blocks.map((block) => block.cloneNode(true)), () => newSheet("text sheet--close"));
    return closer.length < made.length ? closer : made;
  };

  const cover = (book) => {
    const one = sheet("cover", "", "", book.notice);
    one.body.append(make("p", { class: "area" }, book.area), make("h3", { class: "book-title" }, book.title),
      make("p", { class: "what" }, book.says));
    if (book.warning) one.body.append(make("p", { class: "warning" }, make("strong", {}, `${book.warning}:`), ` ${book.warned}`));
    one.body.append(make("p", { class: "printed" }, `In ngày ${book.printed}. Số liệu bản ngày ${book.edition}.`));
    return one;
  };

  const back = (book) => {
    const one = sheet("back", "", "", book.notice);
    one.body.append(make("div", { class: "last" }, site.draw(book.qr, `Mã QR: ${book.home}`),
      make("p", {}, make("strong", {}, `Bản in ngày ${book.printed}.`), " Bản mới nhất tại ",
        make("a", { href: book.home }, book.home))));
    return one;
  };

  const notes = (book, lines) => {
    const one = sheet("notes", "Ghi chép", "", book.notice);
    for (let line = 0; line < lines; line += 1) one.body.append(make("i", { class: "line" }));
    return one;
  };

  // All sheets of a book in their order, each numbered; `room` is where they can be measured.
  const layOut = async (room, book) => {
    const flow = press(room);
    const chapters = [];
    for (const { title, warning, blocks } of book.chapters) {
      chapters.push(chapter(flow, blocks, (kind) => sheet(kind, title, warning, book.notice)));
      await new Promise((go) => { setTimeout(go); });
    }
    const pages = book.chapters.map(() => make("span", { class: "at" }, "000"));
    const entries = book.chapters.map(({ title, kind, warning }, at) => make("li", {},
      make("span", { class: "entry" }, make("strong", {}, title), make("small", {}, warning ? `${kind}. ${warning}` : kind)), pages[at]));
    const contents = flow([make("h3", { class: "h1 keep" }, "Mục lục"), make("ol", { class: "contents" }, ...entries)],
      () => sheet("contents", book.title, "", book.notice));
    const inner = [...contents, ...chapters.flat()];
    const missing = book.notes ? (4 - (inner.length + 2) % 4) % 4 : 0;
    for (let count = 0; count < missing; count += 1) inner.push(notes(book, book.large ? 24 : 20));
    const all = [cover(book), ...inner, back(book)];
    inner.forEach(({ number }, at) => { number.textContent = at + 2; });
    chapters.forEach(([first], at) => { pages[at].textContent = all.indexOf(first) + 1; });
    return all.map(({ made }) => made);
  };

  Object.assign(site, { layOut });
})();
