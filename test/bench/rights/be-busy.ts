import type { Platform } from "#packages/local/platform.ts";
import type { CallerRole } from "#packages/policy/operations.ts";
import { HOME } from "#test/support/policy/callers.ts";
import { createWorld } from "#test/support/policy/world.ts";
import { sessionOf } from "./ask-as-job-seeker.ts";
import { type Asker, tablesOf } from "./ask-everything.ts";

/** Something that each function answers soon, by the label of the function. */
const QUICK: readonly (readonly [label: RegExp, role: CallerRole, path: string])[] = [
  [/ReceiveNotices/, "employer", "/v1/vacancies?limit=1"],
  [/KeepWaitingLists/, "administrator", `/v1/open-hiring?region=${HOME}&limit=1`],
  [/AnswerFirms/, "employer", "/v1/couplings?limit=1"],
  [/AnswerTeams/, "coordinator", `/v1/regions/${HOME}/settings`],
  [/AnswerStaff/, "responsible-party", `/v1/review-requests?region=${HOME}&limit=1`],
];

/** More than a copy of a function lets pass uncounted in one window; a slow machine needs more than one window. */
const MOST_TRIES = 200;

const counted = (platform: Platform, label: RegExp): boolean =>
  !platform
    .unusedRights()
    .unexplained.some((right) => label.test(right.label) && /Limits/.test(right.resource));

/** Asks each function so much at once, as one client, that it has the requests counted (decision 0040). */
export const beBusy = async (platform: Platform, asker: Asker): Promise<void> => {
  const dynamo = tablesOf(platform);
  const session = await sessionOf(asker, await createWorld(dynamo, platform.now().toISOString()));
  dynamo.stop();
  const asking = [
    ...QUICK.map(([label, role, path]) => [label, () => asker.as(role, path)] as const),
    [/AnswerJobSeekers/, () => asker.with(session, "/v1/me")] as const,
  ];
  for (const [label, ask] of asking)
    for (let tries = 0; tries < MOST_TRIES && !counted(platform, label); tries += 1)
      await (await ask()).arrayBuffer();
};
