import { findMe, type OwnProfile, rectify } from "../../api/me.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Checkboxes, Radios } from "../../components/choices.tsx";
import { DateField, TextField, type TextFieldProps } from "../../components/field.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import type { Form } from "../../frame/form.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import { OCCUPATION_SUGGESTIONS } from "../concepts/suggestions.tsx";
import { errorsOfProblem, formOfProfile, readEdit } from "./edit-form.ts";
import { ownPage } from "./own-page.ts";
import { ME } from "./paths.ts";

type EditProps = {
  readonly me: OwnProfile;
  readonly form: Form;
  readonly errors: readonly FieldError[];
  /** Version that is being changed: who changes an older one is told. */
  readonly version: string;
};
type Of = Pick<EditProps, "form" | "errors">;

const Line = ({ form, errors, ...field }: Of & TextFieldProps) => (
  <TextField {...field} value={form.text(field.name)} error={errorOf(errors, field.name)} />
);

const AboutYou = (of: Of) => {
  const { data, edit } = useView().t.me;
  const { form, errors } = of;
  return (
    <>
      <Heading level={2}>{data.personTitle}</Heading>
      <Line {...of} name="givenName" label={data.givenName} autocomplete="given-name" />
      <Line {...of} name="familyName" label={data.familyName} autocomplete="family-name" />
      <Line {...of} name="postcode" label={data.postcode} autocomplete="postal-code" width="short" />
      <DateField
        name="dateOfBirth"
        label={data.dateOfBirth}
        hint={edit.dateHint}
        optional
        autocomplete="bday"
        value={form.text("dateOfBirth")}
        error={errorOf(errors, "dateOfBirth")}
      />
      <Line {...of} name="email" type="email" label={data.email} autocomplete="email" optional />
      <Line {...of} name="phone" type="tel" label={data.phone} autocomplete="tel" width="middle" optional />
    </>
  );
};

const Work = ({ me, form, errors }: Omit<EditProps, "version">) => {
  const { data, edit } = useView().t.me;
  const boxes = (items: readonly { readonly uri: string; readonly label?: string | undefined }[]) =>
    items.map(({ uri, label }) => ({ value: uri, label: label ?? uri }));
  const { occupations, competencies } = me.profile;
  return (
    <>
      {occupations.length === 0 ? null : (
        <Checkboxes
          name="beroep"
          legend={data.occupations}
          hint={edit.keep}
          error={errorOf(errors, "work")}
          options={boxes(occupations)}
          values={form.all("beroep")}
        />
      )}
      <Line
        form={form}
        errors={errors}
        name="jobTitle"
        label={edit.addWork}
        hint={edit.addWorkHint}
        optional
        suggest={OCCUPATION_SUGGESTIONS}
      />
      {competencies.length === 0 ? null : (
        <Checkboxes
          name="competentie"
          legend={data.competencies}
          hint={edit.keep}
          options={boxes(competencies)}
          values={form.all("competentie")}
        />
      )}
    </>
  );
};

const YesNo = ({
  form,
  name,
  legend,
}: Pick<Of, "form"> & { readonly name: string; readonly legend: string }) => {
  const { components, me } = useView().t;
  return (
    <Radios
      name={name}
      legend={legend}
      value={form.text(name)}
      options={[
        { value: "ja", label: components.yes },
        { value: "nee", label: components.no },
        { value: "", label: me.edit.unknown },
      ]}
    />
  );
};

const Terms = (of: Of) => {
  const { data, edit } = useView().t.me;
  const { form, errors } = of;
  return (
    <>
      <Line {...of} name="hoursMin" label={edit.hoursMin} width="short" inputmode="numeric" optional />
      <Line {...of} name="hoursMax" label={edit.hoursMax} width="short" inputmode="numeric" optional />
      <DateField
        name="availableFromDate"
        label={data.available}
        hint={edit.availableHint}
        optional
        value={form.text("availableFromDate")}
        error={errorOf(errors, "availableFromDate")}
      />
      <Line
        {...of}
        name="reachKm"
        label={data.reach}
        hint={edit.reachHint}
        width="short"
        inputmode="numeric"
        optional
      />
      <YesNo form={form} name="irregularHours" legend={data.irregular} />
      <YesNo form={form} name="learningJob" legend={data.learning} />
    </>
  );
};

/** Boxes are known by the first of their group. */
const FIELD_OF: Readonly<Record<string, string>> = { work: "beroep" };

const EditPage = (props: EditProps) => {
  const { me: words } = useView().t;
  const { errors, version } = props;
  return (
    <>
      <BackLink href={ME.data}>{words.data.title}</BackLink>
      <Heading level={1}>{words.edit.title}</Heading>
      <ErrorSummary
        errors={errors.map(({ field, message }) => ({ field: FIELD_OF[field] ?? field, message }))}
      />
      <Paragraph lead>{words.edit.lead}</Paragraph>
      <PostForm action={ME.edit}>
        <HiddenField name="versie" value={version} />
        <AboutYou {...props} />
        <Heading level={2}>{words.data.profileTitle}</Heading>
        <Work {...props} />
        <Terms {...props} />
        <Buttons>
          <Button>{words.edit.save}</Button>
          <ButtonLink href={ME.data} kind="subtle">
            {words.edit.cancel}
          </ButtonLink>
        </Buttons>
      </PostForm>
      <Paragraph quiet>{words.data.source}</Paragraph>
    </>
  );
};

const show = (c: DeskContext, props: EditProps): Promise<Response> =>
  showPage(c, {
    title: c.var.t.me.edit.title,
    status: props.errors.length === 0 ? 200 : 400,
    hasErrors: props.errors.length > 0,
    content: <EditPage {...props} />,
  });

const save = async (c: DeskContext): Promise<Response> => {
  const { api, form, language, t } = c.var;
  const version = form.text("versie");
  const { data: me } = await findMe(api, language);
  const { patch, errors } = readEdit(form, me, t);
  if (errors.length > 0) return show(c, { me, form, errors, version });
  const outcome = await attempt(rectify(api, patch, version), [400]);
  if (outcome.kind === "done") return redirectWith(c, ME.data, { kind: "ok", text: t.me.edit.saved });
  const pointers = (outcome.trouble.problem?.errors ?? []).map(({ pointer }) => pointer ?? "");
  return show(c, { me, form, errors: errorsOfProblem(pointers, t), version });
};

/** Putting right what is wrong in the own data (GDPR 16). */
export const serveEdit = (desk: Desk): void => {
  desk.get(
    ME.edit,
    ownPage(async (c) => {
      const { data, etag } = await findMe(c.var.api, c.var.language);
      return show(c, { me: data, form: formOfProfile(data), errors: [], version: etag ?? "" });
    }),
  );
  desk.post(ME.edit, ownPage(save));
};
