import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Aws, ClientClass } from '../../lib/live/aws';
import { awsAt, clientAt } from './account';
import type { Action, InputOf, OutputOf } from './sdk';
import { exchangeOf, received, type Call, type Exchange } from './wire';

/** A refusal of a service, as an answer or thrown in one. */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** A refusal: `serviceError('AccessDenied', 'not authorized', 403)`. */
export function serviceError(code: string, message = code, status = 400): ServiceError {
  return new ServiceError(code, message, status);
}

/** Never answers. */
export const hangs = Symbol('hangs');
/** Sends the half of its answer and closes the connection. */
export const breaksOff = Symbol('breaks off');

type Said<Output> = Output | ServiceError | typeof hangs | typeof breaksOff;

/** Answers of successive calls, of which the last stays. */
export interface InTurn<Output> {
  readonly inTurn: readonly Said<Output>[];
}

/** Answers one after the other: `inTurn(serviceError('Throttling'), { DBClusters: [] })`. */
export function inTurn<Output>(...answers: readonly Said<Output>[]): InTurn<Output> {
  return { inTurn: answers };
}

/**
 * What a service answers, by operation, in the shape of the output type of the SDK: an object, answers in turn, or a
 * function of what was asked, which may return or throw any of these.
 */
export type Answers = {
  readonly [Name in Action]?:
    | Said<OutputOf<Name>>
    | InTurn<OutputOf<Name>>
    | ((input: InputOf<Name>, call: Call) => Said<OutputOf<Name>> | Promise<Said<OutputOf<Name>>>);
};

/** A local server which speaks the protocols of AWS. */
export interface Service {
  readonly url: string;
  /** What was asked of it, in order, retries included. */
  readonly calls: readonly Call[];
  /** The account behind it, as probes get it. */
  aws(region?: string, now?: Date): Aws;
  /** A client of it which tries a call once. */
  client<Client>(Client: ClientClass<Client>): Client;
  /** Ends it, and throws if it was asked what it has no answer for, or could not write an answer down. */
  stop(): Promise<void>;
}

/** Starts a service with the answers given; anything else that it is asked makes `stop` throw. */
export async function startService(answers: Answers): Promise<Service> {
  const calls: Call[] = [];
  const faults: string[] = [];
  const server = createServer((request, response) => {
    respond(request, response, answers, calls).catch((error: unknown) => {
      faults.push(error instanceof Error ? error.message : String(error));
      response.writeHead(400).end(JSON.stringify({ __type: 'NoAnswerGiven', message: faults.at(-1) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    calls,
    aws: (region, now) => awsAt(url, region, now),
    client: (Client) => clientAt(url, Client),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (faults.length > 0)
        throw new Error(`the local service has no answer: ${[...new Set(faults)].join('; ')}`);
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answers: Answers,
  calls: Call[],
): Promise<void> {
  const exchange = exchangeOf(await received(request));
  const { action, region, input } = exchange;
  calls.push({ action, region, input });
  const said = await saidTo(exchange, answers, calls.filter((call) => call.action === action).length);
  if (said === hangs) return;
  if (said === breaksOff) {
    const whole = exchange.answer({});
    response.writeHead(200, { 'content-length': whole.length + 100 });
    response.write(whole.slice(0, whole.length / 2), () => response.destroy());
  } else if (said instanceof ServiceError) {
    response.writeHead(said.status, { 'x-amzn-errortype': said.code });
    response.end(exchange.refusal(said.code, said.message));
  } else {
    const body = exchange.answer(said);
    response.writeHead(200).end(body);
  }
}

async function saidTo(exchange: Exchange, answers: Answers, turn: number): Promise<Said<object>> {
  const answer = (answers as Readonly<Record<string, unknown>>)[exchange.action];
  if (answer === undefined) throw new Error(`${exchange.action} was asked and is not given`);
  if (typeof answer !== 'function') return inItsTurn(answer as Said<object> | InTurn<object>, turn);
  try {
    return (await answer(exchange.input, exchange)) as Said<object>;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

function inItsTurn(answer: Said<object> | InTurn<object>, turn: number): Said<object> {
  if (typeof answer === 'symbol' || !('inTurn' in answer)) return answer;
  return answer.inTurn[Math.min(turn, answer.inTurn.length) - 1]!;
}
