import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { emptyDataDirectory } from "#packages/local/data-directory.ts";
import { takeLock } from "#packages/local/lock.ts";

const directory = mkdtempSync(join(tmpdir(), "lock-"));
const file = join(directory, "runner.lock");
afterAll(() => rmSync(directory, { recursive: true }));
beforeEach(() => rmSync(file, { force: true }));

describe("one runner to a data directory", () => {
  it("refuses a second one, naming the process, until the first lets go", () => {
    const first = takeLock(directory);
    expect(() => takeLock(directory)).toThrow(new RegExp(`process ${process.pid}.*already`));
    first.release();
    const second = takeLock(directory);
    expect(existsSync(file)).toBe(true);
    second.release();
    expect(existsSync(file)).toBe(false);
  });

  it("refuses while another living process has it", () => {
    writeFileSync(file, JSON.stringify({ pid: process.ppid }));
    expect(() => takeLock(directory)).toThrow(/already/);
  });

  it.each([
    ["a process that is gone", JSON.stringify({ pid: spawnSync("true").pid, enginePid: 999_999_999 })],
    ["half a file", '{"pid":'],
    ["an earlier life of the same process id", JSON.stringify({ pid: process.pid })],
  ])("takes over what %s left behind", (_, content) => {
    writeFileSync(file, content);
    const lock = takeLock(directory);
    expect(existsSync(file)).toBe(true);
    lock.release();
  });

  it("empties only what the runner wrote", () => {
    const own = ["state.json", "dynamodb.sqlite"].map((name) => join(directory, name));
    const other = join(directory, "notes-of-mine.txt");
    for (const each of [...own, other]) writeFileSync(each, "");
    emptyDataDirectory(directory);
    expect([...own, other].map((each) => existsSync(each))).toEqual([false, false, true]);
  });
});
