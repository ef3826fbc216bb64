// The full map: colours the shapes by the chosen subject, with names, popups and keyboard.
// Texts of the records become text nodes, never HTML.
function nhanrongFullMap(map, shapes, subjects, notSeen, named) {
  const select = document.querySelector(".nr-full__head select");
  const units = shapes.getLayers();
  for (const { feature } of units) Object.assign(feature.properties, named[feature.properties.code]);
  if (matchMedia("(prefers-color-scheme: dark)").matches) document.body.dataset.mdColorScheme = "slate";

  const element = (tag, text, href) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (href) made.href = href;
    return made;
  };
  const facts = (unit) =>
    subjects[select.value]?.units[unit.feature.properties.code] ?? ["grey", notSeen, false];

  const popup = (unit) => {
    const { name, href } = unit.feature.properties;
    const [, says] = facts(unit);
    const subject = subjects[select.value];
    const box = document.createElement("div");
    box.append(element("strong", name));
    if (subject) box.append(element("a", subject.name, subject.href));
    box.append(element("span", says));
    box.append(element("a", `Xem trang ${name}`, href));
    return box;
  };

  const colour = () => {
    for (const unit of units) {
      const path = unit.getElement();
      const [look, says, origin] = facts(unit);
      path.setAttribute("class", `leaflet-interactive nr-area nr-k-${look}${origin ? " nr-area--origin" : ""}`);
      path.setAttribute("aria-label", `${unit.feature.properties.name}: ${says}`);
    }
    map.closePopup();
  };

  // A name is written on a shape that is wide enough for it, else it is shown on pointing and focus.
  const name = () => {
    for (const unit of units) {
      const text = unit.feature.properties.name;
      const bounds = unit.getBounds();
      const size = map.latLngToLayerPoint(bounds.getSouthEast()).subtract(map.latLngToLayerPoint(bounds.getNorthWest()));
      const fits = size.x > text.length * 7 && size.y > 24;
      unit.unbindTooltip();
      unit.bindTooltip(element("span", text), {
        opacity: 1,
        permanent: fits,
        direction: fits ? "center" : "auto",
        className: fits ? "nr-full__name" : "",
      });
    }
  };

  L.control.zoom({ zoomInTitle: "Phóng to", zoomOutTitle: "Thu nhỏ" }).addTo(map);
  const bounds = shapes.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds, { paddingTopLeft: [60, 8], paddingBottomRight: [8, 8] }).setMaxBounds(bounds.pad(0.5));
  for (const unit of units) {
    unit.bindPopup(() => popup(unit));
    const path = unit.getElement();
    path.removeAttribute("fill");
    path.removeAttribute("stroke");
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      unit.openPopup();
      unit.getPopup().getElement().querySelector("a").focus();
    });
  }
  // Leaflet's own Escape hears only a key on the map itself, not one inside a popup.
  map.on("popupopen", ({ popup }) => {
    popup._closeButton?.setAttribute("aria-label", "Đóng");
    popup.getElement().onkeydown = ({ key }) => {
      if (key !== "Escape") return;
      map.closePopup();
      popup._source.getElement().focus();
    };
  });
  map.on("zoomend", name);
  select.addEventListener("change", colour);
  name();
  colour();
}
