import { inject } from "vitest";

const ask = async (deed: string): Promise<string> => {
  const response = await fetch(`${inject("controlUrl")}/${deed}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
};

/** Waits until nothing is under way: everything that follows from what was handed in has been done. */
export const settled = (): Promise<string> => ask("settle");

/** Moves the time that functions read on by so many milliseconds. */
export const moveClock = (ms: number): Promise<string> => ask(`move-clock/${ms}`);

/** Asks the API as a client of the local provider, for what a story needs to be there beforehand; throws unless it is done. */
export const asClient = async (clientId: string, method: string, path: string, body?: object) => {
  const token = await ask(`token/${clientId}`);
  const response = await fetch(`${inject("deskUrl")}/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...(method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
};
