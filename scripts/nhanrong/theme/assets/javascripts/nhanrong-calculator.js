/* “Tính cho vườn nhà”: the lines of a model's accounts on the reader's own scale, every one of them to be changed. */
window.nhanrong.calculate = (place, record) => {
  "use strict";

  const { amounts, make, reckon } = window.nhanrong;
  const { exact, plain, rounded, spoken } = amounts;
  const GROUPS = [["income", "Bán được"], ["costs", "Chi mỗi năm"], ["labour", "Công nhà"], ["investment", "Vốn ban đầu"]];
  let count = 0;

  /* A field with its label and a place for what was not understood; `get` is its number, null while it has none. */
  const field = (label, value, reading, example, more = () => ({})) => {
    const id = `tinh-${count += 1}`;
    const input = make("input", { id, type: "text", autocomplete: "off", maxlength: 40, "aria-describedby": `${id}-loi` });
    const fault = make("small", { id: `${id}-loi`, class: "wrong" });
    input.value = value;
    const get = () => {
      const number = reading(input.value, more());
      const bad = number !== null && !(number >= 0);
      fault.textContent = bad ? (number === "sao" ? "Chọn cỡ sào ở bên." : `Chưa hiểu. Gõ như ${example}.`) : "";
      if (bad) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      return bad ? null : number;
    };
    return { input, get, box: make("label", { for: id }, make("span", {}, label), input, fault) };
  };

  const sizes = make("select", {}, ...[["", "chọn"], [360, "Bắc Bộ"], [500, "Trung Bộ"], [1000, "Tây Nguyên"]]
    .map(([size, where]) => make("option", { value: size }, size ? `${plain(size)} m² (${where})` : where)));
  if (record.sao && ![360, 500, 1000].includes(record.sao)) {
    sizes.append(make("option", { value: record.sao }, `${plain(record.sao)} m² (ở đây)`));
  }
  sizes.value = record.sao || "";
  const scale = record.area
    ? field("Nhà làm trên bao nhiêu đất?", spoken(record.area), amounts.area, "“3 sào”, “1,5 ha”", () => ({ sao: Number(sizes.value) }))
    : field(`Sổ tính trên “${record.basis}”. Nhà làm gấp mấy lần?`, "1", amounts.number, "“2” hay “0,5”");
  const other = field("Khoản chi khác của nhà", "", amounts.money, "“2 triệu”");

  const lines = {};
  const rows = GROUPS.map(([group, title]) => {
    lines[group] = record[group].map(([name, quantity, unit, price, when, year, grade, payer]) => {
      const many = field(`Lượng (${unit})`, plain(quantity), amounts.number, "“12,5”");
      const each = field(`Giá một ${unit}`, exact(price), amounts.money, "“12.000” hay “12 nghìn”");
      many.input.oninput = () => { many.own = true; };
      const old = year < record.since;
      const ground = `Theo sổ: giá ${when}, hạng ${grade}${payer ? `, ${payer.toLowerCase()}` : ""}.`
        + (old ? " Giá cũ: hãy gõ giá bây giờ." : "");
      return { many, each, quantity, old, row: make("div", { class: "calc__line" }, make("strong", {}, name), many.box, each.box,
        make("p", { class: old ? "foot wrong" : "foot" }, ground)) };
    });
    return lines[group].length && make("fieldset", {}, make("legend", {}, title), ...lines[group].map(({ row }) => row));
  }).filter(Boolean);

  const answers = make("dl", { class: "facts" });
  const says = make("p", { role: "status", class: "basket-says" });
  const note = make("p", { class: "note" });

  const money = (value, per = "") => make("details", {}, make("summary", {}, rounded(value) + per), make("span", {}, exact(value) + per));
  const answer = (label, value, foot, per) => value === null ? "" : make("div", {}, make("dt", {}, label),
    make("dd", {}, typeof value === "number" ? money(value, per) : value), ...foot ? [make("dd", { class: "foot" }, foot)] : []);

  const lacking = () => [["costs", "chi phí hằng năm"], ["income", "khoản thu"]]
    .filter(([group]) => !record[group].length).map(([, name]) => name).join(", ");

  const show = () => {
    const wished = scale.get();
    const times = wished === null ? NaN : record.area ? wished / record.area : wished;
    const told = {};
    for (const [group] of GROUPS) {
      told[group] = lines[group].map(({ many, each, quantity }) => {
        if (!many.own && times > 0) many.input.value = plain(quantity * times);
        return [many.own || !(times > 0) ? many.get() : quantity * times, each.get()];
      });
    }
    const extra = other.get();
    const sound = times > 0 && Object.values(told).flat(2).every((value) => value !== null) && !other.input.hasAttribute("aria-invalid");
    if (!sound) {
      answers.replaceChildren(answer("Chưa tính được", "Có ô chưa điền hoặc chưa hiểu."));
      return;
    }
    const sums = reckon(told, extra || 0);
    const { now, lower, even } = sums;
    const unit = record.income.length === 1 ? `/${record.income[0][2]}` : "";
    const worked = sums.labour !== null;
    const cash = worked ? "Lãi, kể cả công nhà" : "Lãi, chưa tính công nhà";
    answers.replaceChildren(
      answer("Thu", sums.income),
      answer("Chi, chưa kể công nhà", sums.costs),
      now ? answer(now.cash < 0 ? "Lỗ" : cash, Math.abs(now.cash), "thu trừ chi") : "",
      now && worked ? answer(now.profit < 0 ? "Nếu tính công nhà: lỗ" : "Nếu tính công nhà: lãi", Math.abs(now.profit),
        `trừ thêm ${rounded(sums.labour)} tiền công`) : "",
      answer("Giá bán hòa vốn", even.cash, worked && even.profit !== null ? `tính cả công nhà: ${rounded(even.profit)}${unit}` : "", unit),
      even.cash === null && sums.share ? answer("Hòa vốn khi giá bán còn", `${plain(sums.share * 100, 0)}\u00a0%`, "của giá ở trên, tính cả công nhà") : "",
      lower ? answer(`Nếu giá bán thấp hơn 20\u00a0%: ${lower.cash < 0 ? "lỗ" : "lãi"}`, Math.abs(lower.cash),
        worked ? `tính công nhà: ${lower.profit < 0 ? "lỗ" : "lãi"} ${rounded(Math.abs(lower.profit))}` : "") : "",
      answer("Vốn ban đầu", sums.investment, sums.years ? `lãi như trên thì khoảng ${plain(sums.years, 1)} ${/năm/.test(record.basis) ? "năm" : "kỳ như sổ"} đủ vốn` : "chưa trừ vào lãi"),
    );
    says.textContent = now ? `${now.cash < 0 ? "Lỗ" : cash}: ${rounded(Math.abs(now.cash))}.` : "";
  };

  const old = Object.values(lines).flat().filter((line) => line.old).length;
  note.textContent = "Coi như vật tư, công, sản lượng tăng giảm theo diện tích. Chưa trừ hao mòn, lãi vay, vốn ban đầu."
    + (lacking() ? ` Sổ chưa có ${lacking()} nên chưa tính được lãi.` : "")
    + (record.labour.length ? "" : " Sổ chưa ghi công nhà.")
    + (old ? ` ${old} giá trong sổ đã cũ: hãy sửa theo giá bây giờ.` : "");
  const title = make("h3", { tabindex: "-1" }, "Tính cho vườn nhà");
  place.replaceChildren(title, make("p", {}, `Tính từ sổ thu chi của mô hình, ghi trên ${record.basis}. Số nào ở nhà khác thì sửa; mọi số chỉ nằm trong máy của bạn.`),
    make("form", { class: "calc", "aria-label": "Tính cho vườn nhà" },
      make("div", { class: "calc__line" }, scale.box, ...record.area ? [make("label", {}, make("span", {}, "Một sào là"), sizes)] : []),
      answers, says, note, make("details", {}, make("summary", {}, "Sửa giá, lượng từng khoản"), ...rows, other.box)));
  let waiting;
  place.onsubmit = (event) => event.preventDefault();
  place.oninput = () => { clearTimeout(waiting); waiting = setTimeout(show, 200); };
  place.onchange = show;
  show();
  title.focus();
};
