import type { ServerResponse } from "node:http";
import * as z from "zod";

const Answer = z.object({
  statusCode: z.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(""),
  isBase64Encoded: z.boolean().default(false),
});

type Ready = { status: number; headers: Record<string, string | string[]>; body: Buffer };

/**
 * What a function gave back, as a response: an object with a status code, or anything else as JSON with 200.
 * Undefined when it has a status code and still makes no response; API Gateway answers 500 then.
 */
export const readAnswer = (given: unknown): Ready | undefined => {
  if (given === null || typeof given !== "object" || !("statusCode" in given)) {
    const body = Buffer.from(typeof given === "string" ? given : JSON.stringify(given));
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const parsed = Answer.safeParse(given);
  if (!parsed.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    status: statusCode,
    headers: { ...lower, ...(cookies.length === 0 ? {} : { "set-cookie": cookies }) },
    body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8"),
  };
};

/** An answer of API Gateway's own. */
export const gatewayAnswer = (status: number, message: string): Ready => ({
  status,
  headers: { "content-type": "application/json" },
  body: Buffer.from(JSON.stringify({ message })),
});

export const send = (response: ServerResponse, { status, headers, body }: Ready): void => {
  const bodiless = status === 204 || status === 304 || response.req.method === "HEAD";
  const length = bodiless ? {} : { "content-length": String(body.length) };
  const { "content-length": _, ...rest } = headers;
  response.writeHead(status, { ...rest, ...length });
  response.end(bodiless ? undefined : body);
};
