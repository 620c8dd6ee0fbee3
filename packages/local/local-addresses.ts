import { awsSqsAddress } from "./assembly/identify.ts";
import type { Rewrite } from "./functions/local-environment.ts";
import type { ApiPlace } from "./http/start-apis.ts";
import type { Plan } from "./plan/plan.ts";

type Local = { readonly sqs: string; readonly issuer: string; readonly places: readonly ApiPlace[] };

/**
 * Addresses in the environment of functions, from AWS's to local ones. Needed for queues: an SDK client sends to
 * the host of the queue's URL, whatever its endpoint.
 */
export const localRewrite = (plan: Plan, { sqs, issuer, places }: Local): Rewrite => {
  const regions = new Set([plan.region, ...plan.functions.map(({ region }) => region)]);
  const issuers = new Set(plan.apis.flatMap(({ routes }) => routes.flatMap(({ jwt }) => jwt?.issuer ?? [])));
  return [
    ...[...regions].map((region) => [awsSqsAddress(region), sqs] as const),
    ...places.map(({ api, url }) => [api.awsAddress, url] as const),
    ...[...issuers].map((each) => [each, issuer] as const),
  ];
};
