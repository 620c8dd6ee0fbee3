import type * as z from "zod";
import type { PlatformEvent } from "#events/index.ts";
import { MarketProfileChangedV1 } from "#events/market-profile-changed.v1.ts";
import { MatchDecidedV1 } from "#events/match-decided.v1.ts";
import { MatchHandedOverV1 } from "#events/match-handed-over.v1.ts";
import type { ProposalFacts } from "#events/match-proposed.v1.ts";
import { NotificationRequestedV1 } from "#events/notification-requested.v1.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import type { Deed, Done } from "./transition.ts";

export type Trace = string | undefined;
type HandOverDeed = "hand-over-offered" | "hand-over-accepted" | "hand-over-returned";

const causeOf = (proposal: Proposal, traceparent: Trace, ...also: readonly string[]) => ({
  subject: proposal.id,
  at: new Date(proposal.changedAt),
  idFrom: [proposal.id, String(proposal.version), ...also],
  dataref: `/v1/proposals/${proposal.id}`,
  traceparent,
});

type Notification = z.input<typeof NotificationRequestedV1.schema>["data"];

const notification = (
  proposal: Proposal,
  data: Omit<Notification, "about">,
  traceparent: Trace,
): PlatformEvent =>
  NotificationRequestedV1.make(
    { about: proposal.id, ...data },
    causeOf(proposal, traceparent, data.template),
  );

/** Employers hear when somebody is introduced to them and when somebody is placed. */
const TOLD_TO_EMPLOYER: Partial<Record<Deed, "introduction-to-employer" | "placement-to-employer">> = {
  introduced: "introduction-to-employer",
  placed: "placement-to-employer",
};

const notificationsOf = ({ what, proposal }: Done, traceparent: Trace): PlatformEvent[] => {
  const template = TOLD_TO_EMPLOYER[what];
  if (template === undefined) return [];
  return [
    notification(proposal, { template, recipient: { kind: "employer", id: proposal.employer } }, traceparent),
  ];
};

type Told = z.input<typeof MatchDecidedV1.schema>["data"]["what"];

const decidedEvents = (done: Done, what: Told, traceparent: Trace): PlatformEvent[] => {
  const { id: proposalId, version, vacancyId, profileId, region } = done.proposal;
  const data = { proposalId, version, vacancyId, profileId, region, what, reason: done.reason };
  return [
    MatchDecidedV1.make(data, causeOf(done.proposal, traceparent)),
    ...notificationsOf(done, traceparent),
  ];
};

const HANDED_OVER = {
  "hand-over-offered": "offered",
  "hand-over-accepted": "accepted",
  "hand-over-returned": "returned",
} as const satisfies Record<HandOverDeed, string>;

type Handing = {
  readonly what: HandOverDeed;
  /** Between which teams; of the proposal as it was when it has been accepted or returned. */
  readonly handOver: Pick<NonNullable<Proposal["handOver"]>, "from" | "to">;
  readonly facts: z.input<typeof ProposalFacts>;
};

/** Both teams are told of every step of a hand-over, each on its own queue. */
const handedOverEvents = (
  proposal: Proposal,
  { what, handOver: { from, to }, facts }: Handing,
  traceparent: Trace,
): PlatformEvent[] => [
  ...[from, to].map((addressee) =>
    MatchHandedOverV1.make(
      { ...facts, what: HANDED_OVER[what], from, to, addressee },
      causeOf(proposal, traceparent, addressee),
    ),
  ),
  ...(what === "hand-over-offered"
    ? [
        notification(
          proposal,
          { template: "hand-over-to-team", recipient: { kind: "team", id: to } },
          traceparent,
        ),
      ]
    : []),
];

type Telling = {
  /** The proposal before the deed: an accepted hand-over is no longer in the one after. */
  readonly before: Proposal;
  /** What a message tells of the proposal as it now is. */
  readonly facts: z.input<typeof ProposalFacts>;
  readonly traceparent?: Trace;
};

/** What a team's own system hears when a decision was taken back: the state that the proposal is in again. */
const TOLD_AGAIN: Partial<Record<Proposal["state"], Told>> = {
  claimed: "claimed",
  accepted: "accepted",
  introduced: "introduced",
  placed: "placed",
};

const withdrawnEvents = ({ proposal }: Done, traceparent: Trace): PlatformEvent[] => {
  const what = TOLD_AGAIN[proposal.state];
  if (what === undefined) return [];
  const { id: proposalId, version, vacancyId, profileId, region } = proposal;
  const data = { proposalId, version, vacancyId, profileId, region, what, reason: "decision-withdrawn" };
  return [MatchDecidedV1.make(data, causeOf(proposal, traceparent))];
};

/** What is told of a deed: to the team or teams, and where it applies to the employer. */
export const eventsOfDeed = (done: Done, { before, facts, traceparent }: Telling): PlatformEvent[] => {
  const { what, proposal } = done;
  switch (what) {
    case "hand-over-offered":
    case "hand-over-accepted":
    case "hand-over-returned": {
      const handOver = proposal.handOver ?? before.handOver;
      return handOver === undefined ? [] : handedOverEvents(proposal, { what, handOver, facts }, traceparent);
    }
    case "contacted":
      return [];
    case "assigned":
      return decidedEvents(done, "claimed", traceparent);
    case "decision-withdrawn":
      return withdrawnEvents(done, traceparent);
    default:
      return decidedEvents(done, what, traceparent);
  }
};

/** That a person has been placed: matching then ends what else was open for that person. */
export const placedProfileEvent = (profile: MarketProfile, traceparent: Trace): PlatformEvent =>
  MarketProfileChangedV1.make(
    { profileId: profile.id, version: profile.version, region: profile.region, visible: false },
    {
      subject: profile.id,
      at: new Date(profile.changedAt),
      idFrom: [profile.id, String(profile.version)],
      dataref: `/v1/market-profiles/${profile.id}`,
      traceparent,
    },
  );
