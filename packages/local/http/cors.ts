import type { Cors } from "../plan/plan-apis.ts";

type Headers = Record<string, string>;

const allows = (allowed: readonly string[], origin: string): boolean =>
  allowed.some((each) => each === "*" || each === origin || matchesScheme(each, origin));

/** "https://*" is the one wildcard with a scheme that API Gateway knows. */
const matchesScheme = (allowed: string, origin: string): boolean =>
  allowed.endsWith("://*") && origin.startsWith(allowed.slice(0, -1));

/** Headers for an answer to a browser of another origin; none when the origin is not allowed or there is none. */
export const corsHeaders = (cors: Cors | undefined, origin: string | undefined): Headers => {
  if (cors === undefined || origin === undefined || !allows(cors.AllowOrigins, origin)) return {};
  return {
    "access-control-allow-origin": cors.AllowOrigins.includes("*") ? "*" : origin,
    ...(cors.AllowCredentials ? { "access-control-allow-credentials": "true" } : {}),
    ...listed("access-control-expose-headers", cors.ExposeHeaders),
    ...(cors.AllowOrigins.includes("*") ? {} : { vary: "Origin" }),
  };
};

/** Headers for a browser that asks beforehand; API Gateway answers that by itself, without a token. */
export const preflightHeaders = (cors: Cors, origin: string | undefined): Headers => {
  const headers = corsHeaders(cors, origin);
  if (Object.keys(headers).length === 0) return {};
  return {
    ...headers,
    ...listed("access-control-allow-methods", cors.AllowMethods),
    ...listed("access-control-allow-headers", cors.AllowHeaders),
    ...(cors.MaxAge === undefined ? {} : { "access-control-max-age": String(cors.MaxAge) }),
  };
};

const listed = (name: string, values: readonly string[]): Headers =>
  values.length === 0 ? {} : { [name]: values.join(",") };
