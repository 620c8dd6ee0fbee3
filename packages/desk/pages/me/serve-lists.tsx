import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import {
  answerOwnLifeCoach,
  joinOwnList,
  leaveOwnList,
  listOwnOpenHiring,
  listOwnPlaces,
  type OwnPlace,
  takeOwnWork,
} from "../../api/own-lists.ts";
import { attempt } from "../../api/trouble.ts";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { showTrouble } from "../../frame/trouble-page.tsx";
import type { Texts } from "../../texts/texts.ts";
import { ConfirmPage, ListsPage, wordsOfDeed } from "./lists.tsx";
import { ownPage } from "./own-page.ts";
import { ME } from "./paths.ts";

const PAGE = 20;
const Id = z.uuid();

const regionIn = (typed: string | undefined): RegionCode | undefined => RegionCode.safeParse(typed).data;

type At = { readonly region?: RegionCode | undefined; readonly cursor?: string | undefined };

const hrefOf = ({ region, cursor }: At): string => {
  const query = new URLSearchParams();
  if (region !== undefined) query.set("regio", region);
  if (cursor !== undefined) query.set("vanaf", cursor);
  return query.size === 0 ? ME.lists : `${ME.lists}?${query}`;
};

const show = async (c: DeskContext): Promise<Response> => {
  const { api, t } = c.var;
  const region = regionIn(c.req.query("regio"));
  const cursor = c.req.query("vanaf");
  const [places, open] = await Promise.all([
    listOwnPlaces(api),
    listOwnOpenHiring(api, { region, cursor, limit: PAGE }),
  ]);
  const { nextCursor } = open;
  return showPage(c, {
    title: t.meLists.title,
    content: (
      <ListsPage
        places={places}
        open={open.items}
        region={region}
        first={cursor === undefined ? undefined : hrefOf({ region })}
        next={nextCursor === undefined ? undefined : hrefOf({ region, cursor: nextCursor })}
      />
    ),
  });
};

/** The id of an address; a guess that is none is told like one that nothing has. */
const withId = (page: (c: DeskContext, id: string) => Promise<Response>) =>
  ownPage((c) => {
    const id = Id.safeParse(c.req.param("id"));
    return id.success ? page(c, id.data) : showTrouble(c, "not-found");
  });

type Doing = (c: DeskContext, id: string) => Promise<OwnPlace>;
type Told = (place: OwnPlace, words: Texts["meLists"]["done"]) => string;

/** Does it, and says on the page of lists how it is now; what came too late is told there too. */
const work = (doing: Doing, told: Told) =>
  withId(async (c, id) => {
    const { form, t } = c.var;
    const outcome = await attempt(doing(c, id), [409]);
    const back = hrefOf({ region: regionIn(form.text("regio")) });
    return redirectWith(
      c,
      back,
      outcome.kind === "done"
        ? { kind: "ok", text: told(outcome.value, t.meLists.done) }
        : { kind: "warning", text: t.meLists.notNow },
    );
  });

/** Asked before it is done; whose place is another by now sees the lists as they are. */
const confirm = (deed: "taking" | "leaving", states: readonly OwnPlace["state"][]) =>
  withId(async (c, id) => {
    const { api, t } = c.var;
    const place = (await listOwnPlaces(api)).find(({ vacancyId }) => vacancyId === id);
    if (place === undefined) return showTrouble(c, "not-found");
    if (!states.includes(place.state))
      return redirectWith(c, ME.lists, { kind: "warning", text: t.meLists.notNow });
    return showPage(c, {
      title: wordsOfDeed({ place, deed }, t).title,
      content: <ConfirmPage place={place} deed={deed} />,
    });
  });

const joined: Told = ({ state, before }, done) => (state === "waiting" ? done.waiting(before) : done.offered);

const isYes = ({ var: { form } }: DeskContext): boolean => form.text("antwoord") === "ja";

/** The own places on waiting lists of open hiring (D4): joining, taking what is offered, leaving, and the life coach. */
export const serveOwnLists = (desk: Desk): void => {
  const path = `${ME.lists}/:id`;
  desk.get(ME.lists, ownPage(show));
  desk.post(
    `${path}/erbij`,
    work(({ var: { api } }, id) => joinOwnList(api, id), joined),
  );
  desk.get(`${path}/nemen`, confirm("taking", ["offered"]));
  desk.post(
    `${path}/nemen`,
    work(
      ({ var: { api } }, id) => takeOwnWork(api, id),
      (_, { started }) => started,
    ),
  );
  desk.get(`${path}/verlaten`, confirm("leaving", ["waiting", "offered", "started"]));
  desk.post(
    `${path}/verlaten`,
    work(
      ({ var: { api } }, id) => leaveOwnList(api, id),
      (_, { left }) => left,
    ),
  );
  desk.post(
    `${path}/levenscoach`,
    work(
      (c, id) => answerOwnLifeCoach(c.var.api, id, isYes(c)),
      ({ lifeCoach }, done) => (lifeCoach === "accepted" ? done.coachYes : done.coachNo),
    ),
  );
};
