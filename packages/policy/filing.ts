import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { Employer } from "#packages/domain/vacancy.ts";
import type { Access } from "./access.ts";
import type { Caller } from "./caller.ts";

type Firm = Pick<Employer, "kvkNumber" | "sector">;

/** As whom somebody files a notice for that firm; undefined when the table does not let them (B4). */
export const filerFor = (access: Access, { kvkNumber, sector }: Firm): SurplusNotice["filer"] | undefined => {
  if (access.relation === "own-sector")
    return sector !== undefined && access.may({ sectors: [sector] })
      ? { role: "sector-organisation", sector }
      : undefined;
  return access.may({ firms: [kvkNumber] }) ? { role: "employer" } : undefined;
};

/** Whose references those of the caller are; the same as `filerOf` of the notices that the caller files. */
export const ownerOfReference = ({ actor, kvkNumber, sector }: Caller): string =>
  actor.role === "sector-organisation" ? `SECTOR-${sector}` : `${kvkNumber}`;
