import type { PlatformEvent } from "#events/index.ts";
import { dayInAmsterdam, type LocalDate } from "#packages/domain/dates.ts";
import { type DayFigures, FLOWS, type Flow, type FlowName } from "./region-figures.ts";

const DECIDED: Readonly<Record<string, FlowName>> = {
  claimed: "claimed",
  accepted: "accepted",
  introduced: "introduced",
  placed: "placed",
  "not-placed": "notPlaced",
  checked: "checked",
  rejected: "rejected",
};

/** A decision that was taken back is told as the state that it led back to, with this reason. */
const TAKEN_BACK = "decision-withdrawn";

/** What an event counts as; undefined for what is no step of the flow, or is told to somebody else too. */
const flowOf = (event: PlatformEvent): FlowName | undefined => {
  switch (event.type) {
    case "nl.arbeidsmarkt.match-proposed.v1":
      // Sent once more, on request: it happened when it was proposed.
      return event.data.redeliveryId === undefined ? "proposed" : undefined;
    case "nl.arbeidsmarkt.match-decided.v1":
      return event.data.reason === TAKEN_BACK ? "withdrawn" : DECIDED[event.data.what];
    case "nl.arbeidsmarkt.match-ended.v1":
      return "ended";
    case "nl.arbeidsmarkt.match-handed-over.v1":
      return event.data.what === "accepted" && event.data.addressee === event.data.to
        ? "handedOver"
        : undefined;
    case "nl.arbeidsmarkt.coupling-proposed.v1":
      return event.data.version === 1 ? "couplingsProposed" : undefined;
    case "nl.arbeidsmarkt.coupling-agreed.v1":
      return "couplingsAgreed";
    case "nl.arbeidsmarkt.coupling-declined.v1":
    case "nl.arbeidsmarkt.coupling-expired.v1":
    case "nl.arbeidsmarkt.coupling-ended.v1":
      return "couplingsEnded";
    default:
      return undefined;
  }
};

/** What happened, by the events of the log entries of a while. */
export const countFlow = (events: Iterable<PlatformEvent>): Flow => {
  const flow: Flow = {};
  for (const event of events) {
    const name = flowOf(event);
    if (name !== undefined) flow[name] = (flow[name] ?? 0) + 1;
  }
  return flow;
};

export const addFlow = (one: Flow, other: Flow): Flow => {
  const sum: Flow = {};
  for (const name of FLOWS) {
    const count = (one[name] ?? 0) + (other[name] ?? 0);
    if (count > 0) sum[name] = count;
  }
  return sum;
};

/** What happened on a day: all its hours together. */
export const flowOfDay = ({ hours }: DayFigures): Flow =>
  Object.values(hours).reduce<Flow>((sum, hour) => addFlow(sum, hour), {});

/** The day in Amsterdam to which an hour of UTC ("2026-11-22T23") belongs: hours never straddle its midnight. */
export const dayOfHour = (hour: string): LocalDate => dayInAmsterdam(new Date(`${hour}:00:00.000Z`));

/** A day with hours counted anew in place of what was counted before: counting twice changes nothing. */
export const withHours = (day: DayFigures, counted: Readonly<Record<string, Flow>>): DayFigures => ({
  ...day,
  hours: { ...day.hours, ...counted },
});
