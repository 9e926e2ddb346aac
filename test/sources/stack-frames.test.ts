import { join } from 'node:path';
import { userSource } from '../../lib/sources/stack-frames';

const cwd = join('/home', 'me', 'shop');

test.each([
  ['backup (/home/me/shop/lib/shop.ts:42:7)', 'lib/shop.ts:42:7'],
  ['<anonymous> (/home/me/shop/bin/app.ts:1:2)', 'bin/app.ts:1:2'],
  ['    at new Shop (/home/me/shop/lib/shop.ts:42:7)', 'lib/shop.ts:42:7'],
  ['Object.<anonymous> (/home/me/shop/a (copy)/shop.ts:3:4)', 'a (copy)/shop.ts:3:4'],
  ['Function.make [as create] (/home/me/shop/shop.ts:3:4)', 'shop.ts:3:4'],
  ['    at /home/me/shop/shop.js:10:1', 'shop.js:10:1'],
  ['at async /home/me/shop/shop.js:10:1', 'shop.js:10:1'],
  ['at async main (/home/me/shop/shop.js:10:1)', 'shop.js:10:1'],
  ['main (file:///home/me/shop/my%20shop.mjs:10:1)', 'my shop.mjs:10:1'],
  ['main (/home/me/shopping/list.ts:10:1)', '/home/me/shopping/list.ts:10:1'],
  ['main (/srv/build/shop.ts:10:1)', '/srv/build/shop.ts:10:1'],
])('%s is the line %s', (frame, source) => {
  expect(userSource([frame], cwd)).toBe(source);
});

test.each([
  '...new DatabaseCluster2 in aws-cdk-lib...',
  '...node internals, tsx...',
  '(no user code in 10 frames, use --stack-trace-limit to capture more)',
  '<anonymous> (/home/me/shop)',
  'Module._compile (node:internal/modules/cjs/loader:1521:14)',
  'new Queue (/home/me/shop/node_modules/aws-cdk-lib/aws-sqs/lib/queue.js:1:1)',
  'at C:\\shop\\node_modules\\aws-cdk-lib\\x.js:1:1',
  'Kernel._create (/usr/lib/python3/site-packages/jsii/bin/jsii-runtime.js:7:1)',
  'new Stack (/tmp/jsii-kernel-Ab1/core/stack.js:7:1)',
  'run (evalmachine.<anonymous>:1:1)',
  'eval (eval at <anonymous> (/home/me/shop/a.js:1:1), <anonymous>:1:1)',
  'main (file://%zz:1:1)',
  'main (https://example.com/shop.js:1:1)',
  '',
])('%s is no line of the user', (frame) => {
  expect(userSource([frame], cwd)).toBeUndefined();
});

test('the first line of the user counts', () => {
  const frames = ['...aws-cdk-lib...', 7, 'a (/home/me/shop/a.ts:1:1)', 'b (/home/me/shop/b.ts:2:2)'];
  expect(userSource(frames, cwd)).toBe('a.ts:1:1');
});

test.each([undefined, null, 'a (/home/me/shop/a.ts:1:1)', {}])('%j is no trace', (frames) => {
  expect(userSource(frames, cwd)).toBeUndefined();
});
