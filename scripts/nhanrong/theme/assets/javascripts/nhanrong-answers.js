// The message to the union's office, which nobody but the reader sends.
(() => {
  "use strict";

  const form = document.querySelector(".answers form");
  const message = document.getElementById("loi-nhan-chu");
  const { about, code } = form.dataset;
  const dated = message.textContent.split("\n").pop(); // with the day of the edition that is read
  const one = (field) => field.value.replace(/\s+/g, " ").trim();

  const shown = (way, href, there) => {
    const link = form.querySelector(`[data-way="${way}"]`);
    if (!link) return;
    link.href = href;
    link.parentNode.hidden = !there;
  };

  const compose = () => {
    const { wish, reason, commune, more, office } = form.elements;
    const closing = form.querySelector("[data-closing]").checked;
    const place = one(commune), words = one(more);
    reason.closest("label").hidden = !closing;
    document.getElementById("nen-chon").hidden = !closing || Boolean(reason.value);
    message.textContent = [
      wish.value, about,
      place && `Xã: ${place}`,
      closing && reason.value && `Vì sao: ${reason.value}`,
      words && `Nói thêm: ${words}`,
      dated,
    ].filter(Boolean).join("\n");
    if (!office) return;
    const to = (office.selectedOptions ? office.selectedOptions[0] : office).dataset;
    const body = encodeURIComponent(message.textContent);
    const subject = encodeURIComponent(`${wish.value}: ${code}`);
    shown("call", `tel:${to.dial}`, to.dial);
    shown("sms", `sms:${to.mobile}?&body=${body}`, true);
    shown("zalo", `https://zalo.me/${to.zalo}`, to.zalo);
    shown("mail", `mailto:${encodeURIComponent(to.email).replace("%40", "@")}?subject=${subject}&body=${body.replace(/%0A/g, "%0D%0A")}`, to.email);
  };

  // On paper only the slip: its class goes again when the printer has taken it.
  const print = () => {
    const { make } = window.nhanrong; // in Vietnamese, as what is sent
    const slip = make("section", { class: "answer-slip", lang: "vi" },
      make("h1", {}, "Gửi Hội Nông dân"), make("p", {}, message.textContent));
    document.body.append(slip);
    document.body.classList.add("prints-slip");
    addEventListener("afterprint", () => {
      slip.remove();
      document.body.classList.remove("prints-slip");
    }, { once: true });
    window.print();
  };

  form.addEventListener("input", compose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector('[data-way="print"]').addEventListener("click", print);
  addEventListener("pageshow", compose); // a browser that goes back fills in what was typed
  compose();
})();
