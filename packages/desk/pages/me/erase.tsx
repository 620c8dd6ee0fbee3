import type { Erasure } from "#packages/rights/erasure-proof.ts";
import { eraseMe, findErasure } from "../../api/me.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Checkboxes } from "../../components/choices.tsx";
import { dayText, momentText } from "../../components/dates.ts";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, PostForm } from "../../components/form.tsx";
import { DataList } from "../../components/lists.tsx";
import { BackLink, Heading, List, Paragraph } from "../../components/text.tsx";
import { forgetSessionId } from "../../frame/cookies.ts";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import { ownPage } from "./own-page.ts";
import { ME } from "./paths.ts";

const ErasePage = ({ error }: { readonly error: string | undefined }) => {
  const { title, erasing: words } = useView().t.meRights;
  return (
    <>
      <BackLink href={ME.rights}>{title}</BackLink>
      <Heading level={1}>{words.title}</Heading>
      <ErrorSummary errors={error === undefined ? [] : [{ field: "zeker", message: error }]} />
      <Alert kind="warning">
        <Paragraph>{words.lead}</Paragraph>
      </Alert>
      <Heading level={2}>{words.whatTitle}</Heading>
      <List>
        <li>{words.what1}</li>
        <li>{words.what2}</li>
        <li>{words.what3}</li>
        <li>{words.what4}</li>
      </List>
      <PostForm action={ME.erase}>
        <Checkboxes
          name="zeker"
          legend={words.confirmLegend}
          hint={words.confirmHint}
          error={error}
          values={[]}
          options={[{ value: "ja", label: words.confirm }]}
        />
        <Buttons>
          <Button kind="danger">{words.button}</Button>
          <ButtonLink href={ME.rights} kind="secondary">
            {words.keep}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};

const lastOf = ({ agesOut }: Erasure): string | undefined =>
  agesOut
    .map(({ byAt }) => byAt)
    .toSorted()
    .at(-1);

const ErasedPage = ({ erasure }: { readonly erasure: Erasure }) => {
  const { t, language } = useView();
  const { erased: words } = t.meRights;
  const { finishedAt, askedAt, id } = erasure;
  const last = lastOf(erasure);
  return (
    <>
      <Heading level={1}>{finishedAt === undefined ? words.title : words.doneTitle}</Heading>
      <Paragraph lead>{finishedAt === undefined ? words.lead : words.doneLead}</Paragraph>
      <DataList
        items={[
          { key: words.proof, value: id },
          { key: words.asked, value: momentText(askedAt, language) },
          {
            key: words.completed,
            value: finishedAt === undefined ? words.busy : momentText(finishedAt, language),
          },
          ...(last === undefined ? [] : [{ key: words.agesOut, value: dayText(last, language) }]),
        ]}
      />
      <Paragraph quiet>{words.keep}</Paragraph>
    </>
  );
};

const show = (c: DeskContext, error?: string): Promise<Response> =>
  showPage(c, {
    title: c.var.t.meRights.erasing.title,
    status: error === undefined ? 200 : 400,
    hasErrors: error !== undefined,
    content: <ErasePage error={error} />,
  });

/** Erases everything, ends the session, and goes on to the proof, which tells nothing of whom it was. */
const erase = async (c: DeskContext): Promise<Response> => {
  const { api, form, known, sessions, t } = c.var;
  if (form.text("zeker") !== "ja") return show(c, t.meRights.erasing.confirmNeeded);
  const outcome = await attempt(eraseMe(api), [409]);
  if (outcome.kind === "refused")
    return redirectWith(c, ME.rights, { kind: "warning", text: t.meRights.notNow });
  if (known !== undefined) await sessions.end(known);
  forgetSessionId(c);
  return c.redirect(`${ME.erased}/${outcome.value.id}`, 303);
};

/** Having everything erased (GDPR 17), after a page that asks whether somebody is sure. */
export const serveErasing = (desk: Desk): void => {
  desk.get(
    ME.erase,
    ownPage((c) => show(c)),
  );
  desk.post(ME.erase, ownPage(erase));
  desk.get(`${ME.erased}/:id`, async (c) => {
    const erasure = await findErasure(c.var.api, c.req.param("id"));
    const { title, doneTitle } = c.var.t.meRights.erased;
    return showPage(c, {
      title: erasure.finishedAt === undefined ? title : doneTitle,
      content: <ErasedPage erasure={erasure} />,
    });
  });
};
