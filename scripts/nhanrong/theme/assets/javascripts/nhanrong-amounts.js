/* Numbers as farmers type and say them: “3 sào rưỡi”, “nửa mẫu”, “50tr”, “1 tỷ 2”, with or without marks.
   A reading of a text is a number (of m², of đồng), for “2-3 sào” the least and the most, null where the text is empty,
   NaN where it could only be guessed; of an area "sao" where somebody has to say how large a sào is here, and "thuoc"
   where nobody can say what a thước is of such a sào. */
window.nhanrong.amounts = (() => {
  "use strict";

  const { fold, say } = window.nhanrong;

  const WORDS = { mot: 1, hai: 2, ba: 3, bon: 4, tu: 4, nam: 5, lam: 5, nham: 5, sau: 6, bay: 7, tam: 8, chin: 9 };
  const UNSURE = ["nam", "tam", "sau"]; // also year, about, after: numbers only before what is counted
  const TIMES = { muoi: 10, chuc: 10, tram: 100, nghin: 1e3, ngan: 1e3 };
  const FILLERS = "khoang chung tam tren duoi hon gan co dat ruong vuon von dong d vnd la duoc trong sau va , +".split(" ");

  const BETWEEN = ["den", "toi", "-", "–", "—", "~"];

  /* Between thousands a full stop; a comma too where the thing is counted in wholes, or where there are several. */
  const digits = (text, wholes) => {
    if (/^[1-9]\d{0,2}([.,]\d{3})+$/.test(text) && (wholes || /\.|,.*,/.test(text))) return Number(text.replace(/[.,]/g, ""));
    if (/^[1-9]\d{0,2}(\.\d{3})+,\d+$/.test(text)) return digits(text.replace(/\./g, ""));
    const [, part, whole] = /^(\d{1,2})\/([1-9]\d?)$/.exec(text) || [];
    if (whole) return part / whole;
    return /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : NaN;
  };

  /* Small letters in pieces; 2 000 is one number, and so is 1/2. */
  const pieces = (text) => fold(text.trim()).replace(/m(²|\^2)/g, "m2")
    .replace(/(^|[^\d.,])([1-9]\d{0,2}(?:\s\d{3})+)(?![\d.,])/g, (all, before, thousands) => before + thousands.replace(/\s/g, ""))
    .match(/m2|\d+\/\d+|\d[\d.,]*\d|\d|[a-z]+|[^\s.]/g) || [];

  /* The sum of “number unit” pairs; `bare` is what a number alone counts, `tenths` the units that the 2 of “1 tỷ 2” parts. */
  const total = (tokens, units, { bare = NaN, wholes = false, tenths = [] }) => {
    let total = 0, number = null, last = 0, read = false;
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      const next = tokens[at + 1];
      const counts = number !== null || next in units || next in TIMES;
      if (/^\d/.test(token)) {
        const half = token.includes("/") && number % 1 === 0; // 1 1/2
        if (number !== null && !half) return NaN;
        number = (number || 0) + digits(token, wholes);
      } else if (token === "nua" && number === null) {
        number = 0.5;
      } else if (token === "ruoi" && (number !== null || last)) {
        if (number === null) total += last / 2;
        else number += number < 100 ? 0.5 : 50;
      } else if (token in WORDS && (!UNSURE.includes(token) || (counts && !(token in units && number % 10)))) {
        if (number % 10) return NaN; // “hai ba sào” is no five
        number = (number || 0) + WORDS[token];
      } else if (token in TIMES && !(token in units)) {
        const ones = (number || 0) % TIMES[token];
        number = (number || 0) - ones + (ones || 1) * TIMES[token];
      } else if (`${token} ${next}` in units || token in units) {
        const two = `${token} ${next}` in units;
        if (number === null && tokens[at + 1 + two] !== "ruoi") {
          if (read && units[token] === 1) continue; // 500 nghìn đồng
          return NaN;
        }
        last = units[two ? `${token} ${next}` : token];
        total += (number === null ? 1 : number) * last;
        number = null;
        read = true;
        at += two;
      } else if (!FILLERS.includes(token)) {
        return NaN;
      }
    }
    if (number === null) return read ? total : NaN;
    if (!last) return number * bare;
    return tenths.includes(last) && number % 1 === 0 ? total + number * last / 10 ** String(number).length : NaN;
  };

  /* The same, or the two ends of a stretch: what the first lacks (2 đến 3 sào, 1-2 trăm triệu) is that of the second. */
  const sum = (text, units, how = {}) => {
    let tokens = pieces(text);
    const at = (token) => WORDS[token] || NaN;
    const two = tokens.findIndex((token, i) => i + 2 < tokens.length && tokens[i + 2] !== "ruoi" && at(token) + 1 === at(tokens[i + 1]));
    if (two >= 0) tokens.splice(two + 1, 0, "-"); // hai ba sào
    if (/^(co )?(den|toi|tu \d)/.test(tokens.join(" "))) tokens = tokens.slice(tokens[0] === "co" ? 2 : 1); // tới 50 triệu
    const cut = tokens.findIndex((token) => BETWEEN.includes(token));
    if (cut < 0) return total(tokens, units, how);
    const low = tokens.slice(tokens[0] === "tu" ? 1 : 0, cut), high = tokens.slice(cut + 1);
    const most = total(high, units, how);
    const unitOf = (words) => words.findIndex((token, i) =>
      (token in units && !(UNSURE.includes(token) && words[i + 1] in units)) || `${token} ${words[i + 1]}` in units);
    const unit = unitOf(high);
    const named = unit < 0 ? [] : high.slice(unit, unit + (high[unit] in units ? 1 : 2));
    const shared = unit > 0 && low.length === 1 && high[unit - 1] in TIMES ? [high[unit - 1], ...named] : named;
    for (const rest of [shared, named, ...unit < 0 || unitOf(low) >= 0 ? [[]] : []]) {
      const least = total([...low, ...rest], units, how);
      if (least < most) return [least, most];
    }
    return NaN;
  };

  const whole = (value) => Math.round(value * 1e6) / 1e6;

  const reading = (understand) => (text, more = {}) => {
    const value = text.trim() ? understand(text, more) : null;
    return Array.isArray(value) ? value.map(whole) : typeof value === "number" ? whole(value) : value;
  };

  /* `sao`: m² of a sào here, 0 where nobody has said; `unit`: that of a number without one. */
  const area = reading((text, { sao = 0, unit = "m2" }) => {
    const local = sao || NaN;
    const units = {
      m2: 1, m: 1, met: 1, "met vuong": 1, "m vuong": 1, thuoc: local < 900 ? local / 15 : NaN, sao: local,
      mau: 10 * local, "mau tay": 1e4, cong: 1e3, ha: 1e4, hecta: 1e4, "hec ta": 1e4, "hec-ta": 1e4,
    };
    const plain = fold(text).replace(/-ta/, "ta");
    const value = sum(plain, units, { bare: units[unit], wholes: /^[^a-z]*(m|$)/.test(plain), tenths: [1e4, 10 * local] });
    if (value === value) return value;
    if (!sao && /sao|mau(?! tay)|thuoc/.test(/[a-z]/.test(plain) ? plain : unit)) return "sao";
    return units.thuoc !== units.thuoc && /\dthuoc|\bthuoc/.test(plain) ? "thuoc" : value;
  });

  const money = reading((text) => sum(text, {
    ty: 1e9, ti: 1e9, trieu: 1e6, tr: 1e6, cu: 1e6, chai: 1e6, nghin: 1e3, ngan: 1e3, k: 1e3, dong: 1, d: 1,
  }, { bare: /\d{5}|\d[.,\s]\d{3}/.test(text) ? 1 : NaN, wholes: !/[a-z]/i.test(text), tenths: [1e6, 1e9] }));

  const number = reading((text) => sum(text, {}, { bare: 1 }));

  const plain = (value, most = 2) => value.toLocaleString("vi-VN", { maximumFractionDigits: most });
  const exact = (value) => `${plain(Math.round(value), 0)}\u00a0${say("đồng")}`;

  /* As people say it, in three figures: 36,2 triệu đồng. */
  const rounded = (value) => {
    const size = Math.abs(value);
    if (size < 1e6) return exact(value);
    const [by, word] = size < 9.995e8 ? [1e6, say("triệu")] : [1e9, say("tỷ")];
    return `${plain(Number((value / by).toPrecision(3)))}\u00a0${word}\u00a0${say("đồng")}`;
  };

  const spoken = (metres) => metres < 1e4 ? `${plain(metres)}\u00a0m²` : `${plain(metres / 1e4)}\u00a0ha`;

  /* Two ends as one says them, a unit that both have said once: 30 đến 40 triệu đồng. */
  const between = (low, high, spell) => {
    const [from, to] = [spell(low), spell(high)];
    const unit = to.replace(/^[\d.,]+/, "");
    if (from === to) return to;
    return say("{from} đến {to}", { from: from.endsWith(unit) ? from.slice(0, -unit.length || undefined) : from, to });
  };

  return { sum, reading, number, area, money, plain, exact, rounded, spoken, between };
})();
