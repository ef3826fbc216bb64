/* How models are ranked for a reader; pure: rank(data, wishes) gives [{ model, for, against, unknown }], the best first.

   The rule: every answer of the reader that a model's record can be held against is one reason, for it or against it.
   Points are reasons for less reasons against. Equal points: verified in more communes first, then recorded in more,
   then by name. What a record does not say is unknown: listed, never counted. Never counted either: a capital whose
   oldest price is of before `data.since`, and anything between the least and the most that a source gives. Growing
   something else is no reason against; having been given up in the reader's commune, or stopped altogether, is.

   `data` is hop-voi-toi/mo-hinh.js; `wishes` holds area (m²), slope, water (places in their lists), capital (đồng),
   labour (công a month), months, crops (a Set of places), unit (a place), each null where it was not asked. */
window.nhanrong.rank = (data, wishes) => {
  "use strict";

  const { plain, rounded, spoken } = window.nhanrong.amounts;
  const NEAR = 5;
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
    return data.units.filter((other) => other !== unit && other[0] === unit[0] && other[3])
      .sort((one, other) => far(one) - far(other)).slice(0, NEAR);
  };

  const home = asked("unit") ? data.units[wishes.unit] : null;
  const here = home ? there(home) : new Map();
  const around = home ? nearest(home).map((unit) => [unit[2], there(unit)]) : [];

  const living = (place, told) => {
    const letter = here.get(place);
    if (letter === "s") told.against.push(`Ở ${home[2]} đã có nơi bỏ, xem vì sao ở trang mô hình.`);
    else if (letter === "c") told.for.push(`Đang có ở ${home[2]}.`);
    else if (letter === "o") told.for.push(`Bắt đầu ở ${home[2]}.`);
    else if (letter === "t") told.for.push(`Ở ${home[2]} đã có nơi làm thử hoặc đăng ký.`);
    else if (letter === "p") told.unknown.push(`vì sao ở ${home[2]} đang tạm dừng`);
    else if (letter) told.for.push(`Đã ghi nhận ở ${home[2]}, nay chưa rõ còn làm không.`);
    else {
      const near = around.filter(([, known]) => "cuo".includes(known.get(place) || "-")).map(([name]) => name);
      if (near.length) told.for.push(`Đã có ở xã gần: ${near.slice(0, 2).join(", ")}.`);
      else told.unknown.push(`chưa ghi nhận ở ${home[2]} và xã gần`);
    }
  };

  const capital = ({ c: [least, most, area, year, grade], a: smallest = 0 }, told) => {
    if (year < data.since) return told.unknown.push(`vốn (chỉ có giá cũ năm ${year}, không dùng để xếp)`);
    const say = (low, high) => {
      const [from, to] = [rounded(low), rounded(high)];
      const unit = to.replace(/^[\d.,]+/, ""); // said once: 30 đến 40 triệu đồng
      return from === to ? to : `${from.endsWith(unit) ? from.slice(0, -unit.length) : from} đến ${to}`;
    };
    const ground = `giá ${year}, hạng ${grade}`;
    if (area && !wishes.area) {
      return told.unknown.push(`vốn (${say(least, most)} cho ${spoken(area)}, ${ground}; ghi diện tích để so)`);
    }
    const times = area ? wishes.area / area : 1;
    const needed = `${say(least * times, most * times)} ${area ? `cho ${spoken(wishes.area)}` : "một hộ"} (${ground})`;
    if (wishes.capital >= most * times) told.for.push(`Đủ vốn: cần khoảng ${needed}.`);
    else if (wishes.capital < least * times) {
      const enough = area && Math.floor(wishes.capital / most * area / 100) * 100;
      told.against.push(`Thiếu vốn: cần khoảng ${needed}${enough && enough >= smallest ? `; vốn nhà đủ cho khoảng ${spoken(enough)}` : ""}.`);
    }
    else told.unknown.push(`vốn có thể đủ (cần khoảng ${needed})`);
    return 0;
  };

  const judged = (model, place) => {
    const [, , , crops, , , needs = {}] = model;
    const told = { model, for: [], against: [], unknown: [] };
    const say = (good, words) => (good ? told.for : told.against).push(words);
    const compare = (key, known, name, judge) => {
      if (!asked(key)) return;
      if (known === undefined) told.unknown.push(name);
      else judge();
    };
    const shared = crops.filter((crop) => wishes.crops && wishes.crops.has(crop)).map((crop) => data.crops[crop]);
    if (shared.length) told.for.push(`Cùng cây, con nhà đang có: ${shared.join(", ")}.`);
    if (home) living(place, told);
    compare("area", needs.a, "diện tích cần có", () => {
      say(wishes.area >= needs.a, `Cần ít nhất ${spoken(needs.a)} đất, nhà có ${spoken(wishes.area)}.`);
    });
    compare("slope", needs.s, "thế đất hợp", () => {
      say(needs.s.includes(wishes.slope), `Làm được trên đất ${needs.s.map((slope) => data.slopes[slope]).join(", ")}; đất nhà ${data.slopes[wishes.slope]}.`);
    });
    compare("water", needs.w, "nước tưới cần tới đâu", () => {
      say(wishes.water >= needs.w, `Nước: ${data.water[needs.w]}; nhà ${data.has[wishes.water]}.`);
    });
    compare("capital", needs.c, "vốn cần có", () => capital(needs, told));
    compare("labour", needs.l, "công cần có", () => {
      say(wishes.labour >= needs.l, `Cần ${plain(needs.l)} công một tháng, nhà có ${plain(wishes.labour)}.`);
    });
    compare("months", needs.m, "bao lâu có thu", () => {
      say(needs.m <= wishes.months, `Có thu sau ${plain(needs.m)} tháng, nhà chờ được ${plain(wishes.months)}.`);
    });
    if (needs.e) told.against.push("Nguồn nói mô hình này đã ngừng.");
    return told;
  };

  const points = (told) => told.for.length - told.against.length;
  return data.models.map(judged).sort((one, other) => points(other) - points(one)
    || other.model[5] - one.model[5] || other.model[4] - one.model[4] || one.model[1].localeCompare(other.model[1], "vi"));
};
