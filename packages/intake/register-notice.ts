import type { PlatformEvent } from "#events/index.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { SurplusNoticeId } from "#packages/domain/ids.ts";
import {
  type SurplusGroup,
  SurplusNotice,
  type SurplusNoticeInput,
} from "#packages/domain/surplus-notice.ts";
import type { EmployerContact } from "#packages/domain/vacancy.ts";
import { competencyFaults, linkTitle, occupationFaults, type TitleSuggestions } from "./concepts.ts";
import { type Fault, throwIfAny } from "./invalid-input.ts";
import { lookUp } from "./locations.ts";
import { isPublished, isVisible, toldOfNotice } from "./notice-visibility.ts";
import type { KnownConcepts, Origin } from "./origin.ts";

/** What is to be written of a notice, all in one transaction. */
export type NoticeChange = {
  readonly notice: SurplusNotice;
  readonly before?: SurplusNotice | undefined;
  /** Who can be called: null takes away what was there, absent leaves it. */
  readonly contact?: EmployerContact | null | undefined;
  readonly events: readonly PlatformEvent[];
  readonly suggestions: readonly TitleSuggestions[];
};

type GroupInput = SurplusNoticeInput["groups"][number];
type Shaped = {
  readonly group?: SurplusGroup;
  readonly faults: readonly Fault[];
  readonly suggestions: readonly TitleSuggestions[];
};

/** A given occupation counts; otherwise what the title surely means. */
const occupationOf = ({ occupation, jobTitle }: GroupInput, at: string, known: KnownConcepts) => {
  if (occupation !== undefined || jobTitle === undefined) return { occupation, suggestions: [] };
  const link = linkTitle(jobTitle, `${at}/jobTitle`, known);
  return link.kind === "linked"
    ? { occupation: link.occupation, suggestions: [] }
    : { occupation: undefined, suggestions: [link.told] };
};

const shapeGroup = (input: GroupInput, index: number, now: Date, known: KnownConcepts): Shaped => {
  const at = `/groups/${index}`;
  const place = lookUp(input.postcode, `${at}/postcode`, now);
  const faults = [
    ...place.faults,
    ...occupationFaults(input.occupation, `${at}/occupation`, known),
    ...competencyFaults(input.competencies, (n) => `${at}/competencies/${n}`, known),
  ];
  if (place.at === undefined) return { faults, suggestions: [] };
  const { postcode: _shortened, ...rest } = input;
  const { occupation, suggestions } = occupationOf(input, at, known);
  return { group: { ...rest, ...place.at, occupation }, faults, suggestions };
};

/** What brokerage cannot do without: what the people can, and from when they are free. */
const missingOf = (groups: readonly SurplusGroup[]): string[] =>
  groups.flatMap(({ occupation, competencies, availableFromDate, dismissalDate }, index) => [
    ...(occupation === undefined && competencies.length === 0 ? [`/groups/${index}/occupation`] : []),
    ...(availableFromDate === undefined && dismissalDate === undefined
      ? [`/groups/${index}/availableFromDate`]
      : []),
  ]);

/** An item of the table holds 400 KB, and the answer that is kept holds suggestions too. */
const MOST_BYTES = 180_000;
const checkSize = (notice: SurplusNotice): void =>
  throwIfAny(
    Buffer.byteLength(JSON.stringify(notice)) <= MOST_BYTES
      ? []
      : [{ pointer: "/groups", detail: "is more than one notice can hold: file it as several" }],
  );

/** What others know of cannot become unknown again, other than by withdrawal. */
const checkStaysVisible = (notice: SurplusNotice, before: SurplusNotice | undefined, now: Date): void => {
  if (before === undefined || !isPublished(before) || isVisible(notice, now)) return;
  throwIfAny(
    notice.missing.map((pointer) => ({ pointer, detail: "is needed: the notice is known to others" })),
  );
  throw new NotPossibleNow(
    "The notice is known to others: it cannot be put under embargo. Withdraw it instead.",
  );
};

/**
 * A notice as it is kept, from what its filer posted. Incomplete ones are drafts, with pointers to what is missing;
 * drafts and notices under embargo tell nobody. Throws InvalidInput naming every postcode and concept that is not known.
 */
export const shapeNotice = (
  input: SurplusNoticeInput,
  subject: {
    readonly id: SurplusNoticeId;
    readonly filer: SurplusNotice["filer"];
    readonly before?: SurplusNotice | undefined;
  },
  origin: Origin,
  known: KnownConcepts,
): NoticeChange => {
  const { id, filer, before } = subject;
  const shaped = input.groups.map((group, index) => shapeGroup(group, index, origin.now, known));
  throwIfAny(shaped.flatMap(({ faults }) => faults));
  const groups = shaped.flatMap(({ group }) => group ?? []);
  const missing = missingOf(groups);
  const { contact, groups: _shaped, ...rest } = input;
  const at = origin.now.toISOString();
  const notice = SurplusNotice.parse({
    ...rest,
    id,
    filer,
    groups,
    missing,
    version: (before?.version ?? 0) + 1,
    status: missing.length === 0 ? "open" : "draft",
    importId: before?.importId ?? origin.importId,
    registeredAt: before?.registeredAt ?? at,
    changedAt: at,
  });
  checkSize(notice);
  checkStaysVisible(notice, before, origin.now);
  return {
    notice,
    before,
    contact: contact ?? (before && null),
    events: toldOfNotice(notice, before, origin),
    suggestions: shaped.flatMap(({ suggestions }) => suggestions),
  };
};
