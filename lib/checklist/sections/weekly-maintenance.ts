import { group } from '../item';

/** Items under "Monday: Planning" of the checklist. */
export const mondayPlanning = group({
  phase: 'Ongoing Operations',
  section: 'Weekly Maintenance',
  group: 'Monday: Planning',
  items: [
    {
      id: 'WKMON1',
      text: 'Review previous week metrics',
      evidence: ['live', 'attest'],
      freshness: 'T-win weekly',
    },
    {
      id: 'WKMON2',
      text: 'Plan deployments',
      evidence: ['live', 'attest'],
      freshness: 'T-win weekly',
    },
    {
      id: 'WKMON3',
      text: 'Security updates review',
      evidence: ['live', 'attest'],
      freshness: 'T-win weekly',
    },
    {
      id: 'WKMON4',
      text: 'Capacity planning',
      evidence: ['live', 'attest'],
      freshness: 'T-win weekly',
    },
  ],
});

/** Items under "Wednesday: Deployments" of the checklist. */
export const wednesdayDeployments = group({
  phase: 'Ongoing Operations',
  section: 'Weekly Maintenance',
  group: 'Wednesday: Deployments',
  items: [
    {
      id: 'WKWED1',
      text: 'Deploy non-critical updates',
      evidence: ['live', 'attest'],
      freshness: 'T-win weekly',
    },
    {
      id: 'WKWED2',
      text: 'Database maintenance',
      evidence: ['synth', 'live', 'attest'],
      infrastructure: true,
      freshness: 'T-win weekly',
    },
    {
      id: 'WKWED3',
      text: 'Cache warming',
      evidence: ['live', 'attest'],
      freshness: 'T-win weekly',
    },
    {
      id: 'WKWED4',
      text: 'Performance tuning',
      evidence: ['live', 'attest'],
      freshness: 'T-win weekly',
    },
  ],
});

/** Items under "Friday: Review" of the checklist. */
export const fridayReview = group({
  phase: 'Ongoing Operations',
  section: 'Weekly Maintenance',
  group: 'Friday: Review',
  items: [
    {
      id: 'WKFRI1',
      text: 'Week metrics summary',
      evidence: ['attest'],
      freshness: 'T-win weekly',
    },
    {
      id: 'WKFRI2',
      text: 'Incident post-mortems',
      evidence: ['attest'],
      freshness: 'T-win weekly',
    },
    {
      id: 'WKFRI3',
      text: 'Documentation updates',
      evidence: ['attest'],
      freshness: 'T-win weekly',
    },
    {
      id: 'WKFRI4',
      text: 'Team retrospective',
      evidence: ['attest'],
      freshness: 'T-win weekly',
    },
  ],
});
