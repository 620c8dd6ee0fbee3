/** What is measured of one size. Times in microseconds; ratios say how many times slower the other is. */
export type SizeReport = {
  readonly profiles: number;
  /** The control of two copies of the engine: their ratio, and whether the run counts. */
  readonly control: Readonly<Record<"strict" | "soft", number>>;
  readonly void: boolean;
  readonly engine: Readonly<
    Record<"strict" | "soft" | "strictCold" | "softCold", { p50: number; p99: number }>
  >;
  readonly boundRatio: Readonly<Record<"strict" | "soft", number>>;
  readonly bytesAProfile: number;
  readonly buildSeconds: number;
  readonly peers: readonly PeerReport[];
};

export type PeerReport = {
  readonly peer: string;
  readonly what: "strict" | "soft" | "reverse";
  /** The fastest of its forms. */
  readonly form: string;
  readonly ratio: number;
  readonly ratioOfSums: number;
  readonly questions: number;
};

export type Report = {
  readonly node: string;
  readonly sizes: readonly SizeReport[];
  readonly bulk?: { readonly speedup: number } | undefined;
  readonly snapshot?: { readonly ratio: number } | undefined;
};

export type Goal = {
  readonly goal: string;
  readonly measured: number | undefined;
  readonly reached: boolean | undefined;
};

const GOAL_SIZE = 400_000;
const LARGEST = 4_000_000;

const goal = (text: string, measured: number | undefined, reaches: (value: number) => boolean): Goal => ({
  goal: text,
  measured,
  reached: measured === undefined || Number.isNaN(measured) ? undefined : reaches(measured),
});
const atLeast = (least: number) => (value: number) => value >= least;
const atMost = (most: number) => (value: number) => value <= most;

/** How latency grows with size: the exponent of the power between two sizes. */
export const growth = (
  small: SizeReport | undefined,
  large: SizeReport | undefined,
  mode: "strict" | "soft",
): number | undefined =>
  small === undefined || large === undefined
    ? undefined
    : Math.log(large.engine[mode].p50 / small.engine[mode].p50) / Math.log(large.profiles / small.profiles);

/** Every goal, reached or not; undefined where this run did not measure it, or its control voids it. */
export const goalsOf = ({ sizes, bulk, snapshot }: Report): Goal[] => {
  const valid = sizes.filter((size) => !size.void);
  const at = (profiles: number) => valid.find((size) => size.profiles === profiles);
  const main = at(GOAL_SIZE);
  const peer = (name: string, what: PeerReport["what"]) =>
    main?.peers.find((one) => one.peer === name && one.what === what)?.ratio;
  const modes = ["strict", "soft"] as const;
  return [
    goal("strict: at least 20 times hand-tuned Lucene", peer("lucene", "strict"), atLeast(20)),
    goal("soft: at least 25 times hand-tuned Lucene", peer("lucene", "soft"), atLeast(25)),
    ...["sqlite", "postgresql"].flatMap((name) =>
      modes.map((mode) => goal(`${mode}: at least 100 times ${name}`, peer(name, mode), atLeast(100))),
    ),
    goal("reverse: at least 50 times sqlite", peer("sqlite", "reverse"), atLeast(50)),
    goal("strict: at most 6 times the bandwidth bound", main?.boundRatio.strict, atMost(6)),
    goal("soft: at most 4 times the bandwidth bound", main?.boundRatio.soft, atMost(4)),
    ...modes.map((mode) =>
      goal(
        `${mode}: grows from 400k to 4M with at most N^0.70`,
        growth(main, at(LARGEST), mode),
        atMost(0.7),
      ),
    ),
    goal("bulk: two threads at least 1.9 times one", bulk?.speedup, atLeast(1.9)),
    goal("cold start of a 40k shard: at most 4 times gunzip of its snapshot", snapshot?.ratio, atMost(4)),
    goal("at most 125 bytes a profile", main?.bytesAProfile, atMost(125)),
  ];
};
