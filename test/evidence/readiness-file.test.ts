import { roles } from '../../lib/rules/declaration';
import { nothingDeclared } from '../../lib/evidence/readiness';
import { parseReadiness } from '../../lib/evidence/readiness-file';
import { UnreadableInput } from '../../lib/model/unreadable-input';
import schema from '../../schemas/readiness.schema.json';

const cluster = 'arn:aws:rds:eu-west-1:111111111111:cluster:shop';

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
elsewhere:
  MON4:
    - arn:aws:cloudwatch:eu-west-1:011111111111:alarm:shop-errors
accounts:
  011111111111: { profile: prod }
  "222222222222":
    role: arn:aws:iam::222222222222:role/ops/Readiness
    externalId: shop:4711
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
      elsewhere: {
        items: [
          {
            item: 'MON4',
            arns: [
              {
                text: 'arn:aws:cloudwatch:eu-west-1:011111111111:alarm:shop-errors',
                place: 'readiness.yaml:19:7',
              },
            ],
          },
        ],
        roles: [],
      },
      accounts: [
        { account: '011111111111', place: 'readiness.yaml:21:3', profile: 'prod' },
        {
          account: '222222222222',
          place: 'readiness.yaml:22:3',
          role: 'arn:aws:iam::222222222222:role/ops/Readiness',
          externalId: 'shop:4711',
        },
      ],
    });
  });

  test('what plays a role and lives in no template', () => {
    const { workload, elsewhere } = parse(`workload:
  databases: [Shop/Db, "${cluster}"]
  caches: ["arn:aws:elasticache:eu-west-1:111111111111:replicationgroup:shop"]
`);
    expect(workload).toEqual({
      databases: {
        resources: [{ text: 'Shop/Db', place: 'readiness.yaml:2:15' }],
        elsewhere: [{ text: cluster, place: 'readiness.yaml:2:24' }],
      },
      caches: {
        resources: [],
        elsewhere: [
          {
            text: 'arn:aws:elasticache:eu-west-1:111111111111:replicationgroup:shop',
            place: 'readiness.yaml:3:12',
          },
        ],
      },
    });
    expect(elsewhere.roles).toEqual([
      { role: 'databases', arns: [{ text: cluster, place: 'readiness.yaml:2:24' }] },
      {
        role: 'caches',
        arns: [
          {
            text: 'arn:aws:elasticache:eu-west-1:111111111111:replicationgroup:shop',
            place: 'readiness.yaml:3:12',
          },
        ],
      },
    ]);
  });

  test.each(['', '# nothing yet\n', '---\n', '{}', '\uFEFF'])('nothing, in %j', (text) => {
    expect(parse(text)).toEqual(nothingDeclared);
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
    'readiness.yaml:4:6: workload.entries[1] must be a construct path (Prod/Data/Db), a stack or template and a logical id (network.yaml.Db), or an ARN, got ""',
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
    'readiness.yaml:1:1: the file has no key "<<", its keys are workload, stages, stacks, elsewhere, accounts',
  ],
  [
    'a key called __proto__',
    '__proto__: {}',
    'readiness.yaml:1:1: the file has no key "__proto__", its keys are workload, stages, stacks, elsewhere, accounts',
  ],
  [
    'a list',
    '- workload',
    'readiness.yaml:1:1: the file must be a mapping with the keys workload, stages, stacks, elsewhere and accounts, got a list',
  ],
  [
    'a word',
    'workload',
    'readiness.yaml:1:1: the file must be a mapping with the keys workload, stages, stacks, elsewhere and accounts, got "workload"',
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
    'an ARN of a role without an account',
    'workload:\n  databases:\n    - Shop/Db\n    - arn:aws:rds:eu-west-1::cluster:shop\n',
    'readiness.yaml:4:7: arn:aws:rds:eu-west-1::cluster:shop names no account, expected its 12 digits behind the fourth colon',
  ],
  [
    'an ARN of an item that is none',
    'elsewhere:\n  MON4: [shop-errors]\n',
    'readiness.yaml:2:10: shop-errors is no ARN, expected one such as arn:aws:rds:eu-west-1:111111111111:cluster:shop',
  ],
  [
    'an ARN without a region',
    'elsewhere: { MON4: ["arn:aws:cloudwatch::111111111111:alarm:a"] }',
    'readiness.yaml:1:21: arn:aws:cloudwatch::111111111111:alarm:a names no region, expected one such as eu-west-1 behind the third colon',
  ],
  [
    'an item that does not exist',
    `elsewhere:\n  MOM4: ["${cluster}"]\n`,
    'readiness.yaml:2:3: there is no item "MOM4", did you mean "MON4"?',
  ],
  [
    'an item unlike any other',
    `elsewhere: { alarms-of-shop: ["${cluster}"] }`,
    'readiness.yaml:1:14: there is no item "alarms-of-shop", cdk-readiness list shows all of them',
  ],
  [
    'a control instead of an item',
    `elsewhere: { MON4.alarm: ["${cluster}"] }`,
    expect.stringMatching(/^readiness\.yaml:1:14: there is no item "MON4\.alarm"/),
  ],
  [
    'an item called __proto__',
    `elsewhere: { __proto__: ["${cluster}"] }`,
    'readiness.yaml:1:14: there is no item "__proto__", cdk-readiness list shows all of them',
  ],
  [
    'an item with one ARN instead of a list',
    `elsewhere: { MON4: "${cluster}" }`,
    `readiness.yaml:1:20: elsewhere.MON4 must be a list of ARNs, got "${cluster}"`,
  ],
  [
    'an item without ARNs',
    'elsewhere: { MON4: [] }',
    'readiness.yaml:1:20: elsewhere.MON4 must be a list of ARNs, got an empty list',
  ],
  [
    'elsewhere as a list',
    'elsewhere: [MON4]',
    'readiness.yaml:1:12: elsewhere must be a mapping from items to what proves them and lives in no stack, got a list',
  ],
  [
    'an account of thirteen digits',
    'accounts: { 1111111111111: { profile: prod } }',
    'readiness.yaml:1:13: "1111111111111" is no account, expected 12 digits',
  ],
  [
    'an account with a profile and a role',
    'accounts:\n  111111111111:\n    profile: prod\n    role: arn:aws:iam::111111111111:role/A\n',
    'readiness.yaml:3:5: accounts[111111111111] must be a mapping with either profile or role, and with externalId beside role only, got a mapping',
  ],
  [
    'an account with neither',
    'accounts: { 111111111111: {} }',
    'readiness.yaml:1:27: accounts[111111111111] must be a mapping with either profile or role, and with externalId beside role only, got an empty mapping',
  ],
  [
    'an external id beside a profile',
    'accounts: { 111111111111: { profile: prod, externalId: shop } }',
    'readiness.yaml:1:27: accounts[111111111111] must be a mapping with either profile or role, and with externalId beside role only, got a mapping',
  ],
  [
    'a role of another account',
    'accounts: { 111111111111: { role: "arn:aws:iam::222222222222:role/A" } }',
    'readiness.yaml:1:35: the role is one of account 222222222222, expected one of 111111111111',
  ],
  [
    'a role that is only a name',
    'accounts: { 111111111111: { role: Readiness } }',
    'readiness.yaml:1:35: accounts[111111111111].role must be the ARN of a role such as arn:aws:iam::111111111111:role/Readiness, got "Readiness"',
  ],
  [
    'an account that is a word',
    'accounts: { 111111111111: prod }',
    'readiness.yaml:1:27: accounts[111111111111] must be a mapping with either profile or role, and with externalId beside role only, got "prod"',
  ],
  [
    'accounts as a list',
    'accounts: [111111111111]',
    'readiness.yaml:1:11: accounts must be a mapping from accounts to the profile or role that reaches them, got a list',
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
