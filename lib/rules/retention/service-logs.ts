import type { Resource } from '../../model/resource';
import { attribute, combine, partsOf, show, textOf, type Value } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer, type Evidence } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { readFunction } from '../compute/functions';
import { eitherWay, optionsOf } from '../either-way';
import type { Workload } from '../workload';
import { retentionOf, setterType } from './log-groups';

const functionTypes = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

/** Every Lambda function of the environment, those that the CDK adds for its own ends included. */
export function functions({ environment }: Workload): Candidates {
  return candidates(environment, 'Lambda function', environment.of(...functionTypes), functionTypes);
}

/** Databases that write logs to groups that AWS makes for them, and how the names of these groups begin. */
const exporters: Readonly<Record<string, string>> = {
  'AWS::RDS::DBCluster': '/aws/rds/cluster/',
  'AWS::RDS::DBInstance': '/aws/rds/instance/',
  'AWS::DocDB::DBCluster': '/aws/docdb/',
  'AWS::Neptune::DBCluster': '/aws/neptune/',
};

const exportsPath = 'EnableCloudwatchLogsExports';

/** Databases that write logs to CloudWatch. */
export function exportingDatabases({ environment }: Workload): Candidates {
  const types = Object.keys(exporters);
  const databases = environment.of(...types).filter((database) => exportsOf(database).length > 0);
  return candidates(environment, 'database that writes logs to CloudWatch', databases, types);
}

function exportsOf(database: Resource): readonly Value[] {
  return database.each(`${exportsPath}.*`);
}

/** Whether the logs that a database writes to CloudWatch are kept for a limited time. */
export function limitsDatabaseLogs(database: Resource): Answer {
  const proof = cite(database, exportsPath);
  return all(
    exportsOf(database)
      .flatMap(optionsOf)
      .map(({ option, certain }) => given(certain, limitsGroup(groupsOf(database, option), database, proof))),
  );
}

/** The names of the group for one log of a database, whose own name AWS writes in lower case. */
function groupsOf(database: Resource, log: Value): readonly Value[] {
  const property = database.type === 'AWS::RDS::DBInstance' ? 'DBInstanceIdentifier' : 'DBClusterIdentifier';
  return ownNames(database, property).map((name) =>
    combine([name, log], ([given, last]) => {
      const id = partsOf(given!)?.map((part) => (typeof part === 'string' ? part.toLowerCase() : part));
      return textOf([exporters[database.type]!, ...(id ?? []), '/', ...(partsOf(last!) ?? [])]);
    }),
  );
}

const groupPath = 'LoggingConfig.LogGroup';

/** Whether the logs of a function are kept for a limited time. */
export function limitsFunctionLogs(fn: Resource): Answer {
  return eitherWay(readFunction(fn, groupPath), (group) => {
    const proof = cite(fn, groupPath, group);
    if (group.kind === 'absent') return limitsImplicitGroup(fn, proof);
    const answer = retentionOf([group], fn);
    if (answer) return { ...answer, evidence: [...answer.evidence, proof] };
    return unknown(
      `it logs to ${show(group)}, which is not among the templates; verify its retention`,
      proof,
    );
  });
}

/** Without a group of its own choice, a function writes to one of its name, which Lambda makes. */
function limitsImplicitGroup(fn: Resource, proof: Evidence): Answer {
  const names = ownNames(fn, 'FunctionName').map((name) =>
    combine([name], ([given]) => textOf(['/aws/lambda/', ...(partsOf(given!) ?? [])])),
  );
  const limited = limitsGroup(names, fn, proof);
  return limited.is === 'yes' ? limited : any([limited, ...limitsItself(fn)], '');
}

/** The function of the CDK that sets retentions sets that of its own logs too. */
function limitsItself(fn: Resource): readonly Answer[] {
  const setters = fn.stack.environment.links(setterType, 'ServiceToken').to(fn);
  return setters.map(({ from, certain }) => given(certain, yes('it limits its own logs', present(from))));
}

function limitsGroup(names: readonly Value[], writer: Resource, proof: Evidence): Answer {
  const answer = retentionOf(names, writer);
  if (answer) return answer;
  const seen = `it logs to ${show(names[names.length - 1]!)}, a group that AWS makes and keeps for ever`;
  return no(`${seen}, expected a log group with a retention`, proof);
}

/** What a resource is called: by those who refer to it, and by hand. */
function ownNames(resource: Resource, property: string): readonly Value[] {
  const name = resource.read(property);
  return [attribute(resource, 'Ref'), ...(name.kind === 'absent' ? [] : [name])];
}
