import { parentPort, workerData } from "node:worker_threads";
import { chooseLinks } from "./keep-together-mip.ts";
import { loadHighs } from "./load-highs.ts";

// A worker of one question: it answers and ends, and its memory goes with it.
parentPort?.postMessage(chooseLinks(await loadHighs(), workerData));
