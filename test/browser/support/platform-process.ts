import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { startPlatform } from "#packages/local/start-platform.ts";
import { synthesize } from "#packages/local/synthesize.ts";

// A process of its own: the platform needs Node as it is, and the tests' runner puts its own loader in between.
process.env["TZ"] = "UTC";
const dataDir = process.env["DATA_DIR"];
if (dataDir === undefined) throw new Error("DATA_DIR says where the data goes");

const assembly = await synthesize({ root: process.cwd(), onStart: () => {} });
const platform = await startPlatform({ dataDir, assembly, log: (line) => process.send?.({ line }) });

/** What tests ask of the platform beside its pages: to come to rest, and to move its clock on. */
const deeds: Readonly<Record<string, (argument: string) => Promise<unknown>>> = {
  settle: () => platform.settled(),
  "move-clock": (ms) => platform.moveClock(Number(ms)),
  token: (clientId) => platform.tokenFor(clientId),
};
const control = createServer((request, response) => {
  const [, deed = "", argument = ""] = (request.url ?? "").split("/");
  const done = deeds[deed]?.(decodeURIComponent(argument)) ?? Promise.reject(new Error(`no deed ${deed}`));
  done.then(
    (answer) => response.end(typeof answer === "string" ? answer : ""),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
control.listen(0, "127.0.0.1", () => {
  const address = control.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  process.send?.({
    deskUrl: platform.apiUrl,
    issuer: platform.issuer,
    controlUrl: `http://127.0.0.1:${port}`,
  });
});

const stop = (): void => {
  control.close();
  const usedRights = platform.usedRights().join("\n");
  void platform.stop().then(() => {
    // The report of rights asks what the stories used.
    const file = process.env["USED_RIGHTS"];
    if (file !== undefined) writeFileSync(file, usedRights);
    process.exit(0);
  });
};
process.on("message", stop);
process.on("disconnect", stop);
