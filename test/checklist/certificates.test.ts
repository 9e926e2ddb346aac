import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { apiRenewal } from './serving/api-renewal';
import { balancerHttps } from './serving/https';
import { names } from './serving/names';
import { otherHttps } from './serving/other-https';
import { region } from './serving/region';
import { renewal } from './serving/renewal';
import { together } from './serving/resources';
import { tlsVersion } from './serving/tls-version';

export const cases: Record<Extract<ControlId, `ENV3.${string}`>, ControlCases> = {
  'ENV3.https': together(balancerHttps, otherHttps),
  'ENV3.renewal': together(renewal, apiRenewal),
  'ENV3.region': region,
  'ENV3.names': names,
  'ENV3.tls-version': tlsVersion,
};

testControls(cases);
