import { applyStacks } from '../../lib/evidence/stack-settings';
import type { StackSettings } from '../../lib/evidence/readiness';
import type { EnvironmentInput, StackInput } from '../../lib/model/input';
import { UnreadableInput } from '../../lib/model/unreadable-input';

const stack = (id: string, more: Partial<StackInput> = {}): StackInput => ({
  id,
  displayName: id,
  template: {},
  ...more,
});
const settings = (text: string, more: Partial<StackSettings> = {}): StackSettings => ({
  stack: { text, place: 'readiness.yaml:2:3' },
  ...more,
});
const apply = (environments: readonly EnvironmentInput[], ...all: readonly StackSettings[]) => [
  ...applyStacks(environments, all),
];

test('settings win over what was known, and parameters that they do not name stay', () => {
  const before = stack('network.yaml', { account: '111111111111', parameters: { Env: 'dev', Zone: 'a' } });
  const other = stack('app.yaml');
  const environments: readonly EnvironmentInput[] = [{ name: '', stacks: [before, other] }];
  const [environment] = apply(
    environments,
    settings('network.yaml', {
      stackName: 'shop-network',
      account: '222222222222',
      region: 'eu-west-1',
      parameters: { Env: 'prod' },
    }),
  );
  expect(environment?.stacks).toEqual([
    {
      id: 'network.yaml',
      displayName: 'network.yaml',
      template: {},
      stackName: 'shop-network',
      account: '222222222222',
      region: 'eu-west-1',
      parameters: { Env: 'prod', Zone: 'a' },
    },
    other,
  ]);
  expect(before.parameters).toEqual({ Env: 'dev', Zone: 'a' });
  expect(environment?.stacks[1]).toBe(other);
});

test.each(['artifact', 'Prod/Data', 'prod-data', 'out/data.template.json'])('%s names the stack', (name) => {
  const input = stack('artifact', {
    displayName: 'Prod/Data',
    stackName: 'prod-data',
    templateFile: 'out/data.template.json',
  });
  const [environment] = apply([{ name: 'Prod', stacks: [input] }], settings(name, { region: 'eu-west-1' }));
  expect(environment?.stacks[0]?.region).toBe('eu-west-1');
});

test('settings that match no stack are refused with their place', () => {
  const environments: readonly EnvironmentInput[] = [
    { name: '', stacks: [stack('network.yaml'), stack('app.yaml')] },
  ];
  expect(() => apply(environments, settings('netwrok.yaml'))).toThrow(
    new UnreadableInput('readiness.yaml:2:3: there is no stack "netwrok.yaml", did you mean "network.yaml"?'),
  );
  expect(() => apply(environments, settings('network.yaml'), settings('data'))).toThrow(
    new UnreadableInput('readiness.yaml:2:3: there is no stack "data", there are network.yaml, app.yaml'),
  );
});

test('of many stacks the refusal names ten', () => {
  const stacks = Array.from({ length: 12 }, (_, index) => stack(`stack-number-${index}`));
  expect(() => apply([{ name: '', stacks }], settings('x'))).toThrow(/number-9 and 2 more$/);
});

test('without settings environments are handed on as they are', () => {
  const environment: EnvironmentInput = { name: '', stacks: [stack('a')] };
  expect(apply([environment])[0]).toBe(environment);
});
