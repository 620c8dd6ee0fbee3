import { onMessages } from "#packages/messaging/on-messages.ts";
import { beginImport } from "./begin-import.ts";
import type { Deps } from "./deps.ts";
import { Message } from "./messages.ts";
import { workChunk } from "./work-chunk.ts";

/** An import that was received → its chunks, one message each; a chunk → its rows taken in or reported. */
export const createHandler = (deps: Deps) =>
  onMessages(Message, deps.log, (message) =>
    "chunk" in message ? workChunk(deps, message) : beginImport(deps, message.importId),
  );
