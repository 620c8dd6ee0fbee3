import type { CouplingDetail } from "../../api/couplings.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, Buttons } from "../../components/button.tsx";
import { momentText } from "../../components/dates.ts";
import { Select } from "../../components/field.tsx";
import { HiddenField, PostForm } from "../../components/form.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext, SignedIn } from "../../frame/desk-env.ts";
import { redirectWith } from "../../frame/show-page.tsx";
import { forRoles } from "../../frame/signed-in.ts";
import { useView } from "../../frame/view.tsx";
import { type Colleagues, colleagueName } from "../team/queue-address.ts";
import { type DeedRequest, readColleagues, sendDeed } from "../team/team-api.ts";
import { regionOf, TEAM_ROLES } from "../team/who-here.ts";
import { refusalText } from "../team/words.ts";
import { hrefOfCoupling, queueIn } from "./ways-back.ts";

type DividingProps = {
  readonly coupling: CouplingDetail;
  readonly colleagues: Colleagues;
  /** The queue that somebody came from. */
  readonly queue: string | undefined;
};

/** Colleagues to whom it can be given; nobody for whom it is no colleague's to divide. */
export const colleaguesFor = async (
  c: DeskContext,
  who: SignedIn,
  { deeds = [] }: CouplingDetail,
): Promise<Colleagues> => (deeds.length === 0 ? [] : readColleagues(c.var.api, regionOf(who)));

const Hiddens = ({ queue }: Pick<DividingProps, "queue">) =>
  queue === undefined ? null : <HiddenField name="terug" value={queue} />;

const Assignment = ({ coupling, colleagues, queue }: DividingProps) => {
  const { t, user } = useView();
  const words = t.couplings.team;
  const others = colleagues.filter(({ subject }) => subject !== user?.subject);
  if (coupling.deeds?.includes("assign") !== true || others.length === 0) return null;
  return (
    <PostForm action={`/koppelingen/${coupling.id}/toewijzen`}>
      <Hiddens queue={queue} />
      <Select
        name="collega"
        label={words.assign}
        none={t.components.choose}
        options={others.map(({ subject }) => ({ value: subject, label: colleagueName(subject, colleagues) }))}
      />
      <Buttons>
        <Button kind="secondary">{words.assignButton}</Button>
      </Buttons>
    </PostForm>
  );
};

/** Who of the team where the staff is handles it, and how it changes hands. */
export const Dividing = (props: DividingProps) => {
  const { coupling, colleagues, queue } = props;
  const { t, language } = useView();
  const words = t.couplings.team;
  const { claim, deeds } = coupling;
  if (deeds === undefined) return null;
  const deed = (["claim", "release"] as const).find((one) => deeds.includes(one));
  return (
    <section class="desk-card desk-noprint">
      <Heading level={2}>{words.title}</Heading>
      <Paragraph>
        {claim === undefined
          ? words.nobody
          : words.held(
              claim.mine ? t.team.me : colleagueName(claim.by.subject, [claim.by, ...colleagues]),
              momentText(claim.at, language),
            )}
      </Paragraph>
      {deed === undefined ? null : (
        <PostForm action={`/koppelingen/${coupling.id}/oppakken`}>
          <Hiddens queue={queue} />
          <Buttons>
            <Button kind="secondary" name="doe" value={deed}>
              {t.team.queue[deed]}
            </Button>
          </Buttons>
        </PostForm>
      )}
      <Assignment {...props} />
    </section>
  );
};

/** Does it, and says on the coupling's page what came of it. */
const divide = async (c: DeskContext, request: DeedRequest, done: string): Promise<Response> => {
  const { t, language, api } = c.var;
  const path = hrefOfCoupling(c.req.param("id") ?? "", queueIn(c));
  const outcome = await attempt(sendDeed(api, request), [400, 403, 409]);
  if (outcome.kind === "done") return redirectWith(c, path, { kind: "ok", text: done });
  const text = refusalText(outcome.trouble.problem ?? {}, t, language);
  return redirectWith(c, path, { kind: "warning", text });
};

const claim = (c: DeskContext): Promise<Response> => {
  const { form, t } = c.var;
  const done = form.text("doe") === "release" ? "release" : "claim";
  const path = `/couplings/${c.req.param("id")}/claim` as const;
  const method = done === "claim" ? "PUT" : "DELETE";
  return divide(c, { method, path }, t.couplings.team.done[done]);
};

const assign = async (c: DeskContext): Promise<Response> => {
  const { form, t } = c.var;
  const words = t.couplings.team;
  const to = form.text("collega");
  const id = c.req.param("id") ?? "";
  if (to === "")
    return redirectWith(c, `${hrefOfCoupling(id, queueIn(c))}#collega`, {
      kind: "warning",
      text: words.assignMissing,
    });
  const path = `/couplings/${id}/assignment` as const;
  return divide(c, { method: "PUT", path, body: { to } }, words.done.assign);
};

/** How a team divides its couplings (B1). */
export const serveCouplingTeam = (desk: Desk): void => {
  desk.post("/koppelingen/:id/oppakken", forRoles(TEAM_ROLES, claim));
  desk.post("/koppelingen/:id/toewijzen", forRoles(TEAM_ROLES, assign));
};
