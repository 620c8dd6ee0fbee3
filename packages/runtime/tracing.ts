import { Tracer } from "@aws-lambda-powertools/tracer";

const tracer = new Tracer();

/** An AWS client whose calls show up in the function's X-Ray trace. Where there is no X-Ray, the client as it is. */
export const traced = <C extends object>(client: C): C => tracer.captureAWSv3Client(client);
