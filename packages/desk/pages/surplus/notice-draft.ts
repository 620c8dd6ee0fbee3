import * as z from "zod";
import { type Form, formOf } from "../../frame/form.ts";
import { type Keeping, Typed } from "../../frame/keeping.ts";

const LIST = "surplus";
const Draft = z.object({
  typed: Typed,
  changes: z.object({ id: z.string(), etag: z.string() }).optional(),
});

/** A notice that is being written, or changed under the version in `changes`. */
export type NoticeDraft = {
  readonly id: string;
  readonly form: Form;
  readonly changes: z.infer<typeof Draft>["changes"];
};

const draftOf = (id: string, doc: unknown): NoticeDraft | undefined => {
  const parsed = Draft.safeParse(doc);
  return parsed.success ? { id, form: formOf(parsed.data.typed), changes: parsed.data.changes } : undefined;
};

export const findDraft = async (keeping: Keeping, id: string): Promise<NoticeDraft> =>
  draftOf(id, await keeping.find("DRAFT", LIST, id)) ?? { id, form: formOf({}), changes: undefined };

export const listDrafts = async (keeping: Keeping): Promise<NoticeDraft[]> =>
  (await keeping.list("DRAFT", LIST))
    .flatMap(({ id, doc }) => draftOf(id, doc) ?? [])
    .filter(({ changes }) => changes === undefined);

export const saveDraft = (keeping: Keeping, { id, form, changes }: NoticeDraft): Promise<void> =>
  keeping.keep("DRAFT", LIST, id, { typed: form.typed, ...(changes === undefined ? {} : { changes }) });

export const throwAway = (keeping: Keeping, id: string): Promise<unknown> => keeping.take("DRAFT", LIST, id);
