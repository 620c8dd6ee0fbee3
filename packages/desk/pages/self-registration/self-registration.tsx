import { createHash, randomUUID } from "node:crypto";
import type { Role } from "#packages/domain/actor.ts";
import { SelfRegistrationInput } from "#packages/domain/person.ts";
import { type ResponsibleParty, SITUATIONS } from "#packages/domain/situation.ts";
import { registerSelf } from "../../api/self-registrations.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Fieldset } from "../../components/choices.tsx";
import { Select, TextArea, TextField } from "../../components/field.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { EMPTY_FORM, type Form } from "../../frame/form.ts";
import { isWholePostcode } from "../../frame/places.ts";
import { showPage } from "../../frame/show-page.tsx";
import { forRoles, type SignedIn, typedBefore } from "../../frame/signed-in.ts";
import { useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import { PATH, RECEIPT_PATH, sendComeForward, showComeForward, showReceipt } from "./come-forward.tsx";

/** Who meets somebody that comes forward alone. */
const STAFF: readonly Role[] = [
  "responsible-party",
  "team",
  "coordinator",
  "national-point",
  "administrator",
];

type Words = Texts["help"]["self"];
type Field = keyof Words["wrong"];
type StaffProps = { readonly form: Form; readonly errors: readonly FieldError[] };

const StaffPage = ({ form, errors }: StaffProps) => {
  const { t } = useView();
  const words = t.help.self;
  const field = (name: string) => ({ name, value: form.text(name), error: errorOf(errors, name) });
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{words.staffTitle}</Heading>
      <Paragraph lead>{words.staffLead}</Paragraph>
      <PostForm>
        <HiddenField name="sleutel" value={randomUUID()} />
        <TextField {...field("voornaam")} label={words.givenName} />
        <TextField {...field("achternaam")} label={words.familyName} />
        <TextField {...field("postcode")} label={words.postcode} hint={words.postcodeHint} width="short" />
        <Select
          {...field("situatie")}
          label={words.situation}
          none={t.components.choose}
          options={SITUATIONS.map((value) => ({ value, label: words.situations[value] }))}
        />
        <Fieldset legend={words.contactHint} id="contact">
          <TextField {...field("email")} label={words.email} type="email" />
          <TextField {...field("telefoon")} label={words.phone} type="tel" width="middle" />
        </Fieldset>
        <TextArea {...field("toelichting")} label={words.note} hint={words.noteHint} optional />
        <Buttons>
          <Button>{words.button}</Button>
        </Buttons>
      </PostForm>
    </>
  );
};

const DonePage = ({ party }: { readonly party: ResponsibleParty }) => {
  const words = useView().t.help.self;
  return (
    <>
      <div class="desk-receipt">
        <Heading level={1}>{words.done}</Heading>
        <Paragraph lead>{words.doneText(words.parties[party])}</Paragraph>
      </div>
      <Buttons>
        <ButtonLink href={PATH} kind="secondary">
          {words.another}
        </ButtonLink>
      </Buttons>
    </>
  );
};

const showForm = (c: DeskContext, page: StaffProps): Promise<Response> =>
  showPage(c, {
    title: c.var.t.help.self.staffTitle,
    hasErrors: page.errors.length > 0,
    status: page.errors.length > 0 ? 400 : 200,
    content: <StaffPage {...page} />,
  });

const open = async (c: DeskContext, who: SignedIn): Promise<Response> =>
  showForm(c, { form: (await typedBefore(c, who)) ?? EMPTY_FORM, errors: [] });

const FIELD_OF: Readonly<Record<string, Field>> = {
  givenName: "voornaam",
  familyName: "achternaam",
  postcode: "postcode",
  situation: "situatie",
  email: "email",
  phone: "email",
  note: "toelichting",
};

const inputOf = (form: Form) => {
  const given = (name: string, field: string) =>
    form.text(field) === "" ? {} : { [name]: form.text(field) };
  return {
    givenName: form.text("voornaam"),
    familyName: form.text("achternaam"),
    postcode: form.text("postcode"),
    situation: form.text("situatie"),
    ...given("email", "email"),
    ...given("phone", "telefoon"),
    ...given("note", "toelichting"),
  };
};

const wrongFields = (members: readonly string[], words: Words): FieldError[] => {
  const fields = new Set(members.map((member): Field => FIELD_OF[member] ?? "toelichting"));
  return [...fields].map((field) => ({ field, message: words.wrong[field] }));
};

const send = async (c: DeskContext): Promise<Response> => {
  const { form, t, api } = c.var;
  const words = t.help.self;
  const parsed = SelfRegistrationInput.safeParse(inputOf(form));
  const unknown = isWholePostcode(form.text("postcode")) ? [] : ["postcode"];
  const unreachable = form.text("email") === "" && form.text("telefoon") === "" ? ["email"] : [];
  const found = (parsed.error?.issues ?? []).map(({ path }) => String(path[0]));
  const faulty = [...found, ...unknown, ...unreachable];
  if (!parsed.success || faulty.length > 0) return showForm(c, { form, errors: wrongFields(faulty, words) });
  // Sent twice it is one; corrected and sent again it is another request.
  const digest = createHash("sha256").update(JSON.stringify(parsed.data)).digest("base64url").slice(0, 16);
  const outcome = await attempt(registerSelf(api, parsed.data, `${form.text("sleutel")}-${digest}`), [400]);
  if (outcome.kind === "refused") {
    const members = (outcome.trouble.problem?.errors ?? []).map(({ pointer = "" }) => pointer.slice(1));
    return showForm(c, { form, errors: wrongFields(members, words) });
  }
  return showPage(c, { title: words.done, content: <DonePage party={outcome.value.responsible} /> });
};

const isStaff = ({ var: { user } }: DeskContext): boolean => user !== undefined && STAFF.includes(user.role);

/** Coming forward alone (S7): visitors do it themselves, staff pass on whom they meet. */
export const serveSelfRegistration = (desk: Desk): void => {
  desk.get(PATH, (c) => (isStaff(c) ? forRoles(STAFF, open)(c) : showComeForward(c)));
  desk.post(PATH, (c) => (isStaff(c) ? forRoles(STAFF, send)(c) : sendComeForward(c)));
  desk.get(RECEIPT_PATH, showReceipt);
};
