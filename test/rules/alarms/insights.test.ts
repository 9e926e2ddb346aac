import fc from '../../harness/properties';
import { parseInsights } from '../../../lib/rules/alarms/evaluation/insights';

const plain = { conditions: [], groupBy: [] };

// "Query components and syntax in CloudWatch Metrics Insights" in the CloudWatch user guide.
test.each([
  [
    'SELECT AVG(CPUUtilization) FROM "AWS/EC2"',
    { function: 'AVG', metric: 'CPUUtilization', namespace: 'AWS/EC2', ...plain },
  ],
  [
    'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2")',
    { function: 'AVG', metric: 'CPUUtilization', namespace: 'AWS/EC2', dimensions: [], ...plain },
  ],
  [
    "select max(\"My.Metric\") from Custom where InstanceId != 'it\\'s' limit 3",
    {
      ...{ function: 'MAX', metric: 'My.Metric', namespace: 'Custom', groupBy: [], limit: 3 },
      conditions: [{ key: 'InstanceId', equal: false, value: "it's" }],
    },
  ],
  [
    `SELECT SUM(RequestCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer, AvailabilityZone)
     WHERE LoadBalancer = 'app/load-balancer-1' AND tag.Environment = 'prod'
     GROUP BY AvailabilityZone, tag.Team ORDER BY MAX() DESC LIMIT 5`,
    {
      ...{ function: 'SUM', metric: 'RequestCount', namespace: 'AWS/ApplicationELB', limit: 5 },
      dimensions: ['LoadBalancer', 'AvailabilityZone'],
      conditions: [
        { key: 'LoadBalancer', equal: true, value: 'app/load-balancer-1' },
        { key: 'tag.Environment', equal: true, value: 'prod' },
      ],
      groupBy: ['AvailabilityZone', 'tag.Team'],
      orderBy: { function: 'MAX', descending: true },
    },
  ],
  [
    'SELECT COUNT(Errors) FROM "AWS/Lambda" WHERE AWS.AccountId = CURRENT_ACCOUNT_ID() ORDER BY SUM() ASC',
    {
      ...{ function: 'COUNT', metric: 'Errors', namespace: 'AWS/Lambda', groupBy: [] },
      conditions: [{ key: 'AWS.AccountId', equal: true, value: 'CURRENT_ACCOUNT_ID()' }],
      orderBy: { function: 'SUM', descending: false },
    },
  ],
  [
    'SELECT MIN("LIMIT") FROM N WHERE AWS.AccountId=444455556666',
    {
      ...{ function: 'MIN', metric: 'LIMIT', namespace: 'N', groupBy: [] },
      conditions: [{ key: 'AWS.AccountId', equal: true, value: '444455556666' }],
    },
  ],
])('%s', (text, query) => {
  expect(parseInsights(text)).toEqual({ query });
});

test.each([
  ['', 'expected SELECT at the end'],
  ['SELECT P95(m) FROM N', 'expected AVG, COUNT, MAX, MIN or SUM at "P95(m) FROM N"'],
  ['SELECT AVG() FROM N', 'expected the name of a metric at ") FROM N"'],
  ['SELECT AVG(m)', 'expected FROM at the end'],
  ['SELECT AVG(m) FROM AWS/EC2', 'expected a clause at "/EC2"'],
  ['SELECT AVG(m) FROM WHERE', 'expected a namespace at "WHERE"'],
  ['SELECT AVG(m) FROM SCHEMA("N", 1)', 'expected a dimension or a tag at "1)"'],
  ["SELECT AVG(m) FROM N WHERE a > 'b'", 'expected "!=" at "> \'b\'"'],
  ['SELECT AVG(m) FROM N WHERE a = "b"', 'expected a value in single quotes at ""b""'],
  ['SELECT AVG(m) FROM N GROUP a', 'expected BY at "a"'],
  ['SELECT AVG(m) FROM N LIMIT a', 'expected a number at "a"'],
  ['SELECT AVG(m) FROM N LIMIT 1 ORDER BY AVG()', 'expected a clause at "ORDER BY AVG()"'],
])('%s cannot be read', (text, problem) => {
  expect(parseInsights(text)).toEqual({ problem });
});

test('no text stops the reader', () => {
  const pieces = fc.constantFrom(
    'SELECT',
    'AVG(',
    'm',
    ')',
    'FROM',
    'N',
    'WHERE',
    '=',
    "'",
    '"',
    ',',
    'GROUP BY',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 100 }), (words) => {
      expect(Object.keys(parseInsights(words.join(' ')))).toHaveLength(1);
    }),
  );
});
