import type { CallerRole } from "#packages/policy/operations.ts";
import type { Claims } from "#test/support/intake/intake-app.ts";

/** Where everything of the matrix stands. */
export const HOME = "AM13";
/** A firm of the samples: the local provider has a client for it. */
export const FIRM = "90000001";

/** One caller of every role, to whom the things of `world.ts` belong where the role has things. */
export const OWN: Record<CallerRole, Claims> = {
  employer: { sub: "client-employer", role: "employer", kvkNumber: FIRM },
  "sector-organisation": { sub: "client-sector", role: "sector-organisation", sector: "I" },
  "responsible-party": { sub: "client-municipality", role: "responsible-party", party: "municipality" },
  team: { sub: "client-team", role: "team", region: HOME },
  coordinator: { sub: "client-coordinator", role: "coordinator", region: HOME },
  "national-point": { sub: "client-national", role: "national-point" },
  cashier: { sub: "client-cashier", role: "cashier" },
  "steering-group": { sub: "client-steering", role: "steering-group" },
  auditor: { sub: "client-auditor", role: "auditor" },
  administrator: { sub: "client-administrator", role: "administrator" },
};

/** Callers of the same role to whom nothing of it belongs; roles that act for the whole country have none. */
export const NEIGHBOURS: Partial<Record<CallerRole, readonly Claims[]>> = {
  employer: [{ sub: "other-employer", role: "employer", kvkNumber: "87654321" }],
  "sector-organisation": [{ sub: "other-sector", role: "sector-organisation", sector: "Q" }],
  "responsible-party": [
    { sub: "other-party", role: "responsible-party", party: "uwv" },
    { sub: "other-region", role: "responsible-party", party: "municipality", region: "AM01" },
    { sub: "other-municipality", role: "responsible-party", party: "municipality", municipality: "GM0599" },
  ],
  team: [{ sub: "other-team", role: "team", region: "AM01" }],
  coordinator: [{ sub: "other-coordinator", role: "coordinator", region: "AM01" }],
};
