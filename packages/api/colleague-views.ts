import type { Claim, Refused } from "#packages/delivery/transition.ts";
import type { Actor } from "#packages/domain/actor.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { type Colleague, readColleagues } from "#packages/store/colleagues.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { type ClaimedBy, Problem } from "./problem.ts";
import { ColleagueView } from "./routes/delivery-views.ts";

/** Who works for a team, by subject. */
export type Colleagues = ReadonlyMap<string, Colleague>;

/** Somebody as colleagues see them. */
export const viewOfColleague = ({ subject, role }: Actor, colleagues: Colleagues) =>
  ColleagueView.parse({ subject, role, deskName: colleagues.get(subject)?.deskName });

/** Who has something, on the screens of the team itself. */
export const viewOfHolder = (claim: Claim | undefined, actor: Actor, colleagues: Colleagues) =>
  claim && {
    by: viewOfColleague(claim.by, colleagues),
    at: claim.at,
    mine: claim.by.subject === actor.subject,
  };

/** Who has something: by role and desk. The subject of the token is for the team's own screens, not for errors. */
export const viewOfClaim = ({ by, at }: Claim, colleagues: Colleagues): ClaimedBy => ({
  role: by.role,
  sinceAt: at,
  ...(by.region === undefined ? {} : { region: by.region }),
  ...(colleagues.get(by.subject)?.deskName === undefined
    ? {}
    : { deskName: colleagues.get(by.subject)?.deskName }),
});

type Asked = { readonly region: RegionCode; readonly at: Date };

/** A refusal as the API tells it: with a code, and with who has it where that is why. */
export const problemOf = async (
  table: Table,
  { why, detail, claim }: Refused,
  { region, at }: Asked,
): Promise<Problem> => {
  if (why === "not-a-team" || why === "other-team") return new Problem("not-allowed", detail, { why });
  if (claim === undefined) return new Problem("not-possible-now", detail, { why });
  const colleagues = await readColleagues(table, region, at);
  return new Problem("not-possible-now", detail, { why, claim: viewOfClaim(claim, colleagues) });
};
