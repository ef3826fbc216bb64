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

  const MARKED = [["aa", "â"], ["aw", "ă"], ["ee", "ê"], ["oo", "ô"], ["ow", "ơ"], ["uw", "ư"], ["dd", "đ"]];
  const ACCENTS = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };

  /** A syllable spelt with its marks again. */
  function spelt(sound) {
    const tone = /\D[1-5]$/.test(sound) ? sound.slice(-1) : "";
    let word = tone ? sound.slice(0, -1) : sound;
    for (const [plain, letter] of MARKED) word = word.replace(plain, letter);
    if (!tone) return word;
    const from = /^(gi|qu)./.test(word) && /[aăâeêioôơuưy]/.test(word.slice(2)) ? 2 : 0;
    let at = Math.max(...[..."ăâêôơư"].map((letter) => word.lastIndexOf(letter)));
    if (at < 0) {
      const vowels = [...word.slice(from)].map((letter, i) => ("aeiouy".includes(letter) ? i + from : -1)).filter((i) => i >= 0);
      const closed = vowels.length && vowels[vowels.length - 1] < word.length - 1;
      at = vowels.length > 2 || (vowels.length > 1 && closed) ? vowels[1] : vowels.length ? vowels[0] : word.length - 1;
    }
    return (word.slice(0, at + 1) + ACCENTS[tone] + word.slice(at + 1)).normalize("NFC");
  }

  /** Whether a word differs from another by one slip: a letter more, less, another, or two that changed places. */
  function near(word, other) {
    if (Math.abs(word.length - other.length) > 1 || word === other) return false;
    let begin = 0;
    while (begin < word.length && word[begin] === other[begin]) begin++;
    const rest = (text, from) => text.slice(begin + from);
    return rest(word, 1) === rest(other, 1) || rest(word, 1) === rest(other, 0) || rest(word, 0) === rest(other, 1) ||
      (word[begin] === other[begin + 1] && word[begin + 1] === other[begin] && rest(word, 2) === rest(other, 2));
  }

  nhanrong.give("assets/javascripts/nhanrong-words.js", { syllables, spelt, near });
})();
