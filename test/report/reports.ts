import {
  outcomes,
  type ControlReport,
  type FindingReport,
  type ItemReport,
  type Outcome,
  type ProbeFindingReport,
  type ProbeReport,
  type Report,
  type Verdict,
} from '../../lib/assess/report';

/** Time of the reports made by hand, and of what they found. */
export const at = '2026-03-01T09:00:00.000Z';

/** A report made by hand, its summary counted from its items. */
export function report(
  items: readonly ItemReport[],
  verdict: Verdict,
  notices: readonly string[] = [],
): Report {
  const summary = outcomes.map((outcome): [Outcome, number] => [
    outcome,
    items.filter((each) => each.outcome === outcome).length,
  ]);
  return {
    schemaVersion: 1,
    tool: { name: 'cdk-readiness', version: '0.1.0' },
    verdict,
    generatedAt: at,
    summary: {
      pass: 0,
      fail: 0,
      unknown: 0,
      pending: 0,
      expired: 0,
      waived: 0,
      notApplicable: 0,
      ...Object.fromEntries(summary),
    },
    asked: [],
    items,
    notices,
  };
}

export function item(
  id: string,
  title: string,
  outcome: Outcome,
  more: Partial<ItemReport> = {},
): ItemReport {
  return {
    id,
    title,
    phase: 'Pre-Launch (T-7 Days)',
    section: 'Infrastructure & Environment',
    group: 'Production Environment Setup',
    outcome,
    awaits: [],
    controls: [],
    probes: [],
    attestations: [],
    waivers: [],
    ...more,
  };
}

export function control(id: string, title: string, findings: readonly FindingReport[]): ControlReport {
  const worst = (['fail', 'unknown', 'waived', 'pass'] as const).find((outcome) =>
    findings.some((each) => each.outcome === outcome),
  );
  return {
    id,
    title,
    severity: 'error',
    outcome: worst ?? 'notApplicable',
    examined: findings.length,
    findings,
  };
}

export function finding(outcome: Outcome, message: string, more: Partial<FindingReport> = {}): FindingReport {
  return { outcome, origin: 'templates', at, message, evidence: [], ...more };
}

export function probe(
  id: string,
  title: string,
  findings: readonly ProbeFindingReport[],
  more: Partial<ProbeReport> = {},
): ProbeReport {
  const { severity, outcome, examined } = control(id, title, findings as never);
  return { id, title, severity, outcome, at, examined, decides: [], findings, ...more };
}

export function answer(
  outcome: Outcome,
  message: string,
  more: Partial<ProbeFindingReport> = {},
): ProbeFindingReport {
  return { outcome, at, message, resource: cluster, evidence: [], ...more };
}

const place = { account: '111111111111', region: 'eu-west-1' };
const cluster = {
  type: 'AWS::RDS::DBCluster',
  id: 'shop',
  ...place,
  stack: 'Prod-Data',
  logicalId: 'Db5D02A0A9',
};

const database = {
  stack: 'Prod/Data',
  logicalId: 'Db5D02A0A9',
  type: 'AWS::RDS::DBCluster',
  constructPath: 'Prod/Data/Db/Resource',
  source: 'lib/data.ts:42:7',
};

const service = {
  stack: 'Prod/Web',
  logicalId: 'ServiceD69D759B',
  type: 'AWS::ECS::Service',
  constructPath: 'Prod/Web/Service/Service',
  source: 'lib/web.ts:18:21',
};

const prod = { environment: 'Prod' };

/** What a first run on a real application looks like. */
export const realistic: Report = report(
  [
    item('ENV1', 'Provision production servers (min 3 for HA)', 'pass', {
      awaits: ['live'],
      controls: [
        control('ENV1.count', 'Service runs three tasks at the lowest point of scaling', [
          finding('pass', 'MinCapacity is 3, expected at least 3', {
            ...prod,
            resource: service,
            evidence: [
              {
                stack: 'Prod/Web',
                logicalId: 'ServiceScaling2E1C',
                path: 'Properties.MinCapacity',
                value: '3',
              },
              { stack: 'Prod/Web', logicalId: 'ServiceD69D759B', path: '', value: '' },
            ],
          }),
        ]),
        {
          ...control('ENV1.zones', 'Service spreads over two availability zones', [
            finding('fail', 'Subnets lie in 1 zone, expected at least 2', {
              ...prod,
              resource: service,
              fix: 'Give the service subnets of at least two availability zones: vpcSubnets: { onePerAz: true }.',
            }),
          ]),
          severity: 'warning',
        },
      ],
    }),
    item('ENV5', 'Set up database cluster (primary + 2 replicas)', 'fail', {
      awaits: ['live'],
      controls: [
        control('ENV5.replicas', 'Aurora cluster has two replicas besides its writer', [
          finding('fail', '1 replica besides the writer, expected at least 2', {
            ...prod,
            resource: database,
            fix: 'Add a reader: readers: [ClusterInstance.provisioned("r1"), ClusterInstance.provisioned("r2")], or use ReplicatedDatabase, which has both.',
            evidence: [{ stack: 'Prod/Data', logicalId: 'DbReader1A2B3C', path: '', value: '' }],
          }),
          finding('fail', '1 replica besides the writer, expected at least 2', {
            environment: 'Staging',
            resource: { ...database, stack: 'Staging/Data', constructPath: 'Staging/Data/Db/Resource' },
            fix: 'Add a reader: readers: [ClusterInstance.provisioned("r1"), ClusterInstance.provisioned("r2")], or use ReplicatedDatabase, which has both.',
          }),
        ]),
        control('ENV5.zones', 'Aurora instances lie in two availability zones', [
          finding('unknown', 'AvailabilityZone is the parameter Zone, which has no default', {
            ...prod,
            resource: { stack: 'network.yaml', logicalId: 'Db', source: 'network.yaml' },
            fix: 'Give the parameter under stacks: in readiness.yaml.',
          }),
        ]),
      ],
    }),
    item('ENV6', 'Configure Redis cluster for caching', 'fail', {
      controls: [
        control('ENV6.present', 'Workload has a Redis cache', [
          finding('fail', 'No cache in 412 resources of 6 stacks, expected one at least', {
            ...prod,
            fix: 'Add ReplicatedCache, or declare in readiness.yaml that there is none: workload: { caches: { none: "the reason" } }.',
          }),
        ]),
      ],
    }),
    item('ENV7', 'Set up backup infrastructure', 'waived', {
      waivers: [
        { id: 'ENV7', reason: 'Backups are made by the platform team until June', where: 'Prod/Data' },
      ],
      controls: [
        control('ENV7.plan', 'Backup plan covers every database', [
          finding('waived', 'no plan', { resource: database }),
        ]),
      ],
    }),
    item('SEC1', 'Run security audit (OWASP Top 10)', 'pending', {
      group: 'Security Hardening',
      awaits: ['live', 'attestation'],
    }),
    ...[
      'All tests passing (>99% coverage)',
      'No critical security vulnerabilities',
      'Performance benchmarks met',
    ].map((title, index) =>
      item(`CODE${index + 1}`, title, 'pending', {
        section: 'Application Readiness',
        group: 'Code Quality',
        awaits: ['attestation'],
      }),
    ),
    item('TRIG1', 'Error rate >5%', 'notApplicable', {
      phase: 'Rollback Procedures',
      section: 'Immediate Rollback Triggers',
      group: '',
      controls: [control('TRIG1.alarm', 'Deployment rolls back on an error rate above 5 %', [])],
    }),
  ],
  'no-go',
  ['Acknowledgement Readiness::ENV9.nothing at Prod/Web matches no control.'],
);

const replicas =
  'Add a replica: aws rds create-db-instance --db-cluster-identifier shop, or set readers in ReplicatedDatabase.';

/** What the person on duty reads after a look at the account. */
export const live: Report = {
  ...report(
    [
      item('ENV1', 'Provision production servers (min 3 for HA)', 'pass', {
        controls: [
          control('ENV1.count', 'Service runs three tasks at the lowest point of scaling', [
            finding('unknown', 'MinCapacity is the parameter Least, which has no default', {
              resource: { ...service, stackName: 'Prod-Web' },
              decidedBy: 'ENV1.running',
              fix: 'Set minCapacity to 3 or more.',
            }),
          ]),
        ].map((each) => ({ ...each, outcome: 'pass', decidedBy: 'ENV1.running' })),
        probes: [
          probe(
            'ENV1.running',
            'ECS service runs three tasks in two availability zones',
            [
              answer('pass', '4 tasks run in eu-west-1a, eu-west-1b', {
                resource: {
                  type: 'AWS::ECS::Service',
                  id: 'shop-web',
                  ...place,
                  stack: 'Prod-Web',
                  logicalId: 'ServiceD69D759B',
                },
                evidence: [
                  {
                    call: 'ecs:DescribeTasks',
                    path: 'tasks.availabilityZone',
                    value: 'eu-west-1a, eu-west-1b',
                  },
                ],
              }),
            ],
            { decides: ['ENV1.count'] },
          ),
        ],
      }),
      item('ENV5', 'Set up database cluster (primary + 2 replicas)', 'fail', {
        controls: [
          control('ENV5.replicas', 'Aurora cluster has two replicas besides its writer', [
            finding('fail', '1 replica besides the writer, expected at least 2', {
              origin: 'account',
              resource: {
                ...database,
                ...place,
                stack: 'Prod-Data',
                stackName: 'Prod-Data',
                source: undefined,
              },
              fix: 'Add a reader, or use ReplicatedDatabase, which has both.',
            }),
            finding('fail', '1 replica besides the writer, expected at least 2', {
              ...prod,
              at: '2026-02-28T17:30:00.000Z',
              resource: { ...database, stackName: 'Prod-Data' },
              fix: 'Add a reader, or use ReplicatedDatabase, which has both.',
            }),
          ]),
        ],
        probes: [
          probe('ENV5.members', 'DB cluster runs a writer and two replicas', [
            answer(
              'fail',
              '1 of 2 instances is available (shop-2 is rebooting), expected a writer and 2 replicas',
              {
                fix: replicas,
                evidence: [
                  { call: 'rds:DescribeDBClusters', path: 'DBClusterMembers', value: 'shop-1, shop-2' },
                  { call: 'rds:DescribeDBInstances', path: 'DBInstanceStatus', value: 'rebooting' },
                ],
              },
            ),
            answer('unknown', 'rds:DescribeDBClusters is denied; allow it and run verify again', {
              fix: replicas,
              resource: {
                type: 'AWS::RDS::DBCluster',
                id: 'orders',
                account: '222222222222',
                region: 'eu-west-1',
              },
              evidence: [{ call: 'rds:DescribeDBClusters', path: 'error', value: 'AccessDenied' }],
            }),
          ]),
        ],
      }),
      item('ENV7', 'Set up backup infrastructure', 'expired', {
        awaits: ['live'],
        probes: [
          probe(
            'ENV7.recent',
            'DB cluster has a backup of the last day',
            [
              answer(
                'expired',
                'seen 2026-02-25T09:00:00Z, 96 h ago; expected within 24 h: backup of 04:00 is available',
                {
                  at: '2026-02-25T09:00:00.000Z',
                  was: { outcome: 'pass', message: 'backup of 04:00 is available' },
                },
              ),
            ],
            { outcome: 'expired' },
          ),
        ],
      }),
      item('SEC8', 'Enable intrusion detection', 'pass', {
        probes: [
          probe(
            'SEC8.detector',
            'GuardDuty is enabled in the region',
            [
              answer('fail', 'there is no detector, expected one that is enabled', {
                resource: {
                  type: 'AWS::Region',
                  id: 'us-east-1',
                  account: '111111111111',
                  region: 'us-east-1',
                },
                fix: 'Enable it: aws guardduty create-detector --enable.',
                evidence: [{ call: 'guardduty:ListDetectors', path: 'DetectorIds', value: 'none' }],
              }),
            ],
            { severity: 'warning' },
          ),
        ],
      }),
      item('TRIG1', 'Error rate >5%', 'fail', {
        phase: 'Rollback Procedures',
        section: 'Immediate Rollback Triggers',
        group: '',
        probes: [
          probe(
            'TRIG1.firing',
            'Rollback alarm of the error rate is quiet',
            [
              answer(
                'fail',
                'shop-errors is in ALARM since 08:56 UTC: 7.2 % of requests fail, expected at most 5 %',
                {
                  at: '2026-03-01T08:59:30.000Z',
                  resource: {
                    type: 'AWS::CloudWatch::Alarm',
                    id: 'shop-errors',
                    ...place,
                    stack: 'Prod-Web',
                    logicalId: 'Errors',
                  },
                  fix: 'Take the deployment back: aws ecs stop-service-deployment --stop-type ROLLBACK.',
                  evidence: [{ call: 'cloudwatch:DescribeAlarms', path: 'StateValue', value: 'ALARM' }],
                },
              ),
            ],
            { rollback: true },
          ),
        ],
      }),
    ],
    'no-go',
    ['Prod-Data: DbCluster drifted at 04:10: BackupRetentionPeriod is 1, the template says 14'],
  ),
  asked: [
    { ...place, at, stacks: ['Prod-Data', 'Prod-Web'] },
    { account: '111111111111', region: 'us-east-1', at: '2026-02-28T17:30:00.000Z', stacks: [] },
    { account: '222222222222', region: 'eu-west-1', at, stacks: [] },
  ],
};

const hostileWord =
  '\u001b[2J\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007\r\nVerdict: go\u2028</script><b>&"\'`${x}\u202egnp.exe\u2066\u009b31m\u0000\ud800';

/** Strings of every kind that a template could bring into a report, in every place of it. */
export const hostile: Report = report(
  [
    item('ENV1', `Title ${hostileWord}`, 'fail', {
      phase: `Phase ${hostileWord}`,
      section: `Section ${hostileWord}`,
      group: `Group ${hostileWord}`,
      awaits: ['live'],
      waivers: [{ id: 'ENV1', reason: `Reason ${hostileWord}`, where: `Where ${hostileWord}` }],
      controls: [
        control('ENV1.count', `Control ${hostileWord}`, [
          finding('fail', `Message ${hostileWord}`, {
            environment: `Stage ${hostileWord}`,
            fix: `Fix ${hostileWord}`,
            resource: {
              stack: `Stack ${hostileWord}`,
              logicalId: `Id ${hostileWord}`,
              type: `Type ${hostileWord}`,
              constructPath: `Path ${hostileWord}`,
              source: `Source ${hostileWord}`,
            },
            evidence: [
              {
                stack: `Stack ${hostileWord}`,
                logicalId: `Id ${hostileWord}`,
                path: `Path ${hostileWord}`,
                value: `Value ${hostileWord}`,
              },
            ],
          }),
        ]),
        control('ENV1.words', 'Long and wide words are broken', [
          finding(
            'unknown',
            `${'x'.repeat(250)} ${'数据库'.repeat(40)} ${'👩‍💻'.repeat(60)} ${'e\u0301'.repeat(130)}`,
            {
              fix: 'دليل التشغيل 🚀 データベース',
              resource: { stack: '数据库.yaml', source: '数据库.yaml', logicalId: 'Ключ' },
            },
          ),
        ]),
      ],
    }),
    item('ENV7', 'Probes', 'fail', {
      probes: [
        probe('ENV7.recent', `Probe ${hostileWord}`, [
          answer('fail', `Message ${hostileWord}`, {
            fix: `Fix ${hostileWord}`,
            resource: {
              type: `Type ${hostileWord}`,
              id: `Id ${hostileWord}`,
              account: `Account ${hostileWord}`,
              region: `Region ${hostileWord}`,
              stack: `Stack ${hostileWord}`,
              logicalId: `Id ${hostileWord}`,
            },
            evidence: [
              {
                call: `Call ${hostileWord}`,
                path: `Path ${hostileWord}`,
                value: `Value ${hostileWord}`,
              },
            ],
          }),
        ]),
      ],
    }),
    item('ENV2', '负载均衡器 with 健康检查 🚀🚀🚀', 'pending', { awaits: ['live'] }),
  ],
  'no-go',
  [`Notice ${hostileWord}`],
);
