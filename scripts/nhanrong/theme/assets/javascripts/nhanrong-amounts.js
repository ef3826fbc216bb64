/* Numbers as farmers type and say them: “3 sào rưỡi”, “nửa mẫu”, “50tr”, “1 tỷ 2”, with or without marks.
   A reading of a text is a number (of m², of đồng), null where the text is empty, NaN where it could only be guessed,
   and of an area "sao" where somebody has to say how large a sào is here. */
window.nhanrong.amounts = (() => {
  "use strict";

  const { fold } = window.nhanrong;

  const WORDS = { mot: 1, hai: 2, ba: 3, bon: 4, tu: 4, nam: 5, lam: 5, nham: 5, sau: 6, bay: 7, tam: 8, chin: 9 };
  const UNSURE = ["nam", "tam", "sau"]; // also year, about, after: numbers only before what is counted
  const TIMES = { muoi: 10, chuc: 10, tram: 100, nghin: 1e3, ngan: 1e3 };
  const FILLERS = "khoang chung tam tren duoi hon gan toi den co dat ruong vuon von dong d vnd la duoc trong sau va , +".split(" ");

  /* Between thousands a full stop; a comma too where the thing is counted in wholes, or where there are several. */
  const digits = (text, wholes) => {
    if (/^[1-9]\d{0,2}([.,]\d{3})+$/.test(text) && (wholes || /\.|,.*,/.test(text))) return Number(text.replace(/[.,]/g, ""));
    if (/^[1-9]\d{0,2}(\.\d{3})+,\d+$/.test(text)) return digits(text.replace(/\./g, ""));
    return /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : NaN;
  };

  /* The sum of “number unit” pairs; `bare` is what a number alone counts, `tenths` the units that the 2 of “1 tỷ 2” parts. */
  const sum = (text, units, { bare = NaN, wholes = false, tenths = [] } = {}) => {
    const tokens = fold(text).replace(/m(²|\^2)/g, "m2").match(/m2|\d[\d.,]*\d|\d|[a-z]+|[^\s.]/g) || [];
    let total = 0, number = null, last = 0, read = false;
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      const next = tokens[at + 1];
      const counts = number !== null || next in units || next in TIMES;
      if (/^\d/.test(token)) {
        if (number !== null) return NaN;
        number = digits(token, wholes);
      } else if (token === "nua" && number === null) {
        number = 0.5;
      } else if (token === "ruoi" && (number !== null || last)) {
        if (number === null) total += last / 2;
        else number += number < 100 ? 0.5 : 50;
      } else if (token in WORDS && (!UNSURE.includes(token) || (counts && !(token in units && number % 10)))) {
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

  const reading = (understand) => (text, more = {}) => {
    const value = text.trim() ? understand(text, more) : null;
    return typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value;
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
    return value !== value && !sao && /sao|mau(?! tay)|thuoc/.test(/[a-z]/.test(plain) ? plain : unit) ? "sao" : value;
  });

  const money = reading((text) => sum(text, {
    ty: 1e9, ti: 1e9, trieu: 1e6, tr: 1e6, cu: 1e6, chai: 1e6, nghin: 1e3, ngan: 1e3, k: 1e3, dong: 1, d: 1,
  }, { bare: /\d{5}|\d[.,]\d{3}/.test(text) ? 1 : NaN, wholes: !/[a-z]/i.test(text), tenths: [1e6, 1e9] }));

  const number = reading((text) => sum(text, {}, { bare: 1 }));

  const plain = (value, most = 2) => value.toLocaleString("vi-VN", { maximumFractionDigits: most });
  const exact = (value) => `${plain(Math.round(value), 0)}\u00a0đồng`;

  /* As people say it, in three figures: 36,2 triệu đồng. */
  const rounded = (value) => {
    const size = Math.abs(value);
    if (size < 1e6) return exact(value);
    const [by, word] = size < 9.995e8 ? [1e6, "triệu"] : [1e9, "tỷ"];
    return `${plain(Number((value / by).toPrecision(3)))}\u00a0${word}\u00a0đồng`;
  };

  const spoken = (metres) => metres < 1e4 ? `${plain(metres)}\u00a0m²` : `${plain(metres / 1e4)}\u00a0ha`;

  return { sum, reading, number, area, money, plain, exact, rounded, spoken };
})();
