// Registers the worker that keeps pages, and asks it how its editions stand.
(() => {
  const { nhanrong, navigator: { serviceWorker } } = window;
  nhanrong.offline = null; // this site would keep pages if the browser could
  if (!serviceWorker || !location.protocol.startsWith("http")) return;
  const { root } = nhanrong;
  const day = (document.querySelector(".md-copyright .edition") || {}).textContent;

  // The answer of the worker to an order; fails with `why` it could not do it.
  const ask = async (order) => {
    const { active } = await serviceWorker.ready;
    return new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => (data.why ? reject(data) : resolve(data.answer));
      active.postMessage({ nhanrong: order }, [port2]);
    });
  };

  const size = (bytes) => (bytes < 95000 ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`);

  // How many steps may be fetched unasked with each page: on a slow connection the page itself goes first.
  const pace = () => {
    const { saveData, effectiveType } = navigator.connection || {};
    if (saveData || /2g/.test(effectiveType)) return 0;
    return effectiveType === "3g" ? 1 : Infinity;
  };

  const offline = { ask, size, day, pace };
  nhanrong.offline = offline;

  // What a link said is kept as long as the tab is there: where its page is not kept, a reader is told so by this name.
  const followed = `nhanrong.link:${new URL(root).pathname}`;
  const address = (url) => decodeURIComponent(url.split(/[?#]/)[0].slice(root.length)).replace(/(^|\/)index\.html$/, "$1");
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a[href]");
    if (!link) return;
    const words = (link.getAttribute("aria-label") || link.textContent).replace(/\s+/g, " ").trim();
    try {
      const url = new URL(link.getAttribute("href"), link.baseURI).href;
      sessionStorage.setItem(followed, JSON.stringify([address(url), words]));
    } catch { /* then it has no name */ }
  }, true);
  offline.named = (wanted) => {
    try {
      const [at, words] = JSON.parse(sessionStorage.getItem(followed));
      return at === wanted && words.length < 100 ? words : "";
    } catch { return ""; }
  };

  let heard;
  const hear = async (told) => {
    if (!heard && told.net && !told.next && !told.left) return; // nothing to say or to do
    heard = heard || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}assets/javascripts/nhanrong-editions.js`;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    await heard;
    await offline.hear(told);
  };
  const again = () => { if (serviceWorker.controller) ask({ do: "hello", online: navigator.onLine, ample: pace() > 0 }).then(hear).catch(() => {}); };
  addEventListener("online", () => setTimeout(again, 2000)); // it takes a moment until anything comes through
  addEventListener("offline", again);
  addEventListener("load", async () => {
    try {
      await serviceWorker.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
      if (serviceWorker.controller) return setTimeout(again, 1000);
      const here = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
      const own = here.filter((one) => one.startsWith(root)).map(address);
      await ask({ do: "seen", addresses: own });
    } catch { /* private window, or no signal yet */ }
    return undefined;
  });
})();
