import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, portsFrom, settlePorts } from "#packages/local/ports.ts";

const occupier = createServer();
let taken = 0;
beforeAll(async () => {
  taken = await freePort(0, "the test");
  await new Promise<void>((resolve) => occupier.listen(taken, "127.0.0.1", resolve));
});
afterAll(() => {
  occupier.close();
});

describe("ports", () => {
  it("says which use and which port, and how to choose others", async () => {
    const wanted = { ...portsFrom(0), issuer: taken };
    await expect(settlePorts(wanted, undefined)).rejects.toThrow(
      new RegExp(`port ${taken} for the OpenID provider is in use.*--port 0`, "s"),
    );
  });

  it("takes four different free ones for 0, and the same again at the next start", async () => {
    const first = await settlePorts(portsFrom(0), undefined);
    expect(new Set(Object.values(first)).size).toBe(4);
    expect(await settlePorts(portsFrom(0), first)).toEqual(first);
  });

  it("takes another one when the earlier one is taken by now", async () => {
    const { api } = await settlePorts(portsFrom(0), { api: taken, issuer: 0, sqs: 0, dynamodb: 0 });
    expect(api).not.toBe(taken);
  });

  it("counts up from the one that is given", () => {
    expect(portsFrom(4700)).toEqual({ api: 4700, issuer: 4701, sqs: 4702, dynamodb: 4703 });
  });
});
