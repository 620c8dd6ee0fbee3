import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where Debian's packages put the programs of each version. */
const VERSIONS = "/usr/lib/postgresql";
const PREFERRED = "15";
const USER = "bench";

/** Nothing is written while it is measured, one processor answers, and all data is in memory. */
const SETTINGS = [
  "listen_addresses=''",
  "shared_buffers=2GB",
  "effective_cache_size=4GB",
  "maintenance_work_mem=512MB",
  "fsync=off",
  "full_page_writes=off",
  "autovacuum=off",
  "random_page_cost=1.1",
  "max_parallel_workers_per_gather=0",
];

const programs = (): string | undefined => {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const newest = versions.toSorted((a, b) => Number(b) - Number(a));
  const version = versions.includes(PREFERRED) ? PREFERRED : newest[0];
  const bin = join(VERSIONS, version ?? "", "bin");
  return version !== undefined && existsSync(join(bin, "initdb")) ? bin : undefined;
};

const idOf = (option: "-u" | "-g"): number =>
  Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));

export type Cluster = { readonly url: string; readonly stop: () => void };

/**
 * Starts a PostgreSQL in a new directory, for nobody else, with a socket in that directory; `stop` throws all of it
 * away. Undefined where it is not installed. It does not run as root: root starts it as Debian's user postgres. Throws
 * what the programs say.
 */
export const startCluster = (): Cluster | undefined => {
  const bin = programs();
  if (bin === undefined) return undefined;
  const directory = mkdtempSync(join(tmpdir(), "matching-postgres-"));
  const owner = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : undefined;
  if (owner !== undefined) chownSync(directory, owner.uid, owner.gid);
  const run = (program: string, ...options: string[]) =>
    execFileSync(join(bin, program), options, { cwd: directory, stdio: "pipe", ...owner });
  const data = join(directory, "data");
  const stop = () => {
    try {
      run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  };
  try {
    run("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync");
    const settings = [...SETTINGS, `unix_socket_directories='${directory}'`].map((one) => `-c ${one}`);
    // With a file for what it says: a server that keeps our pipe would never let us go on.
    run("pg_ctl", "-D", data, "-l", join(directory, "log"), "-o", settings.join(" "), "-w", "start");
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
  return { url: `postgresql:///postgres?host=${encodeURIComponent(directory)}&user=${USER}`, stop };
};
