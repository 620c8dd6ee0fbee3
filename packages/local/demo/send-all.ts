import type { ApiAnswer, ApiClient, ApiRequest } from "./api-client.ts";

/** As many clients that send at once as a busy moment has. */
const AT_ONCE = 16;

export type Timed = { readonly request: ApiRequest; readonly answer: ApiAnswer; readonly ms: number };

type Sending = { readonly atOnce?: number; readonly onSent?: () => void };

/**
 * Sends all, so many at once, in the order given. Throws RequestRefused for the first that is refused; no other is begun
 * then.
 */
export const sendAll = async (
  api: ApiClient,
  requests: readonly ApiRequest[],
  { atOnce = AT_ONCE, onSent }: Sending = {},
): Promise<Timed[]> => {
  const sent: Timed[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index];
      if (request === undefined) return;
      const began = performance.now();
      const answer = await api.expect(request).catch((refusal: unknown) => {
        next = requests.length;
        throw refusal;
      });
      sent[index] = { request, answer, ms: performance.now() - began };
      onSent?.();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return sent;
};
