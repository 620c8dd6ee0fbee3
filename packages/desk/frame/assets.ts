import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { Desk } from "./desk-env.ts";

/** Files that pages refer to, under names that change with their contents. */
export type Assets = {
  readonly style: string;
  readonly script: string;
  /** Undefined for a name that is not there. */
  read(name: string): { readonly body: string; readonly type: string } | undefined;
};

const Manifest = z.object({ style: z.string(), script: z.string() });
export const ASSETS_FOLDER = "assets";
const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** The files that the bundle has beside the code (packages/desk/styles/build-assets.ts). */
export const assetsBeside = (directory: string): Assets => {
  const folder = join(directory, ASSETS_FOLDER);
  const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");
  const { style, script } = Manifest.parse(JSON.parse(textOf("manifest.json")));
  const bodies = new Map([style, script].map((name) => [name, textOf(name)]));
  return {
    style,
    script,
    read(name) {
      const body = bodies.get(name);
      return body === undefined
        ? undefined
        : { body, type: TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain" };
    },
  };
};

const ASSETS_PATH = "/bestanden";
export const pathOfAsset = (name: string): string => `${ASSETS_PATH}/${name}`;

/** A year: another version has another name. */
const FOR_GOOD = "public, max-age=31536000, immutable";
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5563"/><path d="M7 21h6v-5h6v-5h6" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

export const serveAssets = (desk: Desk): void => {
  desk.get(`${ASSETS_PATH}/merk.svg`, (c) =>
    c.body(ICON, 200, { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" }),
  );
  desk.get(`${ASSETS_PATH}/:name`, (c) => {
    const found = c.var.deps.assets.read(c.req.param("name"));
    if (found === undefined) return c.notFound();
    return c.body(found.body, 200, { "content-type": found.type, "cache-control": FOR_GOOD });
  });
};
