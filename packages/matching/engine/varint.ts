/** A snapshot that is cut short, or was not written by this code. */
export class BadSnapshot extends Error {
  override readonly name = "BadSnapshot";
}

/** Whole numbers from 0 up to 2^32 in as few bytes as they need: seven bits a byte, low ones first (LEB128 of DWARF 5, 7.6). */
export class VarintWriter {
  #bytes = new Uint8Array(1024);
  #at = 0;

  #room(count: number): void {
    if (this.#at + count <= this.#bytes.length) return;
    const more = new Uint8Array(Math.max(2 * this.#bytes.length, this.#at + count));
    more.set(this.#bytes);
    this.#bytes = more;
  }

  number(value: number): void {
    this.#room(5);
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.#at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.#at++] = rest;
  }

  /** Bytes with their number before them. */
  raw(bytes: Uint8Array): void {
    this.number(bytes.length);
    this.bytes(bytes);
  }

  /** Bytes of whose number the reader will know. */
  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#at);
  }
}

/** Reads what a `VarintWriter` wrote. Throws BadSnapshot past the end. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  number(): number {
    const first = this.#bytes[this.#at];
    if (first !== undefined && first < 128) {
      this.#at++;
      return first;
    }
    return this.#longer();
  }

  #longer(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new BadSnapshot("the snapshot is cut short");
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new BadSnapshot("the snapshot has a number of more than 32 bits");
  }

  raw(): Uint8Array {
    return this.bytes(this.number());
  }

  /** So many bytes; a view, not a copy. */
  bytes(length: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    if (bytes.length < length) throw new BadSnapshot("the snapshot is cut short");
    this.#at += length;
    return bytes;
  }

  /** All that was not read yet. */
  rest(): Uint8Array {
    return this.bytes(this.#bytes.length - this.#at);
  }
}
