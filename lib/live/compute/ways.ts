import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { LoadBalancer, Service } from '@aws-sdk/client-ecs';
import type { Objections } from '../answer';
import type { Aws } from '../aws';
import { routesOf, servingShares, type Route, type Share } from '../entries/routes';
import { groupName, targetGroupOf } from '../entries/target-health';

/** A way on which requests reach servers now. */
export interface Way {
  readonly route: Route;
  /** The target groups that get its requests. */
  readonly shares: readonly Share[];
}

/** The ways to servers, and what stands in the way. */
export interface Ways extends Objections {
  readonly ways: readonly Way[];
}

/** Target groups that servers register with, with the rule that decides between two of them where one is named. */
export interface Registration {
  readonly groups: readonly string[];
  readonly rule?: string;
}

/** What a service registers with: both colours and the production rule where ECS shifts the requests. */
export function registrationsOf({
  loadBalancers,
  taskSets = [],
  deploymentController,
}: Service): readonly Registration[] {
  // CodeDeploy and the like keep what they register in task sets, of which one serves.
  const serving = taskSets
    .filter(({ status }) => status === 'PRIMARY')
    .flatMap((set) => set.loadBalancers ?? []);
  const isByEcs = (deploymentController?.type ?? 'ECS') === 'ECS' || serving.length === 0;
  return (isByEcs ? (loadBalancers ?? []) : serving).flatMap(registrationOf);
}

function registrationOf({ targetGroupArn, advancedConfiguration }: LoadBalancer): readonly Registration[] {
  if (targetGroupArn === undefined) return [];
  const { alternateTargetGroupArn, productionListenerRule } = advancedConfiguration ?? {};
  const groups = [
    targetGroupArn,
    ...(alternateTargetGroupArn === undefined ? [] : [alternateTargetGroupArn]),
  ];
  return [{ groups, rule: productionListenerRule }];
}

/** What the instances of an Auto Scaling group register with. */
export function registrationsOfGroup({
  TargetGroupARNs,
  TrafficSources,
}: AutoScalingGroup): readonly Registration[] {
  const sources = (TrafficSources ?? []).flatMap(({ Identifier, Type }) =>
    Identifier?.includes(':targetgroup/') && Type !== 'vpc-lattice' ? [Identifier] : [],
  );
  return [...new Set([...(TargetGroupARNs ?? []), ...sources])].map((arn) => ({ groups: [arn] }));
}

/** The ways on which requests reach one of the target groups of a registration. */
export async function waysTo({ groups, rule }: Registration, aws: Aws): Promise<Ways> {
  const found = await Promise.all(groups.map((arn) => targetGroupOf(arn, aws)));
  const lost = groups
    .filter((_, i) => !found[i])
    .map((arn) => `target group ${groupName(arn)} does not exist`);
  const balancers = [...new Set(found.flatMap((group) => group?.LoadBalancerArns ?? []))];
  const routes = (await Promise.all(balancers.map((arn) => routesOf(arn, aws)))).flat();
  const production = rule === undefined ? routes : routes.filter((route) => isRule(route, rule));
  const ways = production
    .map((route) => ({ route, shares: servingShares(route) }))
    .filter(({ shares }) => shares.some(({ arn }) => groups.includes(arn)));
  const names = groups.map(groupName).join(' or ');
  const where =
    rule === undefined ? 'no listener forwards requests' : 'the production rule forwards no requests';
  return { ways, problems: ways.length > 0 ? lost : [...lost, `${where} to ${names}`] };
}

/** A production rule is named by the ARN of a rule, or of the listener whose default action it is. */
function isRule({ ruleArn, listenerArn, conditions }: Route, arn: string): boolean {
  return ruleArn === arn || (listenerArn === arn && conditions.length === 0);
}
