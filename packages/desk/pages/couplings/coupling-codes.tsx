import { randomUUID } from "node:crypto";
import type { CouplingDetail, CouplingSummary } from "../../api/couplings.ts";
import {
  type CodesGiven,
  type Invitations,
  inviteAnew,
  inviteStaff,
  listInvitations,
  withdrawCode,
} from "../../api/invitations.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { dayText } from "../../components/dates.ts";
import { TextField } from "../../components/field.tsx";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Badge, DataList } from "../../components/lists.tsx";
import { Table } from "../../components/table.tsx";
import { BackLink, Heading, Hidden, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles } from "../../frame/signed-in.ts";
import { showTrouble } from "../../frame/trouble-page.tsx";
import { useView } from "../../frame/view.tsx";
import { PATH } from "../self-registration/come-forward.tsx";
import { COUPLERS } from "./coupling-list.tsx";

/** As many as the API gives at once. */
const MOST_AT_ONCE = 40;

const pathOf = (id: string): string => `/koppelingen/${id}/codes`;

/** Whether there is anything to hand out, and the caller is who hands it out. */
const hasCodes = ({ state, yourParty, invited }: CouplingSummary): boolean =>
  (yourParty === "from-firm" || yourParty === "team") &&
  (state === "agreed" || state === "transition" || invited > 0);

/** The way from a coupling to its codes. */
export const CodesCard = ({ coupling }: { readonly coupling: CouplingDetail }) => {
  const words = useView().t.couplings.codes;
  if (!hasCodes(coupling)) return null;
  return (
    <section class="desk-card desk-noprint">
      <Heading level={2}>{words.open}</Heading>
      <Paragraph>{words.cardText(coupling.invited, coupling.agreed ?? 0)}</Paragraph>
      <ButtonLink kind="secondary" href={pathOf(coupling.id)}>
        {words.title}
      </ButtonLink>
    </section>
  );
};

type ListProps = {
  readonly id: string;
  readonly invitations: Invitations;
  readonly typed: string;
  readonly errors: readonly FieldError[];
};
type Item = Invitations["items"][number];

const BADGES = {
  "given-out": "good",
  open: "good",
  reserved: "near",
  used: "plain",
  expired: "plain",
  withdrawn: "plain",
} as const satisfies Record<Item["state"], string>;

const MakeCodes = ({ invitations, typed, errors }: ListProps) => {
  const words = useView().t.couplings.codes;
  const { stillToInvite, agreed } = invitations;
  if (stillToInvite === 0) return <Paragraph>{agreed === 0 ? words.notYet : words.noneLeft}</Paragraph>;
  const most = Math.min(MOST_AT_ONCE, stillToInvite);
  return (
    <PostForm>
      <HiddenField name="sleutel" value={randomUUID()} />
      <TextField
        name="aantal"
        label={words.howMany}
        hint={words.howManyHint(most)}
        width="short"
        inputmode="numeric"
        value={typed || String(most)}
        error={errorOf(errors, "aantal")}
      />
      <Buttons>
        <Button>{words.make}</Button>
      </Buttons>
    </PostForm>
  );
};

/** A code that somebody used cannot be changed; who sees that is up to the API (S4). */
const isFixed = ({ state }: Item): boolean => state === "used" || state === "reserved";

const CodeDeeds = ({ id, item }: { readonly id: string; readonly item: Item }) => {
  const words = useView().t.couplings.codes;
  if (isFixed(item)) return null;
  const ofNumber = <Hidden> {item.number}</Hidden>;
  return (
    <PostForm action={`${pathOf(id)}/${item.number}`}>
      <div class="desk-rowdeeds">
        <Button kind="secondary" name="doe" value="nieuw">
          {words.anew}
          {ofNumber}
        </Button>
        {item.state === "withdrawn" ? null : (
          <Button kind="subtle" name="doe" value="weg">
            {words.withdraw}
            {ofNumber}
          </Button>
        )}
      </div>
    </PostForm>
  );
};

const CodeList = (props: ListProps) => {
  const { id, invitations, errors } = props;
  const { t, language } = useView();
  const words = t.couplings.codes;
  const { items } = invitations;
  return (
    <>
      <BackLink href={`/koppelingen/${id}`}>{words.back}</BackLink>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{words.title}</Heading>
      <Paragraph lead>{words.lead}</Paragraph>
      <DataList
        items={[
          { key: words.agreed, value: String(invitations.agreed) },
          { key: words.invited, value: String(invitations.invited) },
          { key: words.joined, value: String(invitations.joined) },
          { key: words.left, value: String(invitations.stillToInvite) },
        ]}
      />
      <MakeCodes {...props} />
      {items.length === 0 ? null : (
        <>
          <Heading level={2}>{words.given}</Heading>
          <Table
            caption={words.given}
            hideCaption
            rows={items}
            columns={[
              { title: words.number, heading: true, cell: ({ number }: Item) => String(number) },
              {
                title: words.state,
                cell: ({ state }) => <Badge kind={BADGES[state]}>{words.states[state]}</Badge>,
              },
              { title: words.until, cell: ({ expiresAt }) => dayText(expiresAt, language) },
              { title: words.deeds, hideTitle: true, cell: (item) => <CodeDeeds id={id} item={item} /> },
            ]}
          />
        </>
      )}
    </>
  );
};

type GivenProps = { readonly id: string; readonly given: CodesGiven; readonly address: string };

/** The codes, the one time that they can be seen: a slip a person, to be printed and cut. */
const Given = ({ id, given, address }: GivenProps) => {
  const { t, language } = useView();
  const words = t.couplings.codes.once;
  const isShown = given.items.some(({ code }) => code !== undefined);
  return (
    <>
      <Heading level={1}>{words.title}</Heading>
      <Alert kind="warning">
        <Paragraph>{isShown ? words.warning : words.again}</Paragraph>
      </Alert>
      {isShown ? (
        <ul class="desk-slips">
          {given.items.map(({ number, code, expiresAt }) => (
            <li class="desk-slip">
              <Heading level={2}>{words.code(number)}</Heading>
              <p class="desk-slip__code">{code}</p>
              <Paragraph>
                {words.how(address)} {words.until(dayText(expiresAt, language))}.
              </Paragraph>
            </li>
          ))}
        </ul>
      ) : null}
      <p class="nl-paragraph desk-noprint">
        <ButtonLink href={pathOf(id)}>{words.done}</ButtonLink>
      </p>
    </>
  );
};

const idIn = (c: DeskContext): string => c.req.param("id") ?? "";

const showList = async (c: DeskContext, errors: readonly FieldError[] = []): Promise<Response> => {
  const id = idIn(c);
  const invitations = await listInvitations(c.var.api, id);
  const hasErrors = errors.length > 0;
  return showPage(c, {
    title: c.var.t.couplings.codes.title,
    hasErrors,
    status: hasErrors ? 400 : 200,
    content: <CodeList id={id} invitations={invitations} typed={c.var.form.text("aantal")} errors={errors} />,
  });
};

/** Answered at once and not after a redirect: the codes are kept nowhere, so that no later page can show them. */
const showGiven = (c: DeskContext, given: CodesGiven): Promise<Response> =>
  showPage(c, {
    title: c.var.t.couplings.codes.once.title,
    content: <Given id={idIn(c)} given={given} address={new URL(PATH, c.var.deps.deskUrl).href} />,
  });

const make = async (c: DeskContext): Promise<Response> => {
  const { form, t, api } = c.var;
  const words = t.couplings.codes;
  const typed = form.text("aantal");
  const people = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
  const { stillToInvite } = await listInvitations(api, idIn(c));
  const key = form.text("sleutel") || randomUUID();
  if (people < 1 || people > MOST_AT_ONCE)
    return showList(c, [
      { field: "aantal", message: words.howManyWrong(Math.min(MOST_AT_ONCE, stillToInvite)) },
    ]);
  const outcome = await attempt(inviteStaff(api, idIn(c), { people, key }), [400, 409, 412]);
  if (outcome.kind === "done") return showGiven(c, outcome.value);
  if (stillToInvite > 0 && people > stillToInvite)
    return showList(c, [
      { field: "aantal", message: words.howManyWrong(Math.min(MOST_AT_ONCE, stillToInvite)) },
    ]);
  return redirectWith(c, pathOf(idIn(c)), { kind: "warning", text: words.refused });
};

const changeOne = async (c: DeskContext): Promise<Response> => {
  const { form, t, api } = c.var;
  const words = t.couplings.codes;
  const number = Number(c.req.param("number"));
  if (!Number.isInteger(number)) return showTrouble(c, "not-found");
  if (form.text("doe") === "nieuw") {
    const outcome = await attempt(inviteAnew(api, idIn(c), number), [400, 409]);
    if (outcome.kind === "done") return showGiven(c, outcome.value);
    return redirectWith(c, pathOf(idIn(c)), { kind: "warning", text: words.used });
  }
  const outcome = await attempt(withdrawCode(api, idIn(c), number), [400, 409]);
  return redirectWith(
    c,
    pathOf(idIn(c)),
    outcome.kind === "done"
      ? { kind: "ok", text: words.withdrawn(number) }
      : { kind: "warning", text: words.used },
  );
};

/** Invitation codes for the people of an agreed coupling: made, shown once, counted, made anew, withdrawn. */
export const serveCouplingCodes = (desk: Desk): void => {
  desk.get(
    "/koppelingen/:id/codes",
    forRoles(COUPLERS, (c) => showList(c)),
  );
  desk.post("/koppelingen/:id/codes", forRoles(COUPLERS, make));
  desk.post("/koppelingen/:id/codes/:number", forRoles(COUPLERS, changeOne));
};
