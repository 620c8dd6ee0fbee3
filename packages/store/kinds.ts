import { MarketProfile } from "#packages/domain/market-profile.ts";
import { isOpen, Proposal } from "#packages/domain/proposal.ts";
import { lineOfProposal } from "#packages/domain/queue-line.ts";
import { isWaiting, SelfRegistration } from "#packages/domain/self-registration.ts";
import { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import { isErased } from "#packages/rights/erase.ts";
import { expiryOf } from "#packages/rights/retention.ts";
import type { Kind } from "./documents.ts";
import { keys, lists } from "./keys.ts";
import { queueAttributes } from "./queue-lines.ts";

/** Whose notices they are in lists and references: a firm, or a sector organisation (B4). */
export const filerOf = (notice: Pick<SurplusNotice, "filer" | "employer">): string =>
  notice.filer.role === "employer" ? notice.employer.kvkNumber : `SECTOR-${notice.filer.sector}`;

export const vacancies: Kind<Vacancy> = {
  schema: Vacancy,
  key: keys.vacancy,
  list: ({ employer, registeredAt, id }) => lists.ofEmployer(employer.kvkNumber, registeredAt, id),
};

export const surplusNotices: Kind<SurplusNotice> = {
  schema: SurplusNotice,
  key: keys.notice,
  list: (notice) => lists.ofFiler(filerOf(notice), notice.registeredAt, notice.id),
};

export const marketProfiles: Kind<MarketProfile> = {
  schema: MarketProfile,
  key: keys.profile,
  list: ({ responsible, region, registeredAt, id, erasedAt }) =>
    erasedAt === undefined ? lists.ofParty(responsible, region, registeredAt, id) : undefined,
  expires: ({ erasedAt, withdrawal }) => {
    if (erasedAt !== undefined) return expiryOf("erasedProfile", new Date(erasedAt));
    return withdrawal === undefined ? undefined : expiryOf("withdrawnProfile", new Date(withdrawal.at));
  },
};

export const selfRegistrations: Kind<SelfRegistration> = {
  schema: SelfRegistration,
  key: keys.selfRegistration,
  list: (registration) => {
    const { responsible: party, region, receivedAt, id } = registration;
    return lists.selfRegistered({ party, region, waiting: isWaiting(registration) }, receivedAt, id);
  },
  expires: (registration) => {
    const { receivedAt, changedAt, claim } = registration;
    return isWaiting(registration)
      ? expiryOf("selfRegistration", new Date(claim?.at ?? receivedAt))
      : expiryOf("settledSelfRegistration", new Date(changedAt ?? receivedAt));
  },
};

export const proposals: Kind<Proposal> = {
  schema: Proposal,
  key: keys.proposal,
  list: (proposal) => {
    const { region, id, state, dueAt } = proposal;
    return {
      ...lists.inbox(region, id, isOpen(state), dueAt),
      ...queueAttributes(lineOfProposal(proposal)),
    };
  },
  // A placement is over when it has been checked, three months after its start. A tombstone answers while messages lead to it.
  expires: (proposal) => {
    const { state, changedAt } = proposal;
    if (isErased(proposal)) return expiryOf("erasedProfile", new Date(changedAt));
    return isOpen(state) || state === "placed" ? undefined : expiryOf("endedProposal", new Date(changedAt));
  },
};
