import { type State, writeState } from "./data-directory.ts";

/** The runner's own state, written to the data directory soon after it changed. */
export type KeptState = {
  streamPosition(reader: string): string | undefined;
  keepStreamPosition(reader: string, sequenceNumber: string): void;
  clockOffsetMs(): number;
  keepClock(offsetMs: number): void;
  endFirstStart(): void;
  /** Writes at once. */
  write(): void;
};

/** Positions change often; one that is lost makes the function see records again, which it must bear anyhow. */
const WRITE_AFTER_MS = 500;

export const keepState = (dataDir: string, initial: State): KeptState => {
  const positions = new Map(Object.entries(initial.streamPositions));
  let { clockOffsetMs, firstStartDone } = initial;
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    writeState(dataDir, {
      ...initial,
      clockOffsetMs,
      firstStartDone,
      streamPositions: Object.fromEntries(positions),
    });
  };
  return {
    streamPosition: (reader) => positions.get(reader),
    keepStreamPosition(reader, sequenceNumber) {
      positions.set(reader, sequenceNumber);
      timer ??= setTimeout(write, WRITE_AFTER_MS);
    },
    clockOffsetMs: () => clockOffsetMs,
    keepClock(offsetMs) {
      clockOffsetMs = offsetMs;
      write();
    },
    endFirstStart() {
      firstStartDone = true;
      write();
    },
    write,
  };
};
