import { SurplusNoticeId } from "#packages/domain/ids.ts";
import { type SurplusNotice, SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { type KnownNotice, replaceNotice } from "#packages/intake/change-notice.ts";
import { InvalidInput } from "#packages/intake/invalid-input.ts";
import { shapeNotice } from "#packages/intake/register-notice.ts";
import { findMany } from "#packages/store/documents.ts";
import type { ImportDocument } from "#packages/store/imports.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import { findContact } from "#packages/store/persons-table.ts";
import { noticeWrites } from "#packages/store/write-notice.ts";
import type { Deps } from "./deps.ts";
import { decideRow, notOwn, type RowWork } from "./row-work.ts";

/** B4: a sector organisation files for the firms of its sector; a firm files for itself. */
const filer = ({ sender }: ImportDocument): SurplusNotice["filer"] =>
  sender.actor.role === "sector-organisation" && sender.sector !== undefined
    ? { role: "sector-organisation", sector: sender.sector }
    : { role: "employer" };

const checkFirm = ({ sender }: ImportDocument, { employer }: SurplusNoticeInput): void => {
  if (sender.actor.role !== "sector-organisation") {
    if (employer.kvkNumber !== sender.kvkNumber) throw notOwn("/employer/kvkNumber");
    return;
  }
  if (employer.sector !== sender.sector)
    throw new InvalidInput([{ pointer: "/employer/sector", detail: "must be the sector of the token" }]);
};

/** Whose references they are: as `filerOf` of the store has it for a notice that is there. */
const ownerOf = (document: ImportDocument, kvkNumber: string): string => {
  const by = filer(document);
  return by.role === "employer" ? kvkNumber : `SECTOR-${by.sector}`;
};

const regionsOf = ({ groups }: SurplusNotice) => groups.map(({ region }) => region);

/** Rows of surplus notices. */
export const noticeRows = (
  deps: Deps,
  document: ImportDocument,
): RowWork<SurplusNoticeInput, KnownNotice> => ({
  kind: "surplus-notices",
  schema: SurplusNoticeInput,
  reference: ({ employer, reference = "" }) => ({
    kind: "surplus-notice",
    owner: ownerOf(document, employer.kvkNumber),
    reference,
  }),
  async read(ids) {
    const found = await findMany(deps.tables.platform, surplusNotices, ids);
    return Promise.all(
      found.map(async (notice) => {
        if (notice === undefined) return undefined;
        return { notice, contact: await findContact(deps.tables.persons, "NOTICE", notice.id) };
      }),
    );
  },
  decide(input, before, origin) {
    checkFirm(document, input);
    const subject = { id: SurplusNoticeId.parse(deps.newId()), filer: filer(document) };
    return decideRow(before?.notice, document, {
      regions: before === undefined ? [] : regionsOf(before.notice),
      shape: () =>
        before === undefined
          ? shapeNotice(input, subject, origin, deps.known)
          : replaceNotice(before, input, origin, deps.known),
      written(change) {
        const notice = { ...change.notice, importId: document.id };
        return { regions: regionsOf(notice), writes: noticeWrites(deps.tables, { ...change, notice }) };
      },
    });
  },
});
