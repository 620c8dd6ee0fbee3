import type { Hit, SearchOptions } from "./best.ts";

/** What a live shard needs to know of one direction. */
export type Direction<Id extends string, Document extends { readonly id: Id }, Query> = {
  /** Builds the part that does not change. Each id comes once. */
  readonly build: (documents: readonly Document[]) => {
    search(query: Query, options: SearchOptions): Hit<Id>[];
    drop(id: string): void;
  };
  /** The score of one document by the definition; undefined when it does not suit. */
  readonly score: (document: Document, query: Query) => number | undefined;
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
  readonly #documents = new Map<string, Document>();
  readonly #changed = new Set<string>();
  /** Built by the first search: who only reads never needs it. */
  #built: ReturnType<Direction<Id, Document, Query>["build"]> | undefined;

  constructor(direction: Direction<Id, Document, Query>, documents: readonly Document[]) {
    this.#direction = direction;
    for (const document of documents) this.#documents.set(document.id, document);
  }

  get size(): number {
    return this.#documents.size;
  }

  /** The documents as they are now, in no particular order. */
  all(): Document[] {
    return [...this.#documents.values()];
  }

  find(id: string): Document | undefined {
    return this.#documents.get(id);
  }

  /** Adds a document, or puts it in the place of the one with its id. */
  put(document: Document): void {
    this.#documents.set(document.id, document);
    this.#change(document.id);
  }

  /** Takes a document away; one that is not there is no matter. */
  remove(id: string): void {
    if (this.#documents.delete(id)) this.#change(id);
  }

  #change(id: string): void {
    if (this.#built === undefined) return;
    this.#changed.add(id);
    this.#built.drop(id);
  }

  /** The built part, anew when too much has changed since. */
  #current(): ReturnType<Direction<Id, Document, Query>["build"]> {
    if (this.#built !== undefined && this.#changed.size <= Math.max(FEW, CHURN * this.#documents.size))
      return this.#built;
    this.#changed.clear();
    this.#built = this.#direction.build(this.all());
    return this.#built;
  }

  /** The best documents, by score and then by id. */
  search(query: Query, options: SearchOptions): Hit<Id>[] {
    const built = this.#current();
    const { limit, atLeast = 0 } = options;
    const overlay = [...this.#changed].flatMap((id) => {
      const document = this.#documents.get(id);
      const score = document === undefined ? undefined : this.#direction.score(document, query);
      return document === undefined || score === undefined || score < atLeast
        ? []
        : { id: document.id, score };
    });
    return [...built.search(query, options), ...overlay].sort(compare).slice(0, limit);
  }

  /** The same as documents: what `candidatesOf…` has to look at instead of at everything. */
  select(query: Query, options: SearchOptions): Document[] {
    return this.search(query, options).flatMap(({ id }) => this.#documents.get(id) ?? []);
  }
}
