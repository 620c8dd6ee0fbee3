import { createDesk } from "#packages/desk/frame/create-desk.tsx";
import type { DeskDeps } from "#packages/desk/frame/desk-env.ts";
import { serveAbout } from "#packages/desk/pages/about/about.tsx";
import { serveSuggestions } from "#packages/desk/pages/concepts/suggestions.tsx";
import { serveCouplingCodes } from "#packages/desk/pages/couplings/coupling-codes.tsx";
import { serveCouplingList } from "#packages/desk/pages/couplings/coupling-list.tsx";
import { serveCoupling } from "#packages/desk/pages/couplings/coupling-page.tsx";
import { serveCouplingTeam } from "#packages/desk/pages/couplings/coupling-team.tsx";
import { serveFiles } from "#packages/desk/pages/files/files.tsx";
import { serveFindDesk } from "#packages/desk/pages/find-desk/find-desk.tsx";
import { serveMe } from "#packages/desk/pages/me/serve-me.ts";
import { serveOccupations } from "#packages/desk/pages/occupations/occupations.tsx";
import { serveRequestList } from "#packages/desk/pages/requests/request-list.tsx";
import { serveIntake } from "#packages/desk/pages/requests/serve-intake.tsx";
import { serveRequest } from "#packages/desk/pages/requests/serve-request.tsx";
import { serveSelfRegistration } from "#packages/desk/pages/self-registration/self-registration.tsx";
import { serveSignIn } from "#packages/desk/pages/sign-in/sign-in.tsx";
import { serveStart } from "#packages/desk/pages/start/start.tsx";
import { serveNotices } from "#packages/desk/pages/surplus/notices.tsx";
import { serveReportSurplus } from "#packages/desk/pages/surplus/report-surplus.tsx";
import { serveDashboards } from "#packages/desk/pages/team/dashboards.tsx";
import { serveMany } from "#packages/desk/pages/team/serve-many.tsx";
import { serveProposal } from "#packages/desk/pages/team/serve-proposal.tsx";
import { serveQueue } from "#packages/desk/pages/team/serve-queue.tsx";
import { serveShortcuts } from "#packages/desk/pages/team/shortcuts.tsx";
import { servePostVacancy } from "#packages/desk/pages/vacancies/post-vacancy.tsx";
import { serveVacancyDetail } from "#packages/desk/pages/vacancies/vacancy-detail.tsx";
import { serveVacancyList } from "#packages/desk/pages/vacancies/vacancy-list.tsx";

/** The rooms of the desk, each of which adds its pages. */
const ROOMS = [
  serveStart,
  serveSignIn,
  serveFindDesk,
  serveSuggestions,
  serveVacancyList,
  servePostVacancy,
  serveVacancyDetail,
  serveReportSurplus,
  serveNotices,
  serveCouplingList,
  serveCoupling,
  serveCouplingTeam,
  serveCouplingCodes,
  serveFiles,
  serveSelfRegistration,
  serveRequestList,
  serveRequest,
  serveIntake,
  serveOccupations,
  serveMe,
  serveAbout,
  serveQueue,
  serveShortcuts,
  serveMany,
  serveProposal,
  serveDashboards,
] as const;

/** All pages. */
export const createApp = (deps: DeskDeps) => {
  const desk = createDesk(deps);
  for (const serve of ROOMS) serve(desk);
  return desk;
};
