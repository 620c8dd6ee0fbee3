import { type Form, formOf } from "../../frame/form.ts";

/** A place of work as it was typed. Fields have as many values as there are places, in their order. */
export type TypedPlace = { readonly postcode: string; readonly positions: string };

/** The most places that one vacancy can have. */
export const MOST_PLACES = 100;

/** The places of a form; there is always one. */
export const placesOf = (form: Form): TypedPlace[] => {
  const [postcodes, counts] = [form.all("postcode"), form.all("aantal")];
  return Array.from({ length: Math.max(1, postcodes.length) }, (_, index) => ({
    postcode: postcodes[index] ?? "",
    positions: counts[index] ?? "",
  }));
};

export const withPlaces = (form: Form, places: readonly TypedPlace[]): Form =>
  formOf({
    ...form.typed,
    postcode: places.map(({ postcode }) => postcode),
    aantal: places.map(({ positions }) => positions),
  });

/** Id on the page of a field of a place. */
export const placeFieldId = (field: "postcode" | "aantal", index: number): string =>
  index === 0 ? field : `${field}-${index + 1}`;

/** One place more, or one less, as the button that was pressed says; undefined for every other button. */
export const rearranged = (form: Form, deed: string): Form | undefined => {
  const places = placesOf(form);
  if (deed === "erbij")
    return withPlaces(form, [...places, { postcode: "", positions: "" }].slice(0, MOST_PLACES));
  const gone = /^weg-(\d+)$/.exec(deed)?.[1];
  return gone === undefined ? undefined : withPlaces(form, places.toSpliced(Number(gone), 1));
};

/** Positions of all places together; those that are no number count for nothing. */
export const totalPositions = (form: Form): number =>
  placesOf(form).reduce((sum, { positions }) => sum + (Number(positions.replaceAll(".", "")) || 0), 0);
