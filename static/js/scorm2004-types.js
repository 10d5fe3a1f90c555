// What a value of the run-time data of SCORM 2004 may be (RTE 4.1). Each check says yes or no to a text.
(() => {
  "use strict";

  const real = (text) => /^-?(\d+(\.\d*)?|\.\d+)$/.test(text);
  const between = (low, high) => (text) => Number(text) >= low && Number(text) <= high;
  const one_of = (...known) => (text) => known.includes(text);
  const upto = (most) => (text) => text.length <= most;
  const language = (text) => /^([A-Za-z]{2,3}|[ix])(-[A-Za-z0-9]{2,8})*$/.test(text) && text !== "i" && text !== "x";

  // A text that may begin by saying its language: {lang=cy}…
  const plain_of = (text) => {
    const found = /^\{lang=([^}]*)\}/.exec(text);
    if (!found) return /^\{lang/.test(text) ? null : text;
    return language(found[1]) ? text.slice(found[0].length) : null;
  };
  const localized = (most) => (text) => {
    const plain = plain_of(text);
    return plain !== null && plain.length <= most;
  };

  const short_id = (text) => /^[^\s{}[\]]{1,250}$/.test(text);
  const long_id = (text) => {
    if (text.length > 4000 || !text.trim() || /\s/.test(text)) return false;
    return !/^urn:/i.test(text) || /^urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:\S+$/i.test(text);
  };

  const time = (text) => {
    const found = /^(\d{4})(-(\d{2})(-(\d{2})(T(\d{2})(:(\d{2})(:(\d{2})(\.\d{1,2})?)?)?(Z|[+-]\d{2}(:\d{2})?)?)?)?)?$/.exec(text);
    if (!found) return false;
    const [year, month, day, hour, minute, second] = [1, 3, 5, 7, 9, 11].map((place) => Number(found[place] ?? (place === 3 || place === 5 ? 1 : 0)));
    if (year < 1970 || year > 2038 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return false;
    if (found[13] && !found[12] && found[11] === undefined) return false;
    return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() && zone(found[13]);
  };
  const zone = (text) => {
    if (!text || text === "Z") return true;
    return Number(text.slice(1, 3)) <= 23 && Number(text.slice(4, 6) || 0) <= 59;
  };
  const duration = (text) => /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/.test(text);

  // Answers and patterns of interactions (RTE 4.2.9): parts between [,] and, inside a part, [.] or [:].
  const list = (text, part, { unique = false, most = 250, least = 0 } = {}) => {
    const parts = text === "" ? [] : text.split("[,]");
    if (parts.length < least || parts.length > most || !parts.every(part)) return false;
    return !unique || new Set(parts).size === parts.length;
  };
  const pair = (text) => {
    const parts = text.split("[.]");
    return parts.length === 2 && parts.every(short_id);
  };
  const step = (answer) => (text) => {
    const parts = text.split("[.]");
    if (parts.length !== 2 || (parts[0] === "" && parts[1] === "")) return false;
    return (parts[0] === "" || short_id(parts[0])) && (parts[1] === "" || answer(parts[1]));
  };
  const range = (text) => {
    const ends = text.split("[:]");
    if (ends.length !== 2 || !ends.every((end) => end === "" || real(end))) return false;
    return ends[0] === "" || ends[1] === "" || Number(ends[0]) <= Number(ends[1]);
  };
  // Marks in front of a pattern: {case_matters=true}{order_matters=false}{lang=cy}. What is no mark stays in the text.
  const unmarked = (text, names) => {
    let rest = text;
    for (;;) {
      const found = /^\{(case_matters|order_matters)=([^}]*)\}/.exec(rest);
      if (!found || !names.includes(found[1])) return rest;
      if (found[2] !== "true" && found[2] !== "false") return null;
      rest = rest.slice(found[0].length);
    }
  };
  const marked = (names, check) => (text) => {
    const rest = unmarked(text, names);
    return rest !== null && check(rest);
  };
  const answer = (text) => text.length <= 250 && !/\s/.test(text);
  const pattern_step = (text) => (/\[:\]/.test(text) ? range(text) : answer(text));

  const RESPONSES = {
    "true-false": one_of("true", "false"),
    choice: (text) => list(text, short_id, { unique: true, most: 36 }),
    "fill-in": (text) => list(text, localized(250), { most: 10 }),
    "long-fill-in": localized(4000),
    matching: (text) => list(text, pair, { most: 36 }),
    performance: (text) => list(text, step(answer), { most: 250 }),
    sequencing: (text) => list(text, short_id, { most: 36 }),
    likert: short_id,
    numeric: real,
    other: upto(4000),
  };
  const PATTERNS = {
    ...RESPONSES,
    "fill-in": marked(["case_matters", "order_matters"], (text) => list(text, localized(250), { most: 10 })),
    "long-fill-in": marked(["case_matters"], localized(4000)),
    performance: marked(["order_matters"], (text) => list(text, step(pattern_step), { most: 125, least: 1 })),
    sequencing: (text) => list(text, short_id, { most: 36, least: 1 }),
    matching: (text) => list(text, pair, { most: 36, least: 1 }),
    numeric: range,
  };
  // How many patterns an interaction may have, and whether no two may be alike.
  const MOST_PATTERNS = { "true-false": 1, choice: 10, "fill-in": 5, "long-fill-in": 5, matching: 5, performance: 5, sequencing: 5, likert: 1, numeric: 1, other: 1 };

  globalThis.scorm2004_types = {
    answer_of: RESPONSES,
    between,
    duration,
    language: (text) => text === "" || language(text),
    localized,
    long_id,
    most_patterns: MOST_PATTERNS,
    one_of,
    pattern_of: PATTERNS,
    real,
    time,
    upto,
  };
})();
