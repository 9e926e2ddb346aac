import { roles } from '../../lib/rules/declaration';
import { parseReadiness } from '../../lib/evidence/readiness-file';
import { UnreadableInput } from '../../lib/model/unreadable-input';
import schema from '../../schemas/readiness.schema.json';

const parse = (text: string) => parseReadiness(text, 'readiness.yaml');

describe('what readiness.yaml says', () => {
  test('every part of it', () => {
    const readiness = parse(`# yaml-language-server: $schema=x
workload:
  entries: [Prod/Service/LoadBalancer]
  services:
    - /Prod/Service/Service
    - network.yaml.Api
  databases:
    none: "Orders are kept in the vendor's API."
  caches: { none: Pages are cached by the CDN alone }
stages: [Prod]
stacks:
  network.yaml:
    stackName: shop-network
    account: 011111111111
    region: eu-west-1
    parameters: { Env: prod, Version: 1.10, Debug: true, Subnets: "a,b" }
`);
    expect(readiness).toEqual({
      workload: {
        entries: { resources: [{ text: 'Prod/Service/LoadBalancer', place: 'readiness.yaml:3:13' }] },
        services: {
          resources: [
            { text: 'Prod/Service/Service', place: 'readiness.yaml:5:7' },
            { text: 'network.yaml.Api', place: 'readiness.yaml:6:7' },
          ],
        },
        databases: { none: "Orders are kept in the vendor's API." },
        caches: { none: 'Pages are cached by the CDN alone' },
      },
      stages: [{ text: 'Prod', place: 'readiness.yaml:10:10' }],
      stacks: [
        {
          stack: { text: 'network.yaml', place: 'readiness.yaml:12:3' },
          stackName: 'shop-network',
          account: '011111111111',
          region: 'eu-west-1',
          parameters: { Env: 'prod', Version: '1.10', Debug: 'true', Subnets: 'a,b' },
        },
      ],
    });
  });

  test.each(['', '# nothing yet\n', '---\n', '{}', '\uFEFF'])('nothing, in %j', (text) => {
    expect(parse(text)).toEqual({ workload: {}, stages: [], stacks: [] });
  });

  test('a role that is left out is not declared', () => {
    expect(parse('workload: { entries: [A/B] }').workload).not.toHaveProperty('databases');
  });

  test('the schema knows the roles of the workload and no other', () => {
    expect(Object.keys(schema.properties.workload.properties)).toEqual([...roles]);
  });

  test('a parameter called __proto__ is a parameter', () => {
    const [stack] = parse('stacks: { a: { parameters: { __proto__: x } } }').stacks;
    expect(Object.getOwnPropertyDescriptor(stack?.parameters, '__proto__')?.value).toBe('x');
    expect(Object.getPrototypeOf(stack?.parameters)).toBe(Object.prototype);
  });
});

const deep = '['.repeat(100_000);
const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nworkload: [*b, *b]\n`;

const malformed: readonly (readonly [name: string, text: string, message: string])[] = [
  [
    'an empty reason',
    'workload:\n  entries: [A/B]\n  databases:\n    none: ""\n',
    'readiness.yaml:4:11: workload.databases.none must be a reason of at least 10 characters, got ""',
  ],
  [
    'a reason of blanks',
    'workload: { databases: { none: "            " } }',
    'readiness.yaml:1:32: workload.databases.none must be a reason of at least 10 characters, got "            "',
  ],
  [
    'a role that is a word',
    'workload:\n  databases: none\n',
    'readiness.yaml:2:14: workload.databases must be a list of resources, or none with the reason, got "none"',
  ],
  [
    'an empty list of resources',
    'workload: { caches: [] }',
    'readiness.yaml:1:21: workload.caches must be a list of resources, or none with the reason, got an empty list',
  ],
  [
    'a role without none',
    'workload: { caches: {} }',
    'readiness.yaml:1:21: workload.caches must be a list of resources, or none with the reason, got an empty mapping',
  ],
  [
    'a blank resource',
    'workload:\n  entries:\n    - A/B\n    -\n',
    'readiness.yaml:4:6: workload.entries[1] must be a construct path (Prod/Data/Db), or a stack or template and a logical id (network.yaml.Db), got ""',
  ],
  [
    'a misspelt role',
    'workload:\n  database: [A/B]\n',
    'readiness.yaml:2:3: workload has no key "database", did you mean "databases"?',
  ],
  [
    'an unknown role',
    'workload: { lambdas: [A] }',
    'readiness.yaml:1:13: workload has no key "lambdas", its keys are entries, services, databases, caches, webhooks, uploads, jobs, payments',
  ],
  [
    'an unknown key',
    'workloads: {}',
    'readiness.yaml:1:1: the file has no key "workloads", did you mean "workload"?',
  ],
  [
    'a merge key',
    '<<: {}',
    'readiness.yaml:1:1: the file has no key "<<", its keys are workload, stages, stacks',
  ],
  [
    'a key called __proto__',
    '__proto__: {}',
    'readiness.yaml:1:1: the file has no key "__proto__", its keys are workload, stages, stacks',
  ],
  [
    'a list',
    '- workload',
    'readiness.yaml:1:1: the file must be a mapping with the keys workload, stages and stacks, got a list',
  ],
  [
    'a word',
    'workload',
    'readiness.yaml:1:1: the file must be a mapping with the keys workload, stages and stacks, got "workload"',
  ],
  [
    'nothing under workload',
    'workload:\n',
    'readiness.yaml:1:10: workload must be a mapping with the keys entries, services, databases, caches, webhooks, uploads, jobs and payments, got ""',
  ],
  [
    'a Stage instead of a list',
    'stages: Prod',
    'readiness.yaml:1:9: stages must be a list of Stages, got "Prod"',
  ],
  [
    'a Stage without a name',
    'stages: [""]',
    'readiness.yaml:1:10: stages[0] must be the name of a Stage, got ""',
  ],
  ['no Stages', 'stages: []', 'readiness.yaml:1:9: stages must be a list of Stages, got an empty list'],
  [
    'stacks as a list',
    'stacks: [a]',
    'readiness.yaml:1:9: stacks must be a mapping from stacks to what their templates cannot know, got a list',
  ],
  [
    'a stack that is a word',
    'stacks: { a: b }',
    'readiness.yaml:1:14: stacks.a must be a mapping with the keys stackName, account, region and parameters, got "b"',
  ],
  [
    'an account of eleven digits',
    'stacks:\n  network.yaml:\n    account: 11111111111\n',
    'readiness.yaml:3:14: stacks["network.yaml"].account must be 12 digits in quotes, got "11111111111"',
  ],
  [
    'a Region that is none',
    'stacks: { "a/b~c": { region: Ireland } }',
    'readiness.yaml:1:30: stacks["a/b~c"].region must be an AWS region such as eu-west-1, got "Ireland"',
  ],
  [
    'a stack name with a slash',
    'stacks: { a: { stackName: a/b } }',
    'readiness.yaml:1:27: stacks.a.stackName must be the name of a CloudFormation stack, got "a/b"',
  ],
  [
    'parameters as a list',
    'stacks: { a: { parameters: [b] } }',
    'readiness.yaml:1:28: stacks.a.parameters must be a mapping from parameters to their values, got a list',
  ],
  [
    'a parameter that is a list',
    'stacks: { a: { parameters: { B: [c] } } }',
    'readiness.yaml:1:33: stacks.a.parameters.B must be the value of a parameter, lists written with commas, got a list',
  ],
  [
    'a very long word',
    `stages: ${'x'.repeat(500)}`,
    `readiness.yaml:1:9: stages must be a list of Stages, got "${'x'.repeat(59)}…`,
  ],
  [
    'a key that stands twice',
    'stages: [A]\n"stages": [B]\n',
    'readiness.yaml:2:1: the key "stages" stands here a second time',
  ],
  [
    'two documents',
    'stages: [A]\n---\nstages: [B]\n',
    'readiness.yaml:2:1: a second document begins here, expected one',
  ],
  ['a bomb of aliases', bomb, 'readiness.yaml:2:8: the alias *a is not supported, repeat the value'],
  [
    'an alias as a key',
    'a: &a b\n*a : c\n',
    'readiness.yaml:2:1: the alias *a is not supported, repeat the value',
  ],
  [
    'a list as a key',
    '? [a]\n: b\n',
    'readiness.yaml:1:3: a list or mapping stands here as a key, expected a word',
  ],
  ['a tag', 'stages: !Ref A', 'readiness.yaml:1:9: the tag !Ref is not supported, write the plain value'],
  [
    'deep nesting',
    deep,
    expect.stringMatching(/^readiness\.yaml:1:\d+: the lists and mappings are nested too deeply$/),
  ],
  ['a tab', '\tstages: [A]', 'readiness.yaml:1:1: this is not YAML: Tabs are not allowed as indentation'],
];

describe('what is wrong with readiness.yaml is said with its place', () => {
  const warnings = jest.spyOn(process, 'emitWarning');

  test.each(malformed)('%s', (_, text, message) => {
    const read = () => parse(text);
    expect(read).toThrow(UnreadableInput);
    expect(messageOf(read)).toEqual(message);
    expect(warnings).not.toHaveBeenCalled();
  });
});

function messageOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : undefined;
  }
  return undefined;
}
