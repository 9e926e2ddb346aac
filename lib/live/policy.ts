import type { Probe } from './probe';
import { driftActions, stackActions } from './stacks/actions';

/** The least IAM policy by which stacks can be read, or checked for drift, and these probes asked, as JSON. */
export function policyFor(probes: readonly Probe[], drift = false): string {
  const reading = drift ? [...stackActions, ...driftActions] : stackActions;
  const actions = new Set([...reading, ...probes.flatMap((probe) => probe.actions)]);
  const statement = {
    Sid: 'CdkReadinessVerify',
    Effect: 'Allow',
    Action: [...actions].sort(),
    Resource: '*',
  };
  return `${JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, undefined, 2)}\n`;
}
