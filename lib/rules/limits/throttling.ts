import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, type Tri } from '../../model/tri';
import { itemsOf, show, type Value } from '../../model/value';
import { all, any, cite, given, no, unknown, yes, type Answer, type Evidence } from '../answer';
import { requestsTo } from '../compute/functions';
import { eitherWay, isStated, optionsOf } from '../either-way';
import { numeric, test } from '../reading';

/** Whether an API answers a limited number of requests per second; undefined for what is no API of API Gateway. */
export function isThrottled(api: Resource, accountPerSecond: number): Answer | undefined {
  switch (api.type) {
    case 'AWS::ApiGateway::RestApi':
      return everyStage(api, [
        ...stagesOf(api, 'AWS::ApiGateway::Stage', 'RestApiId', (stage) =>
          throttlesMethods(stage, 'MethodSettings', accountPerSecond),
        ),
        ...stagesOf(api, 'AWS::ApiGateway::Deployment', 'RestApiId', (deployment) =>
          makesStage(deployment, accountPerSecond),
        ),
      ]);
    case 'AWS::ApiGatewayV2::Api':
      return everyStage(
        api,
        stagesOf(api, 'AWS::ApiGatewayV2::Stage', 'ApiId', (stage) =>
          throttlesRoutes(stage, accountPerSecond),
        ),
      );
    case 'AWS::Serverless::Api':
      return throttlesMethods(api, 'MethodSettings', accountPerSecond);
    case 'AWS::Serverless::HttpApi':
      return throttlesRoutes(api, accountPerSecond);
    case 'AWS::Serverless::Function':
      return requestsTo(api).some((request) => request.api.kind === 'absent')
        ? unknown('it has an API that no resource stands for; verify its throttling in the account')
        : undefined;
    default:
      return undefined;
  }
}

function everyStage(api: Resource, answers: readonly Answer[]): Answer {
  if (answers.length > 0) return all(answers);
  return unknown(`no stage of ${api.logicalId} is in the templates; verify its throttling in the account`);
}

function stagesOf(
  api: Resource,
  type: string,
  path: string,
  judge: (stage: Resource) => Answer | undefined,
): readonly Answer[] {
  return api.stack.environment
    .links(type, path)
    .to(api)
    .flatMap(({ from, certain }) => {
      const answer = judge(from);
      return answer ? [given(certain, answer)] : [];
    });
}

/** A deployment that names a stage makes that stage with the settings of its description. */
function makesStage(deployment: Resource, accountPerSecond: number): Answer | undefined {
  const makes = isStated(deployment.read('StageName'));
  if (makes === false) return undefined;
  const path = 'StageDescription.ThrottlingRateLimit';
  const settings = 'StageDescription.MethodSettings';
  const answer = eitherWay(deployment.read(path), (rate) =>
    rate.kind === 'absent'
      ? throttlesMethods(deployment, settings, accountPerSecond)
      : isRate(rate, accountPerSecond, cite(deployment, path), deployment),
  );
  return given(makes, answer);
}

function throttlesRoutes(stage: Resource, accountPerSecond: number): Answer {
  const path = 'DefaultRouteSettings.ThrottlingRateLimit';
  return isRate(stage.read(path), accountPerSecond, cite(stage, path), stage);
}

/** Whether the settings for all methods limit them, and those of no single method take the limit away. */
function throttlesMethods(stage: Resource, path: string, accountPerSecond: number): Answer {
  const proof = cite(stage, path);
  return eitherWay(stage.read(path), (settings) => {
    const options = itemsOf(settings).flatMap(optionsOf);
    const general: Answer[] = [];
    const special: Answer[] = [];
    for (const { option, certain } of options) {
      const rate = member(option, 'ThrottlingRateLimit');
      const answer = isRate(rate, accountPerSecond, proof, stage);
      const forAll = isForAll(option);
      if (forAll !== false) general.push(given(and([certain, forAll]), answer));
      if (forAll !== true && isStated(rate) !== false)
        special.push(given(and([certain, not(forAll), isStated(rate)]), answer));
    }
    const expected = 'expected ThrottlingRateLimit for all methods';
    const none = `${path} of ${stage.logicalId} sets no rate for /* and *, ${expected}`;
    return all([general.length > 0 ? any(general, none) : no(none, proof), ...special]);
  });
}

function isForAll(setting: Value): Tri {
  return and([
    test(member(setting, 'ResourcePath'), undefined, (path) => path === '/*' || path === '*'),
    test(member(setting, 'HttpMethod'), undefined, (method) => method === '*'),
  ]);
}

/** Whether a rate lies below what the account grants anyway; -1 switches throttling off. */
function isRate(rate: Value, accountPerSecond: number, proof: Evidence, stage: Resource): Answer {
  const fits = and([
    test(rate, undefined, (perSecond) => numeric(perSecond) > 0, true),
    test(rate, undefined, (perSecond) => numeric(perSecond) < accountPerSecond, true),
  ]);
  const expected = `expected less than the ${accountPerSecond} per second that the account grants`;
  const seen = `ThrottlingRateLimit of ${stage.logicalId}`;
  if (fits === true) return yes(`${seen} is ${show(rate)}`, proof);
  if (isUndecided(fits)) return unknown(`${seen} is not known (${fits.why}), ${expected}`, proof);
  if (rate.kind === 'absent') return no(`${seen} is not set, ${expected}`, proof);
  const off = numeric(show(rate)) < 0 ? ', which switches throttling off' : '';
  return no(`${seen} is ${show(rate)}${off}, ${expected}`, proof);
}
