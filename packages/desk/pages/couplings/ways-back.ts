import type { DeskContext } from "../../frame/desk-env.ts";
import { safeReturn } from "../team/queue-address.ts";

/** The work queue that somebody came from, when it is from there: in the address, or in the form that was sent. */
export const queueIn = (c: DeskContext): string | undefined => {
  const told = c.req.query("terug") ?? c.var.form.text("terug");
  return told === "" ? undefined : safeReturn(told);
};

/** A coupling's page, with the way back to the queue where there is one. */
export const hrefOfCoupling = (id: string, queue: string | undefined): string =>
  queue === undefined ? `/koppelingen/${id}` : `/koppelingen/${id}?terug=${encodeURIComponent(queue)}`;
