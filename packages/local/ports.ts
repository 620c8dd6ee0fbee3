import { createServer } from "node:net";
import { portError } from "./http/listening.ts";

/** Where everything listens; 0 takes any port that is free. */
export type Ports = {
  readonly api: number;
  readonly issuer: number;
  readonly sqs: number;
  readonly dynamodb: number;
};

export const DEFAULT_PORTS: Ports = { api: 4600, issuer: 4601, sqs: 4602, dynamodb: 4603 };

/** Four ports in a row from `first`, or any four when it is 0. */
export const portsFrom = (first: number): Ports =>
  first === 0
    ? { api: 0, issuer: 0, sqs: 0, dynamodb: 0 }
    : { api: first, issuer: first + 1, sqs: first + 2, dynamodb: first + 3 };

const USES: Readonly<Record<keyof Ports, string>> = {
  api: "the API",
  issuer: "the OpenID provider",
  sqs: "the queues",
  dynamodb: "the tables",
};

/**
 * Ports that are free at this moment. For a 0, the port of an earlier start is taken again where that can be:
 * addresses and tokens then stay good. Throws CannotRun, naming the use, for a port that is taken.
 */
export const settlePorts = async (wanted: Ports, earlier: Ports | undefined): Promise<Ports> => {
  const taken = new Set<number>();
  const settle = async (use: keyof Ports): Promise<number> => {
    const port =
      wanted[use] === 0 ? await anyPort(earlier?.[use], taken) : await freePort(wanted[use], USES[use]);
    taken.add(port);
    return port;
  };
  return {
    api: await settle("api"),
    issuer: await settle("issuer"),
    sqs: await settle("sqs"),
    dynamodb: await settle("dynamodb"),
  };
};

const anyPort = async (earlier: number | undefined, taken: ReadonlySet<number>): Promise<number> => {
  if (earlier !== undefined && earlier !== 0 && !taken.has(earlier)) {
    const again = await freePort(earlier, "").catch(() => undefined);
    if (again !== undefined) return again;
  }
  const port = await freePort(0, "anything");
  return taken.has(port) ? anyPort(undefined, taken) : port;
};

/** The port itself, or any free one for 0; listens for a moment, the only way to know. Throws CannotRun when taken. */
export const freePort = (port: number, use: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(portError(error, port, use)));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      const found = address !== null && typeof address === "object" ? address.port : port;
      probe.close(() => resolve(found));
    });
  });
