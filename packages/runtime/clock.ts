/**
 * The one clock of every function. `CLOCK_OFFSET_MS` is set by the local runner only, which can move time on; no
 * template sets it.
 */
export const now = (): Date => new Date(Date.now() + Number(process.env["CLOCK_OFFSET_MS"] ?? 0));
