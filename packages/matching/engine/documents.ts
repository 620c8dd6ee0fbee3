import type { Archive } from "./archive.ts";

/** Documents of an archive that are kept as objects once somebody asked for them. */
const REMEMBERED = 8_192;

/**
 * What a live shard keeps: documents by id that come and go, over an archive that does not change. Those of the archive
 * are made into objects when they are asked for, so that a shard starts from a snapshot without reading them all.
 */
export class Documents<Document extends { readonly id: string }> {
  readonly #archive: Archive<Document> | undefined;
  readonly #own = new Map<string, Document>();
  /** Ids of the archive that went, or have another document now. */
  readonly #over = new Set<string>();
  readonly #remembered = new Map<string, Document>();

  constructor(archive?: Archive<Document>) {
    this.#archive = archive;
  }

  get size(): number {
    return (this.#archive?.count ?? 0) - this.#over.size + this.#own.size;
  }

  find(id: string): Document | undefined {
    return this.#own.get(id) ?? (this.#over.has(id) ? undefined : this.#archived(id));
  }

  #archived(id: string): Document | undefined {
    const known = this.#remembered.get(id);
    if (known !== undefined) return known;
    const document = this.#archive?.find(id);
    if (document === undefined) return undefined;
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(id, document);
    return document;
  }

  put(document: Document): void {
    this.#own.set(document.id, document);
    if (this.#archive?.has(document.id) === true) this.#over.add(document.id);
  }

  /** Whether there was one to take away. */
  remove(id: string): boolean {
    if (this.#own.delete(id)) return true;
    if (this.#over.has(id) || this.#archive?.has(id) !== true) return false;
    this.#over.add(id);
    return true;
  }

  /** All of them, in no particular order. */
  all(): Document[] {
    const archived = [...(this.#archive?.ids() ?? [])].filter((id) => !this.#over.has(id));
    const documents = archived.flatMap((id) => this.#remembered.get(id) ?? this.#archive?.find(id) ?? []);
    return documents.concat([...this.#own.values()]);
  }

  /** The version of every document, without making objects of those in the archive. */
  versions(versionOf: (document: Document) => number): Map<string, number> {
    const archived = [...(this.#archive?.versions() ?? [])].filter(([id]) => !this.#over.has(id));
    const own = [...this.#own.values()].map((document): [string, number] => [
      document.id,
      versionOf(document),
    ]);
    return new Map([...archived, ...own]);
  }
}
