import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, balancer, ref, resource, undecided } from '../serving/resources';
import { association, guardedBalancer } from './resources';

const logging = (destinations: Json, details: JsonObject = {}): JsonObject => ({
  Logging: resource('WAFv2::LoggingConfiguration', {
    ResourceArn: att('Acl', 'Arn'),
    LogDestinationConfigs: destinations,
    ...details,
  }),
});
const logGroup = (properties: JsonObject): JsonObject => ({ Logs: resource('Logs::LogGroup', properties) });
const named = logGroup({ LogGroupName: 'aws-waf-logs-shop' });
const withLog = (others: JsonObject): JsonObject => ({ ...guardedBalancer(), ...others });
const joined = {
  'Fn::Join': ['', ['arn:aws:logs:eu-west-1:111111111111:log-group:', ref('Logs')]],
} satisfies JsonObject;
const filter = (behavior: string): JsonObject => ({
  LoggingFilter: { DefaultBehavior: 'DROP', Filters: [{ Behavior: behavior, Requirement: 'MEETS_ANY' }] },
});
const expected = 'expected a name that begins with aws-waf-logs-';
const undecidedWhy = 'parameter Choice of Stack1 has no default and was given no value';

/** What firewalls write down. */
export const logs: ControlCases = {
  pass: [
    { name: 'a log group', resources: withLog({ ...logging([att('Logs', 'Arn')]), ...named }) },
    {
      name: 'a log group by an ARN that is put together',
      resources: withLog({ ...logging([joined]), ...named }),
    },
    {
      name: 'a bucket',
      resources: withLog({
        ...logging([att('Bucket', 'Arn')]),
        Bucket: resource('S3::Bucket', { BucketName: { 'Fn::Sub': 'aws-waf-logs-${AWS::AccountId}' } }),
      }),
    },
    {
      name: 'a log group of elsewhere',
      resources: withLog(logging(['arn:aws:logs:eu-west-1:111111111111:log-group:aws-waf-logs-shop'])),
    },
    {
      name: 'what is blocked alone',
      resources: withLog({ ...logging([att('Logs', 'Arn')], filter('KEEP')), ...named }),
    },
  ],
  fail: [
    {
      name: 'no log',
      resources: guardedBalancer(),
      findings: ['fail Alb: Acl: no logging configuration names it, expected one'],
    },
    {
      name: 'a log of another firewall',
      resources: withLog({
        ...logging([att('Logs', 'Arn')], { ResourceArn: att('Other', 'Arn') }),
        ...named,
        Other: resource('WAFv2::WebACL'),
      }),
      findings: ['fail Alb: Acl: no logging configuration names it, expected one'],
    },
    {
      name: 'a log group of another name',
      resources: withLog({ ...logging([att('Logs', 'Arn')]), ...logGroup({ LogGroupName: 'waf-logs' }) }),
      findings: [`fail Alb: Acl: it logs to waf-logs, ${expected}`],
    },
    {
      name: 'a log group of a generated name',
      resources: withLog({ ...logging([att('Logs', 'Arn')]), ...logGroup({}) }),
      findings: [`fail Alb: Acl: the name of Logs is generated, ${expected}`],
    },
    {
      name: 'a bucket of elsewhere of another name',
      resources: withLog(logging(['arn:aws:s3:::shop-logs'])),
      findings: [`fail Alb: Acl: it logs to arn:aws:s3:::shop-logs, ${expected}`],
    },
    {
      name: 'no destination',
      resources: withLog(logging([])),
      findings: ['fail Alb: Acl: LogDestinationConfigs is not set, expected one destination'],
    },
    {
      name: 'a filter that drops everything',
      resources: withLog({ ...logging([att('Logs', 'Arn')], filter('DROP')), ...named }),
      findings: ['fail Alb: Acl: its filter drops every entry, expected it to keep some'],
    },
  ],
  unknown: [
    {
      name: 'a destination that a parameter names',
      resources: withLog(logging([ref('Choice')])),
      ...undecided,
      findings: [`unknown Alb: Acl: where it logs to is not known (${undecidedWhy}), ${expected}`],
    },
    {
      name: 'a log of what a parameter names',
      resources: withLog({ ...logging([att('Logs', 'Arn')], { ResourceArn: ref('Choice') }), ...named }),
      ...undecided,
      findings: [
        `unknown Alb: Acl: no logging configuration names it as far as the templates tell (${undecidedWhy})`,
      ],
    },
    {
      name: 'a firewall that a parameter names',
      resources: { Alb: balancer(), Guard: association(ref('Alb'), { WebACLArn: ref('Choice') }) },
      ...undecided,
      findings: [
        `unknown Alb: the rules of its web ACL are not among the templates (${undecidedWhy}); verify them in the account`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no firewall',
      resources: { Alb: balancer() },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
