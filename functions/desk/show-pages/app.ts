import { createDesk } from "#packages/desk/frame/create-desk.tsx";
import type { DeskDeps } from "#packages/desk/frame/desk-env.ts";
import { serveFindDesk } from "#packages/desk/pages/find-desk/find-desk.tsx";
import { serveOccupations } from "#packages/desk/pages/occupations/occupations.tsx";
import { serveSignIn } from "#packages/desk/pages/sign-in/sign-in.tsx";
import { serveStart } from "#packages/desk/pages/start/start.tsx";

/** The rooms of the desk, each of which adds its pages. */
const ROOMS = [serveStart, serveSignIn, serveFindDesk, serveOccupations] as const;

/** All pages. */
export const createApp = (deps: DeskDeps) => {
  const desk = createDesk(deps);
  for (const serve of ROOMS) serve(desk);
  return desk;
};
