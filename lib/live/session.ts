import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Aws, ClientClass } from './aws';
import { callFailed } from './call-failed';
import { actionOf } from './services';
import type { Location } from './target';

/** How a session reaches an account. */
export interface SessionOptions {
  /** Credentials, or how they are got. @default - as the AWS CLI finds them */
  readonly credentials?: unknown;
  /** Address that all calls go to instead of AWS. @default - AWS_ENDPOINT_URL, or AWS itself */
  readonly endpoint?: string;
  /** Ends what is being asked. */
  readonly signal?: AbortSignal;
  /** Told of every call before it is made. */
  readonly onCall?: (action: string) => void;
}

/** Attempts at a call before it counts as throttled; the SDK waits between them, twice as long each time, with jitter. */
const attempts = 6;
const connectionTimeout = 5_000;
const requestTimeout = 20_000;
/** Connections at once, over all services. */
const connections = 16;

/** The SDK's own notes are for programmers, and stderr is for the person who runs the command. */
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Actions that whoever is asking now may take; nothing else is called. */
const permitted = new AsyncLocalStorage<readonly string[]>();

/** Runs something that may call nothing but these actions, so that the policy which is printed is never too small. */
export function withActions<T>(actions: readonly string[], run: () => Promise<T>): Promise<T> {
  return permitted.run(actions, run);
}

/** Calls whose answers change while somebody waits for it: each of them is made. */
const changing: readonly string[] = ['cloudformation:DescribeStackDriftDetectionStatus'];

interface Sender {
  send(command: { readonly input: unknown }, options?: object): Promise<unknown>;
}

/** Clients for one account: each is made once, and each call with the same input too. */
export class Session {
  private readonly clients = new Map<string, Sender>();
  private readonly answers = new Map<string, Promise<unknown>>();
  private readonly agents = {
    httpAgent: new HttpAgent({ keepAlive: true, maxTotalSockets: connections }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxTotalSockets: connections }),
  };

  constructor(private readonly options: SessionOptions = {}) {}

  /** What a probe of a location may use. */
  aws(location: Location, now: Date): Aws {
    return {
      ...location,
      now,
      client: <Client>(Client: ClientClass<Client>, region = location.region) =>
        this.client(Client as ClientClass<Sender>, region) as Client,
    };
  }

  /** Closes the connections, so that the process can end. */
  close(): void {
    this.agents.httpAgent.destroy();
    this.agents.httpsAgent.destroy();
  }

  private client(Client: ClientClass<Sender>, region: string): Sender {
    const key = `${Client.name} ${region}`;
    let client = this.clients.get(key);
    if (!client) this.clients.set(key, (client = this.make(Client, region)));
    return client;
  }

  private make(Client: ClientClass<Sender>, region: string): Sender {
    const { credentials, endpoint, signal } = this.options;
    const client = new Client({
      region,
      ...(credentials === undefined ? {} : { credentials }),
      ...(endpoint === undefined ? {} : { endpoint }),
      maxAttempts: attempts,
      retryMode: 'adaptive',
      logger: silent,
      requestHandler: { ...this.agents, connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
    } as never);
    const send = client.send.bind(client);
    client.send = (command, options) => {
      const action = actionOf(Client.name, command.constructor.name);
      const key = `${action} ${region} ${JSON.stringify(command.input)}`;
      return this.once(key, action, () => send(command, { abortSignal: signal, ...options }));
    };
    return client;
  }

  /** The answer to a call that was made before, or what it answers now. */
  private once(key: string, action: string, call: () => Promise<unknown>): Promise<unknown> {
    const allowed = permitted.getStore();
    if (allowed && !allowed.includes(action)) throw new Error(`${action} is called and not declared`);
    let answer = this.answers.get(key);
    if (!answer) {
      this.options.onCall?.(action);
      answer = call().catch((error: unknown) => {
        throw callFailed(action, error);
      });
      if (!changing.includes(action)) this.answers.set(key, answer);
    }
    return answer;
  }
}

function nothing(): void {
  // Nothing is logged.
}
