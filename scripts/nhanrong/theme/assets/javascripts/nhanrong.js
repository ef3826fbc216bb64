/* Data that scripts ask for comes as scripts, which also load where a page is opened from a folder or a stick:
   the file at an address says nhanrong.give(address, data), and whoever wants it calls nhanrong.take(address); with
   `again` it is loaded once more. */
window.nhanrong = (function () {
  "use strict";

  var root = new URL("../../", document.currentScript.src).href;
  var asked = {}, answers = {};

  function take(address, again) {
    if (again || !asked[address]) {
      asked[address] = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        answers[address] = resolve;
        script.src = root + address;
        script.onload = script.onerror = function () {
          script.remove();
          if (answers[address] !== resolve) return;
          delete asked[address]; // the next one who asks may have a signal, or no page of a network that wants a sign-in
          reject(new Error(address));
        };
        document.head.append(script);
      });
    }
    return asked[address];
  }

  function give(address, data) {
    if (answers[address]) answers[address](data);
    delete answers[address];
  }

  /* A text of the interface in the language of the page: what stands for it in the page's words, else itself.
     say("… {n} …", { n: 3 }) fills in what differs. */
  function say(text, values) {
    text = (window.nhanrongWords || {})[text] || text;
    return values ? text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; }) : text;
  }

  /* An element with its attributes, and what stands in it: elements, or texts as they are. */
  function make(name, attributes) {
    var made = document.createElementNS("http://www.w3.org/" + (/svg|path/.test(name) ? "2000/svg" : "1999/xhtml"), name);
    for (var each in attributes) made.setAttribute(each, attributes[each]);
    made.append.apply(made, Array.prototype.slice.call(arguments, 2));
    return made;
  }

  /* A text for comparing: small letters without marks, đ as d. */
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  }

  /* Where a page is: opened from a folder, there is no server that knows what stands in one. */
  function page(address) {
    return root + (location.protocol === "file:" ? address.replace(/(^|\/)(?=#|$)/, "$1index.html") : address);
  }

  /* The language that scripts speak here, and the folder of the pages in the language of this one. */
  var own = document.documentElement.lang;
  var lang = window.nhanrongWords && Object.keys(window.nhanrongWords).length ? own : "vi";
  var folder = own === "vi" ? "" : own + "/";

  return { root: root, lang: lang, folder: folder, take: take, give: give, say: say, make: make, fold: fold, page: page };
})();

/* Browsers before Chrome 86 lack it; every list that a script draws anew asks for it. */
Element.prototype.replaceChildren = Element.prototype.replaceChildren || function () {
  this.textContent = "";
  this.append.apply(this, arguments);
};

/* Makes the drawer work from the keyboard. */
(function () {
  "use strict";

  var drawer = document.getElementById("__drawer");

  function expand(open) {
    document.querySelectorAll("[data-open-drawer]").forEach(function (button) {
      button.setAttribute("aria-expanded", String(open));
    });
  }

  document.addEventListener("click", function (event) {
    var reading = event.target.closest("[data-open-reading]");
    if (reading) {
      window.nhanrong.take("assets/javascripts/nhanrong-reading.js").then(function (reader) {
        reader.open(reading);
      }, function () {}); // without a signal the next tap tries again
    }
    if (event.target.closest("[data-open-drawer]")) {
      drawer.click();
      var first = Array.from(document.querySelectorAll("#danh-muc .md-nav__item a")).find(function (link) {
        return link.offsetParent;
      });
      if (drawer.checked && first) setTimeout(function () { first.focus(); }, 250);
    }
  });

  drawer.addEventListener("change", function () {
    expand(drawer.checked);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && drawer.checked) {
      drawer.click();
      document.querySelector("[data-open-drawer]").focus();
    }
  });
})();
