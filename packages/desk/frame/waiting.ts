import type { Role } from "#packages/domain/actor.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import type { ApiClient } from "../api/client.ts";
import { listRequests } from "../api/self-registrations.ts";
import type { User } from "./sessions.ts";

/** Who sees the requests of people who came forward alone (S7): the party that helps, and the team that follows. */
export const REQUEST_ROLES = ["responsible-party", "team", "coordinator"] as const satisfies readonly Role[];

/** How many requests wait, for the menu; `more` when there are more than were counted. */
export type Waiting = { readonly open: number; readonly more: boolean; readonly overdue: number };

/** Where somebody follows requests: the region of their token, or else the one that they chose in this browser. */
export const regionFor = (user: Pick<User, "region">, chosen: string | undefined): RegionCode | undefined =>
  RegionCode.safeParse(user.region ?? chosen).data;

type Whose = { readonly user: User; readonly region: RegionCode };
type Counted = { readonly until: number; readonly waiting: Promise<Waiting | undefined> };

/** As many as one question to the API tells; who has more than that need not know how many more. */
const MOST = 100;
const KEPT_MS = 60_000;

/** Of each person: what people of one party may see differs by their token, as by municipality (decision 0055). */
const keyOf = ({ user, region }: Whose): string => `${user.role} ${user.subject} ${region}`;

const count = async (api: ApiClient, region: RegionCode): Promise<Waiting> => {
  const { items, nextCursor } = await listRequests(api, { region, state: "waiting", limit: MOST });
  return {
    open: items.length,
    more: nextCursor !== undefined,
    overdue: items.filter(({ overdue }) => overdue).length,
  };
};

/** Counts for the menu, of each person in a region, asked of the API once a minute at most. */
export const waitingCounts = (now: () => Date) => {
  const known = new Map<string, Counted>();
  const forgetOld = (): void => {
    for (const [key, { until }] of known) if (until <= now().getTime()) known.delete(key);
  };
  return {
    /** Undefined when it cannot be counted now: a menu is no reason to show no page. */
    find(api: ApiClient, whose: Whose): Promise<Waiting | undefined> {
      const key = keyOf(whose);
      const before = known.get(key);
      if (before !== undefined && before.until > now().getTime()) return before.waiting;
      forgetOld();
      const waiting = count(api, whose.region).catch(() => {
        known.delete(key);
        return undefined;
      });
      known.set(key, { until: now().getTime() + KEPT_MS, waiting });
      return waiting;
    },
    /** Somebody just changed it, or is looking at the list itself. */
    forget: (whose: Whose): void => {
      known.delete(keyOf(whose));
    },
  };
};
export type WaitingCounts = ReturnType<typeof waitingCounts>;
