import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exchangeOf, received, type Received } from './wire';

/** A server that passes everything on to another and keeps in mind what was asked. */
export interface Recorder {
  readonly url: string;
  /** Actions as IAM names them: `rds:DescribeDBClusters`. */
  readonly actions: Set<string>;
  stop(): Promise<void>;
}

/** Starts a recorder in front of a service. */
export async function startRecorder(target: string): Promise<Recorder> {
  const actions = new Set<string>();
  const server = createServer((request, response) => {
    void received(request).then((all) => {
      actions.add(exchangeOf(all).action);
      return passOn(all, target, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    actions,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function passOn(asked: Received, target: string, response: ServerResponse): Promise<void> {
  const { authorization = '', 'content-type': type = '', 'x-amz-target': operation = '' } = asked.headers;
  const headers = { authorization, 'content-type': type, 'x-amz-target': String(operation) };
  const body = asked.body === '' ? undefined : asked.body;
  const answer = await fetch(`${target}${asked.path}`, { method: asked.method, headers, body });
  // WHAT: 501 for 500. WHY: what moto does not model it answers with 500, which clients try again and again.
  const status = answer.status === 500 ? 501 : answer.status;
  response.writeHead(status, { 'content-type': answer.headers.get('content-type') ?? '' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
