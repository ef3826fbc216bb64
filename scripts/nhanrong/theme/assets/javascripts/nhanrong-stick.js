// On a stick no server turns the address of a folder into its page: links that scripts make get it before they are followed.
(() => {
  const { root } = window.nhanrong;
  window.nhanrong.stick = true;
  const whole = (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || typeof link.href !== "string" || !link.href.startsWith(root)) return;
    const [, path, rest] = /^([^?#]*)(.*)$/.exec(link.href);
    if (path.endsWith("/")) link.href = `${path}index.html${rest}`;
  };
  for (const kind of ["click", "auxclick", "contextmenu", "focusin"]) addEventListener(kind, whole, true);
})();
