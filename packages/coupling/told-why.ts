import { NotOnOffer } from "#packages/brokerage/open-hiring.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";

const WHY: Readonly<Record<NotOnOffer["reason"], string>> = {
  "list-closed": "The list is closed.",
  "not-on-list": "The person is not on the list.",
  "not-offered": "The work is not offered to this person: others came earlier.",
  "not-started": "Only whoever started is offered a life coach.",
  "positions-not-whole": "The positions of the vacancy cannot be counted.",
};

/** Does something with a waiting list; what cannot be done is told in words fit for the caller, as NotPossibleNow. */
export const toldWhy = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotOnOffer) throw new NotPossibleNow(WHY[error.reason]);
    throw error;
  }
};
