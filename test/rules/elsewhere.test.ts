import type { WorkloadDeclaration } from '../../lib/rules/declaration';
import { judge, shown } from '../harness/judge';

const place = 'readiness.yaml:3:5';
const cluster = 'arn:aws:rds:eu-west-1:111111111111:cluster:shop';
const open = `unknown Stack1: the database ${cluster} is in no template; cdk-readiness verify asks the account about it`;
const databases = (...resources: string[]): WorkloadDeclaration => ({
  databases: {
    resources: resources.map((text) => ({ text, place })),
    elsewhere: [{ text: cluster, place }],
  },
});
const single = { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres' } };

describe('a database that lives in no template', () => {
  test.each(['ENV5.replicas', 'ENV5.failover', 'ENV7.databases', 'SEC6.ingress'] as const)(
    'leaves %s open',
    (id) => {
      expect(shown(judge(id, { resources: {} }, databases()))).toEqual([open]);
    },
  );

  test('does not keep those in the templates from being judged', () => {
    expect(shown(judge('ENV5.replicas', { resources: { Db: single } }, databases('Db')))).toEqual([
      expect.stringMatching(/^fail Db: /),
      open,
    ]);
  });

  test('may be the one whose loss no service shown rolls back on', () => {
    const service = 'arn:aws:ecs:eu-west-1:111111111111:service/shop/web';
    const declaration = { services: { resources: [], elsewhere: [{ text: service, place }] } };
    expect(shown(judge('TRIG3.connections', { resources: { Db: single } }, declaration))).toEqual([
      `unknown Db: the service ${service} is in no template; cdk-readiness verify asks the account about it`,
    ]);
  });
});
