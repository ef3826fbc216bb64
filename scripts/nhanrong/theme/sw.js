/* Keeps pages for where there is no signal. An edition of the site is a list of digests (`ban/moi.json`, see
   nhanrong/offline.py); files are kept by their digests, so that two editions share what is the same in them.

   What must hold: a page and all that it asks for come either from one edition, every byte of it checked, or all from
   the network. `clients` remembers which; an edition is taken only when all of it that is wanted has been kept. */
"use strict";

const SCOPE = registration.scope;
const PATH = new URL(SCOPE).pathname;
const STORE = `nhanrong.kept:${PATH}`;
const SHELF = `${SCOPE}ban/kho/`;
const STATE = `${SCOPE}ban/trang-thai`;
const OFFLINE = "khong-co-mang/";
const ALL = "*";
const EDITION = /(<span class="edition">)[^<]*/g;
const MINUTE = 60000;
const PAGES = /(^|\/|\.html)$/;
const MOST_SEEN = 120, MOST_CLIENTS = 200;
const AT_ONCE = 4, IN_A_STEP = 16;
const LITTLE = 400000; // bytes on the way: search and maps of this size are kept unasked
const FIRST = {
  now: null, next: null, old: null, // editions
  ready: false, // the next one may be taken
  whole: "", // the edition of which nothing is missing
  more: false, lists: [], seen: [], pieces: [], // what is wanted; of pages and of pieces the last ones
  clients: {},
};

class Fault extends Error {
  constructor(why) { super(why); this.why = why; }
}

// What is kept -------------------------------------------------------------------------------------------

const shelf = () => caches.open(STORE);
const stored = async (digest) => (await shelf()).match(SHELF + digest);

let state;
const loaded = () => {
  state = state || (async () => {
    const kept = await (await shelf()).match(STATE);
    return { ...FIRST, clients: {}, ...kept ? await kept.json() : {} };
  })();
  return state;
};

// Downloads and what changes what is wanted come one after another, whatever tabs ask for.
let turn = Promise.resolve();
const inTurn = (act) => {
  const done = turn.then(act);
  turn = done.catch(() => {});
  return done;
};

let over = false; // the site keeps nothing any more
let saving = Promise.resolve();
const save = () => {
  saving = saving.then(async () => {
    if (!over) await (await shelf()).put(STATE, new Response(JSON.stringify(await loaded())));
  }).catch(() => {}); // without room the worker goes on with what it had
  return saving;
};

const hash = async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 8),
  (byte) => byte.toString(16).padStart(2, "0")).join("");

// Whether bytes are what a digest stands for; that of a page leaves out the day.
const same = async (bytes, digest) => await hash(bytes) === digest
  || await hash(new TextEncoder().encode(new TextDecoder().decode(bytes).replace(EDITION, "$1"))) === digest;

// The digests of all that is kept. To ask the browser for thousands takes long, so it is asked once for each page.
let shelved;
const have = () => {
  shelved = shelved || shelf().then((cache) => cache.keys()).then((all) =>
    new Set(all.filter(({ url }) => url.startsWith(SHELF)).map(({ url }) => url.slice(SHELF.length))));
  return shelved;
};

const keep = async (digest, bytes, type) => {
  try {
    await (await shelf()).put(SHELF + digest, new Response(bytes, { headers: { "Content-Type": type } }));
  } catch (error) {
    throw new Fault(error.name === "QuotaExceededError" ? "quota" : "store");
  }
  (await have()).add(digest);
};

// Fetch a file and keep it, if it is the one that is wanted: first as the browser has it, then as the server has it.
const fetched = async (address, digest) => {
  for (const cache of ["default", "reload"]) {
    let answer;
    try { answer = await fetch(SCOPE + encodeURI(address), { cache }); } catch { throw new Fault("net"); }
    if (!answer.ok) continue;
    let bytes;
    try { bytes = await answer.arrayBuffer(); } catch { throw new Fault("net"); }
    if (await same(bytes, digest)) {
      await keep(digest, bytes, answer.headers.get("Content-Type") || "");
      return;
    }
  }
  throw new Fault("other"); // the server has another edition, or not all of this one yet
};

// A list by its digest; null where it is not kept and may not, or cannot, be asked for.
const lists = new Map();
const json = async (digest, ask) => {
  if (!lists.has(digest)) {
    let kept = await stored(digest);
    if (!kept && ask) {
      await fetched(`ban/${digest}.json`, digest);
      kept = await stored(digest);
    }
    if (!kept) return null;
    if (lists.size > 300) lists.clear();
    lists.set(digest, await kept.json());
  }
  return lists.get(digest);
};

// What an edition says -----------------------------------------------------------------------------------

const crc = (text) => {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
};

// The lists of an edition that are wanted, by their digests.
const wanted = async (head, ask) => {
  const { lists: chosen, more } = await loaded();
  if (chosen.includes(ALL)) return [head.core, head.dress, head.more, ...head.parts];
  const menu = chosen.length ? await json(head.menu, ask) || [] : [];
  return [head.core, head.dress, ...more || chosen.length ? [head.more] : [], ...menu.filter(([, address]) => chosen.includes(address)).map((row) => row[6])];
};

// The digest of a file of an edition; null where it is not of it, undefined where that cannot be told.
const find = async (head, address, ask) => {
  const own = head.parts[crc(address) % head.parts.length];
  for (const one of [own, ...(await loaded()).lists.includes(ALL) ? [] : await wanted(head, false)]) {
    const found = (await json(one, false) || {})[address];
    if (found) return found[0];
  }
  const part = await json(own, ask).catch(() => null);
  return part ? (part[address] || [null])[0] : undefined;
};

// Everything of an edition that is to be kept: digest → [address, size]. With `ask` the lists are fetched.
const needed = async (head, ask) => {
  const all = new Map();
  const always = new Set(); // of these no part need be asked for
  const put = (address, found) => { if (found) all.set(found[0], [address, found[1]]); };
  for (const one of await wanted(head, ask)) {
    const list = await json(one, ask) || {};
    for (const address in list) {
      put(address, list[address]);
      if (one === head.core || one === head.dress) always.add(address);
    }
  }
  const { seen, pieces } = await loaded();
  for (const address of [...seen, ...pieces].filter((one) => !always.has(one))) {
    const part = await json(head.parts[crc(address) % head.parts.length], ask);
    put(address, (part || {})[address]);
  }
  return all;
};

const missing = async (files) => {
  const there = await have();
  return [...files].filter(([digest]) => !there.has(digest));
};

// What is wanted of an edition, and what of that is not there yet; if nothing, the edition is whole.
const lacking = async (head) => {
  const all = await needed(head, true);
  const lack = await missing(all);
  if (!lack.length) await complete(head);
  return [all, lack];
};

const complete = async (head) => {
  const now = await loaded();
  Object.assign(now, { whole: head.id, ready: now.next === head });
  await save();
};

const packed = (files) => files.reduce((sum, [, [address, size]]) =>
  sum + (/(^|\/|\.html|\.js|\.css|\.svg)$/.test(address) ? size / 4 : size), 0);

// From one edition to the next -----------------------------------------------------------------------------

const farewell = async () => {
  over = true;
  state = Promise.resolve({ ...FIRST });
  shelved = undefined;
  await caches.delete(STORE);
  await registration.unregister();
};

const gone = async (address) => [404, 410].includes((await fetch(SCOPE + address, { cache: "no-cache" })).status);
// A server that has nothing at all any more takes nothing away from readers.
const without = async () => await gone("sw.js") && !await gone("");

// Ask the server for its edition. Whether it answered.
const check = async () => {
  const now = await loaded();
  try {
    const answer = await fetch(`${SCOPE}ban/moi.json`, { cache: "no-cache" });
    if (!answer.ok) {
      if ([404, 410].includes(answer.status) && await without()) await farewell();
      return true;
    }
    const head = await answer.json();
    if (!Array.isArray(head.parts)) return false; // a page to sign in to a network, or the like
    if (now.now && head.id === now.now.id) Object.assign(now, { next: null, ready: false });
    else if (!now.next || head.id !== now.next.id) Object.assign(now, { next: head, ready: false });
  } catch {
    return false;
  }
  await save();
  return true;
};

// Fetch some of what is missing. What is still missing then, of the edition of the server.
const step = async (most) => {
  const now = await loaded();
  const head = now.next || now.now;
  const [all, lack] = await lacking(head);
  const some = lack.splice(0, most);
  const work = async () => {
    for (let one = some.shift(); one; one = some.shift()) await fetched(one[1][0], one[0]);
  };
  const done = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const failed = done.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
  if (!lack.length) await complete(head);
  return { left: lack.length, bytes: packed(lack), of: packed([...all]), day: head.day };
};

const take = async () => {
  const now = await loaded();
  if (!now.ready) return;
  Object.assign(now, { old: now.now, now: now.next, next: null, ready: false });
  await save();
};

// What no edition that anyone reads needs any more goes.
const sweep = async () => {
  const now = await loaded();
  const there = [...await have()]; // what comes while this looks around stays
  const open = new Set((await clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
  const reads = ([id, [edition, since]]) => edition === now.old.id && (open.has(id) || Date.now() - since < MINUTE);
  if (now.old && !Object.entries(now.clients).some(reads)) now.old = null;
  const live = new Set();
  for (const head of [now.now, now.next, now.old]) {
    if (!head) continue;
    for (const digest of [head.menu, ...await wanted(head, false)]) live.add(digest);
    for (const address of [...now.seen, ...now.pieces]) live.add(head.parts[crc(address) % head.parts.length]);
    for (const digest of (await needed(head, false)).keys()) live.add(digest);
  }
  const [cache, known] = [await shelf(), await have()];
  for (const digest of there.filter((one) => !live.has(one))) {
    known.delete(digest);
    await cache.delete(SHELF + digest);
  }
  lists.clear();
  await save();
};

// Answers --------------------------------------------------------------------------------------------------

const shown = async (kept, head) => {
  const type = kept.headers.get("Content-Type") || "";
  if (!type.startsWith("text/html")) return kept;
  const text = (await kept.text()).replace(EDITION, `$1${head.day}`);
  return new Response(text, { headers: { "Content-Type": type } });
};

const remember = async (address) => {
  const now = await loaded();
  const kind = PAGES.test(address) ? "seen" : "pieces";
  if (now[kind][0] === address) return;
  now[kind] = [address, ...now[kind].filter((one) => one !== address)].slice(0, MOST_SEEN);
};

// Which edition a page is of, “” for the network; remembered for long, since pages that were left may come back.
const claim = async (id, edition) => {
  const now = await loaded();
  if (id) now.clients = Object.fromEntries([...Object.entries(now.clients).slice(-MOST_CLIENTS), [id, [edition, Date.now()]]]);
  await save();
};

// From the network a page comes whole or not at all of this edition, and is kept if it is.
const asked = async (request, head, digest) => {
  const answer = await fetch(request, { cache: "no-cache" });
  if (!answer.ok || answer.redirected || !digest) return [answer, false];
  const bytes = await answer.clone().arrayBuffer();
  if (!await same(bytes, digest)) return [answer, false];
  await keep(digest, bytes, answer.headers.get("Content-Type") || "").catch(() => {});
  return [answer, true];
};

const page = async (event, address) => {
  await take();
  const { now: head } = await loaded();
  const id = event.resultingClientId;
  if (!head) return fetch(event.request);
  let digest = await find(head, address, false);
  const kept = digest && await stored(digest);
  if (kept) {
    await remember(address);
    await claim(id, head.id);
    return shown(kept, head);
  }
  try {
    digest = digest || await find(head, address, true);
    const [answer, ours] = await asked(event.request, head, digest);
    if (ours) await remember(address);
    await claim(id, ours ? head.id : "");
    return ours ? shown(await stored(digest) || answer, head) : answer;
  } catch {
    return Response.redirect(`${SCOPE}${OFFLINE}?trang=${encodeURIComponent(address)}`, 302);
  }
};

const piece = async (event, address) => {
  const now = await loaded();
  const [edition] = now.clients[event.clientId] || [""];
  if (!edition) return fetch(event.request, { cache: "no-cache" });
  const head = [now.now, now.old].find((one) => one && one.id === edition);
  if (!head) return Response.error(); // an edition that has gone
  if (event.request.destination === "worker") await claim(event.resultingClientId, edition);
  let digest = await find(head, address, false);
  const kept = digest && await stored(digest);
  if (kept) {
    if (now.pieces.includes(address)) await remember(address);
    return shown(kept, head);
  }
  digest = digest || await find(head, address, true);
  if (digest === null) return fetch(event.request); // a paper, a feed: not of what is read in the browser
  try {
    const [answer, ours] = digest ? await asked(event.request, head, digest) : [];
    if (ours) {
      await remember(address);
      await save();
      return answer;
    }
  } catch { /* no signal */ }
  return Response.error(); // never a piece of another edition
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  const address = decodeURIComponent(url.pathname.slice(PATH.length)).replace(/(^|\/)index\.html$/, "$1");
  if (address.startsWith("ban/") || address === "sw.js") return;
  event.respondWith(request.mode === "navigate" ? page(event, address) : piece(event, address));
});

// What pages ask for -----------------------------------------------------------------------------------------

const titled = async (head, address) => {
  const kept = await stored(await find(head, address, false));
  const title = kept && /<title>([^<]*)<\/title>/.exec(await kept.text());
  return title && [address, title[1]];
};

const told = async () => {
  const { now, next, ready, whole, lists: chosen } = await loaded();
  return { day: now && now.day, next: next && next.day, ready, lists: chosen, whole: Boolean(now) && whole === now.id };
};

const does = {
  // A page is there: is there anything new, and how much would have to be fetched for all to be kept? With `ample` the
  // connection is one on which search and maps may be fetched unasked.
  async hello({ online, ample }) {
    const net = online !== false && await check();
    const now = await loaded();
    if (!net || over) return { ...await told(), net, left: 0, bytes: 0 };
    return inTurn(async () => {
      shelved = undefined;
      if (now.old) await sweep();
      const head = now.next || now.now;
      if (head && !now.more && ample && head.light < LITTLE) {
        now.more = true;
        if (!now.lists.length && now.whole === head.id) now.whole = ""; // lists have search and maps with them
      }
      if (!head || now.whole === head.id) return { ...await told(), net, left: 0, bytes: 0 };
      const [, lack] = await lacking(head);
      return { ...await told(), net, left: lack.length, bytes: packed(lack) };
    });
  },
  async step() {
    try {
      return await inTurn(() => step(IN_A_STEP));
    } catch (error) {
      if (error.why === "other") await check(); // so that whoever tries again asks for what the server has
      throw error;
    }
  },
  take: () => inTurn(async () => { await take(); await sweep(); return told(); }),
  // A page was there before the worker.
  async seen({ addresses }) {
    const { now: head } = await loaded();
    for (const address of addresses) {
      const digest = await find(head, address, true);
      if (!digest) continue;
      if (!await stored(digest)) await fetched(address, digest);
      await remember(address);
    }
    await save();
  },
  async menu() {
    const net = await check();
    const now = await loaded();
    const head = now.next || now.now;
    return { ...await told(), net, menu: await json(head.menu, net).catch(() => null) || [], all: head.all };
  },
  want: ({ address, on }) => inTurn(async () => {
    const now = await loaded();
    now.lists = [...now.lists.filter((one) => one !== address), ...on ? [address] : []];
    if (on) Object.assign(now, { ready: false, whole: "" });
    await save();
    if (!on) await sweep();
    return told();
  }),
  async kept() {
    const now = await loaded();
    const all = await needed(now.now, false);
    const lost = new Set((await missing(all)).map(([digest]) => digest));
    const here = [...all].filter(([digest]) => !lost.has(digest));
    const pages = now.seen.filter((address) => address !== OFFLINE && PAGES.test(address));
    const titles = await Promise.all(pages.map((address) => titled(now.now, address)));
    return { bytes: here.reduce((sum, [, [, size]]) => sum + size, 0), pages: titles.filter(Boolean) };
  },
  forget: () => inTurn(async () => {
    Object.assign(await loaded(), { lists: [], seen: [], pieces: [], more: false, ready: false, whole: "" });
    await sweep();
    return told();
  }),
};

addEventListener("message", (event) => {
  const { nhanrong: order } = event.data || {};
  if (!order || !does[order.do]) return;
  event.waitUntil(does[order.do](order).then((answer) => ({ answer }), (error) => ({ why: error.why || String(error) }))
    .then((result) => { if (event.ports[0]) event.ports[0].postMessage(result); }));
});

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil((async () => {
    if (!("resultingClientId" in FetchEvent.prototype)) throw new Fault("old"); // it could not tell editions apart
    const now = await loaded();
    if (now.now) return; // only the worker itself is new
    if (!await check() || !now.next) throw new Fault("net");
    const core = await json(now.next.core, true);
    for (const address of Object.keys(core)) {
      if (!await stored(core[address][0])) await fetched(address, core[address][0]);
    }
    now.ready = true;
    await take();
  })());
});

addEventListener("activate", () => {
  state = shelved = undefined; // the worker before may have kept more since
});
