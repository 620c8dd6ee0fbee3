/** One who answers questions, to be measured. `answer` is called many times with each question. */
export type Side<Question> = {
  readonly name: string;
  answer(question: Question): unknown;
  /** For who runs elsewhere and times itself: microseconds of each question of a batch. */
  batch?(questions: readonly Question[]): number[] | Promise<number[]>;
};

export type Latency = { readonly name: string; readonly p50: number; readonly p99: number };
export type Compared = {
  readonly sides: readonly Latency[];
  /** Of the second side to the first: at the median, and over all questions. */
  readonly ratio: number;
  readonly ratioOfSums: number;
};

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Larger than any cache of a processor: writing all of it leaves nothing of ours in one. */
const flood = new Float64Array(8 * 2 ** 20);
const emptyCaches = (): void => {
  for (let at = 0; at < flood.length; at += 8) flood[at] = (flood[at] ?? 0) + 1;
};

export type MeasureOptions = {
  readonly rounds: number;
  /** Every question finds the caches of the processor full of something else. */
  readonly cold?: boolean;
};

/** Microseconds. */
const timed = <Question>(side: Side<Question>, question: Question): number => {
  const began = performance.now();
  side.answer(question);
  return 1000 * (performance.now() - began);
};

/** Microseconds of each question. */
export const timesOf = async <Question>(
  side: Side<Question>,
  questions: readonly Question[],
  cold: boolean,
): Promise<number[]> =>
  (await side.batch?.(questions)) ??
  questions.map((question) => {
    if (cold) emptyCaches();
    return timed(side, question);
  });

/**
 * Asks two sides the same questions in batches that alternate, so that what disturbs one disturbs the other, after one
 * round that does not count. A question takes the median of its rounds, a side the median of its questions.
 */
export const compare = async <Question>(
  sides: readonly [Side<Question>, Side<Question>],
  questions: readonly Question[],
  { rounds, cold = false }: MeasureOptions,
): Promise<Compared> => {
  const rows = sides.map((side) => ({ side, times: questions.map((): number[] => []) }));
  const batch = async ({ side, times }: (typeof rows)[number], counts: boolean): Promise<void> => {
    const own = await timesOf(side, questions, cold);
    for (const [at, time] of own.entries()) if (counts) times[at]?.push(time);
  };
  for (let round = -1; round < rounds; round++)
    for (const row of round % 2 === 0 ? rows : rows.toReversed()) await batch(row, round >= 0);
  const times = rows.map((row) => row.times);
  const medians = times.map((ofSide) => ofSide.map(median));
  const latencies = sides.map(({ name }, index) => ({
    name,
    p50: median(medians[index] ?? []),
    p99: quantile(medians[index] ?? [], 0.99),
  }));
  const [first = [], second = []] = medians;
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
  return {
    sides: latencies,
    ratio: (latencies[1]?.p50 ?? Number.NaN) / (latencies[0]?.p50 ?? Number.NaN),
    ratioOfSums: sum(second) / sum(first),
  };
};

/**
 * Bytes a microsecond that one thread reads in order, 256 MiB a pass: the best of some passes, for a limit is what can be
 * reached, and passes that others disturb, or that run before the loop is compiled, say nothing of it.
 */
export const bandwidth = (passes = 9): number => {
  const buffer = new Float64Array(32 * 2 ** 20).fill(1);
  const once = (): number => {
    let [a, b, c, d] = [0, 0, 0, 0];
    const began = performance.now();
    for (let at = 0; at < buffer.length; at += 4) {
      a += buffer[at] ?? 0;
      b += buffer[at + 1] ?? 0;
      c += buffer[at + 2] ?? 0;
      d += buffer[at + 3] ?? 0;
    }
    const micros = 1000 * (performance.now() - began);
    if (a + b + c + d !== buffer.length) throw new RangeError("memory is not what was written");
    return buffer.byteLength / micros;
  };
  return Math.max(...Array.from({ length: passes }, once));
};
