import { randomUUID } from "node:crypto";
import { SITUATIONS } from "#packages/domain/situation.ts";
import { regionInfo } from "#packages/geography/regions.ts";
import { comeForward, Receipt } from "../../api/self-registrations.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, Buttons } from "../../components/button.tsx";
import { Fieldset, Radios } from "../../components/choices.tsx";
import { momentText } from "../../components/dates.ts";
import { TextArea, TextField, type TextFieldProps } from "../../components/field.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { DataList } from "../../components/lists.tsx";
import { Heading, Link, List, Paragraph } from "../../components/text.tsx";
import type { DeskContext } from "../../frame/desk-env.ts";
import type { Form } from "../../frame/form.ts";
import { keepingOf } from "../../frame/keeping.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import { sessionOf } from "../../frame/visitors.ts";
import { bodyOf, errorsOf, errorsOfProblem } from "./come-forward-form.ts";

export const PATH = "/zelf-melden";
export const RECEIPT_PATH = `${PATH}/ontvangen`;

type FormProps = { readonly form: Form; readonly errors: readonly FieldError[] };

const Line = ({ form, errors, ...field }: FormProps & TextFieldProps) => (
  <TextField {...field} value={form.text(field.name)} error={errorOf(errors, field.name)} />
);

const Fields = (props: FormProps) => {
  const { t } = useView();
  const words = t.comeForward;
  const { form, errors } = props;
  return (
    <>
      <Radios
        name="situation"
        legend={words.situation}
        hint={words.situationHint}
        value={form.text("situation")}
        error={errorOf(errors, "situation")}
        options={SITUATIONS.map((value) => ({ value, label: t.situations[value] }))}
      />
      <Line {...props} name="givenName" label={words.givenName} autocomplete="given-name" />
      <Line {...props} name="familyName" label={words.familyName} autocomplete="family-name" />
      <Line
        {...props}
        name="postcode"
        label={words.postcode}
        hint={words.postcodeHint}
        width="short"
        autocomplete="postal-code"
      />
      <Fieldset legend={words.reach} id="bereik" hint={words.reachHint}>
        <Line {...props} name="email" type="email" label={words.email} autocomplete="email" />
        <Line {...props} name="phone" type="tel" label={words.phone} autocomplete="tel" width="middle" />
      </Fieldset>
      <TextArea
        name="note"
        label={words.note}
        hint={words.noteHint}
        optional
        value={form.text("note")}
        error={errorOf(errors, "note")}
      />
      <Line {...props} name="invitationCode" label={words.code} hint={words.codeHint} optional />
    </>
  );
};

const FormPage = (props: FormProps) => {
  const words = useView().t.comeForward;
  const { form, errors } = props;
  return (
    <>
      <Heading level={1}>{words.title}</Heading>
      <ErrorSummary errors={errors} />
      <Paragraph lead>{words.lead}</Paragraph>
      <Paragraph>{words.before}</Paragraph>
      <PostForm action={PATH}>
        <HiddenField name="sleutel" value={form.text("sleutel") || randomUUID()} />
        <Fields {...props} />
        <Paragraph quiet>
          {words.privacyBefore} <Link href="/privacy">{words.privacy}</Link>
        </Paragraph>
        <Buttons>
          <Button>{words.send}</Button>
        </Buttons>
      </PostForm>
    </>
  );
};

const ReceiptPage = ({ receipt }: { readonly receipt: Receipt | undefined }) => {
  const { t, language } = useView();
  const words = t.comeForward.receipt;
  if (receipt === undefined)
    return (
      <>
        <Heading level={1}>{words.goneTitle}</Heading>
        <Paragraph lead>{words.gone}</Paragraph>
      </>
    );
  const party = words.parties[receipt.responsible];
  return (
    <>
      <Heading level={1}>{words.title}</Heading>
      <Paragraph lead>{words.lead(party)}</Paragraph>
      <DataList
        items={[
          { key: words.who, value: party },
          { key: words.region, value: regionInfo(receipt.region).name },
          { key: words.at, value: momentText(receipt.receivedAt, language) },
          { key: words.number, value: receipt.id },
        ]}
      />
      <Heading level={2}>{words.nextTitle}</Heading>
      <List>
        <li>{words.next1}</li>
        <li>{words.next2}</li>
        <li>{words.next3}</li>
      </List>
      <List>
        <li>
          <Link href="/uw-regio">{words.desk}</Link>
        </li>
        <li>
          <Link href="/beroepen">{words.explore}</Link>
        </li>
      </List>
    </>
  );
};

/** The form, for whoever comes forward alone: a request to the party that belongs to the situation (S2), and nothing more yet. */
export const showComeForward = async (
  c: DeskContext,
  errors: readonly FieldError[] = [],
): Promise<Response> => {
  await sessionOf(c);
  return showPage(c, {
    title: c.var.t.comeForward.title,
    status: errors.length === 0 ? 200 : 400,
    hasErrors: errors.length > 0,
    content: <FormPage form={c.var.form} errors={errors} />,
  });
};

/** A receipt is kept with the session of the visitor: nothing of it stands in an address. */
const receiptsOf = async (c: DeskContext) => {
  const { session } = await sessionOf(c);
  const { store, now } = c.var.deps;
  return keepingOf(store, { subject: `visitor ${session.csrf}` }, now);
};

export const sendComeForward = async (c: DeskContext): Promise<Response> => {
  const { api, form, t } = c.var;
  const errors = errorsOf(form, t);
  if (errors.length > 0) return showComeForward(c, errors);
  const outcome = await attempt(comeForward(api, bodyOf(form), form.text("sleutel") || randomUUID()), [400]);
  if (outcome.kind === "refused") {
    const pointers = (outcome.trouble.problem?.errors ?? []).map(({ pointer }) => pointer ?? "");
    return showComeForward(c, errorsOfProblem(pointers, t));
  }
  await (await receiptsOf(c)).keep("FLASH", "come-forward", "receipt", outcome.value);
  return c.redirect(RECEIPT_PATH, 303);
};

/** Who helps, where and under which number; for as long as the visitor's session. */
export const showReceipt = async (c: DeskContext): Promise<Response> => {
  const found = Receipt.safeParse(await (await receiptsOf(c)).find("FLASH", "come-forward", "receipt"));
  const { title, goneTitle } = c.var.t.comeForward.receipt;
  return showPage(c, {
    title: found.success ? title : goneTitle,
    content: <ReceiptPage receipt={found.success ? found.data : undefined} />,
  });
};
