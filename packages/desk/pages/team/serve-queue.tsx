import { createHash } from "node:crypto";
import * as z from "zod";
import type { WorkItem } from "#packages/api/routes/queue-views.ts";
import { attempt } from "../../api/trouble.ts";
import { typedDay } from "../../components/dates.ts";
import type { FieldError } from "../../components/form.tsx";
import { hasShortcuts } from "../../frame/cookies.ts";
import type { Desk, DeskContext, SignedIn } from "../../frame/desk-env.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles } from "../../frame/signed-in.ts";
import { csvOf } from "./csv.ts";
import {
  addressOf,
  QUEUE_PATH,
  type QueueAddress,
  queryOf,
  readAddress,
  safeReturn,
} from "./queue-address.ts";
import { rowId } from "./queue-items.tsx";
import { QueuePage, type SavedView } from "./queue-page.tsx";
import { readColleagues, readQueue, sendDeed } from "./team-api.ts";
import { regionOf, TEAM_ROLES } from "./who-here.ts";
import { pointsText, refusalText, regionName, stateText } from "./words.ts";

const View = z.object({ name: z.string(), address: z.string() });
const LIST_NAME = "queue";

const viewsOf = async ({ keeping }: SignedIn): Promise<SavedView[]> =>
  (await keeping.list("VIEW", LIST_NAME)).flatMap(({ id, doc }) => {
    const view = View.safeParse(doc);
    return view.success ? [{ id, ...view.data, address: safeReturn(view.data.address) }] : [];
  });

const PAGE = 25;

type Showing = { readonly address: QueueAddress; readonly errors?: readonly FieldError[] };

/** The queue's page, also with what is wrong on it. */
export const showQueue = async (
  c: DeskContext,
  who: SignedIn,
  { address, errors = [] }: Showing,
): Promise<Response> => {
  const region = regionOf(who);
  const [queue, colleagues, views] = await Promise.all([
    readQueue(c.var.api, region, { ...queryOf(address), limit: PAGE }),
    readColleagues(c.var.api, region),
    viewsOf(who),
  ]);
  const shortcuts = hasShortcuts(c, who.user.subject);
  return showPage(c, {
    title: c.var.t.team.queue.title,
    wide: true,
    status: errors.length === 0 ? 200 : 400,
    hasErrors: errors.length > 0,
    content: <QueuePage {...{ region, address, queue, colleagues, views, errors, shortcuts }} />,
  });
};

/** The address that a form says to go back to, as an address. */
export const addressFrom = (path: string): QueueAddress =>
  readAddress(Object.fromEntries(new URL(safeReturn(path), "https://page.example").searchParams));

const rowOf = (item: WorkItem, c: DeskContext): string[] => {
  const { t, language } = c.var;
  const words = t.team.queue;
  const due = item.dueAt ?? (item.kind === "person" ? item.checkDueDate : undefined);
  const { claim } = item;
  return [
    item.id,
    words.kinds[item.kind],
    stateText(item.state, t.team),
    item.vacancy?.title ?? "",
    item.vacancy?.employerName ?? "",
    typedDay(item.proposedAt),
    typedDay(due),
    item.late ? words.yes : words.no,
    pointsText(item.score, language),
    pointsText(item.distanceHm * 1000, language, 1),
    claim === undefined ? "" : (claim.by.deskName ?? claim.by.subject),
    regionName(item.region),
  ];
};

const LONGEST_FILE = 5_000;
const ROWS_A_PAGE = 500;

/** All that passes the filters, in the order of the list; a file of 5,000 rows at most. */
const everyItem = async (c: DeskContext, who: SignedIn): Promise<WorkItem[]> => {
  const items: WorkItem[] = [];
  let address: QueueAddress = { ...readAddress(c.req.query()), vanaf: undefined, gezien: undefined };
  for (let more = true; more && items.length < LONGEST_FILE; ) {
    const page = await readQueue(c.var.api, regionOf(who), { ...queryOf(address), limit: ROWS_A_PAGE });
    items.push(...page.items);
    more = page.nextCursor !== undefined;
    address = { ...address, vanaf: page.nextCursor };
  }
  return items;
};

const DEEDS = { claim: "PUT", "claim-open": "PUT", release: "DELETE" } as const;
const DeedName = z.enum(["claim", "claim-open", "release"]);

/** Where the API and the desk have the two kinds of work. */
const ROOMS = {
  person: { api: "proposals", desk: "voorstellen" },
  coupling: { api: "couplings", desk: "koppelingen" },
} as const;

/** Claims or releases one proposal or coupling, and says what came of it on the page that it was asked on. */
const doOne = async (c: DeskContext): Promise<Response> => {
  const { t, language, form, api } = c.var;
  const deed = DeedName.catch("claim").parse(form.text("doe"));
  const id = form.text("id");
  const kind = form.text("soort") === "coupling" ? "coupling" : "person";
  const room = ROOMS[kind];
  const done = kind === "coupling" ? t.couplings.team.done : t.team.done;
  const back = safeReturn(form.text("terug"));
  const outcome = await attempt(
    sendDeed(api, { method: DEEDS[deed], path: `/${room.api}/${id}/claim` }),
    [404, 409, 410],
  );
  if (outcome.kind === "refused")
    return redirectWith(c, `${back}#${rowId(id)}`, {
      kind: "warning",
      text: refusalText(outcome.trouble.problem ?? {}, t, language),
    });
  if (deed === "claim-open")
    return redirectWith(c, `/${room.desk}/${id}?terug=${encodeURIComponent(back)}`, {
      kind: "ok",
      text: done.claim,
    });
  return redirectWith(c, back, {
    kind: "ok",
    text: done[deed],
    ...(deed === "claim"
      ? { undo: { action: "/werkvoorraad/doen", fields: { doe: "release", id, soort: kind, terug: back } } }
      : {}),
  });
};

const NAME = z.string().min(1).max(60);

/** A list that is saved under a name again takes the place of the one before. */
const idOfView = (name: string): string => createHash("sha256").update(name).digest("base64url").slice(0, 20);

const saveView = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const { t, form } = c.var;
  const back = safeReturn(form.text("terug"));
  const name = NAME.safeParse(form.text("naam"));
  if (!name.success)
    return showQueue(c, who, {
      address: addressFrom(back),
      errors: [{ field: "naam", message: t.team.queue.viewNeedsName }],
    });
  const address = addressOf({ ...addressFrom(back), vanaf: undefined, gezien: undefined });
  await who.keeping.keep("VIEW", LIST_NAME, idOfView(name.data), { name: name.data, address });
  return redirectWith(c, back, { kind: "ok", text: t.team.queue.viewSaved(name.data) });
};

const nameDesk = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const { t, form, api } = c.var;
  const back = safeReturn(form.text("terug"));
  const name = NAME.safeParse(form.text("loketnaam"));
  if (!name.success)
    return showQueue(c, who, {
      address: addressFrom(back),
      errors: [{ field: "loketnaam", message: t.team.queue.deskNameWrong }],
    });
  const path = `/regions/${regionOf(who)}/colleagues/me` as const;
  await sendDeed(api, { method: "PUT", path, body: { deskName: name.data } });
  return redirectWith(c, back, { kind: "ok", text: t.team.queue.deskNameSaved(name.data) });
};

/** The work queue: lists, a file of them, one deed at a time, and what somebody keeps of it. */
export const serveQueue = (desk: Desk): void => {
  desk.get(
    QUEUE_PATH,
    forRoles(TEAM_ROLES, (c, who) => showQueue(c, who, { address: readAddress(c.req.query()) })),
  );

  desk.get(
    "/werkvoorraad/csv",
    forRoles(TEAM_ROLES, async (c, who) => {
      const { exportColumns, exportFile } = c.var.t.team.queue;
      const rows = (await everyItem(c, who)).map((item) => rowOf(item, c));
      return c.body(csvOf([exportColumns, ...rows]), 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${exportFile}.csv"`,
      });
    }),
  );

  desk.post("/werkvoorraad/doen", forRoles(TEAM_ROLES, doOne));
  desk.post("/werkvoorraad/lijst-bewaren", forRoles(TEAM_ROLES, saveView));
  desk.post("/werkvoorraad/loketnaam", forRoles(TEAM_ROLES, nameDesk));

  desk.post(
    "/werkvoorraad/lijst-weg",
    forRoles(TEAM_ROLES, async (c, { keeping }) => {
      await keeping.take("VIEW", LIST_NAME, c.var.form.text("id"));
      return redirectWith(c, QUEUE_PATH, { kind: "ok", text: c.var.t.team.queue.viewDeleted });
    }),
  );
};
