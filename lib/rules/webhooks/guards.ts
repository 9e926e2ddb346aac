import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, not, type Tri } from '../../model/tri';
import { keyOf, show, type Value } from '../../model/value';
import { all, any, cite, given, no, unknown, yes, type Answer } from '../answer';
import { domainsOf } from '../certificates/uses';
import { eitherWay, isStated, optionsOf } from '../either-way';
import { firewallsOf } from '../firewall/attachment';
import { bypassOf, takes, triedRules, type TriedRule } from '../limits/acl-rules';
import { byFirewall, onTheWay } from '../limits/entries';
import { matches, type Request } from '../limits/requests';
import { listenerType, ownersOf, ruleType } from '../network/routing';
import { isOn, property } from '../reading';
import { methodType, routeType, webhooksAt, type Route } from './routes';

/** Whether strangers cannot send as many webhooks as they like; undefined where a resource takes in none. */
export function isGuarded(resource: Resource, clientPerSecond: number): Answer | undefined {
  const answers = webhooksAt(resource).map((route) => {
    const answer = any([...authenticated(resource, route), firewalled(route, clientPerSecond)], '');
    const path = route.path ?? resource.logicalId;
    if (answer.is === 'yes') return { ...answer, message: `${path}: ${answer.message}` };
    const seen = answer.is === 'no' ? 'anybody can send to' : 'who can send to';
    const rest = answer.is === 'no' ? '' : ' is not known';
    return given(route.certain, { ...answer, message: `${seen} ${path}${rest}: ${answer.message}` });
  });
  return answers.length > 0 ? all(answers) : undefined;
}

/** The ways in which senders may have to show who they are. */
function authenticated(resource: Resource, route: Route): readonly Answer[] {
  const { entry } = route;
  const certificates = entry && demandsCertificates(entry);
  return [...authorized(resource, route), ...(certificates ? [certificates] : [])];
}

function authorized(resource: Resource, { entry, settings }: Route): readonly Answer[] {
  switch (resource.type) {
    case methodType:
      return [hasAuthorizer(resource, ['CUSTOM', 'AWS_IAM', 'COGNITO_USER_POOLS'])];
    case routeType:
      return [hasAuthorizer(resource, ['CUSTOM', 'AWS_IAM', 'JWT'])];
    case ruleType:
      return [
        ...ownersOf(resource, 'ListenerArn', listenerType).map(({ to, certain }) =>
          given(certain, verifiesCertificates(to)),
        ),
        ...authenticates(resource),
      ];
    case 'AWS::Lambda::Url':
      return [
        property(resource, 'AuthType', {
          expected: 'AWS_IAM',
          otherwise: undefined,
          holds: (type) => type === 'AWS_IAM',
        }),
      ];
    default:
      return settings ? [hasSamAuthorizer(resource, entry, member(settings, 'Auth'))] : [];
  }
}

function hasAuthorizer(route: Resource, types: readonly string[]): Answer {
  return property(route, 'AuthorizationType', {
    expected: 'an authorizer',
    otherwise: 'NONE',
    holds: (type) => types.includes(String(type)),
  });
}

/** An event states its authorizer, `NONE` to have none, or leaves it to the API. */
function hasSamAuthorizer(fn: Resource, api: Resource | undefined, auth: Value): Answer {
  const proof = cite(fn, 'Events');
  return eitherWay(member(auth, 'Authorizer'), (own) => {
    const byDefault = api && api !== fn ? api.read('Auth.DefaultAuthorizer') : own;
    const authorizer = own.kind === 'absent' ? byDefault : own;
    if (authorizer.kind === 'absent' || keyOf(authorizer) === 'NONE')
      return no('its event has no authorizer, expected one', proof);
    return authorizer.kind === 'known'
      ? yes(`authorizer ${show(authorizer)} decides`, proof)
      : unknown('its authorizer is not known', proof);
  });
}

function authenticates(rule: Resource): readonly Answer[] {
  return rule
    .each('Actions.*.Type')
    .flatMap(optionsOf)
    .filter(({ option }) => /^(jwt-validation$|authenticate-)/.test(keyOf(option) ?? ''))
    .map(({ option, certain }) =>
      given(certain, yes(`its rule has the action ${show(option)}`, cite(rule, 'Actions'))),
    );
}

function verifiesCertificates(listener: Resource): Answer {
  return property(listener, 'MutualAuthentication.Mode', {
    expected: 'verify',
    otherwise: 'off',
    holds: (mode) => mode === 'verify',
  });
}

/** Whether an API takes requests by its own domains alone, all of which ask for certificates. */
function demandsCertificates(api: Resource): Answer | undefined {
  const { domains } = domainsOf(api);
  const trust = domains.filter(
    ({ to }) => isStated(to.read('MutualTlsAuthentication.TruststoreUri')) !== false,
  );
  if (trust.length === 0) return undefined;
  const closed = isOn(api, 'DisableExecuteApiEndpoint', false);
  const answers = domains.map(({ to: domain, certain }) => {
    const path = 'MutualTlsAuthentication.TruststoreUri';
    return given(
      certain,
      property(domain, path, { expected: 'one', otherwise: undefined, holds: () => true }),
    );
  });
  return all([closed, ...answers]);
}

function firewalled({ path, entry }: Route, mostPerSecond: number): Answer {
  if (!entry)
    return unknown('what takes in its requests is not among the templates; verify that it guards them');
  const request: Request = { path, method: 'POST' };
  return onTheWay(entry, (guarded) =>
    any(
      [
        byFirewall(guarded, { noun: 'sender', counts: () => yes(''), requests: [request], mostPerSecond }),
        ...firewallsOf(guarded).firewalls.flatMap(({ acl, certain, evidence }) =>
          refusals(acl, request).map((answer) =>
            given(certain, { ...answer, evidence: [...answer.evidence, ...evidence] }),
          ),
        ),
      ],
      '',
    ),
  );
}

/** The rules by which a firewall keeps strangers away from a path: known addresses alone may send. */
function refusals(acl: Resource, request: Request): readonly Answer[] {
  const rules = triedRules(acl);
  return rules.flatMap((rule) => {
    const refuses = refusesStrangers(rule, rules, request);
    if (refuses === true) return [yes(`rule ${rule.name} blocks strangers`, ...rule.proof)];
    if (refuses === false || looksElsewhere(rule)) return [];
    return [
      unknown(`whether rule ${rule.name} blocks strangers is not known (${refuses.why})`, ...rule.proof),
    ];
  });
}

/** A block by country, by label or by contents says nothing about who may send webhooks. */
function looksElsewhere({ statement }: TriedRule): boolean {
  if (statement.kind !== 'map') return false;
  return ['GeoMatch', 'LabelMatch', 'SqliMatch', 'XssMatch', 'SizeConstraint', 'AsnMatch', 'RateBased'].some(
    (name) => member(statement, `${name}Statement`).kind !== 'absent',
  );
}

function refusesStrangers(rule: TriedRule, rules: readonly TriedRule[], request: Request): Tri {
  const bypass = bypassOf(rule, rules, request);
  const lets = bypass?.certain ?? false;
  return and([
    rule.certain,
    takes(rule, 'Block'),
    matches(rule.statement, request, rule.owner.stack),
    not(lets),
  ]);
}
