/**
 * How long each class of data is kept, and on what ground. Items carry the end as `expiresAt` (seconds since 1970); the
 * table removes them within days after it, and reads leave them out from that second on. Terms are the platform's own
 * where the law names none: GDPR 5, 1(e) asks for no longer than needed, and a party may set shorter ones.
 */
type Retention = {
  readonly seconds: number;
  /** From when they count. */
  readonly from: string;
  readonly ground: string;
};

const minutes = (count: number): number => count * 60;
const hours = (count: number): number => count * 3_600;
const days = (count: number): number => count * 86_400;

export const RETENTION = {
  /** Lines of the log of processing. AI Act 19 and 26: logs at least six months. */
  processingLog: {
    seconds: days(731),
    from: "the use",
    ground: "GDPR 5(2) and 30: to show who used what; AI Act 19: at least six months",
  },
  /** Links of the audit trail have no end: a chain that loses its first links cannot be verified. */
  personalLink: { seconds: minutes(15), from: "its making", ground: "handed over at once, or made anew" },
  personalSession: {
    seconds: minutes(30),
    from: "its last use",
    ground: "somebody who walked away is not left open",
  },
  endedProposal: {
    seconds: days(731),
    from: "the last change after its end",
    ground: "AI Act 19: what the rules led to, at least six months; G3: effect is reported over two years",
  },
  withdrawnProfile: {
    seconds: days(183),
    from: "its withdrawal",
    ground: "somebody who comes back within half a year need not begin anew",
  },
  erasedProfile: {
    seconds: days(30),
    from: "the erasure",
    ground: "answers 410 while messages (14 days) may still lead to it",
  },
  erasedReference: {
    seconds: days(183),
    from: "the erasure",
    ground: "a hash, by which nobody is known: an older file must not bring the person back",
  },
  employerContact: {
    seconds: days(731),
    from: "its last change, or gone at once with a withdrawal",
    ground: "whom to call while a vacancy or notice stands, and for as long as its figures are told",
  },
  reviewRequest: {
    seconds: days(731),
    from: "its answer",
    ground: "to show that it was answered in time (GDPR 12(3))",
  },
  selfRegistration: {
    seconds: days(183),
    from: "its receipt, or since somebody took it up",
    ground: "S7: a request, to be taken up or closed",
  },
  settledSelfRegistration: {
    seconds: days(183),
    from: "its answer or closing, without the person, who goes at once",
    ground: "to show who settled it and why, and to tell the person that it is",
  },
  importRows: { seconds: days(7), from: "the import", ground: "a worker empties its queue in minutes" },
  importResults: { seconds: days(90), from: "the import", ground: "the sender reads what was refused" },
  keptAnswers: { seconds: days(7), from: "the answer", ground: "a repeated request gets the same answer" },
  changeLog: {
    seconds: days(21),
    from: "the change",
    ground: "longer than messages live, so that nothing is lost",
  },
  snapshots: {
    seconds: hours(6),
    from: "its making",
    ground:
      "a shortcut of matching, which follows the change log at once: who is gone is not proposed from it",
  },
  queueMessages: { seconds: days(14), from: "sending", ground: "the longest that SQS keeps them" },
  recovery: {
    seconds: days(35),
    from: "the change",
    ground: "point-in-time recovery of the tables; restoring repeats erasures",
  },
} as const satisfies Record<string, Retention>;

export type DataClass = keyof typeof RETENTION;

/** `expiresAt` of an item of that class whose time counts from `from`. */
export const expiryOf = (of: DataClass, from: Date): number =>
  Math.floor(from.getTime() / 1000) + RETENTION[of].seconds;

/** Whether an item's time is over: items outlive their `expiresAt` in the table by up to days. */
export const isOver = (expiresAt: number | undefined, now: Date): boolean =>
  expiresAt !== undefined && expiresAt <= Math.floor(now.getTime() / 1000);
