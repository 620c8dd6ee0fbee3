export type Mode = "strict" | "soft";
/** What is compared: a vacancy's profiles with must-haves that filter or only weigh, and a person's vacancies. */
export type What = Mode | "reverse";

/** What is measured of the engine at one size. Times in microseconds. */
export type SizeReport = {
  readonly profiles: number;
  /** The control: how much slower the second of two copies of the engine was, and which of these void their times. */
  readonly control: Readonly<Record<What, number>>;
  readonly void: readonly What[];
  readonly engine: Readonly<
    Record<"strict" | "soft" | "strictCold" | "softCold" | "reverse", { p50: number; p99: number }>
  >;
  readonly boundRatio: Readonly<Record<Mode, number>>;
  readonly bytesAProfile: number;
  readonly buildSeconds: number;
  /** Processes that wanted a processor when it was done. */
  readonly load: number;
};

/** A peer at one size; ratios say how many times slower it is. */
export type PeerReport = {
  readonly profiles: number;
  readonly peer: string;
  readonly what: What;
  /** The fastest of its forms. */
  readonly form: string;
  readonly ratio: number;
  readonly ratioOfSums: number;
  readonly questions: number;
};

/** What could not be measured, and why. `exact: false` says that answers differed: that must not be. */
export type Failure = { readonly step: string; readonly message: string; readonly exact: boolean };

export type Report = {
  readonly node: string;
  readonly sizes: readonly SizeReport[];
  readonly peers: readonly PeerReport[];
  readonly bulk?: { readonly speedup: number } | undefined;
  readonly coldStart?: { readonly ratio: number } | undefined;
  readonly failures: readonly Failure[];
};

export type Goal = {
  readonly goal: string;
  readonly measured: number | undefined;
  readonly reached: boolean | undefined;
  /** Why it was not measured: no run of this kind does, or its control voids it. */
  readonly why?: string | undefined;
};

const GOAL_SIZE = 400_000;
const LARGEST = 4_000_000;

type Measured = { readonly value: number | undefined; readonly why?: string };

const goal = (text: string, { value, why }: Measured, reaches: (value: number) => boolean): Goal =>
  value === undefined || Number.isNaN(value)
    ? { goal: text, measured: undefined, reached: undefined, why: why ?? "not in this run" }
    : { goal: text, measured: value, reached: reaches(value) };
const atLeast = (least: number) => (value: number) => value >= least;
const atMost = (most: number) => (value: number) => value <= most;

/** How latency grows with size: the exponent of the power between two sizes. */
export const growth = (
  small: SizeReport | undefined,
  large: SizeReport | undefined,
  mode: Mode,
): number | undefined =>
  small === undefined || large === undefined
    ? undefined
    : Math.log(large.engine[mode].p50 / small.engine[mode].p50) / Math.log(large.profiles / small.profiles);

const ONLY_ALL = "bench:all measures it";
const VOID = "void: two copies of the engine differed by more than 8 %";

/** Every goal, reached or not; undefined where this run did not measure it, or its control voids it. */
export const goalsOf = ({ sizes, peers, bulk, coldStart }: Report, all: boolean): Goal[] => {
  const at = (profiles: number) => sizes.find((size) => size.profiles === profiles);
  const main = at(GOAL_SIZE);
  const isVoid = (size: SizeReport | undefined, what: What) => size?.void.includes(what) === true;
  const valid = (what: What, value: number | undefined): Measured =>
    isVoid(main, what) ? { value: undefined, why: VOID } : { value };
  const peer = (name: string, what: What): Measured => {
    const own = peers.find((one) => one.profiles === GOAL_SIZE && one.peer === name && one.what === what);
    if (own === undefined && name !== "sqlite" && !all) return { value: undefined, why: ONLY_ALL };
    return valid(what, own?.ratio);
  };
  const growing = (mode: Mode): Measured => {
    const large = at(LARGEST);
    if (large === undefined && !all) return { value: undefined, why: ONLY_ALL };
    return isVoid(large, mode) ? { value: undefined, why: VOID } : valid(mode, growth(main, large, mode));
  };
  const modes = ["strict", "soft"] as const;
  return [
    goal("strict: at least 20 times hand-tuned Lucene", peer("lucene", "strict"), atLeast(20)),
    goal("soft: at least 25 times hand-tuned Lucene", peer("lucene", "soft"), atLeast(25)),
    ...["sqlite", "postgresql"].flatMap((name) =>
      modes.map((mode) => goal(`${mode}: at least 100 times ${name}`, peer(name, mode), atLeast(100))),
    ),
    goal("reverse: at least 50 times sqlite", peer("sqlite", "reverse"), atLeast(50)),
    goal("strict: at most 6 times the bandwidth bound", valid("strict", main?.boundRatio.strict), atMost(6)),
    goal("soft: at most 4 times the bandwidth bound", valid("soft", main?.boundRatio.soft), atMost(4)),
    ...modes.map((mode) =>
      goal(`${mode}: grows from 400k to 4M with at most N^0.70`, growing(mode), atMost(0.7)),
    ),
    goal("bulk: two threads at least 1.9 times one", { value: bulk?.speedup }, atLeast(1.9)),
    goal(
      "cold start of a 40k shard: at most 4 times gunzip of its snapshot",
      { value: coldStart?.ratio },
      atMost(4),
    ),
    goal("at most 125 bytes a profile", { value: main?.bytesAProfile }, atMost(125)),
  ];
};
