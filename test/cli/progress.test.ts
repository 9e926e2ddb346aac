import { withProgress } from '../../lib/cli/progress';
import type { EnvironmentInput, StackInput } from '../../lib/model/input';

const stack: StackInput = { id: 'a', displayName: 'a', template: {} };
const environments: readonly EnvironmentInput[] = [
  { name: '', stacks: [stack] },
  { name: 'Prod\u001b[2J', stacks: [stack, stack] },
];

/** What is written to stderr while the environments are judged, each taking some seconds. */
function told(isTTY: boolean, seconds: number, judged = 2): string {
  let written = '';
  let time = 0;
  const io = {
    stdout: { write: () => true },
    stderr: { isTTY, write: (text: string) => (written += text) },
    cwd: '/',
    env: {},
    now: () => new Date(time),
  };
  let count = 0;
  for (const environment of withProgress(environments, io)) {
    expect(environment).toBe(environments[count++]);
    time += seconds * 1000;
    if (count === judged) break;
  }
  return written;
}

test('long work is told on one line, which is wiped out at the end', () => {
  expect(told(true, 2)).toBe('\r\u001b[KJudging Prod\\u001b[2J (2 stacks) …\r\u001b[K');
});

test('short work is not told', () => {
  expect(told(true, 0.4)).toBe('');
});

test('nobody is told where there is no terminal', () => {
  expect(told(false, 2)).toBe('');
});

test('nothing is wiped out that was not written', () => {
  expect(told(true, 2, 1)).toBe('');
});
