import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Fn, Stack } from "aws-cdk-lib/core";

/**
 * Queues with one fixed beginning of their name. 35 whole URLs would crowd a function's 4 KB of environment,
 * so a function gets the beginning and adds "AM01.fifo" itself.
 */
export class QueueFamily {
  readonly #beginning: string;
  readonly #queues: ReadonlyMap<string, Queue>;

  /** `queues` by the rest of their name: "AM01" for region-AM01.fifo. */
  constructor(beginning: string, queues: ReadonlyMap<string, Queue>) {
    this.#beginning = beginning;
    this.#queues = queues;
  }

  /** Cut from a real queue's URL, so that it is right wherever the queues are. */
  get urlPrefix(): string {
    const [first] = this.#queues;
    if (first === undefined) throw new Error(`no queue begins with ${this.#beginning}`);
    const [rest, queue] = first;
    const name = `${this.#beginning}${rest}.fifo`;
    return Fn.join("", [Fn.select(0, Fn.split(name, queue.queueUrl)), this.#beginning]);
  }

  get(rest: string): Queue {
    const queue = this.#queues.get(rest);
    if (queue === undefined) throw new Error(`no queue ${this.#beginning}${rest}.fifo`);
    return queue;
  }

  /**
   * Every queue by its own name: a wildcard would also cover queues that do not exist yet. Written out instead of
   * imported from the queues' stack, so that 71 of them fit in the 10 KB that a role's policies may take.
   */
  grantSend(grantee: IGrantable): void {
    const resourceArns = [...this.#queues].map(([rest, queue]) =>
      Stack.of(queue).formatArn({ service: "sqs", resource: `${this.#beginning}${rest}.fifo` }),
    );
    Grant.addToPrincipal({ grantee, actions: ["sqs:SendMessage"], resourceArns });
  }
}
