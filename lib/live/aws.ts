import type { Location } from './target';

/** What every client of the AWS SDK is made with. */
export type ClientConfig = Readonly<Record<string, unknown>>;

/** A class of clients of the AWS SDK: `RDSClient`. */
export type ClientClass<Client> = new (config: never) => Client;

/** What a probe may use of the account that it asks. */
export interface Aws extends Location {
  /**
   * A client for the region of the target, or for another one. Equal calls are made once in a run, so probes ask for
   * what they need without regard to each other; what a call returns must not be changed. A call that fails throws
   * `CallFailed`, which probes let pass unless the failure is itself an answer.
   */
  client<Client>(Client: ClientClass<Client>, region?: string): Client;
  /** Time of the run, against which ages are measured. */
  readonly now: Date;
}
