import type { Desk } from "../../frame/desk-env.ts";
import { serveConsents } from "./consents.tsx";
import { serveOwnData } from "./data.tsx";
import { serveEdit } from "./edit.tsx";
import { serveErasing } from "./erase.tsx";
import { serveLink } from "./link.tsx";
import { serveOverview } from "./overview.tsx";
import { serveOwnProposals } from "./proposals.tsx";
import { serveReadings } from "./readings.tsx";
import { serveReview } from "./review.tsx";
import { serveRights } from "./rights.tsx";
import { serveOwnLists } from "./serve-lists.tsx";

/** All pages of a job seeker's own. */
export const serveMe = (desk: Desk): void => {
  serveLink(desk);
  serveOverview(desk);
  serveOwnData(desk);
  serveEdit(desk);
  serveConsents(desk);
  serveOwnProposals(desk);
  serveOwnLists(desk);
  serveReadings(desk);
  serveRights(desk);
  serveReview(desk);
  serveErasing(desk);
};
