import type { Server } from "node:http";
import { CannotRun } from "../cannot-run.ts";

/** Longer than a client waits with its next request: on a busy machine it would else meet a connection that is just gone. */
const KEEP_ALIVE_MS = 60_000;

/** Listens on this machine only. Throws CannotRun, naming what wanted the port, when it is taken. */
export const listen = (server: Server, port: number, what: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.once("error", (error) => reject(portError(error, port, what)));
    server.listen(port, "127.0.0.1", () => resolve());
  });

export const portError = (error: Error, port: number, what: string): Error =>
  "code" in error && error.code === "EADDRINUSE"
    ? new CannotRun(
        `port ${port} for ${what} is in use. Stop the program that has it, or choose other ports: ` +
          "npm start -- --port 4700 (takes 4700 to 4703) or --port 0 (any that are free).",
      )
    : error;

/** Stops at once: connections that are kept alive for a next request are not waited for. */
export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
