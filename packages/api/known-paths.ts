import { allRoutes } from "./openapi-document.ts";

/** `/vacancies/{id}` as an expression for whole paths under /v1. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^/v1${path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);

const known = (): readonly (readonly [pattern: RegExp, method: string])[] =>
  allRoutes().map(({ method, path }) => [patternOf(path), method.toUpperCase()] as const);
let read: ReturnType<typeof known> | undefined;

/** What may be asked at a path of the whole API, whichever function answers there; empty for a path that there is not. */
export const methodsAt = (path: string): string[] => {
  read ??= known();
  return [...new Set(read.flatMap(([pattern, method]) => (pattern.test(path) ? [method] : [])))];
};
