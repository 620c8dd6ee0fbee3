import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { starterClassification } from "#packages/classification/load-classification.ts";
import { aiActDocuments } from "#packages/rights/ai-act/documents.ts";
import { measure } from "#packages/rights/ai-act/metrics.ts";
import { judge, RISKS } from "#packages/rights/ai-act/risks.ts";

describe("the file of the AI Act", () => {
  const metrics = measure(starterClassification());

  it.each(RISKS.map((risk) => [risk.id, risk] as const))("%s keeps its bound", (_, risk) => {
    expect(judge(risk, metrics)).toMatchObject({ kept: true });
  });

  it("a bound that is not kept is found", () => {
    const [first] = RISKS;
    const worse = { ...metrics, counterfactual: { ...metrics.counterfactual, differences: 1 } };
    expect(first && judge(first, worse)).toMatchObject({ id: "R1", kept: false });
  });

  it("I6, M3: twins who differ in a protected trait only come out the same to the point", () => {
    expect(metrics.counterfactual.pairs).toBeGreaterThan(500);
    expect(metrics.counterfactual.differences).toBe(0);
  });

  it.each(Object.entries(aiActDocuments(metrics)))(
    "%s is as the code makes it: npm run ai-act",
    (name, text) => {
      expect(readFileSync(`infra/ai-act/${name}`, "utf8")).toBe(text);
    },
  );
});
