import { CannotRun } from "../cannot-run.ts";

/** What a route of an HTTP API looks like: "GET /v1/vacancies/{id}", "ANY /{proxy+}" or "$default". */
export type Keyed = { readonly key: string };

export type RouteMatch<R> = { readonly route: R; readonly parameters: Readonly<Record<string, string>> };

/** Finds the route for a request as API Gateway does: the most specific path, then the exact method. */
export type RouteTable<R> = (method: string, path: string) => RouteMatch<R> | undefined;

type Compiled<R> = { route: R; method: string; pattern: RegExp; names: string[]; rank: string };

const DEFAULT_KEY = "$default";

/** Throws CannotRun for a route key that API Gateway would not take. */
export const createRouteTable = <R extends Keyed>(routes: readonly R[]): RouteTable<R> => {
  const fallback = routes.find(({ key }) => key === DEFAULT_KEY);
  const compiled = routes
    .filter(({ key }) => key !== DEFAULT_KEY)
    .map(compile)
    .sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return (method, path) => {
    for (const { route, method: wanted, pattern, names } of compiled) {
      if (wanted !== "ANY" && wanted !== method) continue;
      const found = pattern.exec(path);
      if (found === null) continue;
      const values = names.map((name, index) => [name, decoded(found[index + 1] ?? "")] as const);
      return { route, parameters: Object.fromEntries(values) };
    }
    return fallback && { route: fallback, parameters: {} };
  };
};

const compile = <R extends Keyed>(route: R): Compiled<R> => {
  const [method, path, ...rest] = route.key.split(" ");
  if (method === undefined || !path?.startsWith("/") || rest.length > 0) {
    throw new CannotRun(`"${route.key}" is no route key: write it as "GET /path" or "$default"`);
  }
  const names: string[] = [];
  const segments = path.slice(1).split("/");
  const pattern = segments.map((segment) => {
    const variable = /^\{([^}+]+)(\+?)\}$/.exec(segment);
    if (variable === null) return segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    names.push(variable[1] ?? "");
    return variable[2] === "+" ? "(.+)" : "([^/]+)";
  });
  return {
    route,
    method,
    names,
    pattern: new RegExp(`^/${pattern.join("/")}$`),
    rank: rankOf(segments, method),
  };
};

/** Sorts fixed segments before variables, variables before greedy ones, and a method before ANY. */
const rankOf = (segments: readonly string[], method: string): string => {
  const kinds = segments.map((segment) => {
    if (!segment.startsWith("{")) return "0";
    return segment.endsWith("+}") ? "2" : "1";
  });
  return `${kinds.join("")}${kinds.at(-1) === "2" ? "" : " "}|${method === "ANY" ? 1 : 0}`;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
