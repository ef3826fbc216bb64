/* How models are ranked for a reader; pure: rank(data, wishes) gives [{ model, for, against, unknown }], the best first.

   The rule: every answer of the reader that a model's record can be held against is one reason, for it or against it.
   Points are reasons for less reasons against. Equal points: verified in more communes first, then recorded in more,
   then by name. What a record does not say is unknown: listed, never counted. Never counted either: a capital whose
   oldest price is of before `data.since`, and anything between the least and the most that a source gives. Growing
   something else is no reason against; having been given up in the reader's commune, or stopped altogether, is.

   `data` is hop-voi-toi/mo-hinh.js; `wishes` holds area (m²), slope, water (places in their lists), capital (đồng),
   labour (công a month), months, crops (a Set of places), unit (a place), each null where it was not asked. Of a stretch
   (area, capital, labour, months as [least, most]) it is enough if some of it fits: the most is held against what a model
   needs, and the reason says from where on it is enough; what capital goes with is the least of the land. */
window.nhanrong.rank = (data, wishes) => {
  "use strict";

  const { say } = window.nhanrong;
  const { between, plain, rounded, spoken } = window.nhanrong.amounts;
  const KILOMETRES = 111.195; // a degree from south to north
  const least = (value) => [].concat(value)[0];
  const most = (value) => [].concat(value).pop();
  const spell = (value, as) => between(least(value), most(value), as);
  const asked = (key) => wishes[key] !== null && wishes[key] !== undefined;

  const there = (unit) => {
    const found = new Map();
    if (unit[5]) for (const one of unit[5].split(" ")) found.set(parseInt(one, 10), one.slice(-1));
    return found;
  };

  const nearest = (unit) => {
    if (!unit[3]) return [];
    const narrow = Math.cos(unit[3] * Math.PI / 180);
    const far = (other) => Math.hypot(other[3] - unit[3], (other[4] - unit[4]) * narrow);
    const [most, farthest] = data.near;
    return data.units.filter((other) => other !== unit && other[0] === unit[0] && other[3] && far(other) * KILOMETRES <= farthest)
      .sort((one, other) => far(one) - far(other)).slice(0, most);
  };

  const home = asked("unit") ? data.units[wishes.unit] : null;
  const here = home ? there(home) : new Map();
  const around = home ? nearest(home).map((unit) => [unit[2], there(unit)]) : [];

  const living = (place, told) => {
    const letter = here.get(place);
    const where = home && { unit: home[2] };
    if (letter === "s") told.against.push(say("Ở {unit} đã có nơi bỏ, xem vì sao ở trang mô hình.", where));
    else if (letter === "c") told.for.push(say("Đang có ở {unit}.", where));
    else if (letter === "o") told.for.push(say("Bắt đầu ở {unit}.", where));
    else if (letter === "t") told.for.push(say("Ở {unit} đã có nơi làm thử hoặc đăng ký.", where));
    else if (letter === "p") told.unknown.push(say("vì sao ở {unit} đang tạm dừng", where));
    else if (letter) told.for.push(say("Đã ghi nhận ở {unit}, nay chưa rõ còn làm không.", where));
    else {
      const near = around.filter(([, known]) => "cuo".includes(known.get(place) || "-")).map(([name]) => name);
      if (near.length) told.for.push(say("Đã có ở xã gần: {units}.", { units: near.slice(0, 2).join(", ") }));
      else told.unknown.push(say("chưa ghi nhận ở {unit} và xã gần", where));
    }
  };

  const capital = ({ c: [low, high, area, year, grade], a: smallest = 0 }, told) => {
    if (year < data.since) return told.unknown.push(say("vốn (chỉ có giá cũ năm {year}, không dùng để xếp)", { year }));
    const ground = say("giá {year}, hạng {grade}", { year, grade });
    if (area && !wishes.area) {
      return told.unknown.push(say("vốn ({sum} cho {area}, {ground}; ghi diện tích để so)",
        { sum: between(low, high, rounded), area: spoken(area), ground }));
    }
    const land = area ? least(wishes.area) : 0;
    const times = area ? land / area : 1;
    const sum = between(low * times, high * times, rounded);
    const needed = area ? say("{sum} cho {area} ({ground})", { sum, area: spoken(land), ground })
      : say("{sum} một hộ ({ground})", { sum, ground });
    const [few, many] = [least(wishes.capital), most(wishes.capital)];
    if (many >= high * times) {
      told.for.push(few >= high * times ? say("Đủ vốn: cần khoảng {needed}.", { needed })
        : say("Đủ vốn nếu có từ {sum}: cần khoảng {needed}.", { sum: rounded(high * times), needed }));
    } else if (many < low * times) {
      const enough = area && Math.floor(many / high * area / 100) * 100;
      told.against.push(enough && enough >= smallest
        ? say("Thiếu vốn: cần khoảng {needed}; vốn nhà đủ cho khoảng {area}.", { needed, area: spoken(enough) })
        : say("Thiếu vốn: cần khoảng {needed}.", { needed }));
    } else told.unknown.push(say("vốn có thể đủ (cần khoảng {needed})", { needed }));
    return 0;
  };

  const judged = (model, place) => {
    const [, , , crops, , , needs = {}] = model;
    const told = { model, for: [], against: [], unknown: [] };
    const tell = (good, words) => (good ? told.for : told.against).push(words);
    const compare = (key, known, name, judge) => {
      if (!asked(key)) return;
      if (known === undefined) told.unknown.push(name);
      else judge(wishes[key]);
    };
    const hold = (has, need, words, partly) => {
      const good = need <= most(has);
      tell(good, good && least(has) < need ? `${words} ${partly}` : words);
    };
    const shared = crops.filter((crop) => wishes.crops && wishes.crops.has(crop)).map((crop) => data.crops[crop]);
    if (shared.length) told.for.push(say("Cùng cây, con nhà đang có: {crops}.", { crops: shared.join(", ") }));
    if (home) living(place, told);
    compare("area", needs.a, say("diện tích cần có"), (has) => {
      hold(has, needs.a, say("Cần ít nhất {need} đất, nhà có {has}.", { need: spoken(needs.a), has: spell(has, spoken) }),
        say("Đủ nếu có từ {need}.", { need: spoken(needs.a) }));
    });
    compare("slope", needs.s, say("thế đất hợp"), (has) => {
      tell(needs.s.includes(has), say("Làm được trên đất {slopes}; đất nhà {slope}.",
        { slopes: needs.s.map((slope) => data.slopes[slope]).join(", "), slope: data.slopes[has] }));
    });
    compare("water", needs.w, say("nước tưới cần tới đâu"), (has) => {
      tell(has >= needs.w, say("Nước: {need}; nhà {has}.", { need: data.water[needs.w], has: data.has[has] }));
    });
    compare("capital", needs.c, say("vốn cần có"), () => capital(needs, told));
    compare("labour", needs.l, say("công cần có"), (has) => {
      hold(has, needs.l, say("Cần {need} công một tháng, nhà có {has}.", { need: plain(needs.l), has: spell(has, plain) }),
        say("Đủ nếu có từ {need}.", { need: say("{n} công", { n: plain(needs.l) }) }));
    });
    compare("months", needs.m, say("bao lâu có thu"), (has) => {
      hold(has, needs.m, say("Có thu sau {need} tháng, nhà chờ được {has}.", { need: plain(needs.m), has: spell(has, plain) }),
        say("Hợp nếu chờ được từ {need} tháng.", { need: plain(needs.m) }));
    });
    if (needs.e) told.against.push(say("Nguồn nói mô hình này đã ngừng."));
    return told;
  };

  const points = (told) => told.for.length - told.against.length;
  return data.models.map(judged).sort((one, other) => points(other) - points(one)
    || other.model[5] - one.model[5] || other.model[4] - one.model[4] || one.model[1].localeCompare(other.model[1], "vi"));
};
