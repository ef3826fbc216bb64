/* “Tính cho vườn nhà”: the lines of a model's accounts on the reader's own scale, every one of them to be changed. */
window.nhanrong.calculate = (place, record) => {
  "use strict";

  const { amounts, make, reckon, say } = window.nhanrong;
  const { exact, plain, rounded } = amounts;
  const own = (words) => make("span", { lang: "vi" }, words); // of the record
  const GROUPS = [["income", say("Bán được")], ["costs", say("Chi mỗi năm")], ["labour", say("Công nhà")], ["investment", say("Vốn ban đầu")]];
  let count = 0;

  /* A field with its label and a place for what is wrong with it; `get` is its number, null while it has none or a
     wrong one. Without `least` it may stay empty; with one it has to be filled in, and be more. */
  const field = (label, value, reading, example, least, more = () => ({})) => {
    const id = `tinh-${count += 1}`;
    const input = make("input", { id, type: "text", autocomplete: "off", maxlength: 40, "aria-describedby": `${id}-loi` });
    const fault = make("small", { id: `${id}-loi`, class: "wrong" });
    input.value = value;
    const get = () => {
      const number = reading(input.value, more());
      const bad = number === null ? least !== undefined : !(number >= 0) || number <= least;
      fault.textContent = !bad ? ""
        : number === "sao" ? say("Chọn cỡ sào ở bên.")
          : number === null ? say("Chưa điền. Gõ như {example}.", { example })
            : number <= least ? say("Phải lớn hơn 0.")
              : say("Chưa hiểu. Gõ như {example}.", { example });
      if (bad) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      return bad ? null : number;
    };
    return { input, get, box: make("label", { for: id }, make("span", {}, label), input, fault) };
  };

  const sizes = make("select", {}, ...[["", say("chọn")], [360, say("Bắc Bộ")], [500, say("Trung Bộ")], [1000, say("Tây Nguyên")]]
    .map(([size, where]) => make("option", { value: size }, size ? `${plain(size)} m² (${where})` : where)));
  if (record.sao && ![360, 500, 1000].includes(record.sao)) {
    sizes.append(make("option", { value: record.sao }, `${plain(record.sao)} m² (${say("ở đây")})`));
  }
  sizes.value = record.sao || "";
  const scale = record.area
    ? field(say("Nhà làm trên bao nhiêu đất?"), amounts.spoken(record.area), amounts.area, "“3 sào”, “1,5 ha”", 0, () => ({ sao: Number(sizes.value) }))
    : field(say("Sổ tính trên “{basis}”. Nhà làm gấp mấy lần?", { basis: record.basis }), "1", amounts.number, "“2”, “0,5”", 0);
  const other = field(say("Khoản chi khác của nhà"), "", amounts.money, "“2 triệu”");

  const lines = {};
  const rows = GROUPS.map(([group, title]) => {
    lines[group] = record[group].map(([name, quantity, unit, price, when, year, grade, payer]) => {
      const many = field(say("Lượng ({unit})", { unit }), plain(quantity), amounts.number, "“12,5”", -1);
      const each = field(say("Giá một {unit}", { unit }), `${plain(price)} đồng`, amounts.money, "“12.000”, “12 nghìn”", -1);
      many.input.oninput = () => { many.own = true; };
      const old = year < record.since;
      const ground = say("Theo sổ: giá {when}, hạng {grade}", { when, grade }) + (payer ? `, ${payer.toLowerCase()}.` : ".")
        + (old ? ` ${say("Giá cũ: hãy gõ giá bây giờ.")}` : "");
      return { many, each, quantity, old, row: make("div", { class: "calc__line" }, make("strong", {}, own(name)), many.box, each.box,
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

  const lacking = () => [["costs", say("chi phí hằng năm")], ["income", say("khoản thu")]]
    .filter(([group]) => !record[group].length).map(([, name]) => name).join(", ");

  /* How long it takes, as people say it; what is not reckoned a year goes by the rounds of the record. */
  const time = (years) => {
    if (!/năm/.test(record.basis)) return say("{n} kỳ như sổ", { n: plain(years, 1) });
    const months = Math.ceil(years * 12 - 1e-9);
    return months < 12 ? say("{n} tháng", { n: months }) : say("{n} năm", { n: plain(years, 1) });
  };

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
      answers.replaceChildren(answer(say("Chưa tính được"), say("Xem lại ô có viền đỏ.")));
      return;
    }
    const sums = reckon(told, extra || 0);
    const { now, lower, even } = sums;
    const unit = record.income.length === 1 ? `/${record.income[0][2]}` : "";
    const worked = sums.labour !== null;
    const paid = ({ profit }) => (profit < 0 ? say("lỗ") : say("lãi"));
    const cash = now && now.cash < 0 ? say("Lỗ, dù chưa trừ công nhà") : say("Tiền còn lại (chưa trừ công nhà)");
    answers.replaceChildren(
      answer(say("Thu"), sums.income),
      answer(say("Chi (chưa kể công nhà)"), sums.costs),
      now ? answer(cash, Math.abs(now.cash), say("thu trừ chi")) : "",
      now && worked ? answer(now.profit < 0 ? say("Lỗ nếu trả cả công nhà") : say("Lãi nếu trả cả công nhà"),
        Math.abs(now.profit), say("trừ thêm {sum} tiền công nhà", { sum: rounded(sums.labour) })) : "",
      answer(say("Giá bán hòa vốn"), even.cash,
        worked && even.profit !== null ? say("trả cả công nhà: {sum}", { sum: rounded(even.profit) + unit }) : "", unit),
      even.cash === null && sums.share ? answer(say("Hòa vốn khi giá bán còn"), `${plain(sums.share * 100, 0)}\u00a0%`,
        say("của giá ở trên, trả cả công nhà")) : "",
      lower ? answer(lower.cash < 0 ? say("Nếu giá bán thấp hơn 20 %: lỗ") : say("Nếu giá bán thấp hơn 20 %: còn lại"), Math.abs(lower.cash),
        worked ? `${say("trả cả công nhà")}: ${paid(lower)} ${rounded(Math.abs(lower.profit))}` : "") : "",
      answer(say("Vốn ban đầu"), sums.investment, sums.years ? say("còn lại như trên thì khoảng {time} đủ vốn", { time: time(sums.years) })
        : say("chưa trừ vào tiền còn lại")),
    );
    says.textContent = now ? `${cash}: ${rounded(Math.abs(now.cash))}.` : "";
  };

  const old = Object.values(lines).flat().filter((line) => line.old).length;
  note.textContent = [
    say("Coi như vật tư, công, sản lượng tăng giảm theo diện tích. Chưa trừ hao mòn, lãi vay, vốn ban đầu."),
    lacking() && say("Sổ chưa có {lines} nên chưa tính được lãi.", { lines: lacking() }),
    !record.labour.length && say("Sổ chưa ghi công nhà."),
    old && say("{n} giá trong sổ đã cũ: hãy sửa theo giá bây giờ.", { n: old }),
  ].filter(Boolean).join(" ");
  const name = say("Tính cho vườn nhà");
  const title = make("h3", { tabindex: "-1" }, name);
  place.replaceChildren(title, make("p", {}, `${say("Tính từ sổ thu chi của mô hình, ghi trên")} `, own(record.basis),
    `. ${say("Số nào ở nhà khác thì sửa; mọi số chỉ nằm trong máy của bà con.")}`),
    make("form", { class: "calc", "aria-label": name },
      make("div", { class: "calc__line" }, scale.box, ...record.area ? [make("label", {}, make("span", {}, say("Một sào là")), sizes)] : []),
      answers, says, note, make("details", {}, make("summary", {}, say("Sửa giá, lượng từng khoản")), ...rows, other.box)));
  let waiting;
  place.onsubmit = (event) => event.preventDefault();
  place.oninput = () => { clearTimeout(waiting); waiting = setTimeout(show, 200); };
  place.onchange = show;
  show();
  title.focus();
};
