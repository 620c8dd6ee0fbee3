import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { loadSamples } from "#packages/local/demo/load-samples.ts";
import { tableText } from "#packages/local/demo/table-text.ts";
import type { Platform } from "#packages/local/platform.ts";
import { startPlatform } from "#packages/local/start-platform.ts";
import { synthesize } from "#packages/local/synthesize.ts";
import { launch } from "#test/browser/support/launch.ts";

/** As Lighthouse's "slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back; and a processor four times as slow. */
const SLOW = {
  offline: false,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
  latency: 150,
};
const SLOWER_PROCESSOR = 4;
const RUNS = 5;
const WARM_UP = 200;
const RENDERS = 300;

/** Pages with what each may weigh, first visit, style and script included; and how soon its heading must stand there. */
const PAGES = [
  { path: "/", as: undefined, mostKb: 40, mostMs: 1500 },
  { path: "/uw-regio?postcode=6811", as: undefined, mostKb: 40, mostMs: 1500 },
  { path: "/vacatures", as: "gebruiker-employer", mostKb: 40, mostMs: 1500 },
  { path: "/vacatures/nieuw", as: "gebruiker-employer", mostKb: 40, mostMs: 1500 },
  { path: "/koppelingen", as: "gebruiker-employer", mostKb: 40, mostMs: 1500 },
  { path: "/werkvoorraad", as: "medewerker-am18", mostKb: 40, mostMs: 1500 },
  { path: "/regio", as: "medewerker-am18", mostKb: 60, mostMs: 1500 },
  { path: "/nederland", as: "gebruiker-steering-group", mostKb: 60, mostMs: 1500 },
] as const;
const MOST_BUNDLE_KB = 1024;
const MOST_RENDER_MS = 5;

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
const faults: string[] = [];
const judge = (what: string, value: number, most: number): string => {
  if (value <= most) return "ok";
  faults.push(`${what}: ${value.toFixed(1)}, at most ${most}`);
  return "too much";
};

/** Processor time, in ms, of the function's own work for a warm page of 20 rows: routing, session, reading the API's answers, HTML. */
const renderTimes = async (directory: string) => {
  const outfile = join(directory, "render-pages.mjs");
  await build({
    entryPoints: ["test/bench/pages/render-pages.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    minify: true,
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    banner: { js: 'import{createRequire as r}from"node:module";const require=r(import.meta.url);' },
    logLevel: "error",
  });
  const { renderer } = await import(pathToFileURL(outfile).href);
  const ask = await renderer();
  const ask20 = async (runs: number): Promise<void> => {
    for (let run = 0; run < runs; run += 1) {
      const { status } = await ask("/vacatures");
      if (status !== 200) throw new Error(`the page answered ${status}`);
    }
  };
  await ask20(WARM_UP);
  const before = process.cpuUsage();
  await ask20(RENDERS);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / RENDERS;
};

const signIn = async (page: Page, deskUrl: string, subject: string): Promise<void> => {
  await page.goto(`${deskUrl}/aanmelden/begin`);
  await page.getByLabel("Gebruiker", { exact: true }).fill(subject);
  await page.getByRole("button", { name: "Aanmelden", exact: true }).click();
  await page.waitForURL(`${deskUrl}/**`);
};

type Measured = {
  readonly status: number;
  readonly kb: number;
  readonly ms: number;
  /** Rows of tables and parts of forms on it: that it was no empty page that was measured. */
  readonly rows: number;
};

/** When the first contents were painted, which is told a moment after it. Asked time and again: the page's policy forbids more. */
const paintedAt = async (page: Page): Promise<number> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const at = Number(
      await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime"),
    );
    if (at > 0) return at;
    await page.waitForTimeout(20);
  }
  throw new Error(`${page.url()} was never painted`);
};

/** One first visit: nothing is in the browser's cache. */
const visitOnce = async (page: Page, url: string): Promise<Measured> => {
  const cdp = await page.context().newCDPSession(page);
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Network.emulateNetworkConditions", SLOW);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_PROCESSOR });
  const response = await page.goto(url, { waitUntil: "load" });
  const rows = await page.locator("main :is(tbody tr, .desk-door, .desk-field)").count();
  const painted = await paintedAt(page);
  await cdp.detach();
  return { status: response?.status() ?? 0, kb: bytes / 1024, ms: painted, rows };
};

const measure = async (browser: Browser, deskUrl: string, { path, as }: (typeof PAGES)[number]) => {
  const context = await browser.newContext({ locale: "nl-NL" });
  const page = await context.newPage();
  if (as !== undefined) await signIn(page, deskUrl, as);
  const runs: Measured[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await visitOnce(page, `${deskUrl}${path}`));
  await context.close();
  return {
    status: runs[0]?.status ?? 0,
    rows: runs[0]?.rows ?? 0,
    kb: median(runs.map(({ kb }) => kb)),
    ms: median(runs.map(({ ms }) => ms)),
  };
};

/** Twenty vacancies of one employer beside the sample input, so that its list has rows; again changes nothing. */
const fill = async ({ apiUrl, tokenFor }: Platform): Promise<void> => {
  const token = await tokenFor("employer");
  for (let index = 1; index <= 20; index += 1) {
    const response = await fetch(`${apiUrl}/v1/vacancies`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": `bench-${index}`,
      },
      body: JSON.stringify({
        title: `Voorbeeldwerk ${index} (voorbeeld)`,
        employer: { kvkNumber: "90000001", name: "Voorbeeldbedrijf (voorbeeld)" },
        places: [{ postcode: "6811KM", positions: index }],
      }),
    });
    if (!response.ok) throw new Error(await response.text());
  }
};

const QUARTER = 16 * 60_000;
const SETTLE_MS = 20 * 60_000;

/** The sample input of `npm start`, all of it, matched and delivered, and the figures counted after it. */
const makeReady = async (platform: Platform): Promise<void> => {
  await loadSamples(platform, { log: (line) => console.error(line), settleMs: SETTLE_MS });
  await fill(platform);
  await platform.settled(SETTLE_MS);
  await platform.moveClock(QUARTER);
  await platform.settled(SETTLE_MS);
};

const { "data-dir": dataDir } = parseArgs({ options: { "data-dir": { type: "string" } } }).values;
const directory = mkdtempSync(join(tmpdir(), "overstap-bench-pages-"));
process.env["TZ"] = "UTC";
const assembly = await synthesize({ root: process.cwd(), onStart: () => {} });
const platform = await startPlatform({
  dataDir: dataDir ?? join(directory, "data"),
  assembly,
  log: () => {},
  quiet: true,
});
const browser = await launch();
try {
  await makeReady(platform);
  const rows: string[][] = [];
  for (const wanted of PAGES) {
    const { status, kb, ms, rows: parts } = await measure(browser, platform.apiUrl, wanted);
    if (status !== 200) {
      rows.push([wanted.path, "", "", "", `not there (${status})`]);
      continue;
    }
    const verdicts = [
      judge(`${wanted.path} in KB`, kb, wanted.mostKb),
      judge(`${wanted.path} in ms`, ms, wanted.mostMs),
    ];
    rows.push([
      wanted.path,
      String(parts),
      kb.toFixed(1),
      ms.toFixed(0),
      verdicts.includes("too much") ? "too much" : "ok",
    ]);
  }
  console.log(
    `Machine: ${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores; slow 4G, processor 4 times slower, median of ${RUNS}\n`,
  );
  console.log(tableText(["page", "rows", "KB, first visit", "ms to heading", ""], rows));
  const bundle = resolve(assembly, "..", "build", "desk", "show-pages", "index.mjs");
  const kb = statSync(bundle).size / 1024;
  const render = await renderTimes(directory);
  console.log(
    `\nfunction bundle ${kb.toFixed(0)} KB (${(gzipSync(readFileSync(bundle)).length / 1024).toFixed(0)} KB compressed): ${judge("bundle in KB", kb, MOST_BUNDLE_KB)}`,
  );
  console.log(
    `warm page of 20 vacancies ${render.toFixed(2)} ms of processor time: ${judge("warm page in ms", render, MOST_RENDER_MS)}`,
  );
} finally {
  await browser.close();
  await platform.stop();
  rmSync(directory, { recursive: true, force: true });
}
if (faults.length > 0) {
  console.error(`\n${faults.join("\n")}`);
  process.exitCode = 1;
}
