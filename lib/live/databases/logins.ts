import type { DBProxy } from '@aws-sdk/client-rds';
import { fail, notApplicable, pass, unknown, type Answer } from '../answer';
import { ofDatabase } from './database';
import { proxiesIn } from './proxies';
import { fact } from './settings';
import { listed } from './words';

/** Engines of RDS that know no users of IAM. */
const withoutIam = /^(custom-)?(oracle|sqlserver|db2)/;

/** Whether users log in with IAM or a directory rather than with passwords that somebody keeps. */
export const logsInWithIam = ofDatabase(async (database, aws): Promise<Answer> => {
  const { settings, region } = database;
  const engine = settings.Engine ?? '';
  if (withoutIam.test(engine)) return notApplicable(`${engine} has no such setting`);
  const on = settings.IAMDatabaseAuthenticationEnabled;
  const seen = [fact(database, 'IAMDatabaseAuthenticationEnabled', on)];
  if (on === true) return pass('users may log in with IAM', seen);
  const joined = settings.DomainMemberships?.find(({ Status }) =>
    /^(joined|kerberos-enabled)$/.test(Status ?? ''),
  );
  if (joined) {
    const membership = fact(database, 'DomainMemberships.Status', joined.Status);
    return pass('users may log in with Kerberos', [...seen, membership]);
  }
  if (on === undefined)
    return unknown('whether users may log in with IAM is not told; verify it in the console', seen);
  const asking = (await proxiesIn(region, aws))
    .filter(asksForIam)
    .map(({ DBProxyName }) => DBProxyName ?? '');
  if (asking.length === 0) return fail('IAM authentication is off, expected on', seen);
  return unknown(
    `IAM authentication is off; verify that nobody connects but through ${listed(asking)}, which asks for IAM`,
    [
      ...seen,
      { call: 'rds:DescribeDBProxies', path: 'Auth.IAMAuth', value: `REQUIRED for ${listed(asking)}` },
    ],
  );
});

function asksForIam({ Auth = [], DefaultAuthScheme }: DBProxy): boolean {
  return DefaultAuthScheme === 'IAM_AUTH' || Auth.some(({ IAMAuth }) => IAMAuth === 'REQUIRED');
}
