import { takeLock } from "./lock.ts";
import { type Ports, settlePorts } from "./ports.ts";

/** Throws CannotRun at once for what would stop the start only after the synthesis: the data or a port is in use. */
export const checkBeforehand = async (dataDir: string, ports: Ports): Promise<void> => {
  takeLock(dataDir).release();
  await settlePorts(ports, undefined);
};
