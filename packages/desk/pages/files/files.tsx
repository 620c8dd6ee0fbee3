import { randomUUID } from "node:crypto";
import type { Role } from "#packages/domain/actor.ts";
import {
  FILE_KINDS,
  type FileKind,
  fetchFindings,
  fetchTemplate,
  findImport,
  type ImportView,
  sendFiles,
} from "../../api/imports.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Radios } from "../../components/choices.tsx";
import { momentText } from "../../components/dates.ts";
import { FileField } from "../../components/field.tsx";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { DataList, Pagination } from "../../components/lists.tsx";
import { Table } from "../../components/table.tsx";
import { BackLink, Heading, Link, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { forRoles, type SignedIn } from "../../frame/signed-in.ts";
import { showTrouble } from "../../frame/trouble-page.tsx";
import { useView } from "../../frame/view.tsx";

const ROLES = ["employer", "sector-organisation"] as const;
const PATH = "/bestanden-sturen";
/** The API takes 4 MB a file. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A sector organisation files surplus of its firms, and no vacancies. */
const kindsFor = (role: Role): readonly FileKind[] =>
  FILE_KINDS.filter((kind) => role === "employer" || kind === "surplus-notices");

type SendProps = { readonly kinds: readonly FileKind[]; readonly errors: readonly FieldError[] };

const SendPage = ({ kinds, errors }: SendProps) => {
  const words = useView().t.files;
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{words.title}</Heading>
      <Paragraph lead>{words.lead}</Paragraph>
      <Heading level={2}>{words.templateTitle}</Heading>
      <Paragraph>{words.templateText}</Paragraph>
      <ul class="desk-list">
        {kinds.map((kind) => (
          <li>
            <Link href={`${PATH}/voorbeeld/${kind}`} download>
              {words.template[kind]}
            </Link>
          </li>
        ))}
      </ul>
      <Heading level={2}>{words.formTitle}</Heading>
      <PostForm files>
        <HiddenField name="sleutel" value={randomUUID()} />
        {kinds.length === 1 ? (
          <HiddenField name="wat" value={kinds[0] ?? ""} />
        ) : (
          <Radios
            name="wat"
            legend={words.kindLegend}
            value={kinds[0]}
            options={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          />
        )}
        <FileField
          name="bestand"
          label={words.file}
          hint={words.fileHint}
          accept=".csv,.jsonl,.ndjson"
          error={errorOf(errors, "bestand")}
        />
        <Radios
          name="hoe"
          legend={words.modeLegend}
          value="check"
          options={(["check", "take"] as const).map((mode) => ({ value: mode, ...words.modes[mode] }))}
        />
        <Buttons>
          <Button>{words.button}</Button>
        </Buttons>
      </PostForm>
    </>
  );
};

const showSend = (c: DeskContext, { user }: SignedIn, errors: readonly FieldError[]): Promise<Response> =>
  showPage(c, {
    title: c.var.t.files.title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 400 : 200,
    content: <SendPage kinds={kindsFor(user.role)} errors={errors} />,
  });

/** What is wrong with the file before it is sent on; undefined when nothing is. */
const faultOf = (file: File | undefined, c: DeskContext): string | undefined => {
  const words = c.var.t.files;
  if (file === undefined || file.size === 0) return words.fileMissing;
  return file.size > MOST_BYTES ? words.fileLarge : undefined;
};

const send = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const { form, api, t } = c.var;
  const kind = kindsFor(who.user.role).find((one) => one === form.text("wat"));
  if (kind === undefined) return showTrouble(c, "bad-request");
  const file = form.file("bestand");
  const fault = faultOf(file, c);
  if (file === undefined || fault !== undefined)
    return showSend(c, who, [{ field: "bestand", message: fault ?? t.files.fileMissing }]);
  const upload = { kind, files: [file], dryRun: form.text("hoe") !== "take", key: form.text("sleutel") };
  const outcome = await attempt(sendFiles(api, upload), [400, 413, 415]);
  if (outcome.kind === "refused") return showSend(c, who, [{ field: "bestand", message: t.files.fileWrong }]);
  return c.redirect(`${PATH}/${outcome.value.id}`, 303);
};

type ResultProps = { readonly result: ImportView; readonly cursor: string | undefined };

const isDone = ({ settledAt }: ImportView): boolean => settledAt !== undefined;

const factsOf = (result: ImportView, view: ReturnType<typeof useView>) => {
  const words = view.t.files.result;
  const counts = [
    [words.rows, result.rows],
    [words.good, result.good],
    [words.bad, result.bad],
    ...(result.dryRun
      ? []
      : ([
          [words.added, result.added],
          [words.changed, result.changed],
          [words.unchanged, result.unchanged],
        ] as const)),
  ] as const;
  return [
    { key: words.file, value: result.files.map(({ name }) => name).join(", ") },
    { key: words.sent, value: momentText(result.receivedAt, view.language) },
    ...counts.map(([key, count]) => ({ key, value: String(count) })),
  ];
};

const Findings = ({ result, cursor }: ResultProps) => {
  const words = useView().t.files.result;
  const path = `${PATH}/${result.id}`;
  return (
    <>
      <Heading level={2}>{words.findings}</Heading>
      <Table
        caption={words.findings}
        hideCaption
        rows={result.findings}
        columns={[
          { title: words.line, heading: true, cell: ({ line }) => `${words.line} ${line}` },
          { title: words.column, cell: ({ field }) => field || words.whole },
          { title: words.reason, cell: ({ reason }) => <span lang="en">{reason}</span> },
        ]}
      />
      <Pagination
        first={cursor === undefined ? undefined : path}
        next={result.nextCursor && `${path}?vanaf=${encodeURIComponent(result.nextCursor)}`}
      />
      <Buttons>
        <ButtonLink href={`${path}/fouten`} kind="secondary">
          {words.download}
        </ButtonLink>
        <ButtonLink href={PATH}>{words.again}</ButtonLink>
      </Buttons>
    </>
  );
};

const Progress = ({ result }: { readonly result: ImportView }) => {
  const words = useView().t.files.result;
  if (!isDone(result))
    return (
      <Alert kind="info">
        <Paragraph>{words.busy}</Paragraph>
        <ButtonLink href={`${PATH}/${result.id}`} kind="secondary">
          {words.refresh}
        </ButtonLink>
      </Alert>
    );
  return (
    <Alert kind={result.bad === 0 ? "ok" : "warning"}>
      <Paragraph>{result.dryRun ? words.doneCheck : words.doneTake}</Paragraph>
    </Alert>
  );
};

const ResultPage = ({ result, cursor }: ResultProps) => {
  const view = useView();
  const words = view.t.files.result;
  return (
    <>
      <BackLink href={PATH}>{words.back}</BackLink>
      <Heading level={1}>{result.dryRun ? words.title.check : words.title.take}</Heading>
      <Progress result={result} />
      <DataList items={factsOf(result, view)} />
      {result.findings.length > 0 ? <Findings result={result} cursor={cursor} /> : null}
      {isDone(result) && result.bad === 0 ? (
        <>
          <Paragraph>{words.none}</Paragraph>
          {result.dryRun ? (
            <Buttons>
              <ButtonLink href={PATH}>{words.takeIn}</ButtonLink>
            </Buttons>
          ) : null}
        </>
      ) : null}
    </>
  );
};

const showResult = async (c: DeskContext): Promise<Response> => {
  const cursor = c.req.query("vanaf");
  const result = await findImport(c.var.api, c.req.param("id") ?? "", { cursor });
  const { title } = c.var.t.files.result;
  return showPage(c, {
    title: result.dryRun ? title.check : title.take,
    content: <ResultPage result={result} cursor={cursor} />,
  });
};

/** A file of the API's, handed on under a name that people recognise. */
const handOn = async (c: DeskContext, file: Promise<Response>, name: string): Promise<Response> =>
  c.body(await (await file).text(), 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}.csv"`,
  });

/** Many notices in one file: a template, a dry run, what is wrong with which line, and a file of that. */
export const serveFiles = (desk: Desk): void => {
  desk.get(
    PATH,
    forRoles(ROLES, (c, who) => showSend(c, who, [])),
  );
  desk.post(PATH, forRoles(ROLES, send));
  desk.get(
    `${PATH}/voorbeeld/:kind`,
    forRoles(ROLES, (c, { user }) => {
      const kind = kindsFor(user.role).find((one) => one === c.req.param("kind"));
      return kind === undefined
        ? showTrouble(c, "not-found")
        : handOn(c, fetchTemplate(c.var.api, kind), `voorbeeld-${kind}`);
    }),
  );
  desk.get(`${PATH}/:id`, forRoles(ROLES, showResult));
  desk.get(
    `${PATH}/:id/fouten`,
    forRoles(ROLES, (c) => {
      const id = c.req.param("id") ?? "";
      return handOn(c, fetchFindings(c.var.api, id), `fouten-${id}`);
    }),
  );
};
