import * as z from "zod";

/** What issue 4 asks for, figure by figure; a section that was not run is told as not measured. */
type Line = {
  readonly what: string;
  readonly must: string;
  readonly is: string;
  readonly reached: boolean | undefined;
};
type Figures = Readonly<Record<string, unknown>>;

const Size = z.looseObject({
  totalMs: z.number(),
  prepareMs: z.number(),
  solveMs: z.number(),
  cpuMsPerRun: z.number(),
  peakMb: z.number(),
  gap: z.number(),
});
const Highs = z.looseObject({ ratio: z.number(), equal: z.boolean() });
const Gain = z.object({ people: z.number(), points: z.number() }).loose();
const Greedy = z.array(
  z.looseObject({ gainPercent: z.object({ bestPairFirst: Gain, largestGroupFirst: Gain }) }),
);
const Stability = z.array(
  z.looseObject({
    stabilityPoints: z.number(),
    changedPercent: z.number(),
    lostPointsPercent: z.number(),
  }),
);
const Explanations = z.looseObject({
  boundsMs: z.number(),
  exactMedianMs: z.number(),
  exactMostMs: z.number(),
});
const Borders = z.looseObject({ lostPointsPercent: z.number(), lostPeoplePercent: z.number() });
const BadCases = z.array(z.looseObject({ what: z.string(), sensible: z.boolean() }));

const line = <T>(
  { figures, section }: { readonly figures: Figures; readonly section: string },
  schema: z.ZodType<T>,
  { what, must }: Pick<Line, "what" | "must">,
  judge: (value: T) => Pick<Line, "is" | "reached">,
): Line => {
  const parsed = schema.safeParse(figures[section]);
  return parsed.success
    ? { what, must, ...judge(parsed.data) }
    : { what, must, is: "not measured", reached: undefined };
};

const sizeWithin = (seconds: number, mb: number) => (size: z.infer<typeof Size>) => ({
  is: `${size.totalMs} ms (pairs ${size.prepareMs}, solving ${size.solveMs}; processor ${size.cpuMsPerRun}), ${size.peakMb} MB`,
  reached: size.totalMs <= seconds * 1000 && size.peakMb <= mb,
});

const range = (numbers: readonly number[]): string => `${Math.min(...numbers)} to ${Math.max(...numbers)} %`;

const gains = (rows: z.infer<typeof Greedy>) => {
  const all = rows.flatMap(({ gainPercent }) => Object.values(gainPercent));
  const [people, points] = [all.map((one) => one.people), all.map((one) => one.points)];
  return {
    is: `people ${range(people)}, points ${range(points)}`,
    reached: Math.min(...people) >= 0 && Math.min(...points) >= 0,
  };
};

const stable = (rows: z.infer<typeof Stability>) => {
  const inForce = rows.filter(({ stabilityPoints }) => stabilityPoints === 50_000);
  const changed = Math.max(...inForce.map(({ changedPercent }) => changedPercent));
  const lost = Math.max(...inForce.map(({ lostPointsPercent }) => lostPointsPercent));
  return {
    is: `at most ${changed} % over ${inForce.length} regions, losing at most ${lost} %`,
    reached: changed <= 2.5 && lost <= 0.05,
  };
};

/** Every figure of "What it must reach", with whether it is. */
export const mustReach = (figures: Figures): Line[] => [
  line(
    { figures, section: "region" },
    Size,
    { what: "region, 200 × 2,000", must: "0.5 s, 256 MB" },
    sizeWithin(0.5, 256),
  ),
  line(
    { figures, section: "country" },
    Size,
    { what: "country, 5,000 × 50,000, all feasible pairs", must: "15 s, 768 MB" },
    sizeWithin(15, 768),
  ),
  line({ figures, section: "double" }, Size, { what: "twice the country", must: "told" }, (size) => ({
    is: `${size.totalMs} ms (processor ${size.cpuMsPerRun}), ${size.peakMb} MB`,
    reached: true,
  })),
  line(
    { figures, section: "highs" },
    Highs,
    { what: "equal to HiGHS run to proof; ratio in the same run", must: "equal" },
    ({ ratio, equal }) => ({ is: `equal, HiGHS takes ${ratio} times as long`, reached: equal }),
  ),
  line(
    { figures, section: "region" },
    Size,
    { what: "certificate, primal less dual", must: "0" },
    ({ gap }) => ({ is: String(gap), reached: gap === 0 }),
  ),
  line(
    { figures, section: "greedy" },
    Greedy,
    { what: "gain on both ways by hand, whole grid", must: "never a loss" },
    gains,
  ),
  line(
    { figures, section: "borders" },
    Borders,
    { what: "cutting the borders of the regions loses", must: "told" },
    (one) => ({ is: `${one.lostPeoplePercent} % people, ${one.lostPointsPercent} % points`, reached: true }),
  ),
  line(
    { figures, section: "stability" },
    Stability,
    { what: "proposals that change after 1 % changed", must: "2.5 %, losing 0.05 % points" },
    stable,
  ),
  line(
    { figures, section: "explanations" },
    Explanations,
    { what: "bounds of a region; one exact loss", must: "1 s; 0.5 s" },
    ({ boundsMs, exactMedianMs, exactMostMs }) => ({
      is: `${boundsMs} ms; ${exactMedianMs} ms (median), ${exactMostMs} ms (most)`,
      reached: boundsMs <= 1000 && exactMostMs <= 500,
    }),
  ),
  line(
    { figures, section: "bad-cases" },
    BadCases,
    { what: "bad cases", must: "a sensible result" },
    (cases) => {
      const wrong = cases.filter(({ sensible }) => !sensible).map(({ what }) => what);
      return {
        is: wrong.length === 0 ? `${cases.length} sensible` : `not sensible: ${wrong.join(", ")}`,
        reached: wrong.length === 0,
      };
    },
  ),
];

/** One line a figure, for people. */
export const reachText = (figures: Figures): string =>
  mustReach(figures)
    .map(({ what, must, is, reached }) => {
      if (reached === undefined) return `  –           ${what}: ${is}`;
      return `  ${reached ? "reached    " : "NOT reached"} ${what}: ${is} (must: ${must})`;
    })
    .join("\n");
