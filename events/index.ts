import * as z from "zod";
import { CouplingAgreedV1 } from "./coupling-agreed.v1.ts";
import { CouplingDeclinedV1 } from "./coupling-declined.v1.ts";
import { CouplingEndedV1 } from "./coupling-ended.v1.ts";
import { CouplingExpiredV1 } from "./coupling-expired.v1.ts";
import { CouplingProposedV1 } from "./coupling-proposed.v1.ts";
import { CouplingRemindedV1 } from "./coupling-reminded.v1.ts";
import { ImportSettledV1 } from "./import-settled.v1.ts";
import { MarketProfileChangedV1 } from "./market-profile-changed.v1.ts";
import { MarketProfileRegisteredV1 } from "./market-profile-registered.v1.ts";
import { MarketProfileWithdrawnV1 } from "./market-profile-withdrawn.v1.ts";
import { MatchDecidedV1 } from "./match-decided.v1.ts";
import { MatchEndedV1 } from "./match-ended.v1.ts";
import { MatchHandedOverV1 } from "./match-handed-over.v1.ts";
import { MatchProposedV1 } from "./match-proposed.v1.ts";
import { MatchRescoredV1 } from "./match-rescored.v1.ts";
import { NotificationRequestedV1 } from "./notification-requested.v1.ts";
import { RecouplingRequestedV1 } from "./recoupling-requested.v1.ts";
import { RedeliveryRequestedV1 } from "./redelivery-requested.v1.ts";
import { RematchRequestedV1 } from "./rematch-requested.v1.ts";
import { SelfRegistrationChangedV1 } from "./self-registration-changed.v1.ts";
import { SelfRegistrationReceivedV1 } from "./self-registration-received.v1.ts";
import { SurplusNoticeChangedV1 } from "./surplus-notice-changed.v1.ts";
import { SurplusNoticeRegisteredV1 } from "./surplus-notice-registered.v1.ts";
import { SurplusNoticeWithdrawnV1 } from "./surplus-notice-withdrawn.v1.ts";
import { VacancyChangedV1 } from "./vacancy-changed.v1.ts";
import { VacancyRegisteredV1 } from "./vacancy-registered.v1.ts";
import { VacancyWithdrawnV1 } from "./vacancy-withdrawn.v1.ts";
import { WaitingListChangedV1 } from "./waiting-list-changed.v1.ts";

/** Every event in force. */
export const catalogue = [
  VacancyRegisteredV1,
  VacancyChangedV1,
  VacancyWithdrawnV1,
  SurplusNoticeRegisteredV1,
  SurplusNoticeChangedV1,
  SurplusNoticeWithdrawnV1,
  MarketProfileRegisteredV1,
  MarketProfileChangedV1,
  MarketProfileWithdrawnV1,
  SelfRegistrationReceivedV1,
  SelfRegistrationChangedV1,
  ImportSettledV1,
  MatchProposedV1,
  MatchRescoredV1,
  MatchEndedV1,
  MatchDecidedV1,
  MatchHandedOverV1,
  CouplingProposedV1,
  CouplingAgreedV1,
  CouplingDeclinedV1,
  CouplingExpiredV1,
  CouplingEndedV1,
  CouplingRemindedV1,
  WaitingListChangedV1,
  RecouplingRequestedV1,
  RedeliveryRequestedV1,
  RematchRequestedV1,
  NotificationRequestedV1,
] as const;

/** Any event of the catalogue; told apart by `type`. */
export const PlatformEvent = z.discriminatedUnion("type", [
  VacancyRegisteredV1.schema,
  VacancyChangedV1.schema,
  VacancyWithdrawnV1.schema,
  SurplusNoticeRegisteredV1.schema,
  SurplusNoticeChangedV1.schema,
  SurplusNoticeWithdrawnV1.schema,
  MarketProfileRegisteredV1.schema,
  MarketProfileChangedV1.schema,
  MarketProfileWithdrawnV1.schema,
  SelfRegistrationReceivedV1.schema,
  SelfRegistrationChangedV1.schema,
  ImportSettledV1.schema,
  MatchProposedV1.schema,
  MatchRescoredV1.schema,
  MatchEndedV1.schema,
  MatchDecidedV1.schema,
  MatchHandedOverV1.schema,
  CouplingProposedV1.schema,
  CouplingAgreedV1.schema,
  CouplingDeclinedV1.schema,
  CouplingExpiredV1.schema,
  CouplingEndedV1.schema,
  CouplingRemindedV1.schema,
  WaitingListChangedV1.schema,
  RecouplingRequestedV1.schema,
  RedeliveryRequestedV1.schema,
  RematchRequestedV1.schema,
  NotificationRequestedV1.schema,
]);
export type PlatformEvent = z.infer<typeof PlatformEvent>;
