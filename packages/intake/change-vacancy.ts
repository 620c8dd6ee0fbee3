import { isDeepStrictEqual } from "node:util";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import {
  type EmployerContact,
  Vacancy,
  VacancyInput,
  type WithdrawalReason,
} from "#packages/domain/vacancy.ts";
import { faultsOf, InvalidInput, throwIfAny } from "./invalid-input.ts";
import { mergePatch } from "./merge-patch.ts";
import type { KnownConcepts, Origin } from "./origin.ts";
import { shapeVacancy, type VacancyChange } from "./register-vacancy.ts";
import { saysTheSame } from "./says-the-same.ts";
import { toldWithdrawn } from "./vacancy-facts.ts";

/** A vacancy that is there, with who can be called about it. */
export type KnownVacancy = { readonly vacancy: Vacancy; readonly contact: EmployerContact | undefined };

/** Only an open vacancy can be changed. */
const checkOpen = ({ status }: Vacancy): void => {
  if (status !== "open") throw new NotPossibleNow(`The vacancy is ${status}: it can no longer be changed.`);
};

const changesNothing = (change: VacancyChange, { vacancy, contact }: KnownVacancy): boolean =>
  saysTheSame(change.vacancy, vacancy) && isDeepStrictEqual(change.contact ?? undefined, contact);

/** What comes of a new version: undefined when nothing is different. */
const unlessSame = (change: VacancyChange, before: KnownVacancy): VacancyChange | undefined =>
  changesNothing(change, before) ? undefined : change;

/**
 * The same demand posted again, under the employer's own reference: it replaces what was known. Undefined when it
 * says the same. Throws NotPossibleNow for a vacancy that is withdrawn or closed, and says so even when it is the same.
 */
export const replaceVacancy = (
  before: KnownVacancy,
  input: VacancyInput,
  origin: Origin,
  known: KnownConcepts,
): VacancyChange | undefined => {
  const { vacancy } = before;
  if (vacancy.status !== "open")
    throw new NotPossibleNow(
      `The vacancy with this reference (${vacancy.id}) is ${vacancy.status}. Post new demand under a new reference.`,
    );
  return unlessSame(shapeVacancy(input, { id: vacancy.id, before: vacancy }, origin, known), before);
};

/**
 * The vacancy as its employer would post it. Places are kept by postcode area; the letters that stand in for the
 * rest are never looked at and never shown. An occupation that came from the title is found anew.
 */
const asPosted = ({ vacancy, contact }: KnownVacancy): unknown => {
  const { id, version, status, places, occupation, occupationLink, withdrawal, importId, ...rest } = vacancy;
  const { registeredAt, changedAt, confirmedAt, ...demand } = rest;
  return {
    ...demand,
    ...(occupationLink?.by === "given" ? { occupation } : {}),
    ...(contact === undefined ? {} : { contact }),
    places: places.map(({ pc4, open, held, filled }) => ({
      postcode: `${pc4}AA`,
      positions: open + held + filled,
    })),
  };
};

/**
 * A merge patch on a vacancy, checked as a whole afterwards. Undefined when it changes nothing. Throws InvalidInput
 * with all that is wrong, NotPossibleNow when the vacancy is not open or filled positions would be lost.
 */
export const patchVacancy = (
  before: KnownVacancy,
  patch: unknown,
  origin: Origin,
  known: KnownConcepts,
): VacancyChange | undefined => {
  checkOpen(before.vacancy);
  const parsed = VacancyInput.safeParse(mergePatch(asPosted(before), patch));
  if (!parsed.success) throw new InvalidInput(faultsOf(parsed.error));
  const { id, employer } = before.vacancy;
  throwIfAny(
    parsed.data.employer.kvkNumber === employer.kvkNumber
      ? []
      : [{ pointer: "/employer/kvkNumber", detail: "cannot be changed: a vacancy stays with its employer" }],
  );
  return unlessSame(shapeVacancy(parsed.data, { id, before: before.vacancy }, origin, known), before);
};

/**
 * Its employer says that it is still open. Undefined when that was said today, or it was changed today. Nothing of the demand
 * changes, so that nobody is told and nothing is matched anew. Throws NotPossibleNow when it is not open.
 */
export const confirmVacancy = (before: Vacancy, now: Date): Vacancy | undefined => {
  checkOpen(before);
  const said = dayInAmsterdam(new Date(before.confirmedAt ?? before.changedAt));
  if (said === dayInAmsterdam(now)) return undefined;
  return { ...before, version: before.version + 1, confirmedAt: now.toISOString() };
};

/** Withdraws a vacancy. Undefined when it is withdrawn already; NotPossibleNow when it is closed. */
export const withdrawVacancy = (
  before: Vacancy,
  reason: WithdrawalReason,
  origin: Origin,
): VacancyChange | undefined => {
  if (before.status === "withdrawn") return undefined;
  checkOpen(before);
  const at = origin.now.toISOString();
  const vacancy = Vacancy.parse({
    ...before,
    version: before.version + 1,
    status: "withdrawn",
    withdrawal: { reason, at },
    changedAt: at,
  });
  return { vacancy, before, events: [toldWithdrawn(vacancy, reason, origin)], suggestions: [] };
};
