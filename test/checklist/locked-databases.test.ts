import type { ControlId } from '../../lib/checklist';
import { testControls, type ControlCases } from '../harness/judge';
import { subnetsApart } from './access/apart';
import { authentication } from './access/authentication';
import { ingress } from './access/ingress';
import { ownUsers } from './access/own-users';
import { passwords } from './access/passwords';
import { transport } from './access/transport';

export const cases: Record<Extract<ControlId, `SEC6.${string}`>, ControlCases> = {
  'SEC6.ingress': ingress,
  'SEC6.private': subnetsApart,
  'SEC6.authentication': authentication,
  'SEC6.rotation': passwords,
  'SEC6.tls': transport,
  'SEC6.master-user': ownUsers,
};

testControls(cases);
