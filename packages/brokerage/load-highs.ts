import type { Highs } from "highs";
import * as highsModule from "highs";

/** The solver. The types of the package describe its CommonJS form: as a module its default is the loader itself. */
export const loadHighs = async (): Promise<Highs> => {
  const load: unknown = highsModule.default;
  if (typeof load !== "function") throw new TypeError("highs has no loader");
  return Reflect.apply(load, undefined, []);
};
