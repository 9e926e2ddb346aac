import type { Environment } from '../../model/environment';
import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, type Tri } from '../../model/tri';
import { itemsOf, type Value } from '../../model/value';
import { all, cite, no, unknown, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { runsOnFargate } from '../compute/hosts';
import { manifestType } from '../compute/kubernetes';
import { optionsOf } from '../either-way';
import { finding, judgeAny, judgeEach, type Judgement } from '../finding';
import { isOn, test } from '../reading';
import type { Workload } from '../workload';

const detectorType = 'AWS::GuardDuty::Detector';

/** The GuardDuty detectors of an environment, one for each account and region at most. */
export function detectors(environment: Environment): Candidates {
  return candidates(environment, 'GuardDuty detector', environment.of(detectorType), [detectorType]);
}

/** Whether GuardDuty is switched on. Without a detector it may be by the organization. */
export function detectsIntrusion({ environment }: Workload): Judgement {
  const found = detectors(environment);
  if (found.resources.length > 0) return judgeEach(found, (detector) => isOn(detector, 'Enable', false));
  const missing = `no GuardDuty detector is in the templates${found.switchedOff}`;
  const answer = unknown(
    `${missing}; verify in the account that GuardDuty is on, as organizations often do it`,
  );
  return { findings: [finding(found.subject, answer)], examined: 0 };
}

/** How GuardDuty gets its agent to servers, by what they run on. */
type Agent = 'ECS_FARGATE_AGENT_MANAGEMENT' | 'EC2_AGENT_MANAGEMENT' | 'EKS_ADDON_MANAGEMENT';

/** Whether GuardDuty watches what runs on the servers of the workload. */
export function watchesServers({ environment, services }: Workload): Judgement {
  const agents = new Map<Agent, Tri>();
  for (const service of services.resources) {
    for (const [agent, needed] of agentsOf(service)) {
      agents.set(agent, or([agents.get(agent) ?? false, and([service.exists, needed])]));
    }
  }
  return judgeAny(detectors(environment), (detector) => {
    const answers = [...agents].flatMap(([agent, needed]) => {
      const answer = installs(detector, agent);
      if (needed === false) return [];
      if (needed === true || answer.is !== 'no') return [answer];
      return [
        unknown(
          `whether ${agent} is needed is not known (${needed.why}): ${answer.message}`,
          ...answer.evidence,
        ),
      ];
    });
    return answers.length > 0 ? all(answers) : undefined;
  });
}

function agentsOf(service: Resource): readonly (readonly [Agent, Tri])[] {
  switch (service.type) {
    case 'AWS::ECS::Service': {
      const fargate = runsOnFargate(service);
      return [
        ['ECS_FARGATE_AGENT_MANAGEMENT', fargate],
        ['EC2_AGENT_MANAGEMENT', isUndecided(fargate) ? fargate : !fargate],
      ];
    }
    case 'AWS::AutoScaling::AutoScalingGroup':
      return [['EC2_AGENT_MANAGEMENT', true]];
    case 'AWS::EKS::Nodegroup':
    case 'AWS::EKS::Cluster':
    case manifestType:
      return [['EKS_ADDON_MANAGEMENT', true]];
    default:
      return [];
  }
}

function installs(detector: Resource, agent: Agent): Answer {
  const monitors =
    agent === 'EKS_ADDON_MANAGEMENT'
      ? ['RUNTIME_MONITORING', 'EKS_RUNTIME_MONITORING']
      : ['RUNTIME_MONITORING'];
  const truth = or(
    detector
      .each('Features.*')
      .flatMap(optionsOf)
      .map(({ option, certain }) =>
        and([certain, isEnabled(option, monitors), installsAgent(option, agent)]),
      ),
  );
  const proof = cite(detector, 'Features');
  const expected = `expected RUNTIME_MONITORING with ${agent}`;
  if (truth === true) return yes(`Features have RUNTIME_MONITORING with ${agent}`, proof);
  if (isUndecided(truth)) return unknown(`Features are not known (${truth.why}), ${expected}`, proof);
  return no(`Features lack an agent for the servers, ${expected}`, proof);
}

function installsAgent(feature: Value, agent: Agent): Tri {
  return or(
    itemsOf(member(feature, 'AdditionalConfiguration'))
      .flatMap(optionsOf)
      .map(({ option, certain }) => and([certain, isEnabled(option, [agent])])),
  );
}

function isEnabled(feature: Value, names: readonly string[]): Tri {
  return and([
    test(member(feature, 'Name'), undefined, (name) => names.includes(String(name))),
    test(member(feature, 'Status'), undefined, (status) => status === 'ENABLED'),
  ]);
}
