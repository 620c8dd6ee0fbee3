import { SurplusNoticeId } from "#packages/domain/ids.ts";
import { type SurplusNotice, SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { type KnownNotice, replaceNotice } from "#packages/intake/change-notice.ts";
import { shapeNotice } from "#packages/intake/register-notice.ts";
import { filerFor, ownerOfReference } from "#packages/policy/filing.ts";
import { noticeResource } from "#packages/policy/resources.ts";
import { findMany } from "#packages/store/documents.ts";
import type { ImportDocument } from "#packages/store/imports.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import { findContact } from "#packages/store/persons-table.ts";
import { noticeWrites } from "#packages/store/write-notice.ts";
import type { Deps } from "./deps.ts";
import { accessOfSender, checkMay, RowNotAllowed } from "./row-access.ts";
import { decideRow, type RowWork } from "./row-work.ts";

/** B4: a sector organisation files for the firms of its sector; a firm files for itself. Throws RowNotAllowed. */
const filerOf = (document: ImportDocument, { employer }: SurplusNoticeInput): SurplusNotice["filer"] => {
  const access = accessOfSender(document);
  const filer = filerFor(access, employer);
  if (filer !== undefined) return filer;
  throw new RowNotAllowed(
    access.relation === "own-sector"
      ? { pointer: "/employer/sector", detail: "must be the sector of the token" }
      : { pointer: "/employer/kvkNumber", detail: "must be the number of the token" },
  );
};

/** A reference of one's own leads to a notice of one's own, or to none. */
const checkOwn = (document: ImportDocument, { notice }: KnownNotice): void =>
  checkMay(document, noticeResource(notice), { pointer: "/reference", detail: "names a notice of another" });

const regionsOf = ({ groups }: SurplusNotice) => groups.map(({ region }) => region);

/** Rows of surplus notices. */
export const noticeRows = (
  deps: Deps,
  document: ImportDocument,
): RowWork<SurplusNoticeInput, KnownNotice> => ({
  kind: "surplus-notices",
  schema: SurplusNoticeInput,
  reference: ({ reference = "" }) => ({
    kind: "surplus-notice",
    owner: ownerOfReference(document.sender),
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
    const subject = { id: SurplusNoticeId.parse(deps.newId()), filer: filerOf(document, input) };
    if (before !== undefined) checkOwn(document, before);
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
