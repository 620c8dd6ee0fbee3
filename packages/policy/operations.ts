import type { Role } from "#packages/domain/actor.ts";
import type { Relation } from "./relations.ts";

/** Roles that a token can carry: nobody outside is the platform itself, and job seekers come with a personal session. */
export type CallerRole = Exclude<Role, "system" | "job-seeker">;

/** Who may ask an operation, and on what. */
export type Rule = Partial<Record<CallerRole, Relation>>;

/** What a member of a team may, its coordinator may (G2). */
const teams = (relation: Relation) => ({ team: relation, coordinator: relation }) as const satisfies Rule;
const everything = { administrator: "any" } as const satisfies Rule;

const overseers = {
  "national-point": "figures",
  "steering-group": "figures",
  auditor: "figures",
  administrator: "figures",
} as const satisfies Rule;

/** The firm itself, or the organisation of its sector (B4). */
const filers = { employer: "own-firm", "sector-organisation": "own-sector" } as const satisfies Rule;

/**
 * The one table of who may do what: operation → role → on what. One line for an operation of the API; what is not
 * here does not exist, a role that is not in a line is refused (403), and a thing to which the caller does not stand as
 * the line says is not there (404). `test/flow/policy-matrix.test.ts` tries every line.
 */
export const OPERATIONS = {
  registerVacancy: { employer: "own-firm" },
  listVacancies: { employer: "own-firm", ...teams("own-region"), "national-point": "any", ...everything },
  findVacancy: { employer: "own-firm", ...teams("own-region"), "national-point": "any", ...everything },
  changeVacancy: { employer: "own-firm" },
  withdrawVacancy: { employer: "own-firm" },
  confirmVacancy: { employer: "own-firm" },
  countProposals: { employer: "own-firm", ...everything },
  registerSurplusNotice: filers,
  listSurplusNotices: { ...filers, administrator: "published" },
  findSurplusNotice: { ...filers, administrator: "published" },
  changeSurplusNotice: filers,
  withdrawSurplusNotice: filers,
  endSurplusNotice: filers,
  registerMarketProfile: { "responsible-party": "own-party" },
  listMarketProfiles: { "responsible-party": "own-party", ...teams("own-region-visible"), ...everything },
  findMarketProfile: { "responsible-party": "own-party", ...teams("own-region-visible"), ...everything },
  changeMarketProfile: { "responsible-party": "own-party" },
  withdrawMarketProfile: { "responsible-party": "own-party" },
  giveConsent: { "responsible-party": "own-party" },
  withdrawConsent: { "responsible-party": "own-party" },
  // What opens somebody's own data is given by whoever helps that person, and by nobody else.
  makePersonalLink: { "responsible-party": "own-party", ...teams("own-held-people") },
  revokePersonalAccess: { "responsible-party": "own-party", ...teams("own-held-people") },
  // S4: and only whoever has claimed it; the handler says so.
  showPerson: teams("own-cases"),
  listReviewRequests: { "responsible-party": "own-party", ...teams("own-region") },
  findReviewRequest: { "responsible-party": "own-party", ...teams("own-region") },
  answerReviewRequest: { "responsible-party": "own-party", ...teams("own-region") },
  readAuditTrail: { auditor: "any" },
  // S7: whoever meets somebody who comes forward alone passes it on; the party that it goes to settles it, and only the
  // party reads who it is (`parts.ts`). The team of the region follows it.
  registerSelf: { "responsible-party": "any", ...teams("any"), "national-point": "any", ...everything },
  listSelfRegistrations: { "responsible-party": "own-party", ...teams("own-region") },
  findSelfRegistration: { "responsible-party": "own-party", ...teams("own-region") },
  takeUpSelfRegistration: { "responsible-party": "own-party" },
  releaseSelfRegistration: { "responsible-party": "own-party" },
  closeSelfRegistration: { "responsible-party": "own-party" },
  importVacancies: { employer: "own-sending" },
  addVacancyFiles: { employer: "own-sending" },
  showVacancyTemplate: { employer: "any" },
  importSurplusNotices: { employer: "own-sending", "sector-organisation": "own-sending" },
  addSurplusNoticeFiles: { employer: "own-sending", "sector-organisation": "own-sending" },
  showSurplusNoticeTemplate: { employer: "any", "sector-organisation": "any" },
  importMarketProfiles: { "responsible-party": "own-sending" },
  addMarketProfileFiles: { "responsible-party": "own-sending" },
  showMarketProfileTemplate: { "responsible-party": "any" },
  findImport: {
    employer: "own-sending",
    "sector-organisation": "own-sending",
    "responsible-party": "own-sending",
    ...everything,
  },
  listCouplings: { ...filers, ...teams("own-region") },
  findCoupling: { ...filers, ...teams("own-region"), ...everything },
  findCouplingAlternative: { ...teams("own-region"), ...everything },
  answerCoupling: { ...filers, ...teams("own-region") },
  inviteStaff: { ...filers, ...teams("own-region") },
  listInvitations: { ...filers, ...teams("own-region") },
  inviteStaffAnew: { ...filers, ...teams("own-region") },
  withdrawInvitation: { ...filers, ...teams("own-region") },
  reportTransition: { ...filers, ...teams("own-region") },
  claimCoupling: teams("own-region"),
  releaseCoupling: teams("own-region"),
  assignCoupling: teams("own-region"),
  // D4: who is open to everybody, people find; only a person's own party puts them on the list.
  listOpenHiring: { "responsible-party": "any", ...teams("any"), "national-point": "any", ...everything },
  findWaitingList: {
    employer: "own-firm",
    "responsible-party": "any",
    ...teams("own-region"),
    ...everything,
  },
  joinWaitingList: { "responsible-party": "own-party" },
  findOnWaitingList: { "responsible-party": "own-party", ...teams("own-region") },
  leaveWaitingList: { "responsible-party": "own-party" },
  takeOpenHiring: { "responsible-party": "own-party" },
  answerLifeCoach: { "responsible-party": "own-party" },
  listProposals: teams("own-region"),
  findProposal: teams("own-cases"),
  claimProposal: teams("own-cases"),
  releaseProposal: { ...teams("own-cases"), ...everything },
  decideProposal: teams("own-cases"),
  offerHandOver: teams("own-cases"),
  answerHandOver: teams("own-cases"),
  assignProposal: teams("own-cases"),
  withdrawDecision: teams("own-cases"),
  logContact: teams("own-cases"),
  doToMany: teams("own-region"),
  showQueue: teams("own-region"),
  listColleagues: teams("own-region"),
  nameDesk: teams("own-region"),
  // G3: figures are for all teams and for the steering group, which sees nothing else.
  showRegionFigures: { ...teams("figures"), ...overseers },
  showFigures: { ...teams("figures"), ...overseers },
  requestRedelivery: { ...teams("own-region"), ...everything },
  findRedelivery: { ...teams("own-region"), ...everything },
  requestRematch: { ...teams("own-region"), ...everything },
  listRematches: { ...teams("own-region"), ...everything },
  findRematch: { ...teams("own-region"), ...everything },
  stopRematch: { ...teams("own-region"), ...everything },
  continueRematch: { ...teams("own-region"), ...everything },
  findSettings: { ...teams("own-region"), "steering-group": "any", ...everything },
  changeSettings: { coordinator: "own-region", "steering-group": "any", ...everything },
} as const satisfies Record<string, Rule>;
export type Operation = keyof typeof OPERATIONS;

/**
 * M4, GDPR 22: what decides about somebody. A person who has signed in asks it, so that a person is named in the history;
 * a system does not, whatever its role. Of many deeds at once it holds for rejecting.
 */
export const BY_PEOPLE: readonly Operation[] = [
  "decideProposal",
  "withdrawDecision",
  "answerReviewRequest",
  "closeSelfRegistration",
];

const ruleOf = (operation: Operation): Rule => OPERATIONS[operation];

/** On what a role may ask an operation; undefined when it may not at all. */
export const relationFor = (operation: Operation, role: Role): Relation | undefined =>
  role === "system" || role === "job-seeker" ? undefined : ruleOf(operation)[role];

/** The roles that may ask an operation, for the documentation of the API. */
export const rolesFor = (operation: Operation): string[] => Object.keys(ruleOf(operation));

export const isOperation = (name: string | undefined): name is Operation =>
  name !== undefined && Object.hasOwn(OPERATIONS, name);
