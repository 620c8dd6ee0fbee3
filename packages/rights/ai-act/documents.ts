import { ACTIVITIES } from "../processing-activities.ts";
import { RETENTION } from "../retention.ts";
import type { Metrics, PopulationFigures } from "./metrics.ts";
import { judge, RISKS } from "./risks.ts";

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
};
const MADE = "Made by `npm run ai-act`; a test compares it with what the code makes now.";

const purpose = ({ rules }: Metrics): string => `# Intended purpose

${MADE} Rules in force with the starter classification: \`${rules}\`.

Overstap proposes to regional mobility teams which job seekers and vacancies may suit each other, with the reasons. It is built
as if Annex III, 4(a) of the AI Act applies. It is made of rules that people wrote: nothing is learnt from data, and the
same input gives the same points on every machine.

**For.** Teams, responsible parties and employers in the 35 labour-market regions. **About.** Job seekers who consented (S4).

**Not for.** Choosing between people for an employer, recruiting without a team, advice on benefits, anything about people who
did not consent. Open hiring is never scored (D4).

## What people do

A proposal is a proposal (M4). Somebody of the team claims it, and accepts or rejects it with a reason; the platform cannot,
and no other system can, whatever its token says: deciding takes a person who has signed in.
\`test/unit/rights/human-decision.test.ts\` tries every deed in every state. A team can take another decision than the score suggests,
leave a proposal alone, and stop the matcher for its people (\`matchingPaused\` of its settings); what came meanwhile is matched when
it goes on. Job seekers see every proposal with its reasons, object to matching, and have a person look again within five
working days, never the one who decided.

**Against automation bias.** A score tells how much of what is known fits, not how good somebody is. Read the reasons and
what is missing before the number; unknown is not a lack; the second in the list may be the better choice. Pages show these words
where scores are shown.

## Limits

- A profile that tells little scores little: completeness stands beside each score.
- The distance is as the crow flies, between centres of postcode areas.
- Occupations and competencies are as good as the classification and the intake.
- What differs by group in the labour market shows in the outcome (R4).
- The figures are of invented people: they show what the rules do, not what the labour market is.
`;

const register = (metrics: Metrics): string => {
  const rows = RISKS.map((risk) => {
    const { figure, kept } = judge(risk, metrics);
    const bound = "least" in risk.bound ? `at least ${risk.bound.least}` : `at most ${risk.bound.most}`;
    return [risk.id, risk.risk, risk.met, `${figure} ${risk.unit}`, bound, kept ? "kept" : "BROKEN"];
  });
  return `# Risk register

${MADE} The check of the code fails when a bound is not kept.

${table(["", "risk", "how it is met", "figure", "bound", ""], rows)}
`;
};

const groupsOf = ({ kind, groups, ratioPermille, scoreGap }: PopulationFigures): string => {
  const rows = groups.map((one) => [one.trait, one.group, one.people, one.proposedPermille, one.meanScore]);
  const traits = Object.entries(ratioPermille).map(([trait, ratio]) => [
    trait,
    ratio,
    Object.entries(scoreGap).find(([other]) => other === trait)?.[1] ?? 0,
  ]);
  return `## The ${kind} population

${table(["trait", "group", "people", "proposed, permille", "mean score"], rows)}

${table(["trait", "lowest rate to highest, permille", "widest difference of mean scores"], traits)}
`;
};

const figures = (metrics: Metrics): string => `# Figures by group

${MADE} ${metrics.sizes.people} invented people and ${metrics.sizes.vacancies} invented vacancies, seed ${metrics.sizes.seed}; proposed are at most five people
a vacancy that score 150,000 points or more. In the _neutral_ population groups are drawn by lot; in the _unequal_ one hours, experience
and reach differ by group as they do in labour markets.

${metrics.populations.map(groupsOf).join("\n")}
## Twins

${metrics.counterfactual.people} pairs of twins who differ in age, sex, origin or health only, ${metrics.counterfactual.pairs} matches: ${metrics.counterfactual.differences} differ.
`;

const data = (): string => {
  const kept = Object.entries(RETENTION).map(([what, { seconds, from, ground }]) => [
    what,
    Math.round((seconds / 86_400) * 100) / 100,
    from,
    ground,
  ]);
  const uses = Object.entries(ACTIVITIES).map(([code, one]) => [
    code,
    one.purpose,
    one.ground,
    one.data.join(", "),
    one.receivers.join(", "),
  ]);
  return `# Data

${MADE} Nothing is trained, so there are no training data. What the rules read is listed in \`packages/matching/terms.ts\`: occupation,
competencies, hours, dates, kinds of contract, languages, level of education, licences, reach, learning job, exclusions, and the
postcode area. Age, sex, nationality, group, health and benefit have no field there (I6, M3).

## What personal data are used for

${table(["use", "purpose", "ground (GDPR 6)", "data", "receivers"], uses)}

## How long they are kept

${table(["class", "days", "from", "ground"], kept)}
`;
};

/** The file of the AI Act, by name. */
export const aiActDocuments = (metrics: Metrics): Readonly<Record<string, string>> => ({
  "intended-purpose.md": purpose(metrics),
  "risk-register.md": register(metrics),
  "figures-by-group.md": figures(metrics),
  "data.md": data(),
  "metrics.json": `${JSON.stringify(metrics, null, 2)}\n`,
});
