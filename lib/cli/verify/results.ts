import type { ProbeResult } from '../../assess/probe-result';
import type { Probe } from '../../live/probe';
import type { Reply } from '../../live/run';
import { regionType, type Location } from '../../live/target';
import type { Subjects } from './subjects';

/** What there is beside the replies. */
interface Context {
  readonly subjects: Subjects;
  /** Where what is missing altogether is reported. */
  readonly location: Location;
  readonly now: Date;
}

/** What the report says of each probe: the replies to its questions, or why there was none to ask. */
export function resultsOf(
  probes: readonly Probe[],
  replies: readonly Reply[],
  context: Context,
): readonly ProbeResult[] {
  const byProbe = new Map<Probe, Reply[]>(probes.map((probe) => [probe, []]));
  for (const reply of replies) byProbe.get(reply.probe)?.push(reply);
  return [...byProbe].flatMap(([probe, own]) => {
    const findings = own.length > 0 ? own.map(finding) : nothingAsked(probe, context);
    if (findings.length === 0) return [];
    const { id, title, severity, fix, decides, rollback } = probe;
    return [{ id, item: id.replace(/\..*$/, ''), title, severity, fix, decides, rollback, findings }];
  });
}

type Finding = ProbeResult['findings'][number];

function finding({ target, answer, at }: Reply): Finding {
  const { type, id, account, region, definedIn } = target;
  const { outcome, message, seen } = answer;
  return { outcome, message, at, resource: { type, id, account, region, ...definedIn }, evidence: seen };
}

/**
 * What is said where there is nothing to ask about. Only a role that nobody plays is worth a word: the controls of an
 * item say what its proof lacks, and a question about what the stacks need not have does not arise.
 */
function nothingAsked(probe: Probe, { subjects, location, now }: Context): readonly Finding[] {
  const vacant = subjects.vacantRole(probe);
  if (!vacant) return [];
  const { role, none } = vacant;
  const resource = { ...location, type: regionType, id: location.region };
  const dated = { at: now.toISOString(), resource, evidence: [] };
  if (none !== undefined) return [{ ...dated, outcome: 'notApplicable', message: `declared: ${none}` }];
  const message = `the stacks show none of the ${role} of the workload; name them under workload in readiness.yaml, or declare that there are none`;
  return [{ ...dated, outcome: 'unknown', message }];
}
