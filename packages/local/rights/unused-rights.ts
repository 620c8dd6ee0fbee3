import type { Right } from "./needed-rights.ts";
import type { RolePlan } from "./plan-rights.ts";

/** A right that a function has and did not use. */
export type UnusedRight = Right & { readonly label: string };

export type UnusedRights = {
  /** Nobody knows what for: to be taken away. */
  readonly unexplained: readonly UnusedRight[];
  /** Not used on one machine for a reason that is known, by that reason. */
  readonly explained: ReadonlyMap<string, readonly UnusedRight[]>;
};

/** Rights that are used on AWS only, or only when something has gone wrong. */
const EXPLANATIONS: readonly (readonly [why: string, matches: (right: Right) => boolean])[] = [
  [
    "Lambda itself writes the log and the traces of a function, on AWS",
    ({ action }) => action.startsWith("logs:") || action.startsWith("xray:"),
  ],
  [
    "DynamoDB uses the key of a table on behalf of whoever asks; which of these it needs when is AWS's",
    ({ action }) => action.startsWith("kms:"),
  ],
  [
    "Lambda tells the dead letters of a stream of what it gave up; nothing is given up in a good run",
    ({ action, resource }) => action === "sqs:SendMessage" && /DeadLetters/.test(resource),
  ],
];

type Holder = { readonly label: string; readonly role: RolePlan };

const rightsOf = ({ label, role }: Holder): UnusedRight[] =>
  role.policies.flatMap(({ document }) =>
    document.Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((resource) => ({ label, action, resource }))),
    ),
  );

/** What functions may do and did not: `used` are lines of role, action and resource. */
export const unusedRights = (holders: readonly Holder[], used: ReadonlySet<string>): UnusedRights => {
  const isUsed = ({ name }: RolePlan, { action, resource }: Right) =>
    used.has(`${name} ${action} ${resource}`);
  const unused = holders.flatMap((holder) => rightsOf(holder).filter((right) => !isUsed(holder.role, right)));
  const whys = new Map(
    unused.map((right) => [right, EXPLANATIONS.find(([, matches]) => matches(right))?.[0]]),
  );
  return {
    unexplained: unused.filter((right) => whys.get(right) === undefined),
    explained: new Map(
      EXPLANATIONS.map(([why]) => [why, unused.filter((right) => whys.get(right) === why)] as const).filter(
        ([, rights]) => rights.length > 0,
      ),
    ),
  };
};

/** For a person to read. */
export const unusedText = ({ unexplained, explained }: UnusedRights): string =>
  [
    unexplained.length === 0
      ? "Every right that a function has was used, but for those that are explained."
      : `${unexplained.length} right(s) that no function used, and that nothing explains:`,
    ...unexplained.map(({ label, action, resource }) => `  ${label}: ${action} on ${resource}`),
    ...[...explained].map(([why, rights]) => `  ${rights.length} explained: ${why}.`),
  ].join("\n");
