/* The syllables of a text as the search compares them, the same as syllables.py: `fold` has no marks and đ is d,
   `sound` keeps them in plain letters, so that hòa, hoà and their decomposed spellings are one. */
(() => {
  "use strict";

  const WORD = /[\p{L}\p{N}][\p{L}\p{N}\u0300-\u036f]*/gu;
  const TONES = { "\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5" };
  const VOWELS = { "\u0306": "w", "\u031b": "w" };

  /** The two forms of a word in small letters. */
  function heard(word) {
    let fold = "", sound = "", tone = "";
    for (const letter of word.normalize("NFD")) {
      if (letter === "đ") {
        fold += "d";
        sound += "dd";
      } else if (letter === "\u0302") sound += sound.slice(-1);
      else if (letter in TONES) tone = TONES[letter];
      else if (letter >= "\u0300" && letter <= "\u036f") sound += VOWELS[letter] || letter;
      else {
        fold += letter;
        sound += letter;
      }
    }
    return { fold, sound: sound + tone };
  }

  /** All syllables and numbers of a text, in order, with where they stand. */
  function syllables(text) {
    const found = [];
    for (const match of text.match(WORD) || []) {
      const begin = text.indexOf(match, found.length ? found[found.length - 1].end : 0);
      found.push({ ...heard(match.toLowerCase()), begin, end: begin + match.length });
    }
    return found;
  }

  /** How often a letter is left out, added, changed, or two change places, to make one word of another. */
  function slips(word, other) {
    let before = [], last = [...other, ""].map((_, i) => i);
    for (let i = 1; i <= word.length; i++) {
      const now = [i];
      for (let k = 1; k <= other.length; k++) {
        const same = word[i - 1] === other[k - 1];
        now[k] = Math.min(last[k] + 1, now[k - 1] + 1, last[k - 1] + (same ? 0 : 1));
        if (i > 1 && k > 1 && word[i - 1] === other[k - 2] && word[i - 2] === other[k - 1]) now[k] = Math.min(now[k], before[k - 2] + 1);
      }
      [before, last] = [last, now];
    }
    return last[other.length];
  }

  const once = (word) => word.replace(/(.)\1+/g, "$1");

  /** Whether a word differs from another by one such slip, or only in how often letters stand in a row. */
  function near(word, other) {
    if (word === other) return false;
    let begin = 0;
    while (begin < word.length && word[begin] === other[begin]) begin++;
    const rest = (text, from) => text.slice(begin + from);
    if (begin && word.length > 3 && once(word) === once(other)) return true;
    return Math.abs(word.length - other.length) < 2 && (
      rest(word, 1) === rest(other, 1) || rest(word, 1) === rest(other, 0) || rest(word, 0) === rest(other, 1) ||
      (word[begin] === other[begin + 1] && word[begin + 1] === other[begin] && rest(word, 2) === rest(other, 2)));
  }

  const SPOKEN = /^(ngh?|nh|[ckpt]h|tr|g[hi]?|qu|[bcdhklmnprstvx])?([aeiouy]|ie|o[aeo]|u[aeoy]|uye|ye)(ch|n[gh]?|[cmpt])?$/;
  const OPEN = /^(ngh?|nh|[ckpt]h|tr|g[hi]?|qu|[bcdhklmnprstvx])?(a[iouy]|e[ou]|i[au]|ieu|o[aeu]?i|oa[oy]|u[aiouy]|ua[iuy]|uo[iu]|u[ey]u?|uya|yeu)$/;

  /** Whether a folded word is a syllable that Vietnamese can have: a whole word, and no slip of another. */
  const spoken = (word) => SPOKEN.test(word) || OPEN.test(word);

  nhanrong.give("assets/javascripts/nhanrong-words.js", { syllables, slips, near, spoken });
})();
