import type { Link } from '../../model/links';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, type Tri } from '../../model/tri';
import { known, partsOf, show, soleToken, whyNotKnown, type Value } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer, type Evidence } from '../answer';
import type { Candidates } from '../candidates';
import { isFunction, serves } from '../compute/functions';
import { mentionsOf, mentionsOfUnknown, onlyIf, showsVariables, type Mention } from '../compute/variables';
import { eitherWay, isStated } from '../either-way';
import { remembered } from '../per-environment';
import { atMost, isTrue, test } from '../reading';
import { clusterType, instanceType, originPaths } from './databases';
import { membersOf } from './replicas';

const scheduleType = 'AWS::SecretsManager::RotationSchedule';
const attachmentType = 'AWS::SecretsManager::SecretTargetAttachment';
const secretType = 'AWS::SecretsManager::Secret';
const password = 'MasterUserPassword';

/** Types of databases that have a master user with a password of its own. */
const types = [clusterType, instanceType, 'AWS::DocDB::DBCluster'];

/** Whether the password of the master user is changed by itself, at least once in so many days. */
export function rotatesPassword(database: Resource, days: number): Answer | undefined {
  if (!types.includes(database.type)) return undefined;
  const path = 'MasterUserAuthenticationType';
  const isIam = test(database.read(path), 'password', (how) => how === 'iam-db-auth');
  if (isIam === true) return yes('the master user has no password', cite(database, path));
  const answer = passwordRotates(database, days);
  return answer.is === 'yes' ? answer : given(not(isIam), answer);
}

function passwordRotates(database: Resource, days: number): Answer {
  return eitherWay(database.read('ManageMasterUserPassword'), (managed) => {
    const isManaged = test(managed, false, isTrue);
    if (isManaged === false) return suppliedRotates(database, days);
    return isUndecided(isManaged)
      ? unknown(
          `ManageMasterUserPassword is not known (${isManaged.why}), expected true`,
          managedProof(database),
        )
      : managedRotates(database, days);
  });
}

function managedProof(database: Resource): Evidence {
  return cite(database, 'ManageMasterUserPassword');
}

/** RDS changes the passwords that it manages every seven days, unless a schedule of one's own says otherwise. */
function managedRotates(database: Resource, days: number): Answer {
  const proof = managedProof(database);
  const schedules = schedulesOf(database, days);
  if (schedules.length === 0) return yes('RDS changes the password every 7 days', proof);
  const answer = any(schedules, '');
  return { ...answer, evidence: [proof, ...answer.evidence] };
}

function suppliedRotates(database: Resource, days: number): Answer {
  const origin = originPaths.find((name) => isStated(database.read(name)) === true);
  return eitherWay(database.read(password), (value) => {
    const proof = cite(database, password, hidden(value));
    if (value.kind === 'absent') {
      const seen =
        origin === undefined
          ? `neither ${password} nor ManageMasterUserPassword is set`
          : `the password is that of ${origin}`;
      return unknown(`${seen}; verify that it is changed by itself`, proof);
    }
    if (value.kind === 'known')
      return no(`${password} is written in the template, expected one that is changed by itself`, proof);
    const token = soleToken(value);
    const source = token?.kind === 'opaque' ? token.source : undefined;
    if (source?.service === 'secretsmanager') return secretRotates(source.id, database, days, proof);
    if (source) {
      const seen = `${password} is a parameter of Parameter Store, which changes none by itself`;
      return no(`${seen}, expected a secret of Secrets Manager`, proof);
    }
    const why = whyNotKnown(value) ?? 'it is not known';
    return unknown(`${password} is not known (${why}); verify that it is changed by itself`, proof);
  });
}

/** A password is shown to nobody, not even where it stands in the template. */
function hidden(value: Value): Value {
  return value.kind === 'known' ? known('(not shown)') : value;
}

function secretRotates(id: Value, database: Resource, days: number, proof: Evidence): Answer {
  const { resources, open } = targetOf(id, database.stack);
  const secret = secretBehind(resources[0]);
  if (!secret || open !== undefined) {
    const why = open ?? 'it is no secret of the templates';
    return unknown(`the secret of ${password} is not known (${why}); verify that it is rotated`, proof);
  }
  return given(secret.exists, knownSecretRotates(secret, database, days, proof));
}

function knownSecretRotates(secret: Resource, database: Resource, days: number, proof: Evidence): Answer {
  const answers = [
    ...schedulesOf(secret, days),
    ...attachmentsOf(secret).flatMap(({ from, certain }) =>
      schedulesOf(from, days).map((answer) => given(certain, answer)),
    ),
  ];
  if (answers.length === 0) return noSchedule(secret, days, proof);
  const answer = any(answers, '');
  const evidence = [proof, ...answer.evidence];
  if (answer.is !== 'yes') return { ...answer, evidence };
  const attached = isAttached(secret, database);
  return attached.is === 'yes' ? yes(answer.message, ...evidence, ...attached.evidence) : attached;
}

function noSchedule(secret: Resource, days: number, proof: Evidence): Answer {
  const open = secret.stack.environment.links(scheduleType, 'SecretId').open;
  const seen = `${secret.logicalId} has no rotation schedule, expected one of at most ${days} days`;
  return open === undefined
    ? no(seen, proof, present(secret))
    : unknown(`${seen} (a schedule may be its own: ${open})`, proof, present(secret));
}

/** A secret itself, or the one that an attachment certainly completes. */
function secretBehind(resource: Resource | undefined): Resource | undefined {
  if (resource?.type !== attachmentType) return resource?.type === secretType ? resource : undefined;
  const [link] = resource.stack.environment.links(attachmentType, 'SecretId').from(resource);
  return link?.certain === true ? secretBehind(link.to) : undefined;
}

/** The attachments that complete a secret with the address of a database. */
function attachmentsOf(secret: Resource): readonly Link[] {
  return secret.stack.environment.links(attachmentType, 'SecretId').to(secret);
}

/** The attachments that write the address of a database into a secret. */
function attachmentsTo(database: Resource): readonly Link[] {
  const links = database.stack.environment.links(attachmentType, 'TargetId');
  const members = membersOf(database).filter(({ instance }) => instance !== database);
  return [
    ...links.to(database),
    ...members.flatMap(({ instance, certain }) =>
      links.to(instance).map((link) => ({ ...link, certain: and([certain, link.certain]) })),
    ),
  ];
}

/** What leads to a secret that holds the address of a database: attachments, and what they complete. */
export function addressSecretsOf(database: Resource): readonly Handle[] {
  return attachmentsTo(database).flatMap(({ from, certain }) => [
    { resource: from, certain },
    ...from.stack.environment
      .links(attachmentType, 'SecretId')
      .from(from)
      .map((link) => ({ resource: link.to, certain: and([certain, link.certain]) })),
  ]);
}

/** A resource whose name leads somewhere, and whether it certainly does. */
export interface Handle {
  readonly resource: Resource;
  readonly certain: Tri;
}

/** A rotation reads in the secret where the database is; an attachment writes it there. */
function isAttached(secret: Resource, database: Resource): Answer {
  const own = attachmentsTo(database).flatMap((link) =>
    attachmentsOf(secret)
      .filter(({ from }) => from === link.from)
      .map(({ certain }) => ({ attachment: link.from, certain: and([certain, link.certain]) })),
  );
  const [first] = own;
  const seen = `no SecretTargetAttachment writes the address of ${database.logicalId} into ${secret.logicalId}`;
  if (!first) return unknown(`${seen}; verify that the rotation finds it`, present(secret));
  const proof = cite(first.attachment, 'TargetId');
  return given(
    or(own.map(({ certain }) => certain)),
    yes(`${first.attachment.logicalId} attaches it`, proof),
  );
}

/** For each rotation schedule of a secret, whether it comes often enough. */
function schedulesOf(secret: Resource, days: number): readonly Answer[] {
  return secret.stack.environment
    .links(scheduleType, 'SecretId')
    .to(secret)
    .map(({ from, certain }) => given(certain, isFrequent(from, days)));
}

function isFrequent(schedule: Resource, days: number): Answer {
  const path = 'RotationRules.ScheduleExpression';
  return eitherWay(schedule.read(path), (expression) => {
    if (expression.kind === 'absent') return isFrequentInDays(schedule, days);
    const gap = expression.kind === 'known' ? daysBetween(String(expression.value)) : undefined;
    const seen = `${path} is ${show(expression)}`;
    const expected = `a rotation at least every ${days} days`;
    const proof = cite(schedule, path, expression);
    if (gap === undefined) return unknown(`${seen}, which cannot be read, expected ${expected}`, proof);
    return gap <= days ? yes(seen, proof) : no(`${seen}, expected ${expected}`, proof);
  });
}

function isFrequentInDays(schedule: Resource, days: number): Answer {
  const path = 'RotationRules.AutomaticallyAfterDays';
  if (isStated(schedule.read(path)) === true) return atMost(schedule, path, days, undefined);
  const seen = `${schedule.logicalId} states no RotationRules`;
  return unknown(`${seen}; verify how often it rotates`, present(schedule));
}

/** Days between two rotations at most, as far as the expression tells. */
function daysBetween(expression: string): number | undefined {
  const rate = /^rate\(\s*(\d+)\s+(hour|day)s?\s*\)$/.exec(expression.trim());
  if (rate) return rate[2] === 'day' ? Number(rate[1]) : Number(rate[1]) / 24;
  const fields = /^cron\((.*)\)$/.exec(expression.trim())?.[1]?.trim().split(/\s+/) ?? [];
  const [, , , month = '', weekday = '', year] = fields;
  if (fields.length !== 6 || year !== '*') return undefined;
  if (/^(\d+|[A-Z]{3})$/i.test(month)) return 366;
  // Every month: the longest gap is that of the 31st, from December to March; a fifth Monday is rarer.
  return month === '*' && !weekday.endsWith('#5') ? 62 : undefined;
}

/** The variables that lead to the credentials of the master user; undefined where it is not known which those are. */
function credentialMentions(database: Resource): readonly Mention[] | undefined {
  if (!types.includes(database.type)) return undefined;
  const managed = test(database.read('ManageMasterUserPassword'), false, isTrue);
  const own = mentionsOf(database).filter(
    ({ token }) => token.kind === 'attribute' && token.attribute.startsWith('MasterUserSecret'),
  );
  if (managed === true) return own;
  const token = soleToken(database.read(password));
  if (token?.kind !== 'opaque') return undefined;
  const secret = token.source && secretBehind(targetOf(token.source.id, database.stack).resources[0]);
  return [
    ...onlyIf(managed, own),
    ...onlyIf(not(managed), [
      ...mentionsOfUnknown(token, database.stack.environment),
      ...(secret ? mentionsOf(secret) : []),
      ...(secret ? attachmentsOf(secret) : []).flatMap(({ from, certain }) =>
        onlyIf(certain, mentionsOf(from)),
      ),
    ]),
  ];
}

/** A service of which the templates do not show all that it is told. */
const unseenService = remembered(({ resources }: Candidates) =>
  resources.find((service) => !showsVariables(service)),
);

/** Whether services log in to a database as other users than its master; undefined where there are none. */
export function hasOwnUsers(database: Resource, services: Candidates): Answer | undefined {
  const mentions = credentialMentions(database);
  if (!mentions || services.resources.length === 0) return undefined;
  const answers = mentions
    .filter(({ service }) => !isFunction(service) || services.resources.includes(service))
    .filter(({ variable }) => !isAddress(variable.value))
    .map(({ service, variable }) =>
      given(
        and([variable.certain, isFunction(service) ? serves(service) : true]),
        no(
          `${variable.name} leads to the credentials of the master user, expected a user of its own`,
          variable.proof,
        ),
      ),
    );
  if (answers.length > 0) return all(answers);
  const unseen = unseenService(services);
  if (unseen) {
    const seen = `what ${unseen.logicalId} is told is not all in the templates`;
    return unknown(`${seen}; verify that it logs in as a user of its own`, present(unseen));
  }
  const path = database.read(password).kind === 'absent' ? 'ManageMasterUserPassword' : password;
  return yes(
    'no variable of a service leads to the credentials of the master user',
    cite(database, path, hidden(database.read(path))),
  );
}

/** Members of a secret that tell where a database is, and not who may enter. */
function isAddress(value: Value): boolean {
  const tail = partsOf(value)?.[1];
  return typeof tail === 'string' && /^:(host|port|dbname|engine|dbClusterIdentifier):/.test(tail);
}
