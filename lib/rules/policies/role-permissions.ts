import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, keyOf, partsOf, show, type Value } from '../../model/value';
import { cite, no, unknown, yes, type Answer, type Evidence } from '../answer';
import { eitherWay, isStated, optionsOf } from '../either-way';
import { resourcesIn } from '../mentions';
import { coversAction, has, statementsOf, type Policy, type Statement } from './statements';

const roleType = 'AWS::IAM::Role';

/** Something that the holder of a role wants to do. */
export interface Act {
  /** As AWS writes it: `xray:PutTraceSegments`. */
  readonly action: string;
  /** What it is done to; undefined for actions that take no resource. */
  readonly on?: Resource;
}

/** What sends traces to AWS X-Ray. */
export const sendTraces: Act = { action: 'xray:PutTraceSegments' };
/** What writes a log to CloudWatch. */
export const writeLogs: Act = { action: 'logs:PutLogEvents' };

/** Policies of AWS itself that allow everything, or nearly so. */
const everything = 'AdministratorAccess|PowerUserAccess';

/** Policies of AWS itself by an action that they allow on every resource. */
const grants: Readonly<Record<string, RegExp>> = {
  'xray:PutTraceSegments': new RegExp(
    `/(${everything}|AWSXRayDaemonWriteAccess|AWSXrayWriteOnlyAccess|AWSXrayFullAccess|CloudWatchAgent(Server|Admin)Policy|CloudWatchLambdaApplicationSignalsExecutionRolePolicy)$`,
  ),
  'logs:PutLogEvents': new RegExp(
    `/(${everything}|AWSLambda\\w*ExecutionRole(Policy)?|AWSLambdaReplicator|CloudWatchLogsFullAccess|CloudWatchFullAccess(V2)?|CloudWatchAgent(Server|Admin)Policy|CloudWatchLambda\\w*ExecutionRolePolicy|AmazonECSTaskExecutionRolePolicy)$`,
  ),
  'firehose:PutRecordBatch': new RegExp(`/(${everything}|AmazonKinesisFirehoseFullAccess)$`),
  'kinesis:PutRecord': new RegExp(`/(${everything}|AmazonKinesisFullAccess)$`),
  's3:PutObject': new RegExp(`/(${everything}|AmazonS3FullAccess)$`),
  'es:ESHttpPut': new RegExp(`/(${everything}|AmazonOpenSearchServiceFullAccess)$`),
};

/** Policies of AWS itself that are about one service, and allow none of the above beside what they are listed for. */
const narrow =
  /\/(Amazon(S3|SQS|SNS|SES|DynamoDB|RDS|EC2ContainerRegistry|ECSTaskExecution|SSM|Cognito|ElastiCache|Kinesis)\w*|AWSLambda\w*ExecutionRole|SecretsManagerReadWrite|AmazonEKS\w*)$/;

/** Words of which the name of a policy of AWS itself has one where it may allow an action that few of them do. */
const hints: Readonly<Record<string, RegExp>> = {
  'xray:PutTraceSegments':
    /xray|cloudwatch|applicationsignals|observability|beanstalk|administrator|poweruser/i,
};

/** Whether the role that a property names lets its holder do something; `who` is how messages call the holder. */
export function roleMay(owner: Resource, path: string, act: Act, who: string): Answer {
  return eitherWay(owner.read(path), (reference) => {
    const proof = cite(owner, path, reference);
    if (reference.kind === 'absent') return no(`${path} is not set, so ${who} may not ${act.action}`, proof);
    const { resources } = targetOf(reference, owner.stack);
    const role = resources.find(({ type }) => type === roleType) ?? roleIn(reference);
    if (!role)
      return unknown(
        `${path} ${show(reference)} is not among the templates; verify that it allows ${act.action}`,
        proof,
      );
    const answer = isAllowed(role, act);
    return { ...answer, evidence: [...answer.evidence, proof] };
  });
}

/** The role inside an ARN that is put together from its name. */
function roleIn(reference: Value): Resource | undefined {
  return resourcesIn(reference).find(({ type }) => type === roleType);
}

/** Whether the policies of a role allow something. */
export function isAllowed(role: Resource, act: Act): Answer {
  const policies = policiesOf(role);
  const statements = policies.flatMap(({ policy, path, certain }) =>
    statementsAt({ policy, certain }, path).map((statement) => ({ statement, path })),
  );
  const denied = or(statements.map(({ statement }) => speaks(statement, 'Deny', act)));
  const allowing = statements.find(({ statement }) => speaks(statement, 'Allow', act) === true);
  const managed = managedPolicies(role);
  const granted = managed.find(({ option, certain }) => certain === true && grantsAct(option, act) === true);
  const seen = `${role.logicalId} allows ${act.action}`;
  const proof: readonly Evidence[] = allowing
    ? [cite(allowing.statement.policy, allowing.path)]
    : [cite(role, 'ManagedPolicyArns')];
  if (denied === false && (allowing || granted)) return yes(seen, ...proof);
  const allowed = or([
    ...statements.map(({ statement }) => speaks(statement, 'Allow', act)),
    ...managed.map(({ option, certain }) => and([certain, grantsAct(option, act)])),
  ]);
  const truth = and([not(denied), allowed]);
  return isUndecided(truth)
    ? unknown(`whether ${seen} is not known (${truth.why})`, cite(role, 'ManagedPolicyArns'))
    : no(`${role.logicalId} does not allow ${act.action}`, cite(role, 'ManagedPolicyArns'));
}

/** Where a document of a role's policies stands. */
interface Document extends Policy {
  readonly path: string;
}

function policiesOf(role: Resource): readonly Document[] {
  const { environment } = role.stack;
  const attached = [
    ...['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
      environment.links(type, 'Roles').to(role),
    ),
    ...environment.links('AWS::IAM::RolePolicy', 'RoleName').to(role),
  ].map(({ from, certain }) => ({ policy: from, certain, path: 'PolicyDocument' }));
  const taken = environment
    .links(roleType, 'ManagedPolicyArns')
    .from(role)
    .map(({ to, certain }) => ({ policy: to, certain, path: 'PolicyDocument' }));
  return [{ policy: role, certain: role.exists, path: 'Policies' }, ...attached, ...taken];
}

/** The statements at a path; those of a role's own policies lie one list deeper. */
function statementsAt(policy: Policy, path: string): readonly Statement[] {
  if (path !== 'Policies') return statementsOf(policy, path);
  return policy.policy.each('Policies.*.PolicyDocument.Statement').flatMap((list) =>
    itemsOf(list)
      .flatMap(optionsOf)
      .map(({ option, certain }) => ({ ...policy, certain: and([policy.certain, certain]), body: option })),
  );
}

/** Policies by ARN that the templates do not make. */
function managedPolicies(role: Resource): ReturnType<typeof optionsOf> {
  return role
    .each('ManagedPolicyArns.*')
    .flatMap(optionsOf)
    .filter(({ option }) => resourcesIn(option).length === 0);
}

function grantsAct(arn: Value, { action }: Act): Tri {
  const text = literal(arn);
  if (!text.includes(':aws:policy/'))
    return new Undecided(`what ${show(arn)} allows is not in the templates`);
  if (grants[action]?.test(text) === true) return true;
  const isSilent = narrow.test(text) || hints[action]?.test(text) === false;
  return isSilent ? false : new Undecided(`what ${show(arn)} allows is not known here`);
}

/** Whether a statement certainly applies, has an effect, and is about an act. */
function speaks({ body, certain }: Statement, effect: 'Allow' | 'Deny', { action, on }: Act): Tri {
  const isPlain =
    isStated(member(body, 'Condition')) === false ||
    new Undecided(`it depends on the Condition of a statement`);
  return and([
    certain,
    has(body, 'Effect', effect),
    coversAction(body, action.toLowerCase()),
    covers(member(body, 'Resource'), on),
    isPlain,
  ]);
}

function covers(resources: Value, on: Resource | undefined): Tri {
  return or(
    itemsOf(resources).map((arn) => {
      if (keyOf(arn) === '*') return true;
      if (on && resourcesIn(arn).includes(on)) return arn.kind !== 'choice' || new Undecided(arn.why);
      if (resourcesIn(arn).length > 0) return false;
      return new Undecided(`whether ${show(arn)} covers it is not known`);
    }),
  );
}

function literal(value: Value): string {
  return (partsOf(value) ?? []).map((part) => (typeof part === 'string' ? part : '*')).join('');
}
