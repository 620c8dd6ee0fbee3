import { isDeepStrictEqual } from "node:util";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { SurplusNotice, SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import type { EmployerContact, WithdrawalReason } from "#packages/domain/vacancy.ts";
import { faultsOf, InvalidInput, throwIfAny } from "./invalid-input.ts";
import { mergePatch } from "./merge-patch.ts";
import { toldNoticeWithdrawn } from "./notice-visibility.ts";
import type { KnownConcepts, Origin } from "./origin.ts";
import { type NoticeChange, shapeNotice } from "./register-notice.ts";
import { saysTheSame } from "./says-the-same.ts";

/** A notice that is there, with who can be called about it. */
export type KnownNotice = { readonly notice: SurplusNotice; readonly contact: EmployerContact | undefined };

const checkAlive = ({ status, id }: SurplusNotice): void => {
  if (status === "withdrawn" || status === "ended")
    throw new NotPossibleNow(`The notice (${id}) is ${status}: it can no longer be changed.`);
};

const reshape = (
  { notice, contact }: KnownNotice,
  input: SurplusNoticeInput,
  origin: Origin,
  known: KnownConcepts,
): NoticeChange | undefined => {
  const { id, filer } = notice;
  const change = shapeNotice(input, { id, filer, before: notice }, origin, known);
  const same = saysTheSame(change.notice, notice) && isDeepStrictEqual(change.contact ?? undefined, contact);
  return same ? undefined : change;
};

/** The same notice posted again under the filer's own reference. Undefined when it says the same. */
export const replaceNotice = (
  before: KnownNotice,
  input: SurplusNoticeInput,
  origin: Origin,
  known: KnownConcepts,
): NoticeChange | undefined => {
  checkAlive(before.notice);
  return reshape(before, input, origin, known);
};

/** The notice as its filer would post it; see `asPosted` of vacancies about the postcodes. */
const asPosted = ({ notice, contact }: KnownNotice): unknown => {
  const { employer, reasons, embargoUntilDate, reference } = notice;
  const groups = notice.groups.map(({ pc4, region: _found, ...group }) => ({
    ...group,
    postcode: `${pc4}AA`,
  }));
  return JSON.parse(JSON.stringify({ employer, reasons, embargoUntilDate, reference, groups, contact }));
};

/**
 * A merge patch on a notice, checked as a whole afterwards; groups are replaced whole. Undefined when it changes
 * nothing. Throws InvalidInput with all that is wrong, NotPossibleNow when the notice has ended.
 */
export const patchNotice = (
  before: KnownNotice,
  patch: unknown,
  origin: Origin,
  known: KnownConcepts,
): NoticeChange | undefined => {
  checkAlive(before.notice);
  const parsed = SurplusNoticeInput.safeParse(mergePatch(asPosted(before), patch));
  if (!parsed.success) throw new InvalidInput(faultsOf(parsed.error));
  throwIfAny(
    parsed.data.employer.kvkNumber === before.notice.employer.kvkNumber
      ? []
      : [{ pointer: "/employer/kvkNumber", detail: "cannot be changed: a notice stays with its firm" }],
  );
  return reshape(before, parsed.data, origin, known);
};

/** Withdraws a notice, drafts too. Undefined when it is withdrawn already; NotPossibleNow when it has ended. */
export const withdrawNotice = (
  before: SurplusNotice,
  reason: WithdrawalReason,
  origin: Origin,
): NoticeChange | undefined => {
  if (before.status === "withdrawn") return undefined;
  checkAlive(before);
  const at = origin.now.toISOString();
  const notice = SurplusNotice.parse({
    ...before,
    version: before.version + 1,
    status: "withdrawn",
    withdrawal: { reason, at },
    changedAt: at,
  });
  return { notice, before, events: toldNoticeWithdrawn(notice, before, reason, origin), suggestions: [] };
};

/**
 * Ends a notice: nobody of it is to be placed any more, and what was agreed goes on. Undefined when it has ended already;
 * NotPossibleNow for a draft, which nobody was told of (withdraw it), and for one that is withdrawn.
 */
export const endNotice = (before: SurplusNotice, origin: Origin): NoticeChange | undefined => {
  if (before.status === "ended") return undefined;
  checkAlive(before);
  if (before.status === "draft")
    throw new NotPossibleNow("The notice is a draft: nobody was told of it. Withdraw it instead.");
  const notice = SurplusNotice.parse({
    ...before,
    version: before.version + 1,
    status: "ended",
    changedAt: origin.now.toISOString(),
  });
  const events = toldNoticeWithdrawn(notice, before, "no-longer-needed", origin);
  return { notice, before, events, suggestions: [] };
};
