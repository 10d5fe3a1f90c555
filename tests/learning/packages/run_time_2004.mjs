// Calls the run-time of SCORM 2004 as content does: reads rows of [told, calls] and writes what each call gave, and its error.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [, , ...sources] = process.argv;
for (const source of sources) vm.runInThisContext(readFileSync(source, "utf8"));
const rows = JSON.parse(readFileSync(0, "utf8"));
const found = rows.map(([told, calls]) => {
  const kept = [];
  const { ours, ...api } = globalThis.scorm2004({ cmi: {}, ...told }, (cmi, end) => kept.push({ ...cmi, end }) > 0);
  const said = calls.map(([name, ...given]) => [api[name](...given), api.GetLastError()]);
  return { said, kept: kept.at(-1) ?? null, count: kept.length, is_at_work: ours.is_at_work() };
});
process.stdout.write(JSON.stringify(found));
