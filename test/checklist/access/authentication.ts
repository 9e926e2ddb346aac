import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import {
  cluster,
  doesNotArise,
  from,
  fromWeb,
  group,
  guarded,
  instance,
  noDatabase,
  proxy,
  targets,
} from './resources';

const iam = { EnableIAMDatabaseAuthentication: true };
const off = 'EnableIAMDatabaseAuthentication is not set and so false, expected true';
const replica = (properties: object = {}) =>
  resource('RDS::DBInstance', { SourceDBInstanceIdentifier: ref('Db'), ...properties });

/** `Db` behind the proxy `Proxy`, which asks for IAM. */
const behind = (changes: object = {}, rules = [fromWeb({ SourceSecurityGroupId: ref('ProxyGroup') })]) =>
  guarded(rules, {
    Proxy: proxy({ Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'REQUIRED', SecretArn: 'arn' }] }),
    Targets: targets(),
    ProxyGroup: group({ SecurityGroupIngress: [fromWeb()] }),
    ...changes,
  });

/** Databases in which users log in with IAM, or do not. */
export const authentication: ControlCases = {
  pass: [
    {
      name: 'a cluster, whatever its instances say',
      resources: {
        Db: cluster(iam),
        Writer: resource('RDS::DBInstance', { DBClusterIdentifier: ref('Db') }),
      },
    },
    { name: 'an instance', resources: { Db: instance(iam) } },
    { name: 'an instance and its replica', resources: { Db: instance(iam), Copy: replica(iam) } },
    { name: 'as text', resources: { Db: instance({ EnableIAMDatabaseAuthentication: 'true' }) } },
    { name: 'Neptune', resources: { Db: resource('Neptune::DBCluster', { IamAuthEnabled: true }) } },
    { name: 'users of a directory', resources: { Db: instance({ Domain: 'd-1234567890' }) } },
    { name: 'a proxy that asks for IAM, and lets nobody around it', resources: behind() },
    {
      name: 'an engine that is not known',
      resources: { Db: cluster({ ...iam, Engine: ref('Engine') }) },
      parameters: { Engine: { Type: 'String' } },
    },
  ],
  fail: [
    { name: 'a cluster of passwords', resources: { Db: cluster() }, findings: [`fail Db: ${off}`] },
    {
      name: 'a cluster of passwords, whatever its instances say',
      resources: {
        Db: cluster(),
        Writer: resource('RDS::DBInstance', { DBClusterIdentifier: ref('Db'), ...iam }),
      },
      findings: [`fail Db: ${off}`],
    },
    {
      name: 'switched off',
      resources: { Db: instance({ EnableIAMDatabaseAuthentication: false }) },
      findings: ['fail Db: EnableIAMDatabaseAuthentication is false, expected true'],
    },
    {
      name: 'a replica of passwords',
      resources: { Db: instance(iam), Copy: replica() },
      findings: [`fail Db: Copy: ${off}`],
    },
    {
      name: 'Neptune without',
      resources: { Db: resource('Neptune::DBCluster') },
      findings: ['fail Db: IamAuthEnabled is not set and so false, expected true'],
    },
    {
      name: 'a proxy that asks for passwords',
      resources: behind({ Proxy: proxy({ Auth: [{ IAMAuth: 'REQUIRED' }, { IAMAuth: 'DISABLED' }] }) }),
      findings: [`fail Db: ${off}`],
    },
    {
      name: 'a proxy that asks nobody',
      resources: behind({ Proxy: proxy() }),
      findings: [`fail Db: ${off}`],
    },
  ],
  unknown: [
    {
      name: 'a parameter',
      resources: { Db: cluster({ EnableIAMDatabaseAuthentication: ref('Iam') }) },
      parameters: { Iam: { Type: 'String' } },
      findings: [
        `unknown Db: EnableIAMDatabaseAuthentication is not known (${notGiven('Iam')}), expected true`,
      ],
    },
    {
      name: 'one branch',
      resources: { Db: cluster({ EnableIAMDatabaseAuthentication: choose('IsProd', true, nothing) }) },
      ...undecided,
      findings: [`unknown Db: EnableIAMDatabaseAuthentication is not known (${stageUnknown}), expected true`],
    },
    {
      name: 'an engine that may know no IAM',
      resources: { Db: instance({ Engine: ref('Engine') }) },
      parameters: { Engine: { Type: 'String' } },
      findings: [`unknown Db: ${notGiven('Engine')}: ${off}`],
    },
    {
      name: 'a directory in one branch',
      resources: { Db: instance({ Domain: choose('IsProd', 'd-1', nothing) }) },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: users log in with Kerberos`],
    },
    {
      name: 'a replica that may be there',
      resources: { Db: instance(iam), Copy: { ...replica(), Condition: 'IsProd' } },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: Copy: ${off}`],
    },
    {
      name: 'a proxy that asks for IAM, and others beside it',
      resources: behind({}, [fromWeb({ SourceSecurityGroupId: ref('ProxyGroup') }), fromWeb()]),
      findings: ['unknown Db: Proxy asks for IAM, but others may connect with a password; verify who can'],
    },
    {
      name: 'a proxy that asks for IAM, and addresses beside it',
      resources: behind({}, [from({ CidrIp: '10.0.0.7/32' })]),
      findings: ['unknown Db: Proxy asks for IAM, but others may connect with a password; verify who can'],
    },
    {
      name: 'a proxy that may not be there',
      resources: behind({ Targets: targets({}, 'IsProd') }),
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: Proxy asks for IAM, and nobody else can connect`],
    },
  ],
  notApplicable: [
    noDatabase,
    {
      name: 'Oracle, which knows no IAM',
      resources: { Db: instance({ Engine: 'oracle-ee' }) },
      findings: [doesNotArise],
    },
    {
      name: 'DynamoDB and DocumentDB',
      resources: { Orders: resource('DynamoDB::Table'), Db: resource('DocDB::DBCluster') },
      findings: [doesNotArise],
    },
  ],
};
