import type { Resource } from '../../model/resource';
import { and, not, or } from '../../model/tri';
import { all, any, cite, given, present, unknown, yes, type Answer } from '../answer';
import { allOf } from '../possible';
import { isOn, numeric, property, test } from '../reading';

/** Whether every user of a REST API has an API key, and a usage plan limits each key; undefined for other entries. */
export function limitsKeys(api: Resource, accountPerSecond: number): Answer | undefined {
  if (api.type !== 'AWS::ApiGateway::RestApi') return undefined;
  const { environment } = api.stack;
  const plans = environment.links('AWS::ApiGateway::UsagePlan', 'ApiStages.*.ApiId').to(api);
  if (plans.length === 0) return undefined;
  return all([
    any(
      plans.map(({ from: plan, certain }) => given(certain, limitsEachKey(plan, accountPerSecond))),
      '',
    ),
    demandsKeys(api),
  ]);
}

function limitsEachKey(plan: Resource, accountPerSecond: number): Answer {
  const throttles = property(plan, 'Throttle.RateLimit', {
    expected: `less than the ${accountPerSecond} per second that the account grants`,
    otherwise: undefined,
    holds: (rate) => numeric(rate) > 0 && numeric(rate) < accountPerSecond,
  });
  return all([throttles, hasKeys(plan), yes(`${plan.logicalId} holds for the API`, cite(plan, 'ApiStages'))]);
}

function hasKeys(plan: Resource): Answer {
  const keys = plan.stack.environment.links('AWS::ApiGateway::UsagePlanKey', 'UsagePlanId').to(plan);
  const answers = keys.map(({ from, certain }) =>
    given(certain, yes(`${from.logicalId} is a key of it`, present(from))),
  );
  const verify = 'verify that each user has a key of their own in the account';
  return answers.length > 0
    ? any(answers, '')
    : unknown(`no key of ${plan.logicalId} is in the templates; ${verify}`);
}

/** Whether every method asks for an API key, but for the preflight requests of browsers, which cannot send one. */
function demandsKeys(api: Resource): Answer {
  const methods = api.stack.environment.links('AWS::ApiGateway::Method', 'RestApiId').to(api);
  const answers = methods.flatMap(({ from, certain }) => {
    const isPreflight = test(from.read('HttpMethod'), undefined, (verb) => verb === 'OPTIONS');
    if (isPreflight === true) return [];
    const asks = isOn(from, 'ApiKeyRequired', false);
    const answer = asks.is === 'yes' ? asks : { ...asks, message: `${from.logicalId}: ${asks.message}` };
    return [{ certain: and([certain, not(isPreflight)]), answer }];
  });
  return answers.length > 0
    ? given(or(answers.map(({ certain }) => certain)), allOf(answers))
    : unknown(
        `the methods of ${api.logicalId} are not in the templates; verify that they require an API key`,
      );
}
