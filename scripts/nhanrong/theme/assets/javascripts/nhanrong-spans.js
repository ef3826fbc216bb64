/* Two more readings of what farmers type: stretches of time in months, and labour in công a month. */
(() => {
  "use strict";

  const { amounts, fold } = window.nhanrong;
  const { reading, sum } = amounts;

  amounts.PERSON = 25; // công a month of one who works at nothing else

  amounts.months = reading((text) =>
    sum(text.replace(/^\s*n(ă|a)m r/i, "1 năm r"), { thang: 1, nam: 12, ngay: 1 / 30, tuan: 7 / 30 }, { bare: 1 }));

  amounts.labour = reading((text) => {
    const folded = fold(text).replace(/(hai |2 |ca )?(vo chong|chong vo|\bvc\b)/, "2 nguoi")
      .replace(/\b(mot|1) minh\b( (toi|minh))?/, "1 nguoi")
      .replace(/ngay cong/g, "cong").replace(/(?!(?:mot|moi|cong|1)\b)\b([a-z]+ |\d+ ?)ngay/g, "$1cong")
      .replace(/nhan cong|lao dong( chinh)?/g, "nguoi").replace(/nguoi lam\b/g, "nguoi").replace(/\b(ca nha|nha|gia dinh)\b/g, " ");
    const often = /ngay/.test(folded) ? 30 : /tuan/.test(folded) ? 30 / 7 : 1;
    const rest = folded.replace(/(\/|mot |moi |1 )\s*(thang|ngay|tuan)|thang|deu/g, " ");
    const person = amounts.PERSON / often;
    const value = sum(rest, { cong: 1, buoi: 0.5, nguoi: person }, { bare: 1 });
    return Array.isArray(value) ? value.map((one) => often * one) : often * value;
  });
})();
