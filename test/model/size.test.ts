import type { Json, JsonObject } from '../../lib/model/input';
import { environmentOf, type PartialStack } from '../harness/environment';

let looks = 0;

/** An object with a member that counts how often somebody looks at it. */
function counted(name: string, value: Json, others: JsonObject = {}): JsonObject {
  return Object.defineProperty({ ...others }, name, {
    enumerable: true,
    get: () => {
      looks++;
      return value;
    },
  });
}

/** A stack that offers a topic in each way there is, and takes the one of the next stack in each of them. */
function stack(i: number, count: number): PartialStack {
  const next = (i + 1) % count;
  const taken: readonly Json[] = [
    { 'Fn::ImportValue': `alerts-${next}` },
    { 'Fn::GetStackOutput': { StackName: `S${next}`, OutputName: 'Alerts' } },
    `{{resolve:ssm:/alerts/${next}}}`,
    { 'Fn::GetAtt': ['Reader', `/cdk/exports/${next}`] },
    `bucket-${next}`,
  ];
  return {
    id: `S${i}`,
    stackName: `S${i}`,
    template: {
      Resources: {
        Alerts: { Type: 'AWS::SNS::Topic' },
        Bucket: { Type: 'AWS::S3::Bucket', Properties: counted('BucketName', `bucket-${i}`) },
        Stored: {
          Type: 'AWS::SSM::Parameter',
          Properties: counted('Name', `/alerts/${i}`, { Value: { Ref: 'Alerts' } }),
        },
        Reader: { Type: 'Custom::CrossRegionExportReader' },
        Writer: {
          Type: 'Custom::CrossRegionExportWriter',
          Properties: { WriterProps: counted('exports', { [`/cdk/exports/${i}`]: { Ref: 'Alerts' } }) },
        },
        Probe: { Type: 'Test::Probe', Properties: { Targets: [...taken] } },
      },
      Outputs: { Alerts: { Value: { Ref: 'Alerts' }, Export: counted('Name', `alerts-${i}`) } },
    },
  };
}

function looksPerStack(count: number): number {
  looks = 0;
  const environment = environmentOf(...Array.from({ length: count }, (_one, i) => stack(i, count)));
  const links = environment.links('Test::Probe', 'Targets');
  for (const probe of environment.of('Test::Probe')) {
    const next = (Number(probe.stack.id.slice(1)) + 1) % count;
    const expected = [...Array<string>(4).fill(`S${next}/Alerts`), `S${next}/Bucket`];
    expect(links.from(probe).map(({ to }) => to.key)).toEqual(expected);
  }
  return looks / count;
}

test('a thousand stacks are linked by looking at what each offers as often as in ten', () => {
  expect(looksPerStack(1000)).toBe(looksPerStack(10));
});
