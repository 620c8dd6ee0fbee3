import { createHash } from "node:crypto";
import * as z from "zod";
import { Actor } from "#packages/domain/actor.ts";
import { Moment } from "#packages/domain/dates.ts";
import { REGIONS } from "#packages/domain/regions.ts";

/** What the audit trail tells of: deeds that touch somebody's rights, or how the platform treats people. */
export const AUDITED = [
  "settings-changed",
  "proposal-decided",
  "claim-released-by-administrator",
  "personal-link-made",
  "personal-access-revoked",
  "consent-given",
  "consent-withdrawn",
  "profile-withdrawn",
  "data-exported",
  "data-rectified",
  "restriction-set",
  "restriction-lifted",
  "objection-made",
  "objection-withdrawn",
  "review-requested",
  "review-answered",
  "erasure-asked",
  "erasure-finished",
  "self-registration-settled",
] as const;
export const Audited = z.enum(AUDITED);

/** A chain for each region, so that deeds of one do not wait for those of another; `NL` for what is nobody's region. */
export const CHAINS = [...REGIONS, "NL"] as const;
export const Chain = z.enum(CHAINS);
export type Chain = z.infer<typeof Chain>;

/** What happened, before it has a place in its chain. Ids, codes and pseudonyms only. */
export const AuditFact = z.object({
  chain: Chain,
  at: Moment,
  what: Audited,
  by: Actor,
  /** The kind and id of the thing; a job seeker by pseudonym. */
  about: z.string().max(200),
  detail: z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()])).optional(),
  trace: z.string().max(60).optional(),
});
export type AuditFact = z.infer<typeof AuditFact>;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * A link of a chain: its hash covers all of it and the hash of the one before. Sequences begin at 1. What stands in it that
 * nobody knows is kept when it is read: something added is a change too.
 */
export const AuditEntry = AuditFact.extend({
  by: Actor.loose(),
  sequence: z.number().int().min(1),
  previous: Hash,
  hash: Hash,
}).loose();
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Where a chain ends. */
export const ChainHead = z.object({ chain: Chain, sequence: z.number().int().min(0), hash: Hash });
export type ChainHead = z.infer<typeof ChainHead>;

/** The head of a chain without links. */
export const emptyChain = (chain: Chain): ChainHead => ({ chain, sequence: 0, hash: "0".repeat(64) });

const isMembers = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** JSON with members in the order of their names, so that the same thing is always the same text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    isMembers(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, member]) => member !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );

const hashOf = (unhashed: Omit<AuditEntry, "hash">): string =>
  createHash("sha256").update(canonical(unhashed)).digest("hex");

/** The next link of a chain. */
export const linkAfter = (head: ChainHead, fact: AuditFact): AuditEntry => {
  const unhashed = { ...AuditFact.parse(fact), sequence: head.sequence + 1, previous: head.hash };
  return { ...unhashed, hash: hashOf(unhashed) };
};

export const headOf = ({ chain, sequence, hash }: AuditEntry): ChainHead => ({ chain, sequence, hash });

/** What is wrong with a chain, and where. */
export type Tampering = {
  readonly chain: Chain;
  readonly sequence: number;
  readonly kind: "changed" | "missing" | "out-of-order" | "cut-off" | "head-changed" | "checkpoint-differs";
};

/** A chain with the head that its table names, and the checkpoints that were taken of it elsewhere. */
export type ChainToVerify = {
  readonly head: ChainHead;
  readonly entries: readonly AuditEntry[];
  readonly checkpoints: readonly ChainHead[];
};

const wrongAt = (entry: AuditEntry, before: ChainHead): Tampering["kind"] | undefined => {
  // A link of another chain may be sound in itself: it does not belong here.
  if (entry.chain !== before.chain) return "changed";
  if (entry.sequence > before.sequence + 1) return "missing";
  if (entry.sequence <= before.sequence) return "out-of-order";
  const { hash, ...unhashed } = entry;
  return entry.previous !== before.hash || hashOf(unhashed) !== hash ? "changed" : undefined;
};

const wrongHead = (head: ChainHead, last: ChainHead): Tampering["kind"] | undefined => {
  if (head.sequence > last.sequence) return "cut-off";
  return head.hash === last.hash && head.sequence === last.sequence ? undefined : "head-changed";
};

/**
 * Goes through a chain from its beginning: every link must follow the one before, its hash must be right, the head must
 * be the last of them, and every checkpoint must lie on it. A checkpoint beyond the end shows that the last links were
 * taken away, with the head or without. Empty when all is well.
 */
export const verifyChain = ({ head, entries, checkpoints }: ChainToVerify): Tampering[] => {
  const { chain } = head;
  const found: Tampering[] = [];
  const hashes = new Map<number, string>([[0, emptyChain(chain).hash]]);
  let last = emptyChain(chain);
  for (const entry of entries) {
    const kind = wrongAt(entry, last);
    if (kind !== undefined) found.push({ chain, sequence: entry.sequence, kind });
    last = { ...headOf(entry), chain };
    hashes.set(entry.sequence, entry.hash);
  }
  const kind = wrongHead(head, last);
  if (kind !== undefined) found.push({ chain, sequence: head.sequence, kind });
  for (const { sequence, hash } of checkpoints) {
    if (sequence > last.sequence) found.push({ chain, sequence, kind: "cut-off" });
    else if (hashes.get(sequence) !== hash) found.push({ chain, sequence, kind: "checkpoint-differs" });
  }
  return found;
};
