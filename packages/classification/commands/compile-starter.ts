import { parseArgs } from "node:util";
import { openClassification } from "../compact/open-classification.ts";
import { writeCompact } from "../compact-file.ts";
import { compiledStarter } from "../load-classification.ts";

const USAGE = `Usage: npm run classification:starter -- --out DIR

Checks the starter classification and writes its compact form to DIR. The platform does not need this: it compiles
the starter when it is built.`;

const { values } = parseArgs({ options: { out: { type: "string" } } });
if (values.out === undefined) {
  console.log(USAGE);
  process.exitCode = 2;
} else {
  const bytes = compiledStarter();
  const { version, counts } = openClassification(bytes);
  const path = writeCompact(values.out, bytes);
  console.log(
    `${version}: ${counts.occupations} occupations, ${counts.competencies} competencies, in ${path}`,
  );
}
