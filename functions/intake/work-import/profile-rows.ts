import { NotPossibleNow } from "#packages/domain/errors.ts";
import { JobSeekerId, MarketProfileId } from "#packages/domain/ids.ts";
import {
  type MarketProfile,
  type MarketProfileInput,
  MarketProfileRow,
} from "#packages/domain/market-profile.ts";
import { type KnownProfile, replaceProfile } from "#packages/intake/change-profile.ts";
import { mergeConsents } from "#packages/intake/imports/merge-consents.ts";
import { InvalidInput } from "#packages/intake/invalid-input.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { type ProfileChange, shapeProfile } from "#packages/intake/register-profile.ts";
import { hasReaders } from "#packages/messaging/route-event.ts";
import { profileResource } from "#packages/policy/resources.ts";
import { comesAnew, ERASED_SINCE, erasedReference } from "#packages/rights/erase.ts";
import type { Told } from "#packages/rights/processing-line.ts";
import { find, findMany } from "#packages/store/documents.ts";
import type { ImportDocument } from "#packages/store/imports.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { people } from "#packages/store/persons-table.ts";
import type { ProcessingLog } from "#packages/store/processing-log.ts";
import { profileWrites } from "#packages/store/write-profile.ts";
import type { Deps } from "./deps.ts";
import { checkMay } from "./row-access.ts";
import { decideRow, type RowWork } from "./row-work.ts";

/** S4: what a file says of consents is added to what is known, and undoes nothing. */
const withConsents = (input: MarketProfileInput, { profile }: KnownProfile): MarketProfileInput => ({
  ...input,
  profile: { ...input.profile, consents: mergeConsents(profile.consents, input.profile.consents) },
});

const shape = (
  deps: Deps,
  { sender }: ImportDocument,
  { input, before, origin }: { input: MarketProfileInput; before: KnownProfile | undefined; origin: Origin },
): ProfileChange | undefined => {
  const { party } = sender.actor;
  if (party === undefined)
    throw new InvalidInput([{ pointer: "", detail: "the token of the import names no responsible party" }]);
  const context = { origin, known: deps.known };
  if (before !== undefined) return replaceProfile(before, withConsents(input, before), party, context);
  const ids = { id: MarketProfileId.parse(deps.newId()), jobSeekerId: JobSeekerId.parse(deps.newId()) };
  return shapeProfile(input, ids, party, context);
};

/** What is known of people beside the rows: who was erased lately, and how their use is put on record. */
export type People = {
  readonly erased: ReadonlyMap<string, string>;
  readonly log: Awaited<ReturnType<ProcessingLog["writer"]>>;
};

/** Throws NotPossibleNow when the person of the row was erased, and did not consent since: the file is older. */
const checkNotErased = (
  { erased }: People,
  { sender }: ImportDocument,
  { reference = "", profile }: MarketProfileInput,
): void => {
  const at = erased.get(erasedReference(sender.actor.subject, reference));
  if (at !== undefined && !comesAnew(at, profile.consents)) throw new NotPossibleNow(ERASED_SINCE);
};

/** What is known under a reference; a profile without its person was erased, or has had its time. */
type Known = KnownProfile | { readonly gone: true };

const livingOf = (known: Known | undefined): KnownProfile | undefined => {
  if (known === undefined) return undefined;
  if ("profile" in known) return known;
  throw new NotPossibleNow("names somebody who is not kept any more: bring them under a new reference");
};

/** People of the sender's party, and of its region when the token names one; who moved on is another party's (S3). */
const checkTheirs = (document: ImportDocument, profile: MarketProfile, pointer: string): void =>
  checkMay(document, profileResource(profile), {
    pointer,
    detail: "is not of the party and region of the token",
  });

const NO_TRACE = `00-${"0".repeat(31)}1-${"0".repeat(15)}1-00`;

/** What the log of processing is told of a row: by whom the import was sent, within its trace. */
const toldOf = ({ id, sender, traceparent }: ImportDocument, { now }: Origin): Told => ({
  name: "importMarketProfiles",
  activity: "keep-profile",
  by: sender.actor,
  traceparent: traceparent ?? NO_TRACE,
  startedAt: now,
  endedAt: now,
  about: `import ${id}`,
});

/** Rows of market profiles. References are the sending client's own, as in the single POST. */
export const profileRows = (
  deps: Deps,
  document: ImportDocument,
  beside: People,
): RowWork<MarketProfileInput, Known> => ({
  kind: "market-profiles",
  schema: MarketProfileRow,
  reference: ({ reference = "" }) => ({
    kind: "market-profile",
    owner: document.sender.actor.subject,
    reference,
  }),
  async read(ids) {
    const found = await findMany(deps.tables.platform, marketProfiles, ids);
    return Promise.all(
      found.map(async (profile): Promise<Known> => {
        const person = profile && (await find(deps.tables.persons, people, profile.jobSeekerId));
        return profile === undefined || person === undefined ? { gone: true } : { profile, person };
      }),
    );
  },
  decide(input, known, origin) {
    const before = livingOf(known);
    if (before === undefined) checkNotErased(beside, document, input);
    else checkTheirs(document, before.profile, "/reference");
    return decideRow(before?.profile, document, {
      regions: before === undefined ? [] : [before.profile.region],
      shape: () => {
        const change = shape(deps, document, { input, before, origin });
        if (before === undefined && change !== undefined)
          checkTheirs(document, change.profile, "/person/postcode");
        return change;
      },
      written(change) {
        const profile = { ...change.profile, importId: document.id };
        const referenceOwner = document.sender.actor.subject;
        const events = change.events.filter(hasReaders);
        const writes = profileWrites(deps.tables, { ...change, profile, referenceOwner, events });
        const line = beside.log(profile.jobSeekerId, toldOf(document, origin));
        return { regions: [profile.region], writes: [...writes, ...line] };
      },
    });
  },
});
