/* The search: nhanrong.search.ask(text, {limit, kind}) → what fits, best first. It takes of the index only the parts
   that hold the words asked for and the pages that look best (searchindex.py writes them).

   In two steps: the words tell which pages have which syllables, and where; of the best of these pages the text is
   read, to see which syllables stand side by side. */
(() => {
  "use strict";

  const HERE = "assets/javascripts/", INDEX = "tim-kiem/";
  const LETTERS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((c) => !"\"\\&<>',;|".includes(c)).join("");
  const LAST = 60; // how many letters end a number; the others go on
  const MASKED = 6; // pages that a mask tells of
  const PLACES = [4.8, 4, 3.6, 1.8, 1]; // a short name, title, another name, heading, text
  const TITLE = 1, NAME = 2, HEADING = 3, TEXT = 4;
  const READ = 16; // pages of which the text is read
  const ENOUGH = 0.5; // of what the best pages have, all others must have this share
  const WEAK = 0.2; // of a word that says little
  const OTHER_MARKS = 0.45, PREFIX = 0.75, SLIP = 0.5, KNOWN_SLIP = 0.3;
  const COMMON = 0.3; // what is typed without marks is seldom a word that every text has
  const HINTS = { cach: "cach-lam", "mo hinh": "mo-hinh", lop: "hoat-dong", "tap huan": "hoat-dong", "hoi thao": "hoat-dong" };
  const GROWN = ["nuoi", "trong", "cay", "con"]; // before the name of a crop or animal
  const HINTED = 1.5;
  const LONG = 5; // letters of a word that may have two slips in it
  const MOST_OFFERS = 5;
  const MOST_ENDINGS = 24, MOST_SLIPS = 12, MOST_CUTS = 3, MOST_DOUBTED = 3;
  const BESIDE = [4.4, 4.4, 4, 3.2, 3]; // what two words side by side add, by place

  let opened, outdated = false;
  const taken = {};

  /** The list of contents, with all that is reckoned from it once. */
  function warm() {
    opened = opened || open().catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  async function open() {
    const [words, index] = await Promise.all([nhanrong.take(`${HERE}nhanrong-words.js`), nhanrong.take(`${INDEX}muc-luc.js`, outdated)]);
    const known = new Map(); // every folded syllable, and which one it is
    let word = "";
    index.words.replace(/([A-J])([^A-J]*)/g, (_, shared, rest) => {
      word = word.slice(0, shared.charCodeAt(0) - 65) + rest;
      known.set(word, known.size);
    });
    const vocabulary = [...known.keys()].filter((one) => /^\p{L}+$/u.test(one));
    const files = [];
    let pages = 0;
    for (const [folder, sizes] of index.folders) {
      [...sizes].forEach((size, i) => {
        files.push({ begin: pages, address: `${INDEX}${folder}/${i}.js` });
        pages += LETTERS.indexOf(size);
      });
    }
    const things = {}; // how the crops and animals sound that may be meant by a folded word
    for (const [fold, sound] of index.things.split(" ").map((one) => one.split(":"))) (things[fold] = things[fold] || []).push(sound);
    const ranges = [];
    let at = 0;
    for (const [kind, boost, count] of index.kinds) {
      ranges.push({ kind, lift: boost < 1 ? 0.5 + boost / 2 : 0.85 + 0.15 * boost, begin: at, end: at + count });
      at += count;
    }
    return { ...words, parts: index.parts, weak: new Set(index.weak.split(" ")), things, vocabulary, known, files, pages, ranges };
  }

  /** What stands last among sorted things that begin at or before a place. */
  function lastUpTo(things, key, place) {
    let low = 0, high = things.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(things[middle]) <= place) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** Every way a folded syllable sounds, with the pages that have it so: [[sound, [pages of each place]]]. */
  async function sounds(index, fold) {
    if (!index.known.has(fold)) return [];
    const at = index.known.get(fold);
    const [first, part] = index.parts[lastUpTo(index.parts, (one) => one[0], at)];
    const words = await nhanrong.take(`${INDEX}${part}.js`);
    if (!taken[part]) taken[part] = words.split(";");
    const found = taken[part][at - first];
    if (typeof found === "string") {
      taken[part][at - first] = found.split(",").map((written) => {
        const [sound, ...places] = written.split("|");
        return [/^[1-5]?$/.test(sound) ? fold + sound : sound, PLACES.map((_, i) => numbers(places[PLACES.length - 1 - i] || ""))];
      });
    }
    return taken[part][at - first];
  }

  /** The pages that are written as gaps between their numbers, or as masks behind the number of the first. */
  function numbers(written) {
    const masks = written[0] === " ";
    const found = [];
    let before = -1, more = [], first = -1;
    for (let i = masks ? 1 : 0; i < written.length; i++) {
      const digit = LETTERS.indexOf(written[i]);
      if (masks && first >= 0) {
        for (let k = 0; k < MASKED; k++) if ((digit >> k) & 1) found.push(first + k);
        first += MASKED;
      } else if (digit >= LAST) more.push(digit - LAST);
      else {
        let value = digit;
        while (more.length) value = value * (LETTERS.length - LAST) + more.pop() + LAST;
        before += value + 1;
        if (masks) first = before * MASKED;
        else found.push(before);
      }
    }
    return found;
  }

  /** How well a sound fits what was typed: with other marks it fits less, typed without any all are alike, but where a
      crop or an animal is meant, other words hardly fit. */
  function fit(index, asked, sound, careful) {
    if (asked.thing) return asked.thing.includes(sound) ? 1 : COMMON;
    if (sound === asked.sound) return 1;
    if (asked.sound === asked.fold) return index.weak.has(sound) && !index.weak.has(asked.sound) ? COMMON : careful ? 0.8 : 1;
    return OTHER_MARKS;
  }

  /** What was typed, its words each with all that may stand for it: ways of {fold, span, fit(sound) → number}. */
  function meant(index, typed, going) {
    const careful = typed.some((one) => one.sound !== one.fold);
    return typed.map((one, i) => {
      const named = one.sound === one.fold && (typed.length < 2 || (i && GROWN.includes(typed[i - 1].fold)));
      const asked = named ? { ...one, thing: Object.prototype.hasOwnProperty.call(index.things, one.fold) && index.things[one.fold] } : one;
      const ways = [{ fold: asked.fold, fit: (sound) => fit(index, asked, sound, careful), span: 1 }];
      if (i + 1 < typed.length) {
        const joined = asked.fold + typed[i + 1].fold;
        if (index.known.has(joined) || /\d/.test(joined)) ways.push({ fold: joined, fit: () => 1, span: 2 });
      }
      if (going && i === typed.length - 1) ways.push(...endings(index, asked, careful));
      return { asked, ways, weak: index.weak.has(asked.sound) && typed.length > 1 ? WEAK : 1 };
    });
  }

  /** How what was typed can be read: as it stands, and with words that nobody knows taken apart, as in caphe. */
  function readings(index, typed) {
    const apart = typed.map((one) => (index.known.has(one.fold) || one.fold.length < 4 ? [] : cuts(index, one.fold)));
    const several = Math.min(MOST_CUTS, Math.max(0, ...apart.map((some) => some.length)));
    return [typed, ...Array.from({ length: several }, (_, n) => typed.reduce((all, one, i) => {
      const cut = apart[i][Math.min(n, apart[i].length - 1)];
      return all.concat(cut ? cut.map((fold) => ({ ...one, fold, sound: fold })) : [one]);
    }, []))];
  }

  /** The ways to take a word apart into few words that pages have. */
  function cuts(index, word) {
    const cut = (rest, most) => {
      const found = index.known.has(rest) ? [[rest]] : [];
      for (let at = 1; most > 1 && at < rest.length; at++) {
        const first = rest.slice(0, at);
        if (index.known.has(first) || /^\d+$/.test(first)) for (const others of cut(rest.slice(at), most - 1)) found.push([first, ...others]);
      }
      return found;
    };
    for (let most = 2; most < 5; most++) {
      const found = cut(word, most).filter((some) => some.every((one) => one.length > 1));
      if (found.length) return found;
    }
    return [];
  }

  /** What a word that is still being typed may become. */
  function endings(index, asked, careful) {
    const from = lastUpTo(index.vocabulary, (word) => word, asked.fold);
    const found = [];
    for (let i = from; i < index.vocabulary.length && found.length < 400; i++) {
      const word = index.vocabulary[i];
      if (word > asked.fold && !word.startsWith(asked.fold)) break;
      if (word.length > asked.fold.length && word.startsWith(asked.fold)) found.push(word);
    }
    found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    const untoned = (sound) => sound.replace(/[1-5]$/, "");
    const marked = asked.sound !== asked.fold;
    return found.slice(0, asked.fold.length > 1 ? MOST_ENDINGS : MOST_ENDINGS / 3).map((fold) => ({
      fold,
      span: 1,
      ending: true,
      fit: (sound) =>
        PREFIX * (!marked && !careful ? 1 : untoned(sound).startsWith(untoned(asked.sound)) ? 1 : OTHER_MARKS),
    }));
  }

  /** What a word may be if it has a slip in it, or, if it is long and nobody knows it, two; likeliest first. */
  function close(index, fold, known) {
    let found = index.vocabulary.filter((other) => index.near(fold, other));
    if (!found.length && !known && fold.length >= LONG) {
      found = index.vocabulary.filter((other) =>
        other[0] === fold[0] && Math.abs(other.length - fold.length) < 3 && index.slips(fold, other) === 2);
    }
    if (known && fold.length < 4) found = found.filter((other) => other[0] === fold[0]); // else there are too many
    return found.sort((a, b) => (b[0] === fold[0]) - (a[0] === fold[0]) || b.length - a.length || (a < b ? -1 : 1));
  }

  /** The same words with what each may be if it has a slip in it; known ones only with so many letters at least. */
  function withSlips(index, words, least) {
    return words.map((word) => {
      const known = index.known.has(word.asked.fold);
      if (word.asked.fold.length < (known ? least : 3) || /\d/.test(word.asked.fold)) return word;
      if (word.asked.thing || (!known && words.length < 2 && index.spoken(word.asked.fold))) return word; // heo is no hồ
      const found = close(index, word.asked.fold, known);
      const slip = known ? KNOWN_SLIP : SLIP;
      const ways = found.slice(0, MOST_SLIPS).map((fold) => ({ fold, span: 1, fit: () => slip }));
      return { ...word, ways: [...word.ways, ...ways] };
    });
  }

  /** For every word how much each page has of it, and how rare it is. */
  async function weighed(index, words) {
    const most = words.map(() => new Float32Array(index.pages));
    const sure = words.map(() => 0); // how well anything that pages have fits
    await Promise.all(words.map(async (word, i) => {
      await Promise.all(word.ways.map(async (way) => {
        for (const [sound, places] of await sounds(index, way.fold)) {
          const fits = way.fit(sound);
          if (!way.ending || !word.asked.thing) for (let k = i; k < i + way.span; k++) sure[k] = Math.max(sure[k], fits);
          places.forEach((pages, place) => {
            const weight = PLACES[place] * fits;
            for (const page of pages) {
              for (let k = i; k < i + way.span; k++) if (most[k][page] < weight) most[k][page] = weight;
            }
          });
        }
      }));
    }));
    return words.map((word, i) => {
      let having = 0;
      for (const weight of most[i]) if (weight) having++;
      return { ...word, most: most[i], sure: sure[i], rare: having ? word.weak * Math.log(1 + index.pages / having) : word.weak };
    });
  }

  /** The kind of page that the first words ask for, and how many they are: “cách…” what is done, “lớp…” an activity. */
  const hinted = (words) => {
    const folds = words.map((word) => word.asked.fold);
    const many = [1, 2].find((count) => count < folds.length && HINTS[folds.slice(0, count).join(" ")]);
    return { hint: many ? HINTS[folds.slice(0, many).join(" ")] : "", many: many || 0 };
  };

  /** Pages with how well their words fit, best first; `cover` is the share of what was asked that a page has. */
  function ranked(index, words) {
    const { hint } = hinted(words);
    const all = words.reduce((sum, word) => sum + word.rare, 0);
    const found = [];
    for (const range of index.ranges) {
      for (let page = range.begin; page < range.end; page++) {
        let score = 0, had = 0;
        for (const word of words) {
          if (word.most[page]) {
            score += word.rare * word.most[page];
            had += word.rare;
          }
        }
        const lift = range.lift * (range.kind === hint ? HINTED : 1);
        if (had) found.push({ page, kind: range.kind, lift, cover: had / all, score: score * (had / all) ** 2 * lift });
      }
    }
    return found.sort((a, b) => b.score - a.score || a.page - b.page);
  }

  async function read(index, page) {
    const file = index.files[lastUpTo(index.files, (one) => one.begin, page)];
    return (await nhanrong.take(file.address))[page - file.begin];
  }

  /** How well a word of a page fits what was asked. */
  function fits(word, heard) {
    let best = 0;
    for (const way of word.ways) if (way.span === 1 && way.fold === heard.fold) best = Math.max(best, way.fit(heard.sound));
    return best;
  }

  const joins = (word, heard) => word.ways.some((way) => way.span === 2 && way.fold === heard.fold);

  /** A text against what was asked: best fit of each word, of each pair side by side, and where words fit. */
  function compared(index, words, text) {
    const heard = index.syllables(text);
    const single = words.map(() => 0), pair = words.map(() => 0);
    const together = words.map(() => new Set()); // how each word sounds beside its neighbour
    const marks = [];
    const runs = []; // how many of the words in a row end here
    let longest = 0, whole = "";
    heard.forEach((one, at) => {
      runs[at] = [];
      const beside = at > 0 && /^[^\n.;:!?]{0,3}$/.test(text.slice(heard[at - 1].end, one.begin));
      words.forEach((word, i) => {
        const fit = fits(word, one);
        if (joins(word, one)) {
          single[i] = single[i + 1] = pair[i] = 1;
          marks.push({ at, i, fit: 1 });
        }
        if (!fit) return;
        marks.push({ at, i, fit });
        single[i] = Math.max(single[i], fit);
        const before = i > 0 && beside ? runs[at - 1][i - 1] || 0 : 0;
        runs[at][i] = before + 1;
        if (fit > KNOWN_SLIP) longest = Math.max(longest, runs[at][i]);
        if (runs[at][i] === words.length) whole = whole || text.slice(heard[at - i].begin, one.end);
        if (before) {
          pair[i - 1] = Math.max(pair[i - 1], Math.min(fit, fits(words[i - 1], heard[at - 1])));
          together[i].add(one.sound);
          together[i - 1].add(heard[at - 1].sound);
        }
      });
    });
    return { heard, single, pair, together, marks, longest, whole, share: heard.length ? new Set(marks.map((mark) => mark.at)).size / heard.length : 0 };
  }

  /** A page once its text is read: words and pairs, each where it weighs most. */
  function judged(index, words, found, shown) {
    const [, title, where, , , names, headings, text, others] = shown;
    const places = [[title, TITLE], ...names.split("\n").map((name) => [name, NAME]), [headings, HEADING], [`${text}\n${others}\n${where}`, TEXT]]
      .filter(([said]) => said).map(([said, place]) => ({ ...compared(index, words, said), weight: PLACES[place], place }));
    let score = 0, had = 0, all = 0, joined = words.length < 2;
    const beside_ = []; // the words that stand beside a neighbour that says something, or in a name
    const { hint, many } = hinted(words);
    const kindly = found.kind === hint ? many : 0; // words that a page answers by what it is
    words.forEach((word, i) => {
      const best = Math.max(i < kindly ? PLACES[HEADING] : 0, ...places.map((one) => one.weight * one.single[i]));
      score += word.rare * best;
      all += word.rare;
      if (best) had += word.rare;
      if (i + 1 < words.length) {
        const beside = Math.max(0, ...places.map((one) => BESIDE[one.place] * one.pair[i]));
        const weak = word.weak < 1 && words[i + 1].weak < 1 ? WEAK : 1;
        score += Math.sqrt(word.rare * words[i + 1].rare) * weak * beside;
        if (beside) joined = true;
        if (beside && (weak === 1 && Math.min(word.weak, words[i + 1].weak) === 1 || places.some((one) => one.place <= NAME && one.pair[i]))) beside_.push(i, i + 1);
      }
    });
    const exact = places.some((one) => one.place <= NAME && one.share === 1 && one.longest === words.length) ? 2 : 0;
    const named = Math.max(0, ...places.filter((one) => one.place <= NAME).map((one) => one.share * (one.longest / words.length)));
    const whole = Math.max(...places.map((one) => one.longest)) === words.length && words.length > 1 ? 1 : 0;
    score = (score * (had / all) ** 2 + (named + whole + exact) * all) * found.lift;
    const spelt = (places.find((one) => one.whole) || { whole: "" }).whole.normalize("NFC").toLowerCase();
    const called = places.some((one) => one.place <= NAME && one.whole && one.longest >= words.length - 1 && one.share > 0.5);
    const together = words.map((_, i) => places.reduce((all_, one) => [...all_, ...one.together[i]], []));
    return { ...found, cover: had / all, joined, beside: beside_, together, score, worth: score / all, spelt, called, shown };
  }

  /** A text in pieces, those that fit marked. */
  function marked(text, spans) {
    const pieces = [];
    let at = 0;
    for (const [begin, end] of spans) {
      if (begin > at) pieces.push([text.slice(at, begin), false]);
      pieces.push([text.slice(begin, end), true]);
      at = end;
    }
    if (at < text.length) pieces.push([text.slice(at), false]);
    return pieces;
  }

  /** Where what was asked stands; a word that was typed without marks only as it sounds beside the others. */
  function spans(words, result) {
    const meant_ = result.marks.filter(({ at, i }) => !words[i].together || !words[i].together.size
      || words[i].together.has(result.heard[at].sound) || result.heard[at].sound === words[i].asked.sound);
    return [...new Set(meant_.map((mark) => mark.at))].sort((a, b) => a - b).map((at) => [result.heard[at].begin, result.heard[at].end]);
  }

  const SNIPPET = 26; // syllables
  const SENTENCE = /[.!?…:]["”)]?$/;

  /** The piece of running text in which most of what was asked stands, else its beginning; labels and tables are none. */
  function snippet(index, words, text) {
    const lines = text.split("\n");
    const running = lines.filter((line) => line.length > 30 && SENTENCE.test(line));
    const found = (running.length ? running : lines.filter((line) => line.length > 60)).map((line) => piece(index, words, line));
    return found.reduce((best, one) => (one.worth > best.worth + 1e-9 ? one : best), found[0] || { pieces: [] }).pieces;
  }

  function piece(index, words, text) {
    const result = compared(index, words, text);
    let best = 0, from = 0;
    for (const { at } of result.marks) {
      const inside = result.marks.filter((mark) => mark.at >= at && mark.at < at + SNIPPET / 2);
      const worth = words.reduce((sum, word, i) => {
        const here = inside.filter((mark) => mark.i === i).map((mark) => mark.fit);
        return sum + word.rare * Math.max(0, ...here);
      }, 0) + 0.1 * inside.filter((mark) => inside.some((other) => other.at === mark.at + 1 && other.i === mark.i + 1)).length;
      if (worth > best + 1e-9) [best, from] = [worth, at];
    }
    const first = Math.max(0, Math.min(from - 4, result.heard.length - SNIPPET));
    const last = Math.min(result.heard.length, first + SNIPPET) - 1;
    const begin = first ? result.heard[first].begin : 0;
    const end = last < result.heard.length - 1 ? result.heard[last].end : text.length;
    const here = spans(words, result).filter(([from_, to]) => from_ >= begin && to <= end).map(([from_, to]) => [from_ - begin, to - begin]);
    const pieces = marked(text.slice(begin, end), here);
    return { worth: best, pieces: [...(first ? [["… ", false]] : []), ...pieces, ...(end < text.length ? [[" …", false]] : [])] };
  }

  function hit(index, words, one) {
    const [address, title, where, state, year, , , text] = one.shown;
    return {
      address, kind: one.kind, where, state, year,
      title: marked(title, spans(words, compared(index, words, title))),
      snippet: snippet(index, words, text),
    };
  }

  /** One reading of what was typed: its pages, the best of them read. */
  async function answer(index, words, kind, limit) {
    const heard = await weighed(index, words);
    let found = ranked(index, heard);
    const enough = found.length ? Math.max(...found.slice(0, READ).map((one) => one.cover)) * ENOUGH : 0;
    found = found.filter((one) => one.cover >= enough);
    const best = found.filter((one) => !kind || one.kind === kind).slice(0, Math.max(READ, limit));
    const judged_ = await Promise.all(best.map(async (one) => judged(index, heard, one, await read(index, one.page))));
    judged_.sort((a, b) => b.score - a.score || a.page - b.page);
    const [first] = judged_;
    return { words: heard, found, best: judged_, worth: first ? first.worth : 0, sure: Boolean(first) && first.joined && first.cover > 0.999 };
  }

  /** What fits a text. A part that is not there may be of an edition that is gone: the next try reads the contents anew. */
  function ask(text, options) {
    return answered(text, options).catch((error) => {
      opened = null;
      outdated = true;
      throw error;
    });
  }

  /** What fits a text: `hits`, best first; how many of each of the `kinds`; where only other words than those typed fit,
      how pages spell them: `nearest`; the words that no page has and without which little is left: `lacking`. */
  async function answered(text, { limit = 10, kind = null } = {}) {
    const index = await warm();
    const typed = index.syllables(text);
    if (!typed.length) return { hits: [], kinds: {}, nearest: [], lacking: "" };
    const going = /[\p{L}\p{N}\u0300-\u036f]$/u.test(text);
    let { best, nearest } = await readAs(index, typed, going, kind, limit);
    const lost = lacking(index, best);
    const said = typed.filter((one) => lost.includes(one.begin));
    const rest = typed.filter((one) => !lost.includes(one.begin));
    if (lost.length) {
      const telling = rest.some((one) => !index.weak.has(one.sound));
      best = telling ? (await readAs(index, rest, going && rest.includes(typed[typed.length - 1]), kind, limit)).best : { words: [], found: [], best: [] };
    }
    const kinds = {};
    for (const one of best.found) kinds[one.kind] = (kinds[one.kind] || 0) + 1;
    const words = best.words.map((word, i) => ({ ...word, together: new Set(best.best.reduce((all, one) => all.concat(one.together[i]), [])) }));
    return {
      hits: best.best.slice(0, limit).map((one) => hit(index, words, one)),
      kinds,
      nearest: lost.length ? [] : nearest,
      lacking: said.map((one) => text.slice(one.begin, one.end)).join(" "),
    };
  }

  /** The words that say something and that no page has, nor the best page with a slip beside the others: all of them, if
      they are as many as the words that are there. */
  function lacking(index, { words, best: [first] }) {
    const telling = words.filter((word) => word.weak === 1 && !/\d/.test(word.asked.fold));
    const lost = telling.filter((word) => {
      if (word.sure >= PREFIX || !index.spoken(word.asked.fold)) return false;
      return !first || !(first.beside.includes(words.indexOf(word)) || (words.length < 2 && first.called));
    });
    return lost.length * 2 >= telling.length ? lost.map((word) => word.asked.begin) : [];
  }

  /** The best way to read what was typed, and how pages spell it where only that fits. */
  async function readAs(index, typed, going, kind, limit) {
    let best = null, nearest = [];
    for (const reading of readings(index, typed)) {
      const words = meant(index, reading, going);
      const found = await answer(index, words, kind, limit);
      if (!best || found.worth > best.worth) best = found;
    }
    const unknown = typed.some((one) => !index.known.has(one.fold) && !/\d/.test(one.fold));
    for (const least of [4, 3]) { // so short a word is thought wrong only where a name has all words otherwise
      if (best.sure || !(unknown || typed.length <= MOST_DOUBTED)) break;
      const found = await answer(index, withSlips(index, meant(index, typed, going), least), kind, limit);
      if (found.worth > best.worth && (least > 3 || found.best[0].called || lacking(index, best).length > lacking(index, found).length)) {
        best = found;
        if (unknown) nearest = [...new Set(found.best.map((one) => one.spelt))].filter(Boolean).slice(0, MOST_OFFERS);
      }
    }
    return { best, nearest };
  }

  nhanrong.search = { ask, warm };
})();
