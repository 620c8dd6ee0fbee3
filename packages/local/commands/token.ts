import { parseArgs } from "node:util";
import { CannotRun } from "../cannot-run.ts";
import { readState } from "../data-directory.ts";
import { fetchToken } from "../identity/fetch-token.ts";
import { systemKeyIn } from "../identity/identity-keys.ts";
import { DEFAULT_PORTS } from "../ports.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `npm run --silent token -- CLIENT [--data-dir DIR]
  CLIENT          employer, team-am17, … with a secret; system-employer, system-team-am17, … with a signed assertion;
                  medewerker-am17, gebruiker-responsible-party-uwv, … signs in as that person, who may decide (M4)
  --data-dir DIR  of the platform that runs (default: DATA_DIR, or .data)
Prints an access token and nothing else.`;

const readOptions = () => {
  try {
    return parseArgs({
      options: { "data-dir": { type: "string" }, help: { type: "boolean", default: false } },
      allowPositionals: true,
    });
  } catch (cause) {
    throw new CannotRun(`${cause instanceof Error ? cause.message : cause}\n${USAGE}`);
  }
};

await runCommand(async () => {
  const { values, positionals } = readOptions();
  const [client] = positionals;
  if (values.help || client === undefined) {
    console.log(USAGE);
    return;
  }
  const dataDir = values["data-dir"] ?? process.env["DATA_DIR"] ?? ".data";
  const port = readState(dataDir).ports?.issuer ?? DEFAULT_PORTS.issuer;
  console.log(await fetchToken(`http://127.0.0.1:${port}`, client, systemKeyIn(dataDir)));
});
