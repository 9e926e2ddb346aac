/** A stream that text is written to; `process.stdout` is one. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal; absent where there is none. */
  readonly columns?: number;
}

/** Everything of the world outside that a command sees. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Aborted when the person at the terminal interrupts; from then on a second interruption ends the process. */
  readonly interrupted?: () => AbortSignal;
}
