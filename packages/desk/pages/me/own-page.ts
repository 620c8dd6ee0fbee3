import { regionInfo } from "#packages/geography/regions.ts";
import type { DeskContext } from "../../frame/desk-env.ts";
import { LINK_PATH } from "../../frame/sign-in-again.ts";
import { forRoles, type PageOf } from "../../frame/signed-in.ts";

/** A page of the job seeker whose session it is. Whoever has none is told how to get a link; they have no account. */
export const ownPage = (page: PageOf) => {
  const forJobSeekers = forRoles(["job-seeker"], page);
  return (c: DeskContext): Response | Promise<Response> =>
    c.var.user === undefined ? c.redirect(`${LINK_PATH}?voorbij=1`, 303) : forJobSeekers(c);
};

/** The name of a region that is known by its code. */
export const teamName = (code: Parameters<typeof regionInfo>[0]): string => regionInfo(code).name;
