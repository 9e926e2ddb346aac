import {
  paginateDescribeBlueGreenDeployments,
  RDSClient,
  type BlueGreenDeployment,
} from '@aws-sdk/client-rds';
import { unless, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { ofDatabase, type Database } from './database';
import { told } from './words';

const call = 'rds:DescribeBlueGreenDeployments';

/** What each status means for the database that runs. */
const meanings: Readonly<Record<string, string>> = {
  PROVISIONING: 'makes its green copy',
  AVAILABLE: 'waits to be switched over',
  SWITCHOVER_IN_PROGRESS: 'is being switched over, and writes wait',
  SWITCHOVER_FAILED: 'failed to switch over',
  INVALID_CONFIGURATION: 'cannot be switched over as it is configured',
};

/** Statuses after which the database is the one that it will be. */
const over: ReadonlySet<string> = new Set(['DELETING', 'SWITCHOVER_COMPLETED']);

/** Whether nobody is about to exchange a database for a green copy of it. */
export const isNotBeingExchanged = ofDatabase(async (database, aws): Promise<Answer> => {
  const open = (await deploymentsOf(database, aws)).filter(({ Status }) => !over.has(Status ?? ''));
  const say = ({ BlueGreenDeploymentName: name, Status }: BlueGreenDeployment): string =>
    `blue/green deployment ${name} ${meanings[Status ?? ''] ?? 'is in a state that is not known'} (${told(Status)})`;
  const known = open.filter(({ Status }) => Object.hasOwn(meanings, Status ?? ''));
  return unless(
    {
      problems: known.map((each) => `${say(each)}, expected none under way`),
      doubts: open
        .filter((each) => !known.includes(each))
        .map((each) => `${say(each)}; see what it waits for`),
    },
    'no blue/green deployment of it is under way',
    open.length > 0
      ? open.map(seenOf)
      : [{ call, path: 'BlueGreenDeployments', value: 'none of it under way' }],
  );
});

async function deploymentsOf(database: Database, aws: Aws): Promise<readonly BlueGreenDeployment[]> {
  const client = aws.client(RDSClient, database.region);
  const all = await everyPage(
    paginateDescribeBlueGreenDeployments({ client }, {}),
    (page) => page.BlueGreenDeployments,
  );
  const own = `:${database.cluster ? 'cluster' : 'db'}:${database.id}`.toLowerCase();
  return all.filter(({ Source, Target }) => [Source, Target].some((arn) => arn?.toLowerCase().endsWith(own)));
}

function seenOf({ BlueGreenDeploymentName, Status }: BlueGreenDeployment): Seen {
  return { call, path: `${BlueGreenDeploymentName}.Status`, value: told(Status) };
}
