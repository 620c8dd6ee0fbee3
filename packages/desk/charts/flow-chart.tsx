import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";

const WIDTH = 700;
const HEIGHT = 260;
const EDGE = { top: 24, right: 176, bottom: 34, left: 72 } as const;

/** One line: null is a week whose number is not shown, where the line breaks. */
export type Series = { readonly name: string; readonly values: readonly (number | null)[] };

/** Each line has a colour and a dash of its own, so that colour says nothing alone. */
const CLASSES = ["desk-line desk-line--1", "desk-line desk-line--2", "desk-line desk-line--3"] as const;

const MOST_LABELS = 6;
const LABEL_HEIGHT = 22;

type Label = { readonly name: string; readonly y: number; readonly index: number };

/** Names beside the ends of the lines, moved apart where they would lie on each other: from the axis upwards. */
const apart = (labels: readonly Label[]): Label[] => {
  let highest = HEIGHT - EDGE.bottom + LABEL_HEIGHT;
  return [...labels]
    .sort((a, b) => b.y - a.y || b.index - a.index)
    .map((label) => {
      const y = Math.min(label.y, highest - LABEL_HEIGHT);
      highest = y;
      return { ...label, y };
    });
};

type FlowChartProps = {
  readonly title: string;
  /** What stands below each point. */
  readonly steps: readonly string[];
  readonly series: readonly Series[];
};

/** What happened week by week, as lines; the table beside it has the numbers. */
export const FlowChart = ({ title, steps, series }: FlowChartProps) => {
  const highest = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const x = scalePoint(steps, [EDGE.left, WIDTH - EDGE.right]);
  const y = scaleLinear([0, highest], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const xAt = (index: number): number => x(steps[index] ?? "") ?? EDGE.left;
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_value, index) => xAt(index))
    .y((value) => y(value ?? 0));
  const every = Math.ceil(steps.length / MOST_LABELS);
  const labels = apart(series.map(({ name, values }, index) => ({ name, index, y: y(values.at(-1) ?? 0) })));
  return (
    <svg class="desk-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map((tick) => (
          <>
            <line class="desk-chart__rule" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(tick)} y2={y(tick)} />
            <text class="desk-chart__text desk-chart__text--end" x={EDGE.left - 8} y={y(tick) + 4}>
              {tick}
            </text>
          </>
        ))}
      {steps.map((step, index) =>
        (steps.length - 1 - index) % every === 0 ? (
          <text class="desk-chart__text desk-chart__text--middle" x={xAt(index)} y={HEIGHT - 10}>
            {step}
          </text>
        ) : null,
      )}
      {series.map(({ values }, index) => (
        <path class={CLASSES[index] ?? CLASSES[0]} d={path([...values]) ?? ""} />
      ))}
      {labels.map(({ name, y: at, index }) => (
        <>
          <line
            class={CLASSES[index] ?? CLASSES[0]}
            x1={WIDTH - EDGE.right + 8}
            x2={WIDTH - EDGE.right + 26}
            y1={at}
            y2={at}
          />
          <text class="desk-chart__text" x={WIDTH - EDGE.right + 31} y={at + 4}>
            {name}
          </text>
        </>
      ))}
    </svg>
  );
};
