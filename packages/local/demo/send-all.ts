import type { ApiAnswer, ApiClient, ApiRequest } from "./api-client.ts";

/** As many clients that send at once as a busy moment has. */
export const AT_ONCE = 16;

export type Timed = { readonly request: ApiRequest; readonly answer: ApiAnswer; readonly ms: number };

/**
 * Sends all, so many at once, in the order given. Throws RequestRefused at the first that is refused; those under way are
 * finished then, and no other is begun.
 */
export const sendAll = async (
  api: ApiClient,
  requests: readonly ApiRequest[],
  { atOnce = AT_ONCE, onSent }: { readonly atOnce?: number; readonly onSent?: () => void } = {},
): Promise<Timed[]> => {
  const sent: Timed[] = [];
  const waiting = requests.entries();
  const work = async () => {
    for (const [index, request] of waiting) {
      const began = performance.now();
      const answer = await api.expect(request);
      sent[index] = { request, answer, ms: performance.now() - began };
      onSent?.();
    }
  };
  // An iterator that is shared hands each request out once; a failure closes it for the others.
  await Promise.all(Array.from({ length: atOnce }, work));
  return sent;
};
