// The loops in which a search spends its time, in AssemblyScript: `npm run kernel` compiles it into
// `../engine/kernel-bytes.ts`. `../engine/plain-kernel.ts` is the same in TypeScript, and says what it is for.
// Addresses are in bytes; words are of 32 documents.

// Who has which term: per term and chunk in `slots` where a list starts, in numbers, or ~(where a bitmap starts, in words),
// and how long the list is.
let slots: usize = 0;
let lists: usize = 0;
let bitmaps: usize = 0;
let chunks: i32 = 0;
let terms: i32 = 0;

export function setPostings(ofSlots: usize, ofLists: usize, ofBitmaps: usize, howManyChunks: i32, howManyTerms: i32): void {
  slots = ofSlots;
  lists = ofLists;
  bitmaps = ofBitmaps;
  chunks = howManyChunks;
  terms = howManyTerms;
}

// What is counted of each document of a chunk, and who was found.
let masks: usize = 0;
let points: usize = 0;
let known: usize = 0;
let found: usize = 0;
let hits: usize = 0;
let count: i32 = 0;

export function setTally(ofMasks: usize, ofPoints: usize, ofKnown: usize, ofFound: usize, ofHits: usize): void {
  masks = ofMasks;
  points = ofPoints;
  known = ofKnown;
  found = ofFound;
  hits = ofHits;
}

// Terms to be counted: their numbers, what each is worth, and where its documents are.
let termNumbers: usize = 0;
let termMasks: usize = 0;
let termAbove: usize = 0;
let starts: usize = 0;
let from: usize = 0;
let to: usize = 0;
let among: usize = 0;

export function setTerms(ofNumbers: usize, ofMasks: usize, ofAbove: usize, ofStarts: usize, ofFrom: usize, ofTo: usize, ofAmong: usize): void {
  termNumbers = ofNumbers;
  termMasks = ofMasks;
  termAbove = ofAbove;
  starts = ofStarts;
  from = ofFrom;
  to = ofTo;
  among = ofAmong;
}

// Leaves in `bits` who is in all four bitmaps, in words `first` up to `end`.
export function leave(bits: usize, a: usize, b: usize, c: usize, d: usize, first: usize, end: usize): void {
  let at = first << 2;
  const past = end << 2;
  for (; at + 16 <= past; at += 16) {
    const two = v128.and(v128.load(a + at), v128.load(b + at));
    const other = v128.and(v128.load(c + at), v128.load(d + at));
    v128.store(bits + at, v128.and(v128.load(bits + at), v128.and(two, other)));
  }
  for (; at < past; at += 4) {
    const all = load<i32>(a + at) & load<i32>(b + at) & load<i32>(c + at) & load<i32>(d + at);
    store<i32>(bits + at, load<i32>(bits + at) & all);
  }
}

// Takes who was found out of so many words of `bits`; `first` is the place of the first of them in the chunk.
export function takeFound(bits: usize, first: usize, words: usize): void {
  const others = known + (first << 2);
  const past = words << 2;
  let at: usize = 0;
  for (; at + 16 <= past; at += 16)
    v128.store(bits + at, v128.andnot(v128.load(bits + at), v128.load(others + at)));
  for (; at < past; at += 4) store<i32>(bits + at, load<i32>(bits + at) & ~load<i32>(others + at));
}

// Where the documents of the terms are in words `first` up to `end` of a chunk; both ends of all lists are searched in step.
function locate(many: i32, chunk: i32, first: u32, end: u32): void {
  const least = first << 5;
  const past = end << 5;
  let most: u32 = 0;
  for (let i = 0; i < many; i++) {
    const term = <i32>load<u16>(termNumbers + (<usize>i << 1));
    const at = <usize>i << 2;
    let start = 0;
    let length: u32 = 0;
    if (term < terms) {
      const slot = slots + (<usize>(term * chunks + chunk) << 3);
      start = load<i32>(slot);
      if (start >= 0) length = load<u32>(slot + 4);
    }
    store<i32>(starts + at, start);
    store<i32>(from + at, max(start, 0));
    store<i32>(to + at, max(start, 0));
    store<u32>(among + at, length);
    most = max(most, length);
  }
  for (; most > 0; most >>>= 1)
    for (let at: usize = 0; at < <usize>many << 2; at += 4) {
      const left = load<u32>(among + at);
      if (left == 0) continue;
      const half = (left + 1) >>> 1;
      const one = load<u32>(from + at);
      const other = load<u32>(to + at);
      const isBelow = <u32>load<u16>(lists + (<usize>(one + half - 1) << 1)) < least;
      const isBelowPast = <u32>load<u16>(lists + (<usize>(other + half - 1) << 1)) < past;
      store<u32>(from + at, one + select<u32>(half, 0, isBelow));
      store<u32>(to + at, other + select<u32>(half, 0, isBelowPast));
      store<u32>(among + at, left - half);
    }
}

// @ts-ignore: a decorator
@inline
function isIn(bits: usize, local: u32): usize {
  return <usize>((load<u8>(bits + <usize>(local >> 3)) >> (local & 7)) & 1);
}

// Who of a list is in `bits`, written from `hits` on. Gives where that ends.
function hitsOfList(place: usize, past: usize, bits: usize): usize {
  let next = hits;
  for (; place + 8 <= past; place += 8) {
    const four = load<u64>(place);
    const a = <u32>(four & 0xffff);
    const b = <u32>((four >> 16) & 0xffff);
    const c = <u32>((four >> 32) & 0xffff);
    const d = <u32>(four >> 48);
    store<u16>(next, <u16>a);
    next += isIn(bits, a) << 1;
    store<u16>(next, <u16>b);
    next += isIn(bits, b) << 1;
    store<u16>(next, <u16>c);
    next += isIn(bits, c) << 1;
    store<u16>(next, <u16>d);
    next += isIn(bits, d) << 1;
  }
  for (; place < past; place += 2) {
    const local = <u32>load<u16>(place);
    store<u16>(next, <u16>local);
    next += isIn(bits, local) << 1;
  }
  return next;
}

// Who of a bitmap is in `bits`, in the same way.
function hitsOfBitmap(bitmap: usize, bits: usize, first: u32, end: u32): usize {
  let next = hits;
  for (let word = first; word < end; word++) {
    const at = <usize>word << 2;
    for (let both = load<u32>(bitmap + at) & load<u32>(bits + at); both != 0; both &= both - 1) {
      store<u16>(next, <u16>((word << 5) + ctz(both)));
      next += 2;
    }
  }
  return next;
}

// @ts-ignore: a decorator
@inline
function hit(local: usize, mask: i32, above: i32): void {
  const at = local << 2;
  const before = load<i32>(masks + at);
  store<i32>(masks + at, before | mask);
  store<i32>(points + at, load<i32>(points + at) + above);
  if (before != 0) return;
  const word = known + ((local >> 5) << 2);
  const bit = <u32>1 << <u32>(local & 31);
  const bits = load<u32>(word);
  if ((bits & bit) != 0) return;
  store<u32>(word, bits | bit);
  store<u16>(found + (<usize>count << 1), <u16>local);
  count++;
}

// Counts what so many terms are worth for those in `bits` who have them. `bits` is the first word of the chunk.
// `already` have been found in it. Gives how many have been after.
export function countTerms(many: i32, chunk: i32, bits: usize, first: u32, end: u32, already: i32): i32 {
  locate(many, chunk, first, end);
  count = already;
  for (let at: usize = 0; at < <usize>many << 2; at += 4) {
    const start = load<i32>(starts + at);
    const mask = load<i32>(termMasks + at);
    const above = load<i32>(termAbove + at);
    const past =
      start < 0
        ? hitsOfBitmap(bitmaps + (<usize>~start << 2), bits, first, end)
        : hitsOfList(lists + (<usize>load<u32>(from + at) << 1), lists + (<usize>load<u32>(to + at) << 1), bits);
    for (let one = hits; one < past; one += 2) hit(<usize>load<u16>(one), mask, above);
  }
  return count;
}

// Places in postings that the last count read; a bitmap has 32 in two.
export function placesRead(many: i32, first: u32, end: u32): i32 {
  let read: i32 = 0;
  for (let at: usize = 0; at < <usize>many << 2; at += 4)
    read += load<i32>(starts + at) < 0 ? <i32>(2 * (end - first)) : load<i32>(to + at) - load<i32>(from + at);
  return read;
}
