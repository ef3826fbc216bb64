// Says which edition is read without a signal, and offers a newer one. Loaded when there is something to say.
(() => {
  const { nhanrong } = window;
  const { lang, say } = nhanrong;
  const { ask, pace } = nhanrong.offline;
  const LITTLE = 500000; // bytes on the way: a newer edition of this size is fetched unasked

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${nhanrong.root}assets/stylesheets/nhanrong-offline.css`;
  const bar = document.createElement("aside");
  bar.className = "net-bar";
  bar.lang = lang;
  bar.setAttribute("aria-label", say("Bản đang đọc"));
  const says = document.createElement("span");
  says.setAttribute("role", "status");
  bar.append(says);
  const styled = new Promise((resolve) => { style.onload = resolve; style.onerror = resolve; });
  document.head.append(style);

  let shown;
  const show = async (words, label, act) => {
    if (shown === words || !shown && !words) return;
    shown = words;
    await styled; // nothing is seen before it looks as it should
    if (!bar.parentNode) document.body.append(bar);
    bar.hidden = !words;
    bar.replaceChildren(says);
    says.textContent = words;
    if (!label) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.onclick = act;
    bar.append(" ", button);
  };

  const offer = ({ next }) => show(say("Có bản mới ngày {day}.", { day: next }), say("Dùng bản mới"), () => location.reload());

  // Some steps, and whether nothing is missing then.
  const steps = async (most) => {
    for (let step = 0; step < most; step += 1) {
      if (!(await ask({ do: "step" })).left) return true;
    }
    return false;
  };

  const fetchAll = async (told) => {
    show(say("Đang tải bản mới ngày {day}…", { day: told.next }));
    try {
      await steps(Infinity);
      offer(told);
    } catch ({ why }) {
      show(why === "quota" ? say("Máy hết chỗ, chưa tải được bản mới. Bản đang giữ vẫn đọc được.")
        : say("Chưa tải được bản mới; lần sau tải tiếp."));
    }
  };

  // What the worker has told of its editions.
  nhanrong.offline.hear = async (told) => {
    const { day, size } = nhanrong.offline;
    if (!told.net) return show(say("Đang đọc bản ngày {day}, không có mạng.", { day }));
    if (told.ready) return offer(told);
    show("");
    if (told.left && told.bytes < LITTLE && pace()) return await steps(pace()) && told.next && offer(told);
    return told.next && show(say("Có bản mới ngày {day}, tải khoảng {size}.", { day: told.next, size: size(told.bytes) }),
      say("Tải bản mới"), () => fetchAll(told));
  };
})();
