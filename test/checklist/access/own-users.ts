import type { ControlCases } from '../../harness/judge';
import { choose, join, nothing, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { cluster, doesNotArise, functionWith, noDatabase, rotating, secretly, service } from './resources';

const master = (name: string) =>
  `fail Db: ${name} leads to the credentials of the master user, expected a user of its own`;
const supplied = {
  Db: cluster({ ManageMasterUserPassword: nothing, MasterUserPassword: secretly(ref('Secret')) }),
  ...rotating(),
};
const own = { Own: resource('SecretsManager::Secret') };

/** Services that log in as users of their own, or as the master user. */
export const ownUsers: ControlCases = {
  pass: [
    {
      name: 'a service with a user of its own',
      resources: { Db: cluster(), ...service({ DATABASE_USER: 'shop' }) },
    },
    {
      name: 'a service with a secret of its own',
      resources: { ...supplied, ...own, ...service({}, { PASSWORD: join(ref('Own'), ':password::') }) },
    },
    {
      name: 'a service that asks the secret where the database is',
      resources: { ...supplied, ...service({}, { HOST: join(ref('Attachment'), ':host::') }) },
    },
    {
      name: 'a function',
      resources: { Db: cluster(), ...functionWith({ HOST: att('Db', 'Endpoint.Address') }) },
    },
    {
      name: 'a migration that is no service',
      resources: {
        ...supplied,
        ...service(),
        Migrate: resource('Lambda::Function', { Environment: { Variables: { SECRET: ref('Attachment') } } }),
      },
    },
  ],
  fail: [
    {
      name: 'the password that RDS manages',
      resources: {
        Db: cluster(),
        ...service({}, { PASSWORD: join(att('Db', 'MasterUserSecret.SecretArn'), ':password::') }),
      },
      findings: [master('PASSWORD of container app')],
    },
    {
      name: 'the secret behind the password',
      resources: { ...supplied, ...service({}, { PASSWORD: join(ref('Secret'), ':password::') }) },
      findings: [master('PASSWORD of container app')],
    },
    {
      name: 'the attachment of the secret',
      resources: { ...supplied, ...service({}, { PASSWORD: join(ref('Attachment'), ':password::') }) },
      findings: [master('PASSWORD of container app')],
    },
    {
      name: 'the password itself, in a variable',
      resources: {
        ...supplied,
        ...service({ URL: join('postgres://root:', secretly(ref('Secret')), '@db/shop') }),
      },
      findings: [master('URL of container app')],
    },
    {
      name: 'the secret, named to a function',
      resources: { ...supplied, ...functionWith({ SECRET_ARN: ref('Secret') }) },
      findings: [master('SECRET_ARN of Web')],
    },
    {
      name: 'the same parameter',
      resources: {
        Db: cluster({ ManageMasterUserPassword: nothing, MasterUserPassword: ref('Password') }),
        ...service({ URL: join('postgres://root:', ref('Password'), '@db/shop') }),
      },
      parameters: { Password: { Type: 'String', NoEcho: true } },
      findings: [master('URL of container app')],
    },
  ],
  unknown: [
    {
      name: 'the secret in one branch',
      resources: {
        ...supplied,
        ...own,
        ...service({}, { PASSWORD: choose('IsProd', ref('Own'), ref('Secret')) }),
      },
      ...undecided,
      findings: [
        `unknown Db: ${stageUnknown}: ${master('PASSWORD of container app').slice('fail Db: '.length)}`,
      ],
    },
    {
      name: 'a service whose tasks are not in the templates',
      resources: { Db: cluster(), Web: resource('ECS::Service', { TaskDefinition: 'shop:3' }) },
      findings: [
        'unknown Db: what Web is told is not all in the templates; verify that it logs in as a user of its own',
      ],
    },
    {
      name: 'instances, which read more than their script',
      resources: { Db: cluster(), Web: resource('AutoScaling::AutoScalingGroup') },
      findings: [
        'unknown Db: what Web is told is not all in the templates; verify that it logs in as a user of its own',
      ],
    },
  ],
  notApplicable: [
    noDatabase,
    { name: 'no service', resources: { Db: cluster() }, findings: [doesNotArise] },
    {
      name: 'a password that is not known',
      resources: {
        Db: cluster({ ManageMasterUserPassword: nothing, SnapshotIdentifier: 'before' }),
        ...service(),
      },
      findings: [doesNotArise],
    },
    {
      name: 'DynamoDB',
      resources: { Orders: resource('DynamoDB::Table'), ...service() },
      findings: [doesNotArise],
    },
  ],
};
