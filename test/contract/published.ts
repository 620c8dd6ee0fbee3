import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import * as z from "zod";

/** A file of events/ as it is in the working tree. */
export const inEvents = (path: string): string => new URL(`../../events/${path}`, import.meta.url).pathname;
export const textOf = (path: string): string => readFileSync(inEvents(path), "utf8");

export const Json = z.record(z.string(), z.unknown());
export const jsonOf = (path: string) => Json.parse(JSON.parse(textOf(path)));

/** Names without ending of the files of a folder of events/ that end in `ending`. */
export const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(inEvents(folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => basename(file, ending))
    .sort();
