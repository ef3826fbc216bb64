// The records of a file, and back: the same bytes as the canonical form of canonical.py, for what the editor holds.
// Comments are lost, as the editor hands over values alone.
import { CORE_SCHEMA, load } from "./vendor/js-yaml.js";

const DATE = /^\d{4}(-\d\d(-\d\d)?)?(\/\d{4}(-\d\d(-\d\d)?)?)?$/;
const LIKE_THOUSANDS = /^-?\d{1,3}\.\d{3}$/;
const NAME = /^[a-z_][a-z0-9_]*$/i;

/** `bareWords` and `dateKeys` are the tables of canonical.py: which words and dates stand bare under which key. */
export function format({ bareWords, dateKeys }) {
  const words = new Map(Object.entries(bareWords).map(([key, bare]) => [key, new Set(bare)]));
  const dates = new Set(dateKeys);

  function* lines(value, pad, above) {
    if (Array.isArray(value)) {
      for (const item of value) {
        if (holds(item)) {
          const [first, ...rest] = lines(item, `${pad}  `, above);
          yield `${pad}- ${first.slice(pad.length + 2)}`;
          yield* rest;
        } else {
          yield* withScalar(`${pad}-`, item, above, pad);
        }
      }
      return;
    }
    for (const [key, part] of Object.entries(value)) {
      if (part === null || (Array.isArray(part) && !part.length)) continue;
      const name = NAME.test(key) ? key : JSON.stringify(key);
      if (holds(part)) {
        yield `${pad}${name}:`;
        yield* lines(part, `${pad}  `, key);
      } else {
        yield* withScalar(`${pad}${name}:`, part, key, pad);
      }
    }
  }

  function* withScalar(start, value, key, pad) {
    if (typeof value === "string") {
      value = value.split("\n").map((line) => line.trimEnd()).join("\n").trim();
      if (value.includes("\n")) {
        yield `${start} |-`;
        yield* value.split("\n").map((line) => (line ? `${pad}  ${line}` : ""));
        return;
      }
    }
    yield `${start} ${scalar(value, key)}`;
  }

  function scalar(value, key) {
    if (typeof value === "boolean") return String(value);
    if (typeof value === "number") return number(value);
    if (typeof value !== "string") return "{}";
    const bare = words.get(key)?.has(value) || (dates.has(key) && DATE.test(value));
    return bare ? value : JSON.stringify(value);
  }

  /** A year is a date too, and the editor's fields for dates hold texts. */
  function dated(value, key) {
    if (Array.isArray(value)) return value.map((item) => dated(item, key));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, dated(part, name)]));
    }
    return typeof value === "number" && dates.has(key) ? String(value) : value;
  }

  return {
    fromFile: (text) => dated(load(text, { schema: CORE_SCHEMA })),
    toFile: (value) => {
      const text = [...lines(withoutEmpty(value) ?? {}, "", "")].join("\n").trim();
      return `${text || "{}"}\n`.normalize("NFC");
    },
  };
}

function holds(value) {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function number(value) {
  if (Number.isInteger(value)) return BigInt(value).toString();
  const text = plain(value);
  // the strict reader takes 1.234 for a thousand written with a dot
  return LIKE_THOUSANDS.test(text) ? `${text}0` : text;
}

/** A number without an exponent. */
function plain(value) {
  const [digits, exponent] = String(value).split("e-");
  if (!exponent) return digits;
  const sign = digits.startsWith("-") ? "-" : "";
  return `${sign}0.${"0".repeat(Number(exponent) - 1)}${digits.replace(/[-.]/g, "")}`;
}

/** What the editor keeps of a field that nobody filled in: no text, no item, nothing inside. */
function withoutEmpty(value) {
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty).filter((item) => item !== undefined);
    return items.length ? items : undefined;
  }
  if (value && typeof value === "object") {
    const parts = Object.entries(value).map(([key, part]) => [key, withoutEmpty(part)]);
    const filled = parts.filter(([, part]) => part !== undefined);
    return filled.length ? Object.fromEntries(filled) : undefined;
  }
  if (value === null || (typeof value === "string" && !value.trim())) return undefined;
  return value;
}
