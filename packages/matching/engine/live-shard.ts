import type { Hit, SearchOptions } from "./best.ts";
import type { Documents } from "./documents.ts";

/** The part of a live shard that does not change, but for what is dropped from it. */
export type Built<Id extends string, Query> = {
  search(query: Query, options: SearchOptions): Hit<Id>[];
  drop(id: string): void;
  /** What the direction's `unpack` makes the same part of again, without those dropped. */
  snapshot(): Uint8Array;
};

/** What a live shard needs to know of one direction. */
export type Direction<Id extends string, Document extends { readonly id: Id }, Query> = {
  /** Builds the part that does not change. Each id comes once. */
  readonly build: (documents: readonly Document[]) => Built<Id, Query>;
  /** The score of one document by the definition; undefined when it does not suit. */
  readonly score: (document: Document, query: Query) => number | undefined;
  readonly versionOf: (document: Document) => number;
};

/** Changes, as a share of the documents, after which the shard is built anew. */
const CHURN = 0.01;
/** Below so many changes a new building never pays. */
const FEW = 32;

const compare = (a: Hit<string>, b: Hit<string>): number => {
  if (a.score !== b.score) return b.score - a.score;
  return a.id < b.id ? -1 : 1;
};

/**
 * A shard that follows changes: what changed since the last building is in a small overlay that is searched by the
 * definition itself, and dropped from the built part; after 1 % of changes the next search builds anew. Always gives what
 * the definition gives over the documents as they are now. Keeps the documents, so that a hit can be explained.
 */
export class LiveShard<Id extends string, Document extends { readonly id: Id }, Query> {
  readonly #direction: Direction<Id, Document, Query>;
  readonly #documents: Documents<Document>;
  readonly #changed = new Set<string>();
  /** Built by the first search: who only reads never needs it. */
  #built: Built<Id, Query> | undefined;

  /** `built` is of just these documents, or there is none yet. */
  constructor(
    direction: Direction<Id, Document, Query>,
    documents: Documents<Document>,
    built?: Built<Id, Query>,
  ) {
    this.#direction = direction;
    this.#documents = documents;
    this.#built = built;
  }

  get size(): number {
    return this.#documents.size;
  }

  /** The documents as they are now, in no particular order. */
  all(): Document[] {
    return this.#documents.all();
  }

  find(id: string): Document | undefined {
    return this.#documents.find(id);
  }

  /** The version of every document: who follows a change log leaves out what it has already. */
  versions(): Map<string, number> {
    return this.#documents.versions(this.#direction.versionOf);
  }

  /** Adds a document, or puts it in the place of the one with its id. */
  put(document: Document): void {
    this.#documents.put(document);
    this.#change(document.id);
  }

  /** Takes a document away; one that is not there is no matter. */
  remove(id: string): void {
    if (this.#documents.remove(id)) this.#change(id);
  }

  #change(id: string): void {
    if (this.#built === undefined) return;
    this.#changed.add(id);
    this.#built.drop(id);
  }

  /** The built part, anew when more than `most` have changed since. */
  #current(most: number): Built<Id, Query> {
    if (this.#built !== undefined && this.#changed.size <= most) return this.#built;
    this.#changed.clear();
    this.#built = this.#direction.build(this.all());
    return this.#built;
  }

  /** The built part of just the documents there are now, for a snapshot. */
  settled(): Built<Id, Query> {
    return this.#current(0);
  }

  /** The best documents, by score and then by id. */
  search(query: Query, options: SearchOptions): Hit<Id>[] {
    const built = this.#current(Math.max(FEW, CHURN * this.#documents.size));
    const { limit, atLeast = 0 } = options;
    const overlay = [...this.#changed].flatMap((id) => {
      const document = this.#documents.find(id);
      const score = document === undefined ? undefined : this.#direction.score(document, query);
      return document === undefined || score === undefined || score < atLeast
        ? []
        : { id: document.id, score };
    });
    return [...built.search(query, options), ...overlay].sort(compare).slice(0, limit);
  }

  /** The same as documents: what `candidatesOf…` has to look at instead of at everything. */
  select(query: Query, options: SearchOptions): Document[] {
    return this.search(query, options).flatMap(({ id }) => this.#documents.find(id) ?? []);
  }
}
