import { Presets, SingleBar } from "cli-progress";

/** Shows how far something is: a bar in a terminal, a line now and then elsewhere. */
export type Progress = {
  begin(what: string, total: number): void;
  step(by?: number): void;
  done(): void;
};

const LINES = 4;

/** Lines instead of a bar: a log keeps what is written. */
const linesOf = (log: (line: string) => void): Progress => {
  let [what, total, at, told] = ["", 0, 0, 0];
  return {
    begin(name, count) {
      [what, total, at, told] = [name, count, 0, 0];
    },
    step(by = 1) {
      at += by;
      const due = Math.floor((at / total) * LINES);
      if (due <= told) return;
      told = due;
      log(`${what}: ${at} van ${total}`);
    },
    done() {},
  };
};

const barOf = (): Progress => {
  const bar = new SingleBar(
    {
      format: "{what} {bar} {value} van {total}, nog {eta_formatted}",
      hideCursor: true,
      clearOnComplete: false,
    },
    Presets.shades_classic,
  );
  return {
    begin: (what, total) => bar.start(total, 0, { what: what.padEnd(24) }),
    step: (by = 1) => bar.increment(by),
    done: () => bar.stop(),
  };
};

export const createProgress = (log: (line: string) => void, isTerminal = process.stdout.isTTY): Progress =>
  isTerminal ? barOf() : linesOf(log);
