import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { groupCapacity } from './serving/group-capacity';
import { hostZones } from './serving/host-zones';
import { instances } from './serving/instances';
import { onDemand } from './serving/on-demand';
import { functions } from './serving/functions';
import { pods } from './serving/pods';
import { together } from './serving/resources';
import { scaling } from './serving/scaling';
import { tasks } from './serving/tasks';
import { zones } from './serving/zones';

export const cases: Record<Extract<ControlId, `ENV1.${string}`>, ControlCases> = {
  'ENV1.servers': together(tasks, scaling, instances, pods, functions),
  'ENV1.zones': together(zones, hostZones),
  'ENV1.on-demand': together(onDemand, groupCapacity),
};

testControls(cases);
