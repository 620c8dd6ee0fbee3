import { createMiddleware } from "hono/factory";
import type { Role } from "#packages/domain/actor.ts";
import type { ApiEnv } from "./api-env.ts";
import { callerOf } from "./caller.ts";
import { Problem } from "./problem.ts";

/**
 * Who may do what, plain form: every operation that needs a token, and the roles that may ask it. An operation that
 * is not here does not exist; which things a role may see is decided where they are read.
 */
export const ACCESS = {
  registerVacancy: ["employer"],
  listVacancies: ["employer", "team", "coordinator", "national-point", "administrator"],
  findVacancy: ["employer", "team", "coordinator", "national-point", "administrator"],
  changeVacancy: ["employer"],
  withdrawVacancy: ["employer"],
  countProposals: ["employer", "administrator"],
  registerSurplusNotice: ["employer", "sector-organisation"],
  listSurplusNotices: ["employer", "sector-organisation", "administrator"],
  findSurplusNotice: ["employer", "sector-organisation", "administrator"],
  changeSurplusNotice: ["employer", "sector-organisation"],
  withdrawSurplusNotice: ["employer", "sector-organisation"],
  registerMarketProfile: ["responsible-party"],
  listMarketProfiles: ["responsible-party", "team", "coordinator", "administrator"],
  findMarketProfile: ["responsible-party", "team", "coordinator", "administrator"],
  changeMarketProfile: ["responsible-party"],
  withdrawMarketProfile: ["responsible-party"],
  giveConsent: ["responsible-party"],
  withdrawConsent: ["responsible-party"],
  registerSelf: ["responsible-party", "team", "coordinator", "national-point", "administrator"],
  listSelfRegistrations: ["responsible-party"],
  findSelfRegistration: ["responsible-party"],
  importVacancies: ["employer"],
  addVacancyFiles: ["employer"],
  showVacancyTemplate: ["employer"],
  importSurplusNotices: ["employer", "sector-organisation"],
  addSurplusNoticeFiles: ["employer", "sector-organisation"],
  showSurplusNoticeTemplate: ["employer", "sector-organisation"],
  importMarketProfiles: ["responsible-party"],
  addMarketProfileFiles: ["responsible-party"],
  showMarketProfileTemplate: ["responsible-party"],
  findImport: ["employer", "sector-organisation", "responsible-party", "administrator"],
  listCouplings: ["employer", "sector-organisation", "team", "coordinator"],
  findCoupling: ["employer", "sector-organisation", "team", "coordinator", "administrator"],
  findCouplingAlternative: ["team", "coordinator", "administrator"],
  answerCoupling: ["employer", "sector-organisation", "team", "coordinator"],
  reportTransition: ["employer", "sector-organisation", "team", "coordinator"],
  listProposals: ["team", "coordinator"],
  findProposal: ["team", "coordinator"],
  claimProposal: ["team", "coordinator"],
  releaseProposal: ["team", "coordinator", "administrator"],
  decideProposal: ["team", "coordinator"],
  offerHandOver: ["team", "coordinator"],
  answerHandOver: ["team", "coordinator"],
  requestRedelivery: ["team", "coordinator", "administrator"],
  findRedelivery: ["team", "coordinator", "administrator"],
  findSettings: ["team", "coordinator", "steering-group", "administrator"],
  changeSettings: ["team", "coordinator", "steering-group", "administrator"],
} as const satisfies Record<string, readonly Role[]>;
export type Operation = keyof typeof ACCESS;

const allowedFor = (operation: Operation): readonly Role[] => ACCESS[operation];

/** Lets through who may ask for this operation, as `c.var.caller`; 401 without token, 403 for other roles. */
export const allow = (operation: Operation) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const caller = callerOf(c);
    if (!allowedFor(operation).includes(caller.actor.role))
      throw new Problem("not-allowed", `This is not for the role ${caller.actor.role}.`);
    c.set("caller", caller);
    await next();
  });
