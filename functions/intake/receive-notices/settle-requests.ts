import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Context } from "hono";
import { seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import {
  closeSelfRegistrationRoute,
  releaseSelfRegistrationRoute,
  takeUpSelfRegistrationRoute,
} from "#packages/api/routes/self-registrations.ts";
import { checkIfMatch, etagOf } from "#packages/api/versions.ts";
import { freeCode } from "#packages/coupling/invitations.ts";
import { TooBusy } from "#packages/domain/errors.ts";
import type { ClosingReason, SelfRegistration } from "#packages/domain/self-registration.ts";
import {
  closeRequest,
  releaseRequest,
  type Settling,
  takeUpRequest,
  toldOfRequest,
} from "#packages/intake/settle-self-registration.ts";
import { selfRegistrationResource } from "#packages/policy/resources.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import { find } from "#packages/store/documents.ts";
import { selfRegistrations } from "#packages/store/kinds.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { settledSelfRegistrationWrites } from "#packages/store/write-self-registration.ts";
import { type Deps, originOf } from "./deps.ts";
import { toldOf } from "./told.ts";

type Asked = Context<ApiEnv>;
type Deed = {
  readonly name: string;
  readonly id: string;
  /** What becomes of it; undefined when it is so already. Throws NotPossibleNow. */
  readonly decide: (before: SelfRegistration, doing: Settling) => SelfRegistration | undefined;
  /** What is written besides. */
  readonly besides?: (after: SelfRegistration, doing: Settling) => Promise<readonly TransactWriteItem[]>;
};

const TRIES = 8;
const pause = (count: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** count));

/** One try, in one transaction with the line in the log of processing. Undefined when somebody wrote in between. */
const attempt = async (c: Asked, deps: Deps, deed: Deed): Promise<SelfRegistration | undefined> => {
  const { id, name, decide, besides } = deed;
  const { tables, processing } = deps;
  const before = seen(c, await find(tables.platform, selfRegistrations, id), selfRegistrationResource, id);
  const origin = originOf(c, deps);
  const doing = { by: c.var.caller.actor, at: origin.now };
  const after = decide(before, doing);
  if (after === undefined) return before;
  checkIfMatch(c, before.version);
  const writes = [
    ...settledSelfRegistrationWrites(tables, after, [toldOfRequest(after, origin)]),
    ...(await processing.writes(id, toldOf(c, deps, name, "settle-self-registration"))),
    ...((await besides?.(after, doing)) ?? []),
  ];
  try {
    await commit(tables.platform.client, writes);
    return after;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

/** Decides anew when a colleague wrote in between: of two who take it up at once, one has it and the other is told. */
const settle = async (c: Asked, deps: Deps, deed: Deed): Promise<Response> => {
  for (let count = 0; count < TRIES; count += 1) {
    const settled = await attempt(c, deps, deed);
    if (settled !== undefined) return c.json(settled, 200, { etag: etagOf(settled.version) });
    await pause(count);
  }
  throw new TooBusy("the self-registration is being written by others");
};

/** Nobody is turned away without a trace: that it was closed, by whom and why, is a link of the region's chain. */
const closed =
  (c: Asked, { tables, records }: Deps, reason: ClosingReason): NonNullable<Deed["besides"]> =>
  async (after, { by, at }) => [
    ...(await freeCode(tables.platform, after)),
    ...(await auditWrites(records, {
      chain: after.region,
      at: at.toISOString(),
      what: "self-registration-settled",
      by,
      about: `self-registration ${after.id}`,
      detail: { outcome: "closed", reason },
      trace: c.var.traceparent,
    })),
  ];

/** What the responsible party does with the requests of people who came forward alone (S7). */
export const serveSettling = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(takeUpSelfRegistrationRoute, (c) => {
    const { id } = c.req.valid("param");
    return settle(c, deps, { name: "takeUpSelfRegistration", id, decide: takeUpRequest });
  });

  api.openapi(releaseSelfRegistrationRoute, (c) => {
    const { id } = c.req.valid("param");
    return settle(c, deps, { name: "releaseSelfRegistration", id, decide: releaseRequest });
  });

  api.openapi(closeSelfRegistrationRoute, (c) => {
    const { id } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    return settle(c, deps, {
      name: "closeSelfRegistration",
      id,
      decide: (before, doing) => closeRequest(before, reason, doing),
      besides: closed(c, deps, reason),
    });
  });
};
