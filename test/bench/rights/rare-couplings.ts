import { randomUUID } from "node:crypto";
import * as z from "zod";
import { surplusGroupIdOf } from "#packages/brokerage/surplus.ts";
import { COUPLING_PARTIES, Coupling } from "#packages/domain/coupling.ts";
import { SurplusNoticeId, VacancyId } from "#packages/domain/ids.ts";
import { couplingWrites } from "#packages/store/couplings.ts";
import { commit } from "#packages/store/platform-table.ts";
import { aNoticeBody, aProfileBody } from "#test/support/intake/intake-app.ts";
import { aCoupling, createWorld } from "#test/support/policy/world.ts";
import { post, type RareDeed } from "./rare-deeds.ts";

const Codes = z.object({ items: z.array(z.looseObject({ code: z.string() })).min(1) });

/**
 * More people of a group are spoken for than it seemed: of a coupling that shrank after somebody came with a profile,
 * somebody else has started; and somebody comes with a code after another fell back.
 */
export const speakForMore: RareDeed = async ({ api, dynamo, platform, rest }) => {
  const at = platform.now().toISOString();
  const world = await createWorld(dynamo, at);
  await rest();
  const noticeId = SurplusNoticeId.parse(world.idOf("surplus-notices", "employer", ""));
  const vacancyId = VacancyId.parse(world.idOf("vacancies", "employer", ""));
  const groupKey = aNoticeBody().groups[0]?.groupKey ?? "";
  const by = { subject: "team", role: "team" };
  const known = {
    ...aCoupling(vacancyId, noticeId, at),
    groupKey,
    surplusId: surplusGroupIdOf(noticeId, groupKey),
    answers: Object.fromEntries(COUPLING_PARTIES.map((party) => [party, { people: 2, by, at }])),
  };
  const shrunk = Coupling.parse({ ...known, id: randomUUID(), agreed: 1, joined: 1 });
  const fellBack = Coupling.parse({
    ...known,
    id: randomUUID(),
    state: "transition",
    agreed: 2,
    invited: 0,
    transition: { started: 1, stayed: 0, fellBack: 1 },
  });
  await commit(
    dynamo.platform.client,
    [shrunk, fellBack].flatMap((one) => couplingWrites(dynamo.platform, one)),
  );
  const told = { started: 1, stayed: 0, fellBack: 0, complete: false };
  await post({ api }, "employer", `/couplings/${shrunk.id}/transitions`, told);
  const { body } = await post({ api }, "employer", `/couplings/${fellBack.id}/invitations`, { people: 1 });
  const [invitation] = Codes.parse(body).items;
  await post({ api }, "responsible-party-municipality", "/market-profiles", {
    ...aProfileBody(),
    invitationCode: invitation?.code,
  });
};
