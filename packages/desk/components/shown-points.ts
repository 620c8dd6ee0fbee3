/** Points are millionths of a perfect match; people read hundredths with one decimal, so this many at a time. */
const STEP = 1000;

const downTo = (points: number): number => Math.floor(points / STEP) * STEP;
const nearestTo = (points: number): number => Math.round(points / STEP) * STEP;

/**
 * Points as they are shown, each less than one step from what it is, so that they add up to `shownTotal` as a reader adds
 * them: those furthest below what they are get a step more (largest remainders). Their sum must round to the total.
 */
export const addingUp = (points: readonly number[], shownTotal: number): number[] => {
  const shown = points.map(downTo);
  const steps = (shownTotal - shown.reduce((sum, one) => sum + one, 0)) / STEP;
  const first = points
    .map((one, index) => ({ index, left: one - downTo(one) }))
    .toSorted((a, b) => b.left - a.left || a.index - b.index)
    .slice(0, steps);
  for (const { index } of first) shown[index] = (shown[index] ?? 0) + STEP;
  return shown;
};

type Parts = Readonly<Record<"competencies" | "occupation" | "distance" | "availability", number>>;
type Scored = {
  readonly score: number;
  readonly parts: Parts;
  readonly requirements: readonly { readonly points: number }[];
};

/** The score and its parts as they are shown: the parts add up to the score, and the requirements to theirs. */
export const shownPoints = ({ score, parts, requirements }: Scored) => {
  const total = nearestTo(score);
  const { competencies, occupation, distance, availability } = parts;
  const [asked = 0, work = 0, near = 0, ready = 0] = addingUp(
    [competencies, occupation, distance, availability],
    total,
  );
  return {
    score: total,
    parts: { competencies: asked, occupation: work, distance: near, availability: ready },
    requirements: addingUp(
      requirements.map(({ points }) => points),
      asked,
    ),
  };
};
