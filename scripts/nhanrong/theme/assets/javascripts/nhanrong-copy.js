// Buttons that copy: data-copy names the element whose text is copied; the next status line says so.
(() => {
  "use strict";

  const { lang, say } = window.nhanrong;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copy);
    const says = button.closest("form, .share").querySelector("[role=status]");
    getSelection().selectAllChildren(text);
    // also where a page is opened from a stick or without https, which the newer way is refused
    says.lang = lang;
    let copied = false;
    try { copied = document.execCommand("copy"); } catch { /* said below */ }
    says.textContent = copied ? say("Đã chép. Mở nơi muốn gửi, giữ ngón tay trong ô viết, chọn Dán.")
      : say("Máy không cho chép. Chữ đã được chọn sẵn: giữ ngón tay lên đó, chọn Sao chép.");
  });
})();
