import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { startDynamo } from "#test/support/dynamo.ts";
import { formOf, importsOn } from "#test/support/imports/import-platform.ts";
import { toCsv } from "#test/support/imports/to-csv.ts";
import { aProfileBody, MUNICIPALITY } from "#test/support/intake/intake-app.ts";

/** Rows a second of an import of profiles on the embedded engine, API and worker in one process. */
const { values } = parseArgs({
  options: { rows: { type: "string", default: "5000" }, json: { type: "string" } },
});
const count = Number(values.rows);
/** A row with twelve competencies by URI takes about 1 KB: this many stay under 4 MB. */
const FILE_ROWS = 3_500;
const classification = loadClassification("");
const competencies = Array.from({ length: 200 }, (_, n) => classification.competencyUri(n));
const POSTCODES = ["3511 AA", "1012 AB", "9711 AA", "5611 AA", "6211 AA", "2511 AA", "3011 AA"];

const profile = (n: number) =>
  aProfileBody({
    reference: `bench-${n}`,
    person: { ...aProfileBody().person, postcode: POSTCODES[n % POSTCODES.length] },
    profile: {
      ...aProfileBody().profile,
      competencies: Array.from({ length: 12 }, (_, k) => competencies[(n * 7 + k * 13) % 200]),
      hoursPerWeek: { min: 16, max: 36 },
      reachKm: 30,
    },
  });

const dynamo = await startDynamo();
const { post, idOf, queue, deliver, read } = importsOn(dynamo);
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 50);

const files = Math.ceil(count / FILE_ROWS);
let path = "/v1/market-profiles/imports";
let id = "";
const received = performance.now();
for (let file = 0; file < files; file += 1) {
  const rows = Array.from({ length: Math.min(FILE_ROWS, count - file * FILE_ROWS) }, (_, n) =>
    profile(file * FILE_ROWS + n),
  );
  const form = formOf({ [`${file}.csv`]: toCsv(rows, "market-profiles") });
  const more = file + 1 < files ? "?moreFollows=true" : "";
  id = await idOf(await post(MUNICIPALITY, `${path}${more}`, form));
  path = `/v1/market-profiles/imports/${id}/files`;
}
const begun = performance.now();
const start = queue.shift();
if (start === undefined) throw new Error("the import did not begin");
await deliver(start);
const working = performance.now();
const worker = async () => {
  for (let next = queue.shift(); next !== undefined; next = queue.shift())
    if (!(await deliver(next))) queue.push(next);
};
// Two chunks at a time, as the template allows.
await Promise.all([worker(), worker()]);
const settled = performance.now();
clearInterval(watch);
const { state, added, bad } = await read(MUNICIPALITY, id);
const seconds = (from: number, to: number) => Math.round(to - from) / 1000;
const figures = {
  rows: count,
  state,
  added,
  bad,
  receivedInSeconds: seconds(received, begun),
  begunInSeconds: seconds(begun, working),
  workedInSeconds: seconds(working, settled),
  rowsASecond: Math.round(count / ((settled - working) / 1000)),
  peakMegabytes: Math.round(peak / 1_000_000),
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
};
dynamo.stop();
console.log(figures);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
