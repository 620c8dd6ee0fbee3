import { isDeepStrictEqual } from "node:util";

/** As it is kept: members without a value are not there, and when it was written or confirmed is not what it says. */
const said = (thing: object): unknown =>
  JSON.parse(JSON.stringify({ ...thing, version: 0, changedAt: "", confirmedAt: "" }));

/** Whether two versions of a thing differ in nothing but version and moment: then nothing is written. */
export const saysTheSame = (a: object, b: object): boolean => isDeepStrictEqual(said(a), said(b));
