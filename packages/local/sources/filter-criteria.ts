/**
 * Event patterns as Lambda's event filtering takes them: equality, prefix, suffix, equals-ignore-case, anything-but,
 * numeric, exists, and $or. An unknown operator is an error, never a silent match.
 */
export const matchesPatterns = (patterns: readonly string[], event: unknown): boolean =>
  patterns.length === 0 || patterns.some((pattern) => matchesPattern(JSON.parse(pattern), event));

/** Whether every member of the pattern finds what it asks for. Throws RangeError for an operator it does not know. */
export const matchesPattern = (pattern: unknown, event: unknown): boolean => {
  if (!isObject(pattern)) throw new RangeError("an event pattern is a JSON object");
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === "$or" && Array.isArray(wanted)) return wanted.some((each) => matchesPattern(each, event));
    return matchesMember(wanted, isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined);
  });
};

/** JSON knows no undefined: it stands for a member that is not there. */
const matchesMember = (wanted: unknown, value: unknown): boolean => {
  if (Array.isArray(wanted)) return wanted.some((rule) => matchesRule(rule, value));
  if (value === undefined && !asksForAbsence(wanted)) return false;
  return matchesPattern(wanted, value ?? {});
};

/** `{"a":{"b":[{"exists":false}]}}` also holds where there is no `a`. */
const asksForAbsence = (pattern: unknown): boolean => JSON.stringify(pattern).includes('"exists":false');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const matchesRule = (rule: unknown, value: unknown): boolean => {
  // `exists` speaks of leaves: an object is not one.
  if (isObject(rule) && "exists" in rule) return rule["exists"] === (value !== undefined && !isObject(value));
  if (value === undefined) return false;
  if (Array.isArray(value)) return value.some((each) => matchesRule(rule, each));
  if (!isObject(rule)) return rule === value;
  return Object.entries(rule).every(([operator, operand]) => operatorNamed(operator)(operand, value));
};

type Operator = (operand: unknown, value: unknown) => boolean;

const ofText =
  (holds: (value: string, operand: string) => boolean): Operator =>
  (operand, value) => {
    if (typeof value !== "string") return false;
    if (isObject(operand) && "equals-ignore-case" in operand) {
      return holds(value.toLowerCase(), String(operand["equals-ignore-case"]).toLowerCase());
    }
    return holds(value, String(operand));
  };

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/** `[">", 0, "<=", 5]` */
const numeric: Operator = (operand, value) => {
  if (!Array.isArray(operand) || typeof value !== "number") return false;
  for (let at = 0; at < operand.length; at += 2) {
    const compare = COMPARISONS[String(operand[at])];
    if (compare === undefined) throw new RangeError(`event pattern: unknown comparison ${operand[at]}`);
    if (!compare(value, Number(operand[at + 1]))) return false;
  }
  return true;
};

/** A value, a list of values, or one operator that must not hold. */
const anythingBut: Operator = (operand, value) => {
  if (isObject(operand)) return !matchesRule(operand, value);
  return !(Array.isArray(operand) ? operand : [operand]).includes(value);
};

const OPERATORS: Readonly<Record<string, Operator>> = {
  prefix: ofText((value, operand) => value.startsWith(operand)),
  suffix: ofText((value, operand) => value.endsWith(operand)),
  "equals-ignore-case": ofText((value, operand) => value.toLowerCase() === operand.toLowerCase()),
  numeric,
  "anything-but": anythingBut,
};

const operatorNamed = (name: string): Operator => {
  const found = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (found === undefined) throw new RangeError(`event pattern: the local runner does not know "${name}"`);
  return found;
};
