/** The platform's clock: real time plus what it was moved on. */
export type Clock = {
  now(): Date;
  offsetMs(): number;
  /** Time only goes on. Throws RangeError for less than nothing. */
  move(ms: number): void;
};

export const createClock = (offsetMs = 0): Clock => {
  let offset = offsetMs;
  return {
    now: () => new Date(Date.now() + offset),
    offsetMs: () => offset,
    move(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`the clock cannot be moved by ${ms} ms`);
      offset += ms;
    },
  };
};
