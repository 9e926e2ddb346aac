import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, or, Undecided, type Tri } from '../../model/tri';
import { show, type Value } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { isFunction } from '../compute/functions';
import { eitherWay, isStated } from '../either-way';
import { resourcesIn } from '../mentions';
import { named } from '../network/balancing';
import { roleMay } from '../policies/role-permissions';
import { allOf } from '../possible';
import { coversAction } from '../policies/statements';
import { test } from '../reading';
import type { Workload } from '../workload';

const filterType = 'AWS::Logs::SubscriptionFilter';
const streamType = 'AWS::KinesisFirehose::DeliveryStream';
const destinationPath = 'DestinationArn';
const groupPath = 'LogGroupName';

/** What hands the logs of a group on. */
export function subscriptions({ environment }: Workload): Candidates {
  return candidates(environment, 'subscription to a log group', environment.of(filterType), [filterType]);
}

/** Whether the logs that a subscription hands on arrive. */
export function deliversLogs(filter: Resource): Answer {
  return all([readsGroup(filter), handsOn(filter)]);
}

function readsGroup(filter: Resource): Answer {
  return eitherWay(filter.read(groupPath), (name) => {
    const proof = cite(filter, groupPath, name);
    const { resources } = targetOf(name, filter.stack);
    const group = resources.find(({ type }) => type === 'AWS::Logs::LogGroup') ?? groupIn(name);
    return group
      ? given(group.exists, yes(`it reads ${group.logicalId}`, proof))
      : unknown(
          `it reads ${show(name)}, which is not among the templates; verify that services write there`,
          proof,
        );
  });
}

/** The group of a function's own name: `/aws/lambda/` and the function. */
function groupIn(name: Value): Resource | undefined {
  return resourcesIn(name).find(isFunction);
}

function handsOn(filter: Resource): Answer {
  return eitherWay(filter.read(destinationPath), (arn) => {
    const proof = cite(filter, destinationPath, arn);
    const { resources, open } = targetOf(arn, filter.stack);
    const target = resourcesIn(arn)[0] ?? resources[0];
    if (!target)
      return unknown(
        `it hands logs to ${show(arn)}, which is not among the templates; verify that they arrive`,
        proof,
      );
    const answer = arrives(filter, target);
    const certain = and([
      target.exists,
      resourcesIn(arn).length > 0 || open === undefined || new Undecided(open),
    ]);
    return given(certain, { ...answer, evidence: [...answer.evidence, proof] });
  });
}

function arrives(filter: Resource, target: Resource): Answer {
  const who = 'CloudWatch Logs';
  if (isFunction(target)) return mayInvoke(target);
  switch (target.type) {
    case streamType:
      return all([
        roleMay(filter, 'RoleArn', { action: 'firehose:PutRecordBatch', on: target }, who),
        named(target, streamDelivers(target)),
      ]);
    case 'AWS::Kinesis::Stream':
      return roleMay(filter, 'RoleArn', { action: 'kinesis:PutRecord', on: target }, who);
    default:
      return unknown(`it hands logs to ${target.logicalId}; verify that they arrive`, present(target));
  }
}

function mayInvoke(fn: Resource): Answer {
  const permissions = fn.stack.environment.links('AWS::Lambda::Permission', 'FunctionName').to(fn);
  const answers = permissions.flatMap(({ from, certain }) => {
    const allows = and([certain, namesLogs(from), coversAction(from.read(''), 'lambda:invokefunction')]);
    if (allows === false) return [];
    const seen = `${from.logicalId} lets CloudWatch Logs invoke ${fn.logicalId}`;
    return [given(allows, yes(seen, cite(from, 'Principal')))];
  });
  return any(answers, `no permission lets CloudWatch Logs invoke ${fn.logicalId}, expected one`);
}

/** CloudWatch Logs comes under its own name, or that of its region: `logs.eu-west-1.amazonaws.com`. */
function namesLogs(permission: Resource): Tri {
  return test(permission.read('Principal'), undefined, (name) =>
    /^logs\.([a-z0-9-]+\.)?amazonaws\.com$/.test(String(name)),
  );
}

/** A destination of Amazon Data Firehose. */
interface Sink {
  readonly path: string;
  /** What says where it lies, any of which is enough. */
  readonly where: readonly string[];
  /** What the role of the stream must allow there. */
  readonly action?: string;
}

const sinks: readonly Sink[] = [
  { path: 'SplunkDestinationConfiguration', where: ['HECEndpoint'] },
  { path: 'HttpEndpointDestinationConfiguration', where: ['EndpointConfiguration.Url'] },
  {
    path: 'AmazonopensearchserviceDestinationConfiguration',
    where: ['DomainARN', 'ClusterEndpoint'],
    action: 'es:ESHttpPut',
  },
  {
    path: 'AmazonOpenSearchServerlessDestinationConfiguration',
    where: ['CollectionEndpoint'],
    action: 'aoss:APIAccessAll',
  },
  {
    path: 'ElasticsearchDestinationConfiguration',
    where: ['DomainARN', 'ClusterEndpoint'],
    action: 'es:ESHttpPut',
  },
  { path: 'ExtendedS3DestinationConfiguration', where: ['BucketARN'], action: 's3:PutObject' },
  { path: 'S3DestinationConfiguration', where: ['BucketARN'], action: 's3:PutObject' },
  { path: 'SnowflakeDestinationConfiguration', where: ['AccountUrl'] },
  { path: 'IcebergDestinationConfiguration', where: ['CatalogConfiguration'] },
  { path: 'RedshiftDestinationConfiguration', where: ['ClusterJDBCURL'] },
];

const firehose = 'Amazon Data Firehose';
/** Where it keeps what it cannot deliver. */
const backup = 'S3Configuration';

function streamDelivers(stream: Resource): Answer {
  const answers = sinks.flatMap((sink) => {
    const stated = isStated(stream.read(sink.path));
    return stated === false ? [] : [given(stated, deliversTo(stream, sink))];
  });
  return answers.length > 0 ? any(answers, '') : no('it has no destination, expected one', present(stream));
}

function deliversTo(stream: Resource, { path, where, action }: Sink): Answer {
  const proof = cite(stream, path);
  const isNamed = or(where.map((name) => isStated(stream.read(`${path}.${name}`))));
  if (isNamed === false) return no(`${path} names no ${where.join(' or ')}, expected one`, proof);
  const mayWrite = (name: string, act: string, on: string): Answer =>
    eitherWay(stream.read(`${path}.${on}`), (arn) =>
      roleMay(stream, `${path}.${name}`, { action: act, on: resourcesIn(arn)[0] }, firehose),
    );
  const delivered = given(isNamed, yes(`it delivers to ${path.replace(/Configuration$/, '')}`, proof));
  return allOf(
    [
      { certain: true, answer: delivered },
      ...(action ? [{ certain: true, answer: mayWrite('RoleARN', action, where[0]!) }] : []),
      {
        certain: isStated(stream.read(`${path}.${backup}`)),
        answer: mayWrite(`${backup}.RoleARN`, 's3:PutObject', `${backup}.BucketARN`),
      },
    ].filter(({ certain }) => certain !== false),
  );
}
