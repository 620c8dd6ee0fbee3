import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const HERE = "packages/desk";
const STYLES = [
  "theme",
  "layout",
  "components",
  "blocks",
  "table",
  "suggestions",
  "charts",
  "people",
  "team",
  "media",
];
/** NL Design System: components of the community (candidate) and of Utrecht, all EUPL-1.2. */
const COMPONENTS = ["button", "data-badge", "heading", "link", "number-badge", "paragraph", "skip-link"];

const require = createRequire(import.meta.url);
const textOf = (file: string): string => readFileSync(file, "utf8");
const packaged = (name: string): string => textOf(require.resolve(name));

const libraries = (): string =>
  [
    packaged("@utrecht/component-library-css/dist/index.css"),
    ...COMPONENTS.map((name) => packaged(`@nl-design-system-candidate/${name}-css/${name}.css`)),
  ].join("\n");

const own = (): string =>
  STYLES.map((name) => join(HERE, "styles", `${name}.css`))
    .map(textOf)
    .join("\n");

const sourcesOfPages = (): { raw: string; extension: string }[] =>
  readdirSync(HERE, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx$|enhance\.js$/u.test(file))
    .map((file) => ({ raw: textOf(join(HERE, file)), extension: "tsx" }));

/** Words that may be class names; pages write them whole, never put together from parts. */
const words = (source: string): string[] => source.match(/[\w-]+/g) ?? [];

const purge = async (css: string): Promise<string> => {
  const [purged] = await new PurgeCSS().purge({
    content: sourcesOfPages(),
    css: [{ raw: css }],
    defaultExtractor: words,
    keyframes: true,
  });
  return purged?.css ?? "";
};

const CLASS = /\.((?:nl|utrecht)-[\w-]+)/g;

/** Selectors of classes that no page has go too where they stand inside :where(), which PurgeCSS leaves alone. */
const withoutStrangers = (css: string, known: ReadonlySet<string>): string =>
  css.replace(/([^{}]+)\{([^{}]*)\}/g, (rule, selectors: string, body: string) => {
    if (selectors.trim().startsWith("@")) return rule;
    const kept = splitSelectors(selectors).filter((selector) =>
      [...selector.matchAll(CLASS)].every(
        ([whole, name = ""], _, all) => known.has(name) || isNegated(selector, whole, all.length),
      ),
    );
    return kept.length === 0 ? "" : `${kept.join(",")}{${body}}`;
  });

/** `:not(.nl-button--disabled)` holds for every button when no page has a disabled one. */
const isNegated = (selector: string, name: string, _count: number): boolean => {
  const before = selector.slice(0, selector.indexOf(name));
  return before.lastIndexOf(":not(") > before.lastIndexOf(")");
};

/** Commas between brackets separate nothing. */
const splitSelectors = (selectors: string): string[] => selectors.split(/,(?![^(]*\))/);

const DECLARATION = /(--[\w-]+)\s*:\s*([^;{}]+);/g;

/** Of the design tokens only those that something refers to, directly or by way of another. */
const tokensFor = (css: string): string => {
  const theme = packaged("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css");
  const all = new Map(
    [...theme.matchAll(DECLARATION)].map(([, name = "", value = ""]) => [name, value.trim()]),
  );
  const needed = new Set<string>();
  const follow = (text: string): void => {
    for (const [name] of text.matchAll(/--[\w-]+/g)) {
      const value = all.get(name);
      if (value === undefined || needed.has(name)) continue;
      needed.add(name);
      follow(value);
    }
  };
  follow(css);
  const kept = [...all].filter(([name]) => needed.has(name));
  return `.voorbeeld-theme{${kept.map(([name, value]) => `${name}:${value}`).join(";")}}`;
};

const minified = async (text: string, loader: "css" | "js"): Promise<string> =>
  (await transform(text, { loader, minify: true, target: ["chrome109", "firefox115", "safari16"] })).code;

/** The style sheet of all pages, with nothing in it that none of them uses. */
export const buildStyle = async (): Promise<string> => {
  const known = new Set(sourcesOfPages().flatMap(({ raw }) => words(raw)));
  const bare = libraries().replace(/\/\*[\s\S]*?\*\//g, "");
  const used = withoutStrangers(await purge(bare), known);
  const ours = own();
  return minified([tokensFor(used + ours), used, ours].join("\n"), "css");
};

const named = (text: string, name: string, extension: string): string =>
  `${name}.${createHash("sha256").update(text).digest("base64url").slice(0, 10)}.${extension}`;

/**
 * Writes style sheet, script and a manifest of their names to `directory`. Names change with the contents, so that
 * browsers may keep them for good.
 */
export const buildAssets = async (directory: string): Promise<void> => {
  const style = await buildStyle();
  const script = await minified(textOf(join(HERE, "styles", "enhance.js")), "js");
  const manifest = { style: named(style, "desk", "css"), script: named(script, "desk", "js") };
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, manifest.style), style);
  writeFileSync(join(directory, manifest.script), script);
  writeFileSync(join(directory, "manifest.json"), JSON.stringify(manifest));
};
