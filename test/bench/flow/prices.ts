/**
 * Prices of DynamoDB on demand in us-east-1 (N. Virginia), in dollars a million request units, without tax. AWS's own page
 * (https://aws.amazon.com/dynamodb/pricing/on-demand/) shows them by script and could not be read; these are as the page of
 * `source` gives them. Those of eu-central-1, where the platform is to run, are not
 * verified: look before relying on a cost.
 */
export const PRICES = {
  region: "us-east-1",
  source: "https://airbyte.com/data-engineering-resources/dynamodb-pricing",
  dated: "2025-07-21",
  verified: "at a third party for us-east-1; unverified for eu-central-1",
  dollarsAMillion: { read: 0.125, write: 0.625 },
} as const;

export type Units = { readonly read: number; readonly write: number };

/** Cost in dollars of a thousand things that take so many units each. */
export const costOfThousand = ({ read, write }: Units): number =>
  (1_000 * (read * PRICES.dollarsAMillion.read + write * PRICES.dollarsAMillion.write)) / 1_000_000;
