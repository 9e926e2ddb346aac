import {
  outcomes,
  type ControlReport,
  type FindingReport,
  type ItemReport,
  type Outcome,
  type Report,
  type Verdict,
} from '../../lib/assess/report';

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
    generatedAt: '2026-03-01T09:00:00.000Z',
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
  return { outcome, message, evidence: [], ...more };
}

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
    item('ENV2', '负载均衡器 with 健康检查 🚀🚀🚀', 'pending', { awaits: ['live'] }),
  ],
  'no-go',
  [`Notice ${hostileWord}`],
);
