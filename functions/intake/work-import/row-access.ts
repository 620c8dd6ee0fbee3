import type { ImportKind } from "#packages/intake/imports/import-kinds.ts";
import type { Fault } from "#packages/intake/invalid-input.ts";
import { type Access, accessOf } from "#packages/policy/access.ts";
import type { Operation } from "#packages/policy/operations.ts";
import type { Resource } from "#packages/policy/relations.ts";
import type { ImportDocument } from "#packages/store/imports.ts";

/** A row asks what the single POST asks: the table of the policy has one line for both. */
const OPERATION = {
  vacancies: "registerVacancy",
  "surplus-notices": "registerSurplusNotice",
  "market-profiles": "registerMarketProfile",
} as const satisfies Record<ImportKind, Operation>;

/** The row is about a thing of somebody else, or the sender may not bring in such things at all. */
export class RowNotAllowed extends Error {
  override readonly name = "RowNotAllowed";
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.detail);
    this.fault = fault;
  }
}

/** What the table says about whoever sent the import, by what their token said then. Throws RowNotAllowed. */
export const accessOfSender = ({ kind, sender }: ImportDocument): Access => {
  const access = accessOf(OPERATION[kind], sender);
  if (access === undefined)
    throw new RowNotAllowed({ pointer: "", detail: `is not for the role ${sender.actor.role}` });
  return access;
};

/** Throws RowNotAllowed with that fault when the table does not let the sender do it to that thing. */
export const checkMay = (document: ImportDocument, thing: Resource, fault: Fault): void => {
  if (!accessOfSender(document).may(thing)) throw new RowNotAllowed(fault);
};
