import { loadHighs } from "#packages/brokerage/load-highs.ts";
import type { TransportProblem } from "#packages/brokerage/transport.ts";
import { UNLIMITED } from "#packages/brokerage/transport.ts";

const concat = (...lists: Int32Array[]): number[] => lists.flatMap((list) => [...list]);

/** The most points of a problem by HiGHS, run to proof: the oracle of the network simplex. Also how long it took, in ms. */
export const solveWithHighs = async (
  problem: TransportProblem,
): Promise<{ points: number; status: boolean; ms: number }> => {
  const highs = await loadHighs();
  const { heads, placeOpen, placeVacancy, vacancyTotal, arcGroup, arcPlace, arcValue, arcLimit } = problem;
  const arcs = arcValue.length;
  const rows = heads.length + placeOpen.length + vacancyTotal.length;
  const indices = new Int32Array(arcs * 3);
  const starts = Int32Array.from({ length: arcs + 1 }, (_, arc) => arc * 3);
  for (let arc = 0; arc < arcs; arc++) {
    const place = arcPlace[arc] ?? 0;
    indices[arc * 3] = arcGroup[arc] ?? 0;
    indices[arc * 3 + 1] = heads.length + place;
    indices[arc * 3 + 2] = heads.length + placeOpen.length + (placeVacancy[place] ?? 0);
  }
  const began = performance.now();
  const model = highs.createModel({
    sense: highs.constants.objectiveSense.maximize,
    numCols: arcs,
    numRows: rows,
    colCost: Float64Array.from(arcValue),
    colLower: new Float64Array(arcs),
    colUpper: Float64Array.from(arcLimit, (limit) => (limit === UNLIMITED ? highs.infinity : limit)),
    rowLower: new Float64Array(rows).fill(-highs.infinity),
    rowUpper: Float64Array.from(concat(heads, placeOpen, vacancyTotal)),
    matrix: {
      format: "csc",
      numRows: rows,
      numCols: arcs,
      starts,
      indices,
      values: new Float64Array(arcs * 3).fill(1),
    },
  });
  try {
    model.options.set({ output_flag: false });
    model.run();
    return {
      points: Math.round(model.getObjectiveValue()),
      status: model.getModelStatus() === highs.constants.modelStatus.optimal,
      ms: performance.now() - began,
    };
  } finally {
    model.dispose();
  }
};
