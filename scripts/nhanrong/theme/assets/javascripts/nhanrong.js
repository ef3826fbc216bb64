/* Makes the theme's search and drawer work for every way of typing and from the keyboard. */
(function () {
  "use strict";

  var query = document.querySelector('[data-md-component="search-query"]');
  var search = document.getElementById("__search");
  var drawer = document.getElementById("__drawer");

  /* Pasting, speech and some Vietnamese keyboards change the text without a key the theme would hear. */
  if (query) {
    query.addEventListener("input", function () {
      query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    });
  }

  function expand(open) {
    document.querySelectorAll("[data-open-drawer]").forEach(function (button) {
      button.setAttribute("aria-expanded", String(open));
    });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-open-search]") && query) {
      if (!search.checked) search.click();
      query.focus();
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
