import {
  type ClassificationSource,
  ClassificationSourceError,
  type Language,
  noLabels,
  type SourceBroader,
  type SourceCompetency,
  type SourceGroup,
  type SourceIscoGroup,
  type SourceLabels,
  type SourceOccupation,
  type SourceProblem,
  type SourceRelation,
} from "./classification-source.ts";

/** Where a row stands, for messages. */
export type Place = { file: string; line: number };

type Referred<T> = T & Place;

/** A URI of a concept: absolute, no white space; a shorter check than the domain's, at every row of a big file. */
const URI = /^https?:\/\/[^\s"<>]+$/;
const ISCO_CODE = /(?:^|\/)C?(\d{1,4})$/;
const MAX_URI = 300;

/**
 * Gathers rows of any reader into a source, language by language, and checks them: URIs that are none, concepts
 * named twice in one file, references to concepts that no file has. All problems are reported together.
 */
export class SourceBuilder {
  readonly #problems: SourceProblem[] = [];
  readonly #occupations = new Map<string, SourceOccupation>();
  readonly #competencies = new Map<string, SourceCompetency>();
  readonly #groups = new Map<string, SourceGroup>();
  readonly #isco = new Map<string, SourceIscoGroup>();
  readonly #relations = new Map<string, SourceRelation>();
  readonly #broader: Referred<SourceBroader>[] = [];
  readonly #referredRelations: Referred<SourceRelation>[] = [];
  readonly #seen = new Map<string, number>();
  /** Rows that say what another row said already; harmless, reported. */
  repeatedRelations = 0;

  problem(place: SourceProblem): void {
    this.#problems.push(place);
  }

  #checkUri(uri: string, column: string, { file, line }: Place): boolean {
    if (uri.length <= MAX_URI && URI.test(uri)) return true;
    this.problem({ file, line, message: `${column} "${uri.slice(0, 60)}" is not the URI of a concept` });
    return false;
  }

  #checkFirst(uri: string, { file, line }: Place): boolean {
    const key = `${file} ${uri}`;
    const before = this.#seen.get(key);
    if (before !== undefined) {
      this.problem({ file, line, message: `${uri} is in the file twice; first on line ${before}` });
      return false;
    }
    this.#seen.set(key, line);
    return true;
  }

  #accepts(uri: string, place: Place): boolean {
    return this.#checkUri(uri, "the concept", place) && this.#checkFirst(uri, place);
  }

  /** An occupation with its labels in one language; code and group are taken from the first row that has them. */
  occupation(
    row: { uri: string; code: string; iscoGroup: string },
    labels: Partial<Record<Language, SourceLabels>>,
    place: Place,
  ): void {
    if (!this.#accepts(row.uri, place)) return;
    const iscoGroup = ISCO_CODE.exec(row.iscoGroup)?.[1] ?? "";
    if (iscoGroup === "") {
      this.problem({ ...place, message: `iscoGroup "${row.iscoGroup}" is not a code of ISCO-08` });
      return;
    }
    const known = this.#occupations.get(row.uri) ?? { uri: row.uri, code: "", iscoGroup, labels: noLabels() };
    known.code ||= row.code;
    Object.assign(known.labels, labels);
    this.#occupations.set(row.uri, known);
  }

  /** A competency with labels in one language, or none. */
  competency(
    row: { uri: string; skillType?: string; reuseLevel?: string },
    labels: Partial<Record<Language, SourceLabels>>,
    place: Place,
  ): void {
    if (!this.#accepts(row.uri, place)) return;
    const known = this.#competencies.get(row.uri) ?? { uri: row.uri, labels: noLabels() };
    if (row.skillType) known.skillType ??= row.skillType;
    if (row.reuseLevel) known.reuseLevel ??= row.reuseLevel;
    Object.assign(known.labels, labels);
    this.#competencies.set(row.uri, known);
  }

  /** A competency that only the hierarchy names: it has no labels, and is kept for matching. */
  unlabelledCompetency(uri: string, place: Place): void {
    if (this.#competencies.has(uri) || !this.#checkUri(uri, "the concept", place)) return;
    this.#competencies.set(uri, { uri, labels: noLabels() });
  }

  /** A group with labels in one language; more than one file may name it. */
  group(uri: string, labels: Partial<Record<Language, SourceLabels>>, place: Place): void {
    if (!this.#checkUri(uri, "the group", place)) return;
    const known = this.#groups.get(uri) ?? { uri, labels: noLabels() };
    Object.assign(known.labels, labels);
    this.#groups.set(uri, known);
  }

  hasGroup(uri: string): boolean {
    return this.#groups.has(uri);
  }

  iscoGroup(code: string, labels: Partial<Record<Language, SourceLabels>>, { file, line }: Place): void {
    const digits = ISCO_CODE.exec(code)?.[1];
    if (digits === undefined) {
      this.problem({ file, line, message: `code "${code}" is not a code of ISCO-08` });
      return;
    }
    const known = this.#isco.get(digits) ?? { code: digits, labels: noLabels() };
    Object.assign(known.labels, labels);
    this.#isco.set(digits, known);
  }

  relation(row: { occupation: string; competency: string; kind: string }, place: Place): void {
    const { occupation, competency, kind } = row;
    if (kind !== "essential" && kind !== "optional") {
      this.problem({ ...place, message: `relation "${kind}" is neither essential nor optional` });
      return;
    }
    this.#referredRelations.push({ occupation, competency, kind, ...place });
  }

  broader(row: SourceBroader, place: Place): void {
    this.#broader.push({ ...row, ...place });
  }

  #checkRelation({ occupation, competency, kind, file, line }: Referred<SourceRelation>): void {
    if (!this.#occupations.has(occupation)) {
      this.problem({ file, line, message: `unknown occupation ${occupation}` });
      return;
    }
    if (!this.#competencies.has(competency)) {
      this.problem({ file, line, message: `unknown competency ${competency}` });
      return;
    }
    const key = `${occupation} ${competency}`;
    const known = this.#relations.get(key);
    if (known !== undefined) this.repeatedRelations += 1;
    // A pair that is both is essential.
    this.#relations.set(key, known?.kind === "essential" ? known : { occupation, competency, kind });
  }

  #checkBroader(): SourceBroader[] {
    const isConcept = (uri: string) => this.#competencies.has(uri) || this.#groups.has(uri);
    return this.#broader.flatMap(({ concept, broader, file, line }) => {
      const unknown = [concept, broader].find((uri) => !isConcept(uri));
      if (unknown !== undefined) {
        this.problem({ file, line, message: `unknown concept ${unknown}` });
        return [];
      }
      if (this.#groups.has(concept) && this.#competencies.has(broader)) {
        this.problem({ file, line, message: `group ${concept} stands below a competency` });
        return [];
      }
      return [{ concept, broader }];
    });
  }

  #checkNotEmpty(): void {
    if (this.#problems.length > 0) return;
    const parts = {
      occupations: this.#occupations,
      competencies: this.#competencies,
      relations: this.#relations,
    };
    for (const [part, found] of Object.entries(parts)) {
      if (found.size === 0) this.problem({ file: "classification", message: `it has no ${part}` });
    }
  }

  /** The checked source; throws a ClassificationSourceError with every problem found. */
  finish(identity: { name: string; publishedVersion?: string }): ClassificationSource {
    for (const relation of this.#referredRelations) this.#checkRelation(relation);
    const broader = this.#checkBroader();
    this.#checkNotEmpty();
    if (this.#problems.length > 0) throw new ClassificationSourceError(this.#problems);
    return {
      ...identity,
      occupations: [...this.#occupations.values()],
      competencies: [...this.#competencies.values()],
      groups: [...this.#groups.values()],
      relations: [...this.#relations.values()],
      broader,
      iscoGroups: [...this.#isco.values()],
    };
  }
}
