import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Caller } from "#packages/policy/caller.ts";
import type { AuditFact } from "#packages/rights/audit-chain.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import type { Deps } from "./deps.ts";

type Asking = { readonly var: { readonly caller: Caller; readonly traceparent: string } };

/**
 * M4, S4: what a party does about somebody's consents or their being there is a link of the region's chain, as it is when
 * the person does it: by whom, in the transaction of the deed.
 */
export const onTrail = async (
  { var: { caller, traceparent } }: Asking,
  { records, processing, now }: Deps,
  { region, jobSeekerId }: MarketProfile,
  { what, detail }: Pick<AuditFact, "what" | "detail">,
): Promise<TransactWriteItem[]> =>
  auditWrites(records, {
    chain: region,
    at: now().toISOString(),
    what,
    by: caller.actor,
    about: `job-seeker ${await processing.pseudonym(jobSeekerId)}`,
    detail,
    trace: traceparent,
  });
