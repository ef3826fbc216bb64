// Passing a page on: the phone's own sheet, which knows Zalo and whatever else is installed, and a code to scan.
(() => {
  "use strict";

  const button = document.querySelector("[data-share]");
  const code = document.querySelector("[data-code]:not(form)");
  if (navigator.share) {
    button.parentNode.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ title: document.querySelector("h1").textContent.trim(), url: button.dataset.share }).catch(() => {});
    });
  }
  code.addEventListener("toggle", () => {
    code.append(window.nhanrongBooklet.draw(code.dataset.code, `${window.nhanrong.say("Mã QR")}: ${button.dataset.share}`));
  }, { once: true });
})();
