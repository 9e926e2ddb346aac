import { spawn, type ChildProcess } from 'node:child_process';
import type { Aws, ClientClass } from '../../lib/live/aws';
import { awsAt, clientAt } from './account';

/** A moto server: an account in memory that speaks the protocols of AWS. */
export interface Moto {
  readonly url: string;
  /** A client to set things up with. */
  client<Client>(Client: ClientClass<Client>, region?: string): Client;
  /** The account as probes get it; the time is that of the machine, as moto's own is. */
  aws(region?: string, now?: Date): Aws;
  /** Empties the account. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

// The shell ends moto when its standard input closes, which it does however this process ends.
const untilStdinCloses = `
command -v moto_server >/dev/null || exit 127
moto_server -H 127.0.0.1 -p 0 & trap "kill $!" EXIT
cat >/dev/null`;

/** Starts a moto server on a free port. */
export async function startMoto(): Promise<Moto> {
  const shell = spawn('sh', ['-c', untilStdinCloses], { stdio: ['pipe', 'ignore', 'pipe'] });
  const url = await addressOf(shell);
  return {
    url,
    client: (Client, region) => clientAt(url, Client, region),
    aws: (region, now = new Date()) => awsAt(url, region, now),
    reset: async () => {
      const answer = await fetch(`${url}/moto-api/reset`, { method: 'POST' });
      if (!answer.ok) throw new Error(`moto does not reset: ${answer.status}`);
    },
    stop: async () => {
      const ended = new Promise((resolve) => shell.once('close', resolve));
      shell.stdin?.end();
      await ended;
    },
  };
}

function addressOf(shell: ChildProcess): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    shell.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (printed.length < 10_000) printed += text;
      const address = /Running on (http:\S+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    shell.once('exit', (code) => {
      reject(new Error(code === 127 ? notInstalled : `moto_server ended (${code}):\n${printed}`));
    });
  });
}

const notInstalled = "moto_server is not on the PATH; install it with: pip install 'moto[server]==5.*'";
