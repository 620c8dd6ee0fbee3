import type { Context } from "hono";
import type { Typed } from "./keeping.ts";

/** A form as it was sent, or as it was kept: texts by field name, trimmed; files apart. */
export type Form = {
  /** The first value of a field; empty when there is none. */
  text(name: string): string;
  all(name: string): string[];
  has(name: string): boolean;
  file(name: string): File | undefined;
  files(name: string): File[];
  /** Everything but files and the token, to be kept. */
  readonly typed: Typed;
};

export const TOKEN_FIELD = "formuliersleutel";

export const formOf = (typed: Typed, files: Readonly<Record<string, File[]>> = {}): Form => {
  const all = (name: string): string[] => (Object.hasOwn(typed, name) ? (typed[name] ?? []) : []);
  const filesOf = (name: string): File[] => (Object.hasOwn(files, name) ? (files[name] ?? []) : []);
  return {
    text: (name) => (all(name)[0] ?? "").trim(),
    all: (name) => all(name).map((value) => value.trim()),
    has: (name) => all(name).length > 0,
    file: (name) => filesOf(name)[0],
    files: filesOf,
    typed,
  };
};

export const EMPTY_FORM = formOf({});

type Read = { readonly form: Form; readonly token: string };

/** Reads the body of a request as a form. A body that cannot be read is an empty form, which has no token. */
export const readForm = async (c: Context): Promise<Read> => {
  const data = await c.req.formData().catch(() => new FormData());
  const typed: Record<string, string[]> = {};
  const files: Record<string, File[]> = {};
  let token = "";
  for (const [name, value] of data) {
    if (typeof value !== "string") files[name] = [...(files[name] ?? []), value];
    else if (name === TOKEN_FIELD) token = value;
    else typed[name] = [...(typed[name] ?? []), value];
  }
  return { form: formOf(typed, files), token };
};
