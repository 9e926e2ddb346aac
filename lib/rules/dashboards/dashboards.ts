import type { Resource } from '../../model/resource';
import { isUndecided, type Tri } from '../../model/tri';
import { cite, no, unknown, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { finding, judgeAny, notApplicable, requireEach, type Judgement } from '../finding';
import type { Workload } from '../workload';
import { alarmStates, dashboardType, shownIn, type Blind } from './shown';

/** The dashboards of the workload. */
export function dashboards({ environment }: Workload): Candidates {
  return candidates(environment, 'dashboard', environment.of(dashboardType), [dashboardType]);
}

/** Whether some dashboard shows anything that the templates make: one with the names of yesterday shows nothing. */
export function showWorkload(workload: Workload): Judgement {
  const found = dashboards(workload);
  if (found.resources.length === 0) return requireEach(found, () => undefined);
  const { metrics, alarms, blind, lost } = shownIn(workload.environment);
  const shown = [...[...metrics.values()].flat(), ...alarms];
  const ids = found.resources.map(({ logicalId }) => logicalId).join(', ');
  const none = `${ids} shows nothing that the templates make`;
  return ofAll(found, judgeShown(shown, blind, lost, 'something that the templates make', none));
}

/** Whether some dashboard shows the states of alarms. */
export function showAlarms(workload: Workload): Judgement {
  const found = dashboards(workload);
  if (found.resources.length === 0) return judgeAny(found, () => undefined);
  const { alarms, blind, lost } = shownIn(workload.environment);
  const open = blind.filter(({ mentions }) => mentions?.includes(alarmStates) ?? true);
  const stale = lost.filter(({ mentions }) => mentions?.includes(alarmStates));
  return ofAll(
    found,
    judgeShown(alarms, open, stale, 'the states of alarms', 'no dashboard shows the state of an alarm'),
  );
}

/** Where there is a dashboard, the judgement on what it shows; that there is one is asked by a control of its own. */
export function onDashboards(workload: Workload, judge: () => Judgement): Judgement {
  const found = dashboards(workload);
  return found.resources.length > 0 ? judge() : notApplicable(found.subject, 'no dashboard to judge');
}

/** Something that a dashboard shows. */
interface Sight {
  readonly dashboard: Resource;
  readonly certain: Tri;
}

function judgeShown(
  shown: readonly Sight[],
  blind: readonly Blind[],
  lost: readonly Blind[],
  what: string,
  none: string,
): Answer {
  const certain = shown.find((sight) => sight.certain === true);
  if (certain)
    return yes(`${certain.dashboard.logicalId} shows ${what}`, cite(certain.dashboard, 'DashboardBody'));
  const [open] = [
    ...shown.flatMap(({ dashboard, certain: doubt }) =>
      isUndecided(doubt) ? [{ dashboard, why: doubt.why }] : [],
    ),
    ...blind,
  ];
  if (open) {
    const seen = `whether ${open.dashboard.logicalId} shows ${what} is not known (${open.why})`;
    return unknown(`${seen}; verify on the dashboard`, cite(open.dashboard, 'DashboardBody'));
  }
  const [stale] = lost;
  return no(`${none}${stale ? ` (${stale.why})` : ''}, expected one that shows ${what}`);
}

/** One finding on all dashboards together. */
function ofAll({ resources }: Candidates, answer: Answer): Judgement {
  return { findings: [finding(resources[0]!, answer)], examined: resources.length };
}
