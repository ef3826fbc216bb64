// Shows what must never be written, and then the editor.
const OPENED = "nhanrong-nhap-lieu";
const welcome = document.getElementById("welcome");
const button = document.getElementById("open");

async function open() {
  sessionStorage.setItem(OPENED, "1");
  button.disabled = true;
  button.textContent = "Đang mở…";
  try {
    const [{ default: CMS }, { format }, settings] = await Promise.all([
      import("./npm/index.js"),
      import("./yaml.js"),
      fetch("./settings.json").then((answer) => answer.json()),
    ]);
    CMS.registerCustomFormat("nhanrong", "yml", format(settings.yaml));
    welcome.remove();
    const logo = { src: new URL("../assets/images/favicon.svg", location.href).pathname };
    await CMS.init({ config: { ...settings.configuration, logo } });
  } catch (error) {
    console.error(error);
    button.disabled = false;
    button.textContent = "Mở biểu mẫu";
    document.getElementById("failed").hidden = false;
  }
}

// The editor leaves the _ of IMG_2034.jpg in a name; the records know letters, figures and hyphens.
const named = Object.getOwnPropertyDescriptor(File.prototype, "name");
Object.defineProperty(File.prototype, "name", {
  ...named,
  get() {
    const name = named.get.call(this);
    return this.type.startsWith("image/") ? name.replace(/[^\p{L}\p{M}\p{N}.]+/gu, "-") : name;
  },
});

button.hidden = false;
button.addEventListener("click", open);
// A reload, and the way back from signing in, lead on at once.
if (sessionStorage.getItem(OPENED) || location.search || location.hash) open();
