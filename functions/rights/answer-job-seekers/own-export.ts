import type { Context } from "hono";
import { accepts } from "hono/accepts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { exportOwnDataRoute } from "#packages/api/routes/me.ts";
import { TooBusy } from "#packages/domain/errors.ts";
import { chaptersOf } from "#packages/rights/export-chapters.ts";
import { asHtml, asText, exportDocument } from "#packages/rights/export-document.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { proposalsOf } from "#packages/store/proposals-of-profile.ts";
import type { Deps } from "./deps.ts";
import { factOf, languageOf, ownProfile, shownProfile, toldOf } from "./own-data.ts";
import { shownProposals } from "./own-proposals.ts";
import { ownReviews } from "./own-reviews.ts";
import { ownPlaces } from "./own-waiting-lists.ts";
import { ownRequests, readingsOf } from "./readings.ts";

const FORMS = ["application/json", "text/html", "text/plain"];
const TITLE = "Alles wat Overstap over u bewaart";
const NAME = "overstap-mijn-gegevens";
const TRIES = 8;

/** What is noted before anything is handed out; without the note there is no export. */
const note = async (c: Context<ApiEnv>, deps: Deps, form: string, startedAt: Date): Promise<void> => {
  const { profile } = await ownProfile(c, deps);
  const told = toldOf(c, deps, { name: "exportOwnData", activity: "export-own-data", startedAt });
  for (let count = 0; count < TRIES; count += 1) {
    const fact = await factOf(c, deps, { what: "data-exported", detail: { form } }, profile.region);
    try {
      await commit(deps.tables.records.client, [
        ...(await auditWrites(deps.tables.records, fact)),
        ...(await deps.processing.writes(profile.jobSeekerId, told)),
      ]);
      return;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
  throw new TooBusy("the audit trail is being written by others");
};

const gather = async (c: Context<ApiEnv>, deps: Deps) => {
  const known = await ownProfile(c, deps);
  const { platform } = deps.tables;
  const { jobSeekerId, id } = known.profile;
  const language = languageOf(c);
  const ids = await proposalsOf(platform, id, deps.now());
  return {
    known,
    shown: shownProfile(known, deps, language),
    proposals: await shownProposals(deps, ids, known.profile, language),
    readings: await readingsOf(deps, jobSeekerId),
    reviewRequests: await ownReviews(deps, jobSeekerId),
    selfRegistrations: await ownRequests(deps, jobSeekerId),
    waitingLists: await ownPlaces(deps, known.profile),
  };
};

/** Everything about oneself, to take away: for machines or to read. */
export const serveOwnExport = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(exportOwnDataRoute, async (c) => {
    const startedAt = deps.now();
    const form = accepts(c, { header: "Accept", supports: FORMS, default: "application/json" });
    await note(c, deps, form, startedAt);
    const { known, shown, ...rest } = await gather(c, deps);
    const headers = (kind: string) => ({
      "content-disposition": `attachment; filename="${NAME}.${kind}"`,
      "x-robots-tag": "noindex",
    });
    if (form === "application/json")
      return c.json(exportDocument({ ...known, ...rest }, startedAt), 200, headers("json"));
    const chapters = chaptersOf({ ...rest, person: known.person, profile: shown });
    return form === "text/html"
      ? c.html(asHtml(TITLE, chapters), 200, headers("html"))
      : c.text(asText(TITLE, chapters), 200, headers("txt"));
  });
};
