/** Bits of a key that one pass of a sort by counting looks at. */
const PASS_BITS = 16;
const PASS_KEYS = 2 ** PASS_BITS;

/**
 * The same numbers in order of their keys, those of the same key as they were: a sort by counting. Keys are whole numbers
 * from 0 up to 2^32; `limit` is above all of them.
 */
export const orderedBy = (order: Uint32Array, keys: Uint32Array, limit: number): Uint32Array => {
  let sorted = order;
  for (let shift = 0; shift === 0 || limit > 2 ** shift; shift += PASS_BITS)
    sorted = onePass(sorted, keys, shift);
  return sorted;
};

const onePass = (order: Uint32Array, keys: Uint32Array, shift: number): Uint32Array => {
  const digitOf = (one: number): number => ((keys[one] ?? 0) >>> shift) & (PASS_KEYS - 1);
  const starts = new Uint32Array(PASS_KEYS + 1);
  for (let at = 0; at < order.length; at++) {
    const digit = digitOf(order[at] ?? 0) + 1;
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  for (let key = 0; key < PASS_KEYS; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const one = order[at] ?? 0;
    const digit = digitOf(one);
    const place = starts[digit] ?? 0;
    sorted[place] = one;
    starts[digit] = place + 1;
  }
  return sorted;
};

/** Letters of a text that are sorted by counting: UUIDs differ in them but for a few. */
const LETTERS = 8;
const LETTER_BITS = 7;

/** Four letters as a number that goes up with the text; what is no ASCII counts as the last of it. */
const keyOf = (text: string, from: number): number => {
  let key = 0;
  for (let at = from; at < from + LETTERS / 2; at++)
    key = (key << LETTER_BITS) | (at < text.length ? Math.min(127, text.charCodeAt(at)) : 0);
  return key;
};

const KEYS = 2 ** ((LETTERS / 2) * LETTER_BITS);

/** The places of texts in ascending order of the texts, as `<` compares them; the same text in order of places. */
export const orderOfTexts = (texts: readonly string[]): Uint32Array => {
  const first = Uint32Array.from(texts, (text) => keyOf(text, 0));
  const second = Uint32Array.from(texts, (text) => keyOf(text, LETTERS / 2));
  const places = Uint32Array.from(texts.keys());
  const order = orderedBy(orderedBy(places, second, KEYS), first, KEYS);
  const isTied = (at: number): boolean => {
    const [one = 0, other = 0] = [order[at - 1], order[at]];
    return first[one] === first[other] && second[one] === second[other];
  };
  for (let from = 0; from < order.length; ) {
    let end = from + 1;
    while (end < order.length && isTied(end)) end++;
    if (end > from + 1) sortPlaces(order.subarray(from, end), texts);
    from = end;
  }
  return order;
};

const sortPlaces = (places: Uint32Array, texts: readonly string[]): void => {
  places.sort((a, b) => {
    const [left = "", right = ""] = [texts[a], texts[b]];
    if (left === right) return a - b;
    return left < right ? -1 : 1;
  });
};
