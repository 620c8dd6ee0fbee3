import { createHash } from "node:crypto";
import * as z from "zod";
import { type Form, formOf } from "../../frame/form.ts";
import { type Keeping, Typed } from "../../frame/keeping.ts";

const LIST = "vacancy";

/** A vacancy that is being written: what was typed, and which vacancy it changes, if it does. */
const Draft = z.object({
  typed: Typed,
  changes: z.object({ id: z.string(), etag: z.string() }).optional(),
  savedAt: z.iso.datetime(),
});
type Draft = z.infer<typeof Draft>;

export type VacancyDraft = {
  readonly id: string;
  readonly form: Form;
  readonly changes: Draft["changes"];
  readonly savedAt: string | undefined;
};

const draftOf = (id: string, doc: unknown): VacancyDraft | undefined => {
  const parsed = Draft.safeParse(doc);
  if (!parsed.success) return undefined;
  const { typed, changes, savedAt } = parsed.data;
  return { id, form: formOf(typed), changes, savedAt };
};

export const newDraft = (id: string): VacancyDraft => ({
  id,
  form: formOf({}),
  changes: undefined,
  savedAt: undefined,
});

export const findDraft = async (keeping: Keeping, id: string): Promise<VacancyDraft | undefined> =>
  draftOf(id, await keeping.find("DRAFT", LIST, id));

export const listDrafts = async (keeping: Keeping): Promise<VacancyDraft[]> => {
  const found = await keeping.list("DRAFT", LIST);
  return found
    .flatMap(({ id, doc }) => draftOf(id, doc) ?? [])
    .filter(({ changes }) => changes === undefined);
};

export const saveDraft = (
  keeping: Keeping,
  { id, form, changes }: Pick<VacancyDraft, "id" | "form" | "changes">,
  now: Date,
): Promise<void> =>
  keeping.keep("DRAFT", LIST, id, {
    typed: form.typed,
    savedAt: now.toISOString(),
    ...(changes ? { changes } : {}),
  });

export const throwAway = (keeping: Keeping, id: string): Promise<unknown> => keeping.take("DRAFT", LIST, id);

/** The answers of one step over those that were there; a field of the step that was not sent is empty now. */
export const withAnswers = (form: Form, fields: readonly string[], sent: Form): Form => {
  const answers = Object.fromEntries(fields.map((field) => [field, sent.all(field)]));
  return formOf({ ...form.typed, ...answers });
};

/** Same draft, same contents, same key: sent twice it is posted once, and corrected it is another request. */
export const keyOf = (id: string, body: unknown): string =>
  `${id}-${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 16)}`;
