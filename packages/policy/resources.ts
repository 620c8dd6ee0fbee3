import { consents } from "#packages/domain/consent.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { Rematch } from "#packages/domain/rematch.ts";
import type { ReviewRequest } from "#packages/domain/review-request.ts";
import type { SelfRegistration } from "#packages/domain/self-registration.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { regionsOf, type Vacancy } from "#packages/domain/vacancy.ts";
import type { Caller } from "./caller.ts";
import type { Resource } from "./relations.ts";

/** A vacancy is its employer's, and in view of the teams of every region where the work is. */
export const vacancyResource = (vacancy: Vacancy): Resource => ({
  firms: [vacancy.employer.kvkNumber],
  regions: regionsOf(vacancy),
});

/** Whether others ever came to know of a notice by its last write: complete, and its embargo over. */
const wasPublished = ({ missing, embargoUntilDate, changedAt }: SurplusNotice): boolean =>
  missing.length === 0 &&
  (embargoUntilDate === undefined || embargoUntilDate <= dayInAmsterdam(new Date(changedAt)));

/** A notice is its filer's: the firm itself, or its sector organisation. Others may see what is published. */
export const noticeResource = (notice: SurplusNotice): Resource => ({
  ...(notice.filer.role === "employer"
    ? { firms: [notice.employer.kvkNumber] }
    : { sectors: [notice.filer.sector] }),
  published: wasPublished(notice),
});

/**
 * A profile is the responsible party's; in view of the home team once the person consents to matching (S4, M1), and while
 * its use is not restricted (GDPR 18).
 */
export const profileResource = ({
  responsible,
  region,
  municipality,
  status,
  restriction,
  consents: given,
}: MarketProfile): Resource => ({
  party: responsible,
  municipality,
  regions: [region],
  visible: status !== "withdrawn" && restriction === undefined && consents(given, "matching"),
});

/** A person as whoever helps sees it: the responsible party (S1), and the teams that have taken a proposal up. */
export const helpedResource = (
  { responsible, region, municipality }: MarketProfile,
  heldBy: readonly RegionCode[],
): Resource => ({ party: responsible, municipality, regions: [region], heldBy });

/** A request for review goes to the responsible party and to the team of the region. */
export const reviewResource = ({ responsible, region, municipality }: ReviewRequest): Resource => ({
  party: responsible,
  municipality,
  regions: [region],
});

/** S7: a request to the responsible party, in view of the team of the region, which is told of it. */
export const selfRegistrationResource = ({
  responsible,
  region,
  municipality,
}: SelfRegistration): Resource => ({
  party: responsible,
  municipality,
  regions: [region],
});

/** A coupling is both firms', its filer's, and both regions' teams' (B1). */
export const couplingResource = ({
  fromFirm,
  toFirm,
  filedBy,
  fromRegion,
  toRegion,
}: Coupling): Resource => ({
  firms: [fromFirm, toFirm],
  sectors: filedBy === undefined ? [] : [filedBy],
  regions: [fromRegion, toRegion],
});

/** A proposal is of the team that has it, of the one it is offered to, and of the person's home team (M1). */
export const proposalResource = ({ region, homeRegion, handOver }: Proposal): Resource => ({
  regions: [region, homeRegion, handOver?.to],
});

/** What stands under `/v1/regions/{code}`. */
export const regionResource = (region: RegionCode): Resource => ({ regions: [region] });

/** A re-match of a region is its team's; that of the country nobody's but an administrator's. */
export const rematchResource = ({ scope }: Pick<Rematch, "scope">): Resource => ({
  regions: scope === "country" ? [] : [scope],
});

/** What the caller sent: an import. */
export const sendingResource = (sender: {
  readonly actor: { readonly subject: string };
  readonly kvkNumber?: string | undefined;
}): Resource => ({
  senders: [sender.actor.subject],
  firms: sender.kvkNumber === undefined ? [] : [sender.kvkNumber],
});

/** The caller's own, where a list is made of what is the caller's and nothing else is asked for. */
export const ownResource = ({ actor, kvkNumber, sector, municipality }: Caller): Resource => ({
  senders: [actor.subject],
  firms: kvkNumber === undefined ? [] : [kvkNumber],
  sectors: sector === undefined ? [] : [sector],
  party: actor.party,
  municipality,
  regions: [actor.region],
});
