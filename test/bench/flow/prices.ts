/**
 * List prices of DynamoDB on demand in eu-central-1 (Frankfurt), in dollars a million request units, without tax: a
 * setting, entered by hand and not looked up here (half of 0.305 and 1.525, since prices were halved on 1 November
 * 2024). Look at https://aws.amazon.com/dynamodb/pricing/on-demand/ before relying on a cost.
 */
export const PRICES = {
  region: "eu-central-1",
  since: "2024-11-01",
  dollarsAMillion: { read: 0.1525, write: 0.7625 },
} as const;

export type Units = { readonly read: number; readonly write: number };

/** Cost in dollars of a thousand things that take so many units each. */
export const costOfThousand = ({ read, write }: Units): number =>
  (1_000 * (read * PRICES.dollarsAMillion.read + write * PRICES.dollarsAMillion.write)) / 1_000_000;
