import http, { Agent, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { closeServer, listen } from "../http/listening.ts";
import { freePort } from "../ports.ts";
import type { Guard, Refusal } from "./guard.ts";
import { neededRights, UnknownRequest } from "./needed-rights.ts";
import type { RolePlan } from "./plan-rights.ts";

/** Stands between the functions and the engines. */
export type RightsProxy = { readonly endpoint: string; stop(): Promise<void> };

export type RightsProxySettings = {
  readonly guard: Guard;
  readonly engines: { readonly dynamo: string; readonly sqs: string };
  /** Told each kind of refusal once. */
  readonly log: (line: string) => void;
};

type Refused = { readonly status: number; readonly type: string; readonly message: string };

const CREDENTIAL = /Credential=([A-Za-z0-9]+)\//;
const signerOf = ({ headers }: IncomingMessage): string =>
  CREDENTIAL.exec(headers.authorization ?? "")?.[1] ?? "";

const targetOf = ({ headers }: IncomingMessage): string => String(headers["x-amz-target"] ?? "");

/** As IAM words it; the names are those of the template. */
const accessDenied = (role: RolePlan, { right, why }: Refusal): Refused => {
  const user = `${role.arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/local`;
  const because =
    why === "no policy allows it"
      ? `because no identity-based policy allows the ${right.action} action`
      : "with an explicit deny in a resource-based policy";
  return {
    status: right.action.startsWith("sqs:") ? 403 : 400,
    type: "com.amazon.coral.service#AccessDeniedException",
    message: `User: ${user} is not authorized to perform: ${right.action} on resource: ${right.resource} ${because}`,
  };
};

const UNKNOWN_SIGNER: Refused = {
  status: 403,
  type: "com.amazon.coral.service#UnrecognizedClientException",
  message: "The security token included in the request is invalid.",
};

const unknownRequest = (target: string): Refused => ({
  status: 400,
  type: "com.amazon.coral.service#AccessDeniedException",
  message: `The local runner does not know which rights ${target} needs: say so in packages/local/rights/needed-rights.ts`,
});

const refuse = (response: ServerResponse, { status, type, message }: Refused): void => {
  const body = JSON.stringify({ __type: type, message, Message: message });
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "content-length": Buffer.byteLength(body),
    "x-amzn-errortype": type,
  });
  response.end(body);
};

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

/** Starts the proxy on any port that is free. Requests that are allowed go on as they are. */
export const startRightsProxy = async ({
  guard,
  engines,
  log,
}: RightsProxySettings): Promise<RightsProxy> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const told = new Set<string>();
  const tell = (refused: Refused): Refused => {
    if (!told.has(refused.message)) log(`refused: ${refused.message}`);
    told.add(refused.message);
    return refused;
  };
  const judged = async (incoming: IncomingMessage, body: Buffer): Promise<Refused | undefined> => {
    const role = guard.roleOf(signerOf(incoming));
    if (role === undefined) return UNKNOWN_SIGNER;
    try {
      const rights = neededRights(targetOf(incoming), JSON.parse(body.toString("utf8")), guard.names);
      const found = await guard.refusal(role, rights);
      return found === undefined ? undefined : tell(accessDenied(role, found));
    } catch (error) {
      if (error instanceof UnknownRequest) return tell(unknownRequest(targetOf(incoming)));
      throw error;
    }
  };
  const passOn = (incoming: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    const engine = targetOf(incoming).startsWith("AmazonSQS") ? engines.sqs : engines.dynamo;
    const url = new URL(incoming.url ?? "/", engine);
    const { connection: _, ...headers } = incoming.headers;
    const outgoing = http.request(url, {
      agent,
      method: incoming.method ?? "POST",
      headers: { ...headers, "content-length": body.length },
    });
    outgoing.once("error", () => response.destroy());
    response.once("close", () => outgoing.destroy());
    outgoing.once("response", (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    outgoing.end(body);
  };
  const server = createServer(async (incoming, response) => {
    try {
      const body = await bodyOf(incoming);
      const refused = await judged(incoming, body);
      if (refused === undefined) passOn(incoming, response, body);
      else refuse(response, refused);
    } catch {
      response.destroy();
    }
  });
  server.keepAliveTimeout = 60_000;
  const port = await freePort(0, "the rights");
  await listen(server, port, "the rights");
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      await closeServer(server);
      agent.destroy();
    },
  };
};
