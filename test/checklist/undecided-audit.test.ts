import { testUndecided } from '../harness/undecided';
import { databaseAudit } from './auditing/databases';
import { recorded } from './auditing/flow-logs';
import { complete, tamperProof } from './auditing/trails';
import { runtime, switchedOn } from './detection/detectors';
import { findings } from './detection/findings';
import { hearing } from './detection/hearing';
import { publishing } from './detection/publishing';

const audit = [databaseAudit, recorded, complete, tamperProof];
const detection = [runtime, switchedOn, findings, hearing, publishing];

testUndecided(/^SEC[78]$/, [...audit, ...detection], 400);
