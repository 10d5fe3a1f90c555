// The run-time of SCORM 2004, 3rd and 4th edition: API_1484_11 (RTE 3 and 4). What content says is kept as texts in one
// object; where that goes, and which way leads on, the page around says. Nothing is worked out here about what comes next.
(() => {
  "use strict";

  const types = globalThis.scorm2004_types;
  const WORDS = {
    0: "No error", 101: "General exception", 102: "General initialization failure", 103: "Already initialized", 104: "Content instance terminated",
    111: "General termination failure", 112: "Termination before initialization", 113: "Termination after termination", 122: "Retrieve data before initialization",
    123: "Retrieve data after termination", 132: "Store data before initialization", 133: "Store data after termination", 142: "Commit before initialization",
    143: "Commit after termination", 201: "General argument error", 301: "General get failure", 351: "General set failure", 391: "General commit failure",
    401: "Undefined data model element", 402: "Unimplemented data model element", 403: "Data model element value not initialized", 404: "Data model element is read only",
    405: "Data model element is write only", 406: "Data model element type mismatch", 407: "Data model element value out of range", 408: "Data model dependency not established",
  };
  const MOST_IN_LIST = 1000;
  const fail = (code) => {
    throw { code };
  };

  // An element: check, its range, its usual value, and who may do what with it.
  const rw = (check, more = {}) => ({ check, ...more });
  const ro = (usual) => ({ is_fixed: true, usual });
  const list = (children, of) => ({ children: children.split(","), list: of });
  const group = (children, of) => ({ children: children.split(","), of });
  const real = (low = -Infinity, high = Infinity, usual) => rw(types.real, { range: types.between(low, high), usual });
  const known = (usual, ...values) => rw(types.one_of(...values), { usual });

  const score = () => group("scaled,raw,min,max", { scaled: real(-1, 1), raw: real(), min: real(), max: real() });
  const success = () => known("unknown", "passed", "failed", "unknown");
  const completion = () => known("unknown", "completed", "incomplete", "not attempted", "unknown");
  const comments = (is_fixed) => ({
    comment: { check: types.localized(4000), is_fixed },
    location: { check: types.upto(250), is_fixed },
    timestamp: { check: types.time, is_fixed },
  });
  const NAVIGATION = /^(\{target=[^{}]+\}(choice|jump)|continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_)$/;

  const CMI = {
    comments_from_learner: list("comment,location,timestamp", comments(false)),
    comments_from_lms: list("comment,location,timestamp", comments(true)),
    completion_status: completion(),
    completion_threshold: ro(),
    credit: ro("credit"),
    entry: ro(""),
    exit: rw(types.one_of("time-out", "suspend", "logout", "normal", ""), { is_secret: true }),
    interactions: list("id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description", {
      id: rw(types.long_id),
      type: rw(types.one_of(...Object.keys(types.answer_of)), { needs: "id" }),
      objectives: list("id", { id: rw(types.long_id, { is_unique: true }) }),
      timestamp: rw(types.time, { needs: "id" }),
      correct_responses: list("pattern", { pattern: rw((text, above) => types.pattern_of[above.type](text), { is_pattern: true }) }),
      weighting: { ...real(), needs: "id" },
      learner_response: rw((text, own) => types.answer_of[own.type](text), { needs: "type" }),
      result: rw((text) => ["correct", "incorrect", "unanticipated", "neutral"].includes(text) || types.real(text), { needs: "id" }),
      latency: rw(types.duration, { needs: "id" }),
      description: rw(types.localized(250), { needs: "id" }),
    }),
    launch_data: ro(),
    learner_id: ro(""),
    learner_name: ro(""),
    learner_preference: group("audio_level,language,delivery_speed,audio_captioning", {
      audio_level: real(0, Infinity, "1"),
      language: rw(types.language, { usual: "" }),
      delivery_speed: real(0, Infinity, "1"),
      audio_captioning: known("0", "-1", "0", "1"),
    }),
    location: rw(types.upto(1000)),
    max_time_allowed: ro(),
    mode: ro("normal"),
    objectives: list("id,score,success_status,completion_status,description,progress_measure", {
      id: rw(types.long_id, { is_unique: true, is_once: true }),
      score: { ...score(), needs: "id" },
      success_status: { ...success(), needs: "id" },
      completion_status: { ...completion(), needs: "id" },
      description: rw(types.localized(250), { needs: "id" }),
      progress_measure: { ...real(0, 1), needs: "id" },
    }),
    progress_measure: real(0, 1),
    scaled_passing_score: ro(),
    score: score(),
    session_time: rw(types.duration, { is_secret: true }),
    success_status: success(),
    suspend_data: rw(types.upto(64000)),
    time_limit_action: ro("continue,no message"),
    total_time: ro("PT0H0M0S"),
  };
  const MODEL = {
    cmi: { of: CMI, version: "1.0" },
    adl: {
      of: {
        nav: { of: { request: rw((text) => NAVIGATION.test(text), { usual: "_none_" }) } },
        data: list("id,store", { id: ro(), store: rw(types.upto(64000), { is_shared: true }) }),
      },
    },
  };

  // A place in the model: what it is, the object that holds its value, and what stands above it. Fails with the code for none.
  const find = (data, path, missing, makes) => {
    const names = path.split(".");
    if (!Object.hasOwn(MODEL, names[0])) fail(401);
    let spot = { what: MODEL[names[0]], holder: data, name: names[0], above: null };
    for (let place = 1; place < names.length; place += 1) {
      const name = names[place];
      const { what } = spot;
      if (name.startsWith("_")) return place === names.length - 1 ? { ...spot, keyword: name } : fail(401);
      const value = spot.holder[spot.name];
      if (what.list) {
        if (!/^(0|[1-9]\d{0,5})$/.test(name)) fail(401);
        const rows = value ?? [];
        const index = Number(name);
        if (index > rows.length || (index === rows.length && !makes) || index >= MOST_IN_LIST) fail(missing);
        const row = rows[index] ?? {};
        spot = { what: { of: what.list }, holder: { [name]: row }, name, above: { list: spot, row, rows, index, up: spot.above } };
        if (place === names.length - 1) fail(401);
      } else if (what.of && Object.hasOwn(what.of, name)) {
        const inside = value ?? {};
        spot = { what: what.of[name], holder: inside, name, above: spot.above, needs: what.needs, set: value ? null : [spot.holder, spot.name, inside] };
      } else fail(401);
    }
    return spot;
  };

  const keyword_value = ({ what, holder, name, keyword }) => {
    if (keyword === "_version" && what.version) return what.version;
    if (keyword === "_children") return what.children ? what.children.join(",") : fail(301);
    if (keyword === "_count") return what.list ? String((holder[name] ?? []).length) : fail(301);
    return fail(keyword === "_version" ? 301 : 401);
  };

  const own_row = (spot) => spot.above?.row ?? {};

  const check_row = (spot, text) => {
    const { what, name, above } = spot;
    const needs = what.needs ?? spot.needs;
    const owner = own_row(spot);
    if (above?.up && !("id" in above.up.row)) fail(408);
    if (needs && !(needs in owner)) fail(408);
    if (what.is_pattern) check_pattern(above, text);
    if (!what.check(text, what.is_pattern ? above.up.row : owner)) fail(406);
    if (what.range && !what.range(text)) fail(407);
    if (what.is_once && name in owner && owner[name] !== text) fail(351);
    if (what.is_unique && above.rows.some((row, place) => place !== above.index && row[name] === text)) fail(351);
  };
  const check_pattern = (above, text) => {
    const { type } = above.up.row;
    if (!type) fail(408);
    if (above.index >= types.most_patterns[type]) fail(351);
    if (type === "choice" && above.rows.some((row, place) => place !== above.index && row.pattern === text)) fail(351);
  };

  // Puts the value in, and every row above it that is new.
  const put = (spot, text) => {
    if (spot.set) {
      const [holder, name, inside] = spot.set;
      holder[name] = inside;
    }
    spot.holder[spot.name] = text;
    for (let above = spot.above; above; above = above.up) {
      if (above.index === above.rows.length) above.rows.push(above.row);
      above.list.holder[above.list.name] = above.rows;
    }
  };

  // told: cmi, its shared data (adl.data) and what may be asked for. keep(data, is_end): called when content commits or ends.
  globalThis.scorm2004 = (told, keep) => {
    const data = { cmi: structuredClone(told.cmi), adl: { nav: {}, data: structuredClone(told.data ?? []) } };
    let valid = told.valid ?? null;
    let state = "before";
    let last = 0;

    const asked_valid = (path) => {
      const found = /^adl\.nav\.request_valid\.(?:(continue|previous)|(choice|jump)\.\{target=(.+)\})$/.exec(path);
      if (!found) fail(401);
      if (!valid) return "unknown";
      return String(found[1] ? Boolean(valid[found[1]]) : (valid[found[2]] ?? []).includes(found[3]));
    };
    // A limit that the course sets has the last word over what content says (RTE 4.2.4, 4.2.22).
    const judged = (path, value) => {
      const { completion_threshold: least, progress_measure: amount, scaled_passing_score: pass, score: points } = data.cmi;
      if (path === "cmi.completion_status" && least !== undefined) {
        if (amount === undefined) return "unknown";
        return Number(amount) >= Number(least) ? "completed" : "incomplete";
      }
      if (path === "cmi.success_status" && pass !== undefined) {
        const scaled = points?.scaled;
        if (scaled === undefined) return "unknown";
        return Number(scaled) >= Number(pass) ? "passed" : "failed";
      }
      return value;
    };
    const get = (path) => {
      if (path === "") fail(301);
      if (path.startsWith("adl.nav.request_valid")) return asked_valid(path);
      const spot = find(data, path, 301, false);
      if (spot.keyword) return keyword_value(spot);
      const { what, holder, name } = spot;
      if (what.of || what.list) fail(401);
      if (what.is_secret || (what.is_shared && !own_row(spot).reads)) fail(405);
      const value = judged(path, holder[name]) ?? what.usual;
      return value === undefined ? fail(403) : value;
    };
    const set = (path, text) => {
      if (path === "") fail(351);
      if (path.startsWith("adl.nav.request_valid")) {
        asked_valid(path);
        fail(404);
      }
      const spot = find(data, path, 351, !path.startsWith("adl.data"));
      if (spot.keyword) {
        keyword_value(spot);
        fail(404);
      }
      const { what } = spot;
      if (what.of || what.list) fail(401);
      if (what.is_fixed || (what.is_shared && !own_row(spot).writes)) fail(404);
      check_row(spot, text);
      put(spot, text);
    };
    const kept = (is_end) => {
      const { nav, data: shared } = data.adl;
      const cmi = { ...data.cmi, completion_status: judged("cmi.completion_status", data.cmi.completion_status), success_status: judged("cmi.success_status", data.cmi.success_status) };
      const stores = Object.fromEntries(shared.filter((one) => one.writes && one.store !== undefined).map((one) => [one.id, one.store]));
      return keep({ ...cmi, nav_request: nav.request ?? "_none_", stores }, is_end);
    };

    // Every call runs here: what fails says why by its code, and changes nothing.
    const run = (act, no, yes) => {
      try {
        const found = act();
        last = 0;
        return yes ?? found;
      } catch (error) {
        if (!error || !error.code) {
          last = 101;
          return no;
        }
        last = error.code;
        return no;
      }
    };
    const when = (before, after) => {
      if (state === "before") fail(before);
      if (state === "after") fail(after);
    };
    const empty = (parameter) => {
      if (parameter !== "" && parameter !== undefined && parameter !== null) fail(201);
    };

    return {
      version: "1.0",
      Initialize: (parameter) =>
        run(() => {
          empty(parameter);
          if (state !== "before") fail(state === "during" ? 103 : 104);
          state = "during";
        }, "false", "true"),
      Terminate: (parameter) =>
        run(() => {
          empty(parameter);
          when(112, 113);
          state = "after";
          if (kept(true) === false) fail(111);
        }, "false", "true"),
      GetValue: (path) => run(() => (when(122, 123), get(String(path ?? ""))), ""),
      SetValue: (path, value) => run(() => (when(132, 133), set(String(path ?? ""), String(value ?? ""))), "false", "true"),
      Commit: (parameter) =>
        run(() => {
          empty(parameter);
          when(142, 143);
          if (kept(false) === false) fail(391);
        }, "false", "true"),
      GetLastError: () => String(last),
      GetErrorString: (code) => WORDS[code] ?? "",
      GetDiagnostic: (code) => WORDS[code === "" || code === undefined ? last : code] ?? "",
      // For our own page: whether content is at work, what may be asked for now, and to keep what is there.
      ours: {
        is_at_work: () => state === "during",
        now_valid: (told_now) => {
          valid = told_now;
        },
        keep: (is_end) => kept(is_end),
      },
    };
  };
})();
