/* The details of a model lie on a shelf with those of a few others: details(id, shelves) → Promise of [name, ...cells]. */
window.nhanrong.details = (id, shelves) => {
  "use strict";

  let place = 0; // as nhanrong.facts.shelf_of reckons it
  for (const letter of id) place = (place * 31 + letter.charCodeAt(0)) % 65521;
  return window.nhanrong.take(`${window.nhanrong.folder}so-sanh/${shelves}-${place % shelves}.js`).then((shelf) => shelf[id]);
};
